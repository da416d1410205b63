from dataclasses import replace

import pytest
from driving import Opened, clicked, pressed, seen, settled
from fake_exams import LONG, PAPER
from fake_tutor import GRADING, ITEMS, DocumentSummary, World
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from dltutor.study.exams.exam import Exam, PartState
from dltutor.tui import describe_exam, library_rows
from dltutor.tui.screens.exam_navigator import NavigatorScreen
from dltutor.tui.screens.quiz_end import QuizEndScreen
from dltutor.tui.widgets.buttons import Buttons, fitted
from dltutor.tui.widgets.points import Points

SMALL, HUGE = (60, 20), (200, 60)
COLUMN = 104
"""Cells of the reading column with its padding."""


async def fits(pilot: Pilot[None]) -> None:
    """Nothing is pushed out of a small screen, and nothing is wider than the column of a huge one."""
    await pilot.resize_terminal(*SMALL)
    await settled(pilot)
    screen = pilot.app.screen
    assert max(key.region.right for key in screen.query(FooterKey)) <= SMALL[0]
    for buttons in screen.query(Buttons):
        assert not buttons.display or buttons.region.bottom <= SMALL[1] - 1
    await pilot.resize_terminal(*HUGE)
    await settled(pilot)
    rows = seen(pilot)[: screen.query_one(Footer).region.y]
    assert max(len(row.strip()) for row in rows) <= COLUMN
    for points in screen.query(Points):
        assert points.region.width <= COLUMN
    written = [row for row in rows if row.strip()]
    assert min(len(row) - len(row.lstrip()) for row in written) >= (HUGE[0] - COLUMN) // 2 - 1
    await pilot.resize_terminal(80, 24)


async def test_every_screen_of_studying_works_small_and_keeps_its_column_where_there_is_room(
    opened: Opened, world: World
) -> None:
    long = "which goes on and on, " * 30
    world.items = (replace(ITEMS[5], stem=long), replace(ITEMS[0], question=f"What does dropout do, {long}?"))
    world.grading = replace(GRADING, points=tuple(replace(point, text=long) for point in GRADING.points[:2]))
    async with opened() as pilot:
        await pressed(pilot, "f3")
        await fits(pilot)
        await pressed(pilot, "p")
        await fits(pilot)
        await pressed(pilot, "escape", "q")
        await fits(pilot)
        await pressed(pilot, "a", "enter")
        await fits(pilot)
        await pressed(pilot, "enter")
        await fits(pilot)
        await pressed(pilot, "enter", "f8", "f8", "f8")
        assert isinstance(pilot.app.screen, QuizEndScreen)
        await fits(pilot)
        await pressed(pilot, "enter", "f2")
        await fits(pilot)


async def test_the_navigators_legend_stays_in_sight_however_many_parts_there_are(opened: Opened) -> None:
    exam = Exam(1, LONG, parts=[PartState() for _ in LONG.parts])
    async with opened(size=SMALL) as pilot:
        pilot.app.push_screen(NavigatorScreen(exam))
        await settled(pilot)
        await settled(pilot)
        assert any("□ empty" in row for row in seen(pilot))
        await pressed(pilot, "j", "j")
        assert "▸□  2.0" in "".join(seen(pilot))
        await clicked(pilot, "2.1")
        assert not isinstance(pilot.app.screen, NavigatorScreen)


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(1, 80))
def test_buttons_keep_their_order_and_never_leave_the_line(widths: list[int], room: int) -> None:
    lines = fitted(widths, 3, room)
    assert [place for line in lines for place in line] == list(range(len(widths)))
    for line in lines:
        assert len(line) == 1 or sum(widths[place] for place in line) + 3 * (len(line) - 1) <= room


@pytest.mark.parametrize("width", [57, 77, 99, 117])
def test_the_librarys_columns_always_fit_and_counts_are_never_left_out(width: int) -> None:
    room, columns = library_rows.document_columns(width)
    cells = [room, *(len(column.heading) for column in columns)]
    assert sum(cells) + library_rows.BETWEEN * len(cells) <= width
    row = library_rows.document_row(DocumentSummary(), columns)
    assert row[0] == "lecture.md"
    assert {"7", "6", "1"} <= set(row)


def test_of_several_rules_a_paper_tells_the_names_alone() -> None:
    (full,) = describe_exam.rules(PAPER)
    assert "All or nothing: the credits" in full
    first = replace(PAPER.parts[0], item=replace(PAPER.parts[0].item, choice_rule="negative"))
    (short,) = describe_exam.rules(replace(PAPER, parts=(first, *PAPER.parts[1:])))
    assert short.endswith("told with each question: negative marking; all or nothing.")
