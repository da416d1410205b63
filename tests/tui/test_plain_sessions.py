import io
from dataclasses import replace
from pathlib import Path

import pytest
from fake_tutor import DROPOUT, ITEMS, FakeTutor, World
from session_samples import kept

from dltutor.config import Config
from dltutor.errors import IndexProblem
from dltutor.tui.plain.session import PlainSession
from dltutor.tui.sessions import store
from dltutor.tui.sessions.session import Session


def said(world: World, *lines: str, resumed: Session | None = None, config: Config | None = None) -> str:
    out = io.StringIO()
    text = "".join(line + "\n" for line in lines)
    session = PlainSession(FakeTutor(world), config or Config(), io.StringIO(text), out)  # type: ignore[arg-type]
    session.run(resumed)
    return out.getvalue()


def asked() -> list[list[str]]:
    return [[entry.asked for entry in session.entries] for session in store.every()]


def test_what_is_asked_is_kept_listed_and_gone_on_with(world: World) -> None:
    said(world, "What does dropout do?", "1")
    assert asked() == [["What does dropout do?", "What is a learning rate?"]]
    text = said(world, "sessions", "resume 1", "1", "And why?")
    assert "1. What does dropout do? (" in text
    assert "· 2 questions)" in text
    assert "You asked: What does dropout do?\nAnswered · exact match" in text
    assert "You opened: What is a learning rate?\nPicked from the list" in text
    assert world.conversation is not None
    assert [turn.shown.item.id for turn in world.conversation.turns][:2] == ["lecture/1", "lecture/2"]
    first = ["What does dropout do?", "What is a learning rate?"]
    assert asked() == [[*first, "What is a learning rate?", "And why?"]]


def test_new_begins_another_session(world: World) -> None:
    text = said(world, "What does dropout do?", "new", "How does momentum help?", "resume 2")
    assert "A new session." in text
    assert asked() == [["How does momentum help?"], ["What does dropout do?"]]
    assert text.rindex("You asked: What does dropout do?") > text.index("Going on with")


def test_the_command_line_can_name_the_session_to_go_on_with(world: World) -> None:
    text = said(world, "o", resumed=kept("What does dropout do?"))
    assert text.index("Going on with the session of 21 Nov 2026") < text.index("You asked: What does dropout do?")
    assert "lecture.md, line 3:" in text


def test_only_the_end_of_a_long_session_is_said_again(world: World) -> None:
    text = said(world, resumed=kept(*(f"question {number}" for number in range(25))))
    assert "These are its last 5;" in text
    assert text.count("You asked:") == 5
    assert "question 24" in text


def test_what_is_gone_is_said_as_it_was_and_cannot_be_tried(world: World) -> None:
    world.items = ITEMS[1:]
    text = said(world, "try", resumed=kept("What does dropout do?"))
    assert text.count("No longer in your documents: shown as it was then.") == 2
    assert "switches units off" in text


def test_what_has_changed_says_so(world: World) -> None:
    world.items = (replace(DROPOUT, answer="Another text."), *ITEMS[1:])
    text = said(world, resumed=kept("What does dropout do?"))
    assert "Changed in your documents since then: this is the present text." in text
    assert "Another text." in text


def test_without_an_index_a_session_can_be_read(world: World) -> None:
    world.fails["items"] = IndexProblem("There is no index.")
    text = said(world, resumed=kept("What does dropout do?"))
    assert "There is no index to look it up in: shown as it was then." in text
    assert "switches units off" in text


def test_a_failure_is_kept_too(world: World) -> None:
    world.fails["ask"] = IndexProblem("The index is damaged.", hint="Mend it.")
    said(world, "anything")
    (session,) = store.every()
    assert session.entries[0].verdict == "The index is damaged. Mend it."


def test_a_session_is_written_into_a_new_file(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = said(world, "export", "What does dropout do?", "export", "/export it.json", "/export it.json")
    assert "There is nothing to export yet: ask a question first." in text
    assert f"Written to dltutor-{store.files()[0].stem}.md." in text
    assert "it.json is there already. Free is: it-2.json" in text


def test_there_may_be_no_session_to_go_on_with(world: World) -> None:
    text = said(world, "sessions", "resume", "resume 7")
    assert text.count("No session is kept yet.") == 2
    assert "There is no session '7'." in text


def test_sessions_are_found_by_their_words_and_deleted_after_asking(world: World) -> None:
    text = said(
        world, "What does dropout do?", "new", "How does momentum help?", "/sessions momentum", "/sessions zebra",
        "delete", "delete 2", "n", "delete 2", "y", "sessions",
    )  # fmt: skip
    assert "1. How does momentum help? (" in text
    assert "No session holds all these words." in text
    assert "Which one?" in text
    assert text.count("for good? y or n") == 2
    assert asked() == [["How does momentum help?"]]


def test_nothing_is_kept_where_the_settings_say_so(world: World) -> None:
    said(world, "What does dropout do?", config=Config(history=False))
    assert not store.folder().exists()
