"""The report on an exam: what it came to, where credits and time went, what to look at again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from dltutor.tui import describe, describe_exam, exams
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.exams.exam import Exam
    from dltutor.study.exams.report import ExamReport, Row
    from dltutor.tui.app import TutorApp

BAR, ROOM = 12, 68
"""Cells of a bar of credits, and those of a table from which on it has room for one."""
TITLE = 120
"""Characters of a question in the list of what to look at again."""
NOTHING_TO_REVIEW = "There is nothing to look at again: every part got 60 % or more."


class ExamReportScreen(Screen[None]):
    """One page of lines, tables and bars."""

    SCOPE = "exam_report"
    # Nothing takes the focus, so that every key is the screen's.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("exam_report", focus="exam_report")
    DEFAULT_CSS = """
    ExamReportScreen { align-horizontal: center; }
    ExamReportScreen VerticalScroll {
        width: 100%; max-width: $reading-column; padding: 0 1; scrollbar-size-vertical: 1;
    }
    ExamReportScreen Static { height: auto; padding: 0 1 0 0; }
    ExamReportScreen .heading { text-style: bold; color: $text-primary; margin: 1 0 0 0; }
    ExamReportScreen .finding { text-style: bold; margin: 0 0 1 0; }
    ExamReportScreen .table { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    app: TutorApp

    def __init__(self, exam: Exam, report: ExamReport) -> None:
        super().__init__()
        self._exam = exam
        self.report = report

    def compose(self) -> ComposeResult:
        """The finding and the range; problems, topics; time; what to look at again."""
        report = self.report
        with VerticalScroll(can_focus=False):
            yield Static(content(describe.one_line(report.title)), classes="heading")
            yield Static(content(report.finding), classes="finding")
            yield Static(content("\n".join(describe_exam.result_lines(report))))
            yield from _table("By problem", report.problems)
            yield from _table("By topic", report.topics)
            if report.slow:
                yield _heading("Slowest, for what they are worth")
                lines = [f"{row.name}: {describe_exam.span(row.per_credit)} a credit" for row in report.slow]
                yield Static(content("\n".join(lines)))
            yield _heading("To look at again (r asks these now)" if report.review else "To look at again")
            yield Static(content("\n".join(self._review()) or NOTHING_TO_REVIEW), classes="table")
        yield Footer()

    def _review(self) -> Iterator[str]:
        for part in self.report.parts:
            if part.review:
                title = describe.shortened(describe.title(part.part.item), TITLE)
                yield f"· {part.row.name} ({part.review}): {title}"

    # Commands

    def action_review(self) -> None:
        """Begin a quiz of what to look at again."""
        if self.report.review:
            self.app.quiz_items(self.report.review)
        else:
            self.app.tell(NOTHING_TO_REVIEW)

    def action_export(self) -> None:
        """Write the report to a file of its own in the current folder."""
        exams.export(self.app, self._exam, self.report, Path.cwd())

    def action_scroll_rows(self, by: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_scroll_page(self, by: int) -> None:
        """Scroll by pages."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Go back to the exams."""
        self.dismiss()


def _heading(text: str) -> Static:
    return Static(content(text), classes="heading")


def _table(heading: str, rows: tuple[Row, ...]) -> Iterator[Static]:
    """Credits as a bar and as numbers, and the time; nothing where there is but one row."""
    if len(rows) > 1:
        yield _heading(heading)
        yield Table(rows)


class Table(Static):
    """Rows with bars where there is room for them; the names come first.

    Args:
        rows: Of the report.
    """

    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__(classes="table")
        self._rows = rows

    def on_resize(self) -> None:
        """Draw the bars, or leave them out."""
        lines = describe_exam.table(self._rows, BAR if self.size.width >= ROOM else 0)
        self.update(Content("\n").join(content(line.lstrip()) for line in lines))
