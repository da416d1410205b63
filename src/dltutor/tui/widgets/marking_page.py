"""What a part of an exam is marked by: the question, the student's answer, the reference, what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from dltutor.tui import describe, describe_grading
from dltutor.tui.answers.markdown import TutorMarkdown
from dltutor.tui.text import content
from dltutor.tui.widgets.points import annotated

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from dltutor.study.exams.exam import PartState
    from dltutor.study.exams.paper import Part
    from dltutor.tui.answers.markdown import Math
    from dltutor.tutor import Graded

WIDE = 100
"""Columns from which on answer and reference stand beside each other."""


class MarkingPage(VerticalScroll):
    """One part; the stem comes last, since the student has just worked with it.

    Args:
        math: How formulas are shown.
        can_focus: Whether it takes the focus.
    """

    DEFAULT_CSS = """
    MarkingPage { height: 1fr; scrollbar-size-vertical: 1; }
    MarkingPage Static { height: auto; }
    MarkingPage > Static, MarkingPage > TutorMarkdown { max-width: $reading-column; padding: 0 1 0 0; }
    MarkingPage .heading { text-style: bold; color: $text-primary; }
    MarkingPage #asked { text-style: bold; }
    MarkingPage #answers { height: auto; layout: vertical; }
    MarkingPage #answers > Vertical { height: auto; width: 1fr; margin: 0 0 1 0; }
    MarkingPage.-wide #answers { layout: horizontal; }
    MarkingPage.-wide #yours { margin: 0 2 1 0; }
    MarkingPage TutorMarkdown { height: auto; padding: 0; }
    """

    def __init__(self, math: Math, *, can_focus: bool) -> None:
        super().__init__(can_focus=can_focus)
        self._math = math

    def on_resize(self, event: events.Resize) -> None:
        """Put both answers beside each other where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    async def show(self, part: Part, state: PartState) -> None:
        """Show a part with its answer."""
        graded = state.marks.graded if state.marks is not None else None
        await self.remove_children()
        await self.mount_all(self._page(part, state, graded))
        known = describe.answer_markdown(part.item)
        if graded is not None:
            known = describe_grading.reference_markdown(graded)
        for name, text in (("asked", part.item.question), ("reference", known), ("stem", part.item.stem)):
            for body in self.query(f"#{name}").results(TutorMarkdown):
                await body.show(text)
        self.scroll_home(animate=False)

    def _page(self, part: Part, state: PartState, graded: Graded | None) -> list[Widget]:
        points = graded.grading.points if graded is not None and not part.item.options else ()
        notes = [] if graded is None else [describe_grading.flag_line(flag) for flag in graded.grading.flags]
        notes += [graded.grading.note] if graded is not None and graded.grading.note else []
        yours = Static(annotated(state.answer, points))
        page: list[Widget] = [
            self._text("asked"),
            Container(
                Vertical(_heading("Your answer"), yours, id="yours"),
                Vertical(_heading("Reference answer"), self._text("reference"), id="model"),
                id="answers",
            ),
        ]
        page += [_heading("To look at"), *(Static(content(f"· {line}")) for line in notes)] if notes else []
        return [*page, _heading("Given"), self._text("stem")] if part.item.stem else page

    def _text(self, name: str) -> TutorMarkdown:
        body = TutorMarkdown(self._math)
        body.id, body.can_focus = name, False
        return body


def _heading(text: str) -> Static:
    return Static(content(text), classes="heading")
