from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, app_of, notices, settled, shown
from fake_exams import ExamWorld, begin, exam_world
from textual.pilot import Pilot

from dltutor.tui import describe_exam, exams
from dltutor.tui.screens.exam_list import ExamListScreen
from dltutor.tui.screens.exam_report import ExamReportScreen


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        yield world


async def reported(pilot: Pilot[None]) -> str:
    await begin(pilot, expected=4)
    await pilot.press("a", "c", "ctrl+n", "ctrl+n", *"drops", "ctrl+n", "ctrl+n", *"guess", "ctrl+e", "y")
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    assert isinstance(pilot.app.screen, ExamReportScreen)
    return shown(pilot.app.screen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_it_tells_range_markers_expectation_time_problems_and_what_to_look_at(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened(size=size) as pilot:
        told = await reported(pilot)
        assert "Marked by tutor 2 of 4.5 · you 1 of 2 · unmarked 1 → 3–4 of 7.5 credits" in told
        assert "Expected 4 · got 3–4" in told
        assert "Time" in told
        assert ("████████····  2 of 3" in told) == (size[0] == 80)
        assert "2 of 3 " in told
        assert "Problem 2: [/b] parts" in told
        assert "· 1.2 (left empty): Which of these is a loss?" in told
        assert "· 3.1 (unmarked): What nobody solved?" in told


@pytest.mark.parametrize(
    ("low", "high", "bar"), [(0, 0, "····"), (1, 3, "█▒▒·"), (4, 4, "████"), (0, 4, "▒▒▒▒"), (0.1, 0.1, "····")]
)
def test_bars_differ_by_their_characters(low: float, high: float, bar: str) -> None:
    assert describe_exam.bar(low, high, 4.0, 4) == bar


async def test_it_is_written_to_a_new_file_each_time(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as pilot:
        await reported(pilot)
        await pilot.press("e")
        await settled(pilot)
        first = tmp_path / "exam-1-small.md"
        assert str(first) in notices(pilot)
        written = first.read_text(encoding="utf-8")
        assert "Small paper" in written
        first.write_text("mine", encoding="utf-8")
        await pilot.press("e")
        await settled(pilot)
        assert first.read_text(encoding="utf-8") == "mine"
        assert (tmp_path / "exam-1-small-2.md").read_text(encoding="utf-8") == written


async def test_a_folder_that_takes_no_file_is_said(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as pilot:
        await reported(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ExamReportScreen)
        exams.export(app_of(pilot), screen._exam, screen.report, tmp_path / "nowhere")
        await settled(pilot)
        assert "can't be written" in notices(pilot)


async def test_what_to_look_at_can_be_asked_at_once(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    async with opened() as pilot:
        monkeypatch.setattr(app_of(pilot), "quiz_items", asked.append)
        await reported(pilot)
        await pilot.press("r")
        await settled(pilot)

    assert asked == [("small/1.2", "small/2.1", "small/2.2", "small/3.1")]


async def test_a_closed_exam_shows_its_report_again(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        told = await reported(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ExamListScreen)
        assert "see the report" in str(pilot.app.screen._rows[1].text)
        await pilot.press("home", "enter")
        await settled(pilot)
        assert shown(pilot.app.screen) == told
