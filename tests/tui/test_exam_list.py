from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, app_of, notices, settled, shown
from fake_exams import ExamWorld, begin, exam_world, sat
from textual.pilot import Pilot
from textual.widgets import OptionList

from dltutor.errors import DltutorError
from dltutor.tui.exams import open_exams
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.screens.exam_list import NO_PAPERS, ExamListScreen
from dltutor.tui.screens.exam_start import MixScreen, StartScreen, read_number


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        yield world


async def listed(pilot: Pilot[None]) -> str:
    open_exams(app_of(pilot))
    await settled(pilot)
    return rows(pilot)


def rows(pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, ExamListScreen)
    return "\n".join(str(row.text) for row in screen._rows)


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settled(pilot)
    return shown(pilot.app.screen)


async def test_papers_are_listed_with_what_they_ask_for_and_a_mixed_one(opened: Opened) -> None:
    async with opened() as pilot:
        told = await listed(pilot)
        assert "Small paper [x]" in told
        assert "5 parts · 7.5 credits · 30 min · 1 without solution, unmarked" in told
        assert "A mixed paper" in told
        assert "Begun" not in told


async def test_without_papers_it_says_what_one_is(opened: Opened, world: ExamWorld) -> None:
    world.sat = ()
    async with opened() as pilot:
        assert with_keys(NO_PAPERS) in await listed(pilot)
        await pressed(pilot, "enter", "down", "enter")


async def test_a_history_that_cannot_be_read_is_said(opened: Opened, world: ExamWorld) -> None:
    world.study_fails["papers"] = DltutorError("The history is damaged.", hint="Restore a backup.")
    async with opened() as pilot:
        await listed(pilot)
        said = pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt
        assert str(said) == "The history is damaged. Restore a backup."


async def test_begun_exams_come_first_with_what_enter_does(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pressed(pilot, "a", "escape")
        told = rows(pilot)
        assert told.startswith("\nBegun\nSmall paper [x] · go on")
        assert "1 of 5 answered · 30 min left" in told
        await pressed(pilot, "enter")
        await pressed(pilot, "ctrl+n", "ctrl+n", *"x", "ctrl+e", "y", "escape")
        assert "Small paper [x] · mark it" in rows(pilot)


async def test_j_and_k_move_as_the_arrows_do(opened: Opened) -> None:
    async with opened() as pilot:
        await listed(pilot)
        await pressed(pilot, "j", "enter")
        assert isinstance(pilot.app.screen, MixScreen)
        await pressed(pilot, "escape", "k", "enter")
        assert isinstance(pilot.app.screen, StartScreen)


async def test_the_start_tells_facts_and_rules_and_enter_begins_with_the_papers_time(opened: Opened) -> None:
    async with opened() as pilot:
        await listed(pilot)
        told = await pressed(pilot, "enter")
        assert "5 parts · 7.5 credits · 30 min" in told
        assert "only if exactly the right options are chosen" in " ".join(told.split())
        assert "no feedback before you hand in" in told
        assert "How many of 7.5 credits do you expect?" in told
        await pressed(pilot, "enter")
        assert sat(pilot).exam.seconds == 1800
        assert sat(pilot).exam.predicted is None


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_start_fits_the_screen(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        await listed(pilot)
        await pressed(pilot, "enter")
        for widget in pilot.app.screen.query("Input, #say"):
            assert widget.region.bottom < size[1]
            assert widget.region.right < size[0]
            assert widget.region.height > 0


async def test_time_and_expectation_are_taken_as_typed(opened: Opened) -> None:
    async with opened() as pilot:
        open_exams(app_of(pilot), "small")
        await settled(pilot)
        await pressed(pilot, "shift+tab", *"45", "tab", *"5,5", "enter")
        exam = sat(pilot).exam
        assert (exam.seconds, exam.predicted) == (2700, 5.5)


async def test_no_minutes_mean_no_clock(opened: Opened) -> None:
    async with opened() as pilot:
        open_exams(app_of(pilot), "small")
        await settled(pilot)
        await pressed(pilot, "shift+tab", "backspace", "enter")
        assert sat(pilot).exam.seconds is None


@pytest.mark.parametrize(
    ("minutes", "expected", "fault"),
    [("soon", "", "Minutes: a number"), ("0", "", "Minutes: a number"), ("30", "8", "Credits: a number from 0 to 7.5")],
)
async def test_what_is_no_number_is_asked_again(opened: Opened, minutes: str, expected: str, fault: str) -> None:
    async with opened() as pilot:
        open_exams(app_of(pilot), "small")
        await settled(pilot)
        told = await pressed(pilot, "shift+tab", *minutes, "tab", *expected, "enter")
        assert fault in told
        assert isinstance(pilot.app.screen, StartScreen)


async def test_a_mixed_paper_is_as_large_as_asked(opened: Opened) -> None:
    async with opened() as pilot:
        await listed(pilot)
        await pressed(pilot, "m", *"24", "enter")
        assert isinstance(pilot.app.screen, StartScreen)
        await pressed(pilot, "enter")
        assert sat(pilot).exam.paper.title == "Mixed, 24 credits"
        assert "1.1 (2 credits) · 1 of 2" in shown(pilot.app.screen)


async def test_a_mixed_paper_of_nothing_is_asked_again(opened: Opened) -> None:
    async with opened() as pilot:
        await listed(pilot)
        assert "above 0" in await pressed(pilot, "m", "0", "enter")
        assert isinstance(pilot.app.screen, MixScreen)


async def test_a_name_leads_to_the_start_of_its_paper_and_an_unknown_one_is_said(opened: Opened) -> None:
    async with opened() as pilot:
        open_exams(app_of(pilot), "small")
        await settled(pilot)
        assert isinstance(pilot.app.screen, StartScreen)
        await pressed(pilot, "escape")
        open_exams(app_of(pilot), "nothing")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExamListScreen)
        assert "There is no paper 'nothing'." in notices(pilot)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12.0), ("12,5", 12.5), (" 0 ", 0.0), ("", None), ("x", None), ("-1", None), ("101", None), ("nan", None)],
)
def test_numbers_are_read_as_people_type_them(text: str, number: float | None) -> None:
    assert read_number(text, 100.0) == number
