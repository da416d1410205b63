from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, clicked, seen
from fake_exams import ExamWorld, exam_world

from dltutor.tui.screens.exam import ExamScreen
from dltutor.tui.screens.exam_list import ExamListScreen
from dltutor.tui.screens.exam_report import ExamReportScreen
from dltutor.tui.screens.marking import MarkingScreen


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        yield world


async def test_an_exam_needs_the_keys_for_typed_words_alone(opened: Opened, world: ExamWorld) -> None:
    async with opened((60, 20)) as pilot:
        await clicked(pilot, "Study")
        await clicked(pilot, "a whole paper against the clock")
        assert isinstance(pilot.app.screen, ExamListScreen)
        await clicked(pilot, "Small paper")
        await clicked(pilot, "[ Begin ]")
        assert isinstance(pilot.app.screen, ExamScreen)
        await clicked(pilot, "[ ] a")
        await clicked(pilot, "Flag")
        await clicked(pilot, "Next")
        await clicked(pilot, "Go to")
        await clicked(pilot, "2.2")
        await clicked(pilot, "Write your answer here")
        await pilot.press(*"it does")
        await clicked(pilot, "Previous")
        await clicked(pilot, "Hand in")
        await clicked(pilot, "[ n No ]")
        await clicked(pilot, "Hand in")
        await clicked(pilot, "[ y Yes ]")
        assert isinstance(pilot.app.screen, MarkingScreen)
        await clicked(pilot, "✓ full")
        await clicked(pilot, "[+]")
        await clicked(pilot, "Next")
        while not isinstance(pilot.app.screen, ExamReportScreen):
            await clicked(pilot, "[ y Yes ]" if "[ y Yes ]" in "".join(seen(pilot)) else "Unmarked")
        assert world.kept().closed
        await clicked(pilot, "Back")
        assert isinstance(pilot.app.screen, ExamListScreen)
