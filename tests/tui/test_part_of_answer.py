from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from driving import settled, shown
from fake_tutor import item
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from dltutor.search.reply import Hit, Reply
from dltutor.tui import describe
from dltutor.tui.answers.markdown import TutorMarkdown

ANSWER = """\
The net forgets. It **learns** $\\eta$ again. Then it stops.

- one entry
- another entry, in
  two lines

| name | use |
|---|---|
| a | b |
| c | d |

The bare \\frac{a}{b} counts. The sum is

$$
\\frac{a}{b}
$$
"""
BAR = "▌"


class Reader(App[None]):
    def compose(self) -> ComposeResult:
        yield TutorMarkdown("2d")


@asynccontextmanager
async def pointing_at(part: str) -> AsyncIterator[TutorMarkdown]:
    async with Reader().run_test(size=(60, 40)) as pilot:
        body = pilot.app.query_one(TutorMarkdown)
        await body.show(ANSWER, part)
        await settled(pilot)
        yield body


async def marked(part: str) -> list[str]:
    async with pointing_at(part) as body:
        return [(shown(block) or str(block.render())).strip() for block in body.marked]


async def bold(part: str) -> list[str]:
    async with pointing_at(part) as body:
        contents = [block.content for block in body.marked if isinstance(block, Static)]
        return [
            content.plain[span.start : span.end]
            for content in contents
            if isinstance(content, Content)
            for span in content.spans
            if span.style == "bold"
        ]


async def test_a_sentence_is_bold_within_its_marked_paragraph() -> None:
    assert await marked("It **learns** $\\eta$ again.") == ["The net forgets. It learns η again. Then it stops."]
    assert await bold("It **learns** $\\eta$ again.") == ["It learns η again."]


async def test_a_list_entry_is_marked_alone_and_needs_no_bold() -> None:
    assert await marked("- another entry, in\n  two lines") == ["another entry, in two lines"]
    assert await bold("- another entry, in\n  two lines") == []


async def test_a_whole_list_is_marked_entry_by_entry() -> None:
    assert await marked("- one entry\n- another entry, in\n  two lines") == ["one entry", "another entry, in two lines"]


async def test_a_table_row_is_marked_at_its_first_cell() -> None:
    assert await marked("| c | d |") == ["c"]


async def test_a_formula_is_marked_with_the_sentence_that_leads_up_to_it() -> None:
    lead, formula = await marked("The sum is\n\n$$\n\\frac{a}{b}\n$$")
    assert lead.endswith("The sum is")
    assert "─" in formula
    assert await bold("The sum is\n\n$$\n\\frac{a}{b}\n$$") == ["The sum is"]


async def test_a_part_with_bare_latex_is_found() -> None:
    assert await bold("The bare \\frac{a}{b} counts.") == ["The bare a/b counts."]


@pytest.mark.parametrize("part", ["", "Nothing of the answer."])
async def test_nothing_is_marked_where_no_part_of_the_answer_is_given(part: str) -> None:
    assert await marked(part) == []


@pytest.mark.parametrize("no_color", [False, True])
async def test_the_mark_shows_with_and_without_colours(monkeypatch: pytest.MonkeyPatch, *, no_color: bool) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with pointing_at("- one entry") as body:
        assert BAR in body.app.export_screenshot()
    async with pointing_at("") as body:
        assert BAR not in body.app.export_screenshot()


def test_in_plain_text_the_part_stands_before_the_whole_answer() -> None:
    one = item("1", "What does it do?", ANSWER)
    hit = Hit(one, 0.9, "close", (one.source,), part="It **learns** $\\eta$ again.")
    text = describe.reply_text(Reply("does it learn?", "answered", 0.9, (hit,)))
    assert "To the point: It **learns** η again.\nAnswer:\nThe net forgets." in text
    assert "To the point" not in describe.item_text(one)
