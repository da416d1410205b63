from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, app_of, settled, shown
from fake_exams import HIDDEN, ExamWorld, begin, exam_world
from textual.pilot import Pilot

from dltutor.errors import DltutorError
from dltutor.tui import exams
from dltutor.tui.screens.exam_list import ExamListScreen
from dltutor.tui.screens.exam_report import ExamReportScreen
from dltutor.tui.screens.marking import MarkingScreen


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        yield world


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settled(pilot)
    return shown(pilot.app.screen)


async def handed_in(pilot: Pilot[None]) -> str:
    await begin(pilot)
    await pressed(pilot, "a", "ctrl+n", "ctrl+n", *"drops [CLS]", "ctrl+n", *"noise", "ctrl+n", *"guess")
    await pressed(pilot, "ctrl+e", "y")
    assert isinstance(pilot.app.screen, MarkingScreen)
    return shown(pilot.app.screen)


def credits_of(world: ExamWorld, place: int) -> float | None:
    marks = world.kept().parts[place].marks
    return marks.credits if marks else None


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_only_what_needs_the_student_is_asked_with_answer_reference_and_ticks(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened(size=size) as pilot:
        told = await handed_in(pilot)
        assert "Marking 1 of 2 · 2 still to mark · 2.1 (2 credits)" in told
        assert "drops [CLS]" in told
        assert "✓ full" in told
        assert "✗ nothing" in told
        assert "switches units off (1 credit)" in told
        assert "1 of 2 credits  [−] [+] · tutor: about 1 of 2 credits (machine estimate, likely 0.5–1.5)" in told
        screen = pilot.app.screen
        assert HIDDEN in "".join(str(block.render()) for block in screen.query("#model MarkdownBlock"))
        rubric = screen.query_one("#rubric")
        assert rubric.region.bottom < size[1]
        assert rubric.size.height >= 2
        for widget in screen.query("#top, MarkingPage, #rubric"):
            assert widget.region.right <= size[0]


async def test_space_turns_a_tick_and_the_sum_follows(opened: Opened) -> None:
    async with opened() as pilot:
        await handed_in(pilot)
        assert "0.5 of 2 credits" in await pressed(pilot, "space")
        assert "~ half" in shown(pilot.app.screen)
        assert "0 of 2 credits" in await pressed(pilot, "space")
        assert "1 of 2 credits" in await pressed(pilot, "space")
        assert "2 of 2 credits" in await pressed(pilot, "down", "space")
        assert "1.5 of 2 credits" in await pressed(pilot, "5")
        assert "1 of 2 credits" in await pressed(pilot, "0")


async def test_plus_and_minus_give_half_credits_of_the_whole(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await handed_in(pilot)
        assert "1.5 of 2 credits" in await pressed(pilot, "plus")
        assert "2 of 2 credits" in await pressed(pilot, "plus", "plus")
        assert "0 of 2 credits" in await pressed(pilot, *["minus"] * 5)
        await pressed(pilot, "plus", "enter")
        assert credits_of(world, 2) == 0.5


async def test_enter_keeps_what_is_shown_and_goes_on_and_b_comes_back_to_it(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await handed_in(pilot)
        told = await pressed(pilot, "down", "space", "enter")
        assert "Marking 2 of 2 · 1 still to mark · 2.2" in told
        assert credits_of(world, 2) == 2.0
        told = await pressed(pilot, "b")
        assert "Marking 1 of 2 · 1 still to mark · 2.1" in told
        assert "2 of 2 credits  [−] [+] · you gave 2" in told


async def test_a_part_can_be_left_unmarked_and_closing_asks(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await handed_in(pilot)
        await pressed(pilot, "enter")
        told = await pressed(pilot, "question_mark")
        assert "1 part stays unmarked. Close it and see the report?" in told
        await pressed(pilot, "n")
        assert isinstance(pilot.app.screen, MarkingScreen)
        told = await pressed(pilot, "n", "y")
        assert isinstance(pilot.app.screen, ExamReportScreen)
        assert "unmarked 2.5" in told
        assert world.kept().closed


async def test_marks_can_be_taken_back(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await handed_in(pilot)
        await pressed(pilot, "enter", "b", "n")
        assert credits_of(world, 2) is None
        assert "2 still to mark" in shown(pilot.app.screen)


async def test_marking_can_be_left_and_gone_on_with_where_it_was(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await handed_in(pilot)
        await pressed(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, ExamListScreen)
    async with opened() as pilot:
        exams.open_exam(app_of(pilot), 1)
        await settled(pilot)
        assert "Marking 2 of 2 · 1 still to mark · 2.2" in shown(pilot.app.screen)


async def test_marks_that_cannot_be_kept_are_not_shown_as_kept(opened: Opened, world: ExamWorld) -> None:
    world.study_fails["mark"] = DltutorError("The disk is full.", hint="Make room.")
    async with opened() as pilot:
        await handed_in(pilot)
        assert "2 still to mark" in await pressed(pilot, "enter")
        assert credits_of(world, 2) is None
