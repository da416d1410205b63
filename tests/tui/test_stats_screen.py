import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from driving import Opened, notices, settled, shown
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Footer, Sparkline
from textual.widgets._footer import FooterKey

from dltutor.bank.item import Item, Source
from dltutor.config import Config
from dltutor.study.agreement import agreement
from dltutor.study.attempt import Attempt, Circumstances
from dltutor.study.bias import Bias
from dltutor.study.card import Card, Memory
from dltutor.study.plans import Plan
from dltutor.study.progress.report import ProgressReport, progress
from dltutor.study.progress.section import Known, SatExam
from dltutor.tui.screens.stats import SectionView, StatsScreen

TODAY = date(2026, 11, 21).toordinal()
QUESTION = "Why [CLS] and x[i], not [/foo]?"


def report(answers: int = 40) -> ProgressReport:
    """A history of as many cards as answers, all sure, the last one wrong; a card comes due each day."""
    numbers = range(answers)
    at, said = datetime(2026, 11, 20, 12, tzinfo=UTC), Circumstances(mode="quiz", confidence=3, seconds=60.0)
    attempts = [
        Attempt(n, at, TODAY - 1, n, f"i/{n}", QUESTION, "", 1.0, "pass", said, rating=3 if n else 1, counts=True)
        for n in numbers
    ]
    items = [
        Item(f"i/{n}", "open", QUESTION, "So.", "official", Source("n.md", f"{n}"), topic=f"[b]{n}") for n in numbers
    ]
    return progress(
        Known(
            attempts,
            {n: Card(n, f"i/{n}", QUESTION, "n.md", f"{n}") for n in numbers},
            {n: Memory(5.0, 5.0, TODAY - 1, TODAY + n, 1, 0, 0.9) for n in numbers},
            items,
            Plan(TODAY + 9, 25),
            TODAY,
            agreement(0, (), Bias("")),
            [SatExam("Mock [x]", 30, 20, 25, 60)] if answers else [],
        )
    )


async def showing(pilot: Pilot[None], of: ProgressReport) -> str:
    await pilot.app.push_screen(StatsScreen(of))
    await settled(pilot)
    return shown(pilot.app.screen)


def headings(folder: Path) -> dict[Path, list[str]]:
    """The first row of each table in a folder."""
    files = sorted(folder.glob("*.csv"))
    return {file: next(csv.reader(file.read_text(encoding="utf-8").splitlines())) for file in files}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12), (200, 60)])
async def test_every_section_is_shown_with_its_number_and_finding(opened: Opened, size: tuple[int, int]) -> None:
    of = report()
    async with opened(size=size) as pilot:
        text = await showing(pilot, of)
        for number, (title, section) in enumerate(of.sections.values(), 1):
            assert f"{number} {title}" in text
            assert section.finding in text
        assert QUESTION in text
        assert "Mock [x]" in text


@pytest.mark.parametrize("width", [80, 120])
async def test_no_row_is_wider_than_the_screen(opened: Opened, width: int) -> None:
    async with opened(size=(width, 30)) as pilot:
        await showing(pilot, report())
        for view in pilot.app.screen.query(SectionView):
            rows = str(view.query_one(".rows").render())
            assert max(map(len, rows.splitlines()), default=0) <= view.size.width


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_without_colour_nothing_is_missing(opened: Opened, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(config=Config(theme=theme)) as pilot:
        await showing(pilot, report())
        assert pilot.app.no_color
        picture = pilot.app.export_screenshot()
        assert "█" in picture
        assert "today" in picture


async def test_the_bars_of_what_is_due_have_their_shape_above_them(opened: Opened) -> None:
    async with opened() as pilot:
        await showing(pilot, report())
        assert pilot.app.screen.query_one(Sparkline).data == [1] * 14


@pytest.mark.parametrize("number", range(1, 8))
async def test_a_digit_goes_to_its_section(opened: Opened, number: int) -> None:
    async with opened() as pilot:
        await showing(pilot, report())
        page = pilot.app.screen.query_one(VerticalScroll)
        await pilot.press("pagedown", str(number))
        await settled(pilot)
        assert page.scroll_offset.y == pilot.app.screen.query_one(f"#section-{number}").virtual_region.y


async def test_keys_scroll_and_escape_leads_back(opened: Opened) -> None:
    async with opened() as pilot:
        under = pilot.app.screen
        await showing(pilot, report())
        page = pilot.app.screen.query_one(VerticalScroll)
        places = []
        for key in ("down", "j", "pagedown", "space", "pageup", "up", "k"):
            await pilot.press(key)
            places.append(page.scroll_offset.y)
        high = page.size.height - 2
        assert places == [1, 2, 2 + high, 2 + 2 * high, 2 + high, 1 + high, high]
        await pilot.press("escape")
        assert pilot.app.screen is under


async def test_the_table_is_saved_where_it_says_and_never_over_another(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as pilot:
        await showing(pilot, report())
        await pilot.press("c", "c")
        await settled(pilot)
        tables = headings(tmp_path)
        assert list(tables) == [tmp_path / f"dltutor-progress-2026-11-21{end}.csv" for end in ("-2", "")]
        for file, heading in tables.items():
            assert f"Saved as {file}." in notices(pilot)
            assert heading == ["section", "name", "measure", "value"]


async def test_a_folder_that_takes_no_file_is_a_notice(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "cwd", lambda: tmp_path / "gone")
    async with opened() as pilot:
        await showing(pilot, report())
        await pilot.press("c")
        await settled(pilot)
        assert "can't be saved in the current folder: No such file or directory." in notices(pilot)


async def test_before_the_first_answer_it_says_what_to_do(opened: Opened) -> None:
    async with opened() as pilot:
        assert (await showing(pilot, report(0))).startswith("Nothing practised yet.")
        await pilot.press("3", "down", "escape")


async def test_the_footer_names_the_ways(opened: Opened) -> None:
    async with opened() as pilot:
        await showing(pilot, report())
        keys = [key.key_display for key in pilot.app.screen.query_one(Footer).query(FooterKey)]
        assert keys == ["1–9", "c", "esc"]
