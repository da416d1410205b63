from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from driving import settled, shown
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from dltutor.tui.answers import fences, parsing
from dltutor.tui.answers.markdown import Fence, Math, TutorMarkdown


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
    "text",
    [
        "so $\\eta$ is",
        "**so $\\eta$ is**",
        "- so $\\eta$ is",
        "> so $\\eta$ is",
        "## so $\\eta$ is",
        "so\n\n$\\eta$ is 5",
    ],
)
async def test_a_formula_within_a_line_is_drawn_wherever_it_stands(text: str) -> None:
    assert "so η is" in " ".join((await seen(text)).split())


async def test_a_formula_in_a_table_is_drawn() -> None:
    assert "η" in await seen("| a | b |\n|---|---|\n| $\\eta$ | 2 |")


async def test_pipes_inside_formulas_part_no_cells_and_no_cell_of_a_row_is_dropped() -> None:
    rows = await seen("| $|v|$ | b |\n|---|---|\n| $|x|$ | $P(a|b)$ |\n| \\|c\\| | $5 | $10 |\n\nnot | a table")
    assert all(cell in rows.splitlines() for cell in ["|v|", "b", "|x|", "P(a|b)", "|c|", "$5 | $10", "not | a table"])


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
    text = await seen("It costs $5 and $10, or `$x$`; 5$x$ and $x$5.")
    assert "It costs $5 and $10, or $x$; 5$x$ and $x$5." in text


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


@pytest.mark.parametrize(("width", "shown"), [(40, "wide " * 6), (34, "wide " * 6), (33, "narrow"), (9, "wide " * 6)])
async def test_a_formula_too_wide_in_two_dimensions_is_shown_on_one_line_where_that_fits(
    monkeypatch: pytest.MonkeyPatch, width: int, shown: str
) -> None:
    monkeypatch.setattr(fences, "drawn", lambda _, form: "narrow" if form == "line" else "wide " * 6)
    monkeypatch.setattr(parsing, "drawn", lambda *_: "wide " * 6)
    async with reading("$$x$$", width=width) as pilot:
        assert pilot.app.query_one(Fence).code.strip("\n") == shown


async def test_what_fits_neither_way_scrolls_and_shows_that_there_is_more() -> None:
    async with reading(f"$${'a+' * 40}\\frac{{b}}{{c}}$$", width=40) as pilot:
        fence = pilot.app.query_one(Fence)
        assert len(fence.code.splitlines()) == 3
        assert fence.show_horizontal_scrollbar
        assert fence.max_scroll_x > 0


async def test_a_formula_that_is_not_understood_is_shown_whole_as_its_source() -> None:
    text = await seen(r"so $\nosuchcommand{a}{b}$ is" + "\n\n$$\n\\nosuchcommand{c}\n$$")
    assert r"so $\nosuchcommand{a}{b}$ is" in text
    assert r"\nosuchcommand{c}" in text


async def test_a_link_and_code_keep_their_formulas_apart() -> None:
    text = await seen("[see $\\eta$](https://example.org) and `$\\eta$`\n\n```\n$\\eta$ costs $5\n```")
    assert "see η and $\\eta$" in text
    assert "$\\eta$ costs $5" in text
