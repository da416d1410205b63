from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from driving import settled, shown
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from dltutor.tui.markdown import Fence, Math, TutorMarkdown


class Reader(App[None]):
    def __init__(self, math: Math) -> None:
        super().__init__()
        self._math = math

    def compose(self) -> ComposeResult:
        yield TutorMarkdown(self._math)


@asynccontextmanager
async def reading(text: str, math: Math = "2d", width: int = 80) -> AsyncIterator[Pilot[None]]:
    async with Reader(math).run_test(size=(width, 24)) as pilot:
        await pilot.app.query_one(TutorMarkdown).show(text)
        await settled(pilot)
        yield pilot


async def seen(text: str, math: Math = "2d") -> str:
    async with reading(text, math) as pilot:
        return shown(pilot.app.query_one(TutorMarkdown))


@pytest.mark.parametrize(
    "text", ["so $\\eta$ is", "**so $\\eta$ is**", "- so $\\eta$ is", "> so $\\eta$ is", "## so $\\eta$ is"]
)
async def test_a_formula_within_a_line_is_drawn_wherever_it_stands(text: str) -> None:
    assert "so η is" in await seen(text)


async def test_a_formula_in_a_table_is_drawn() -> None:
    assert "η" in await seen("| a | b |\n|---|---|\n| $\\eta$ | 2 |")


async def test_a_displayed_formula_has_lines_of_its_own() -> None:
    async with reading("Before\n\n$$\n\\frac{a}{b}\n=\nc\n$$\n\nafter") as pilot:
        assert "-formula" in pilot.app.query_one(Fence).classes
        text = shown(pilot.app.query_one(TutorMarkdown))
    assert "Before" in text
    assert "after" in text
    assert "\\frac" not in text


async def test_a_lone_equals_sign_inside_a_formula_makes_no_heading() -> None:
    async with reading("$$\nx\n=\ny\n$$") as pilot:
        assert not pilot.app.query("MarkdownH1")


async def test_row_ends_of_a_matrix_survive() -> None:
    assert r"a \\ b" in await seen("$$\na \\\\ b\n$$", "source")


async def test_source_shows_the_latex_as_written() -> None:
    assert r"so $\eta_{a*b*c}$ is" in await seen(r"so $\eta_{a*b*c}$ is", "source")


async def test_money_and_code_are_no_formulas() -> None:
    text = await seen("It costs $5 and $10, or `$x$`.")
    assert "It costs $5 and $10, or $x$." in text


async def test_brackets_tags_and_comparisons_show_as_written() -> None:
    text = await seen('See [CLS], x[i], [/foo], <input type="checkbox"/> and a<b.')
    assert 'See [CLS], x[i], [/foo], <input type="checkbox"/> and a<b.' in text


async def test_code_keeps_its_rows_and_wide_lines_scroll_instead_of_wrapping() -> None:
    async with reading("```\n" + "x" * 200 + "\ny\n```", width=40) as pilot:
        fence = pilot.app.query_one(Fence)
        assert fence.max_scroll_x > 100
        pilot.app.query_one(TutorMarkdown).sideways(30)
        await settled(pilot)
        assert fence.scroll_x == 30


async def test_a_link_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading("[a link](https://example.org)") as pilot:
        opened: list[str] = []
        monkeypatch.setattr(pilot.app, "open_url", opened.append)
        await pilot.click(TutorMarkdown, offset=(2, 0))
        await settled(pilot)
        assert opened == []
