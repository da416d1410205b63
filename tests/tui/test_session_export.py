import json
from dataclasses import replace
from pathlib import Path

import pytest
from fake_tutor import ITEMS
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from session_samples import CORPUS, Keeping, answered, kept

from dltutor.errors import DltutorError, UsageError
from dltutor.search.reply import Hit, Reply
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.sessions import exporting
from dltutor.tui.sessions.entry import Entry
from dltutor.tui.sessions.session import Session
from dltutor.tui.sessions.shapes import made


def session_of(*exchanges: Exchange) -> Session:
    recorder = Keeping(wanted=False).recorder()
    for exchange in exchanges:
        recorder.keep(exchange)
    assert recorder.session is not None
    return recorder.session


def rendered(session: Session) -> str:
    return MarkdownIt("gfm-like", {"linkify": False}).render(exporting.text(session, "markdown"))


def test_a_question_is_a_heading_and_the_answer_is_quoted_with_its_formulas_and_its_place() -> None:
    exchange = answered(1, "What does it do?", understood_as="dropout — what does it do?", searched_for="what does it")
    text = exporting.text(session_of(exchange), "markdown")
    for part in (
        "## What does it do?",
        "**Answered · close match** · 21 Nov 2026",
        "Understood as: dropout — what does it do?",
        "Searched for: what does it",
        "> **What does dropout do?**",
        "> $$p = \\frac{1}{2}$$",
        "Source: lecture.md · 3 Training · 1, line 3",
        "Also in: lecture.md · 3 Training · 2, line 6",
        "1. Why normalise activations? (lecture.md · 3 Training · 3, line 9)",
        f"documents: `{CORPUS}`",
    ):
        assert part in text


def test_the_part_that_was_asked_for_stands_before_the_whole_answer() -> None:
    hit = Hit(ITEMS[0], 0.9, "close", (ITEMS[0].source,), part="It **switches units off** at random while training.")
    text = exporting.text(
        session_of(Exchange(1, "how?").answered(Reply("how?", "answered", 0.9, (hit,)), final=True)), "markdown"
    )
    assert text.index("> It **switches units off**") < text.index("The whole answer:") < text.index("> **What does")


def test_what_was_not_answered_says_so_and_lists_what_was_near() -> None:
    reply = Reply("weather", "not_covered", 0.1, tuple(Hit(item, 0.1, "related", (item.source,)) for item in ITEMS[:3]))
    remark = Exchange(2, "thanks").answered(Reply("thanks", "answered", 1, note="You're welcome."), final=True)
    failed = Exchange(3, "why").failed("There is no index.", "Build it.")
    text = exporting.text(session_of(Exchange(1, "weather").answered(reply, final=True), remark, failed), "markdown")
    assert "**Not in your documents: the nearest questions**" in text
    assert "These were near:\n\n1. What does dropout do?" in text
    assert text.count("You're welcome.") == 1
    assert "**There is no index. Build it.**" in text


@pytest.mark.parametrize("asked", ["What is <b>this</b>?", "# C#", "a\nb", "\x1b[31mred", "- one", "<!-- x -->"])
def test_a_question_is_one_heading_whatever_it_holds(asked: str) -> None:
    html = rendered(session_of(answered(1, asked), answered(2, "and then")))
    assert html.count("<h2>") == 2
    assert "<b>" not in html
    assert "<!--" not in html
    assert "\x1b" not in html


def test_documents_other_than_those_of_the_beginning_are_named() -> None:
    keeping = Keeping(wanted=False)
    recorder = keeping.recorder()
    recorder.keep(answered(1))
    keeping.corpus = "/elsewhere"
    recorder.keep(answered(2))
    assert recorder.session is not None
    assert "Documents: `/elsewhere`" in exporting.text(recorder.session, "markdown")


@given(st.text(st.characters(exclude_categories=())))
def test_json_gives_back_every_question(asked: str) -> None:
    session = session_of(answered(1, asked), replace(answered(2), asked="two"))
    read = json.loads(exporting.text(session, "json").encode("utf-8"))
    assert (read["id"], read["corpus"]) == (session.id, CORPUS)
    again = [made(Entry, one) for one in read["exchanges"]]
    assert again[1:] == list(session.entries[1:])
    joined = asked.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert again[0].asked == joined


def test_the_shape_of_the_json_is_the_documented_one() -> None:
    data = session_of(answered(1)).to_json()
    assert list(data) == ["id", "begun", "version", "corpus", "exchanges"]
    (exchange,) = data["exchanges"]
    page = (Path(__file__).parents[2] / "docs" / "sessions.md").read_text(encoding="utf-8")
    for key in [*data, *exchange, *exchange["shown"], *exchange["near"][0], *exchange["near"][0]["place"]]:
        assert f"`{key}`" in page, key


def test_a_new_name_is_found_where_none_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    session = kept("What is dropout?")
    names = [exporting.write(session).name, exporting.write(session).name]
    assert names == [f"dltutor-{session.id}.md", f"dltutor-{session.id}-2.md"]
    (tmp_path / "notes").mkdir()
    assert exporting.write(session, "notes", "json") == Path("notes") / f"dltutor-{session.id}.json"
    assert json.loads((tmp_path / "notes" / f"dltutor-{session.id}.json").read_text())["id"] == session.id


def test_a_file_that_is_there_is_left_alone_and_a_free_name_is_offered(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine")
    with pytest.raises(UsageError, match="is there already") as error:
        exporting.write(kept("one"), str(file))
    assert error.value.hint == f"Free is: {tmp_path / 'mine-2.md'}"
    assert file.read_text() == "mine"


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DltutorError, match="can't be written: No such file or directory"):
        exporting.write(kept("one"), str(tmp_path / "none" / "it.md"))
