"""The progress report on the screen: a section after the other, each with its number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Sparkline, Static

from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.progress.report import ProgressReport
    from dltutor.study.progress.section import Section
    from dltutor.tui.app import TutorApp

WIDEST = 110
"""Cells of a row at most: longer bars say no more."""
NARROWEST = 56
"""Cells that the rows need: what a screen of 60 leaves."""


class SectionView(Vertical):
    """One section: its heading, what it comes to, and its rows as wide as there is room."""

    DEFAULT_CSS = """
    SectionView { height: auto; margin: 0 0 1 0; padding: 0 1 0 0; }
    SectionView Static { height: auto; }
    SectionView .heading { text-style: bold; color: $text-primary; }
    SectionView .finding { margin: 0 0 1 0; }
    SectionView .rows { text-wrap: nowrap; text-overflow: clip; }
    SectionView Sparkline { width: 42; height: 2; margin: 0 0 1 0; }
    """

    def __init__(self, number: int, title: str, section: Section) -> None:
        super().__init__(id=f"section-{number}")
        self._heading = f"{number} {title}"
        self._section = section
        self._drawn = 0

    def compose(self) -> ComposeResult:
        """Heading, finding, and a place for the rows."""
        yield Static(content(self._heading), classes="heading")
        yield Static(content(self._section.finding), classes="finding")
        yield Static(classes="rows")

    def on_resize(self) -> None:
        """Draw the rows as wide as there is room."""
        if self.size.width == self._drawn:
            return  # the rows themselves made it higher
        self._drawn = self.size.width
        lines = self._section.text(min(WIDEST, max(NARROWEST, self._drawn)))
        rows = self.query_one(".rows", Static)
        rows.display = bool(lines)
        rows.update(content("\n".join(lines)))


class StatsScreen(Screen[None]):
    """All sections of a progress report on one page."""

    SCOPE = "stats"
    # Nothing takes the focus, so that every key is the screen's.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("stats", focus="stats")
    DEFAULT_CSS = """
    StatsScreen { align-horizontal: center; }
    StatsScreen > VerticalScroll { width: 100%; max-width: $reading-column; height: 1fr; padding: 0 1; }
    StatsScreen > VerticalScroll { scrollbar-size-vertical: 1; }
    StatsScreen .nothing { height: auto; margin: 1 0; }
    """

    app: TutorApp

    def __init__(self, report: ProgressReport) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        """The sections; before the first answer, what to do instead."""
        with VerticalScroll(can_focus=False):
            if not self._report.answers:
                yield Static(content(self._report.finding), classes="nothing")
            else:
                for number, (title, section) in enumerate(self._report.sections.values(), 1):
                    yield SectionView(number, title, section)
        yield Footer()

    async def on_mount(self) -> None:
        """Put the shape of the days that come between the finding and the bars of what is due."""
        days = self._report.due.days
        if self._report.answers and self._report.due.total:
            line = Sparkline([day.cards for day in days])
            await self.query_one("#section-1").mount(line, after=".finding")

    def action_section(self, number: int) -> None:
        """Go to a section."""
        for view in self.query(f"#section-{number}"):
            self.query_one(VerticalScroll).scroll_to_widget(view, top=True, animate=False)

    def action_scroll_rows(self, by: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_scroll_page(self, by: int) -> None:
        """Scroll by pages."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 2), animate=False)

    def action_save_csv(self) -> None:
        """Save the table in the current folder, and say where."""
        try:
            file = save_csv(self._report, Path.cwd())
        except OSError as error:
            reason = error.strerror or error
            self.app.tell(f"The table can't be saved in the current folder: {reason}.", severity="error")
        else:
            self.app.tell(f"Saved as {file}.")

    def action_leave(self) -> None:
        """Go back to where the person came from."""
        self.dismiss()


def save_csv(report: ProgressReport, folder: Path) -> Path:
    """Write the report's table to a new file, named after its day; none that is there is touched.

    Raises OSError where that can't be done.
    """
    day = report.due.days[0].day.isoformat()
    for number in range(1, 1000):
        file = folder / f"dltutor-progress-{day}{f'-{number}' if number > 1 else ''}.csv"
        try:
            with file.open("x", encoding="utf-8", newline="") as out:
                out.write(report.to_csv())
        except FileExistsError:
            continue
        return file
    raise FileExistsError(17, "there are a thousand of them already")
