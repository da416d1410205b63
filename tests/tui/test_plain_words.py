"""The words of the line-by-line tutor: complete, documented, and never taken for questions."""

import pytest
from fake_tutor import World
from typed_lines import said

from dltutor.tui.commands import COMMANDS
from dltutor.tui.plain.help import help_text
from dltutor.tui.plain.meaning import NAMED, meant, perhaps
from dltutor.tui.plain.places import PLACES
from dltutor.tui.plain.without import WITHOUT
from dltutor.tui.plain.words import WORDS

NAMES = {name for word in (*WORDS, *(one for words in PLACES.values() for one in words)) for name in word.ids}


def test_every_command_of_the_app_has_a_word_or_a_reason_for_none() -> None:
    ids = {command.id for command in COMMANDS}
    assert ids - NAMES - set(WITHOUT) == set()
    assert (NAMES | set(WITHOUT)) - ids == set(), "what the app has no more"
    assert NAMES & set(WITHOUT) == set()


def test_a_slash_command_of_the_app_is_typed_the_same_line_by_line() -> None:
    for command in COMMANDS:
        if command.slash and command.id not in WITHOUT:
            found = meant(f"/{command.id}")
            assert found is not None, command.id
            assert command.id in found.word.ids
            assert bool(found.word.words) >= bool(command.words)


def test_the_help_names_every_word() -> None:
    lines = help_text().splitlines()
    assert [word.name for word in WORDS if f"{word.typed}: {word.help}" not in lines] == []


def test_a_name_means_one_word() -> None:
    assert len(NAMED) == sum(1 + bool(word.short) for word in WORDS)


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Library", "library", ""),
        ("/more", "m", ""),
        ("resume 2", "resume", "2"),
        ("/quiz dropout", "quiz", "dropout"),
        ("ask exactly: and for L1?", "ask", "exactly: and for L1?"),
        ("settings reset top", "settings", "reset top"),
        ("exam report 3 file", "exam", "report 3 file"),
        ("plan 2027-02-15 30", "plan", "2027-02-15 30"),
        ("add ~/notes.md", "add", "~/notes.md"),
    ],
)
def test_what_is_meant_for_a_word(line: str, name: str, rest: str) -> None:
    found = meant(line)
    assert found is not None
    assert (found.word.name, found.rest) == (name, rest)


@pytest.mark.parametrize(
    "line",
    [
        "more",
        "why?",
        "open sets",
        "find the gradient",
        "add a layer?",
        "settings for Adam",
        "resume training",
        "/etc/hosts",
    ],
)
def test_what_stays_a_question(line: str) -> None:
    assert meant(line) is None


def test_a_mistyped_word_is_asked_back_only_behind_a_slash(world: World) -> None:
    text = said(world, "/qiuz", "/clear", "/library2", "/new session", "qiuz", "/etc/hosts holds names")
    assert "There is no word /qiuz. Is it quiz? Type help for the words." in text
    assert f"There is no word /clear: {WITHOUT['clear']}" in text
    assert "There is no word /new session. Nothing may stand behind it." in text
    assert world.asked == ["/library2", "qiuz", "/etc/hosts holds names"]


def test_a_question_like_a_word_says_how_the_word_is_typed_where_nothing_answers_it(world: World) -> None:
    assert "type /find dropout" not in said(world, "find dropout")
    world.status = "not_covered"
    assert "type /find dropout" in said(world, "find dropout")
    assert perhaps("find the gradient of a long chain of products") == ""
