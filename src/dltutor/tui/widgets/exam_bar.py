"""What stands above every part of an exam: the clock, how much is done, and which part it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import HorizontalGroup, Vertical
from textual.widgets import Static

from dltutor.tui import describe, describe_exam
from dltutor.tui.text import content

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dltutor.study.exams.exam import Exam


class ExamBar(Vertical):
    """Two lines; the clock's colour only repeats what its words say."""

    DEFAULT_CSS = """
    ExamBar { height: auto; padding: 0 1; border-bottom: solid $border-blurred; }
    ExamBar .left { width: auto; text-style: bold; }
    ExamBar .right { width: 1fr; height: 1; padding: 0 0 0 2; text-align: right; color: $text-muted; }
    ExamBar .right { text-wrap: nowrap; text-overflow: ellipsis; }
    ExamBar .-short { color: $text-warning; }
    ExamBar .-last, ExamBar .-over { color: $text-error; }
    """

    def compose(self) -> ComposeResult:
        """Clock and what is done; the part and its problem."""
        with HorizontalGroup():
            yield Static(id="clock", classes="left")
            yield Static(id="done", classes="right")
        with HorizontalGroup():
            yield Static(id="part", classes="left")
            yield Static(id="problem", classes="right")

    def tell(self, exam: Exam) -> None:
        """Show how things stand."""
        hurry = describe_exam.hurry(exam)
        clock = self.query_one("#clock", Static)
        for name in ("short", "last", "over"):
            clock.set_class(hurry == name, f"-{name}")
        part = exam.paper.parts[exam.position]
        clock.update(content(describe_exam.clock(exam)))
        self.query_one("#done", Static).update(content(describe_exam.done(exam)))
        self.query_one("#part", Static).update(content(describe_exam.part_line(exam, exam.position)))
        self.query_one("#problem", Static).update(content(describe.one_line(part.problem)))
