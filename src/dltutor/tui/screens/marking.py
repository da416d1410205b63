"""Marking an exam that was handed in: part by part, whatever the tutor could not mark by itself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from dltutor.study.exams.numbering import labels
from dltutor.tui import describe_exam, describe_grading, exam_marks, exams
from dltutor.tui.answers.markdown import TutorMarkdown
from dltutor.tui.commands import bindings
from dltutor.tui.exam_marks import Judgement
from dltutor.tui.grace import Grace
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, linked
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.marking_page import MarkingPage
from dltutor.tui.widgets.rubric import Rubric, RubricRow

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.exams.exam import Exam, Marks, PartState
    from dltutor.study.exams.paper import Part
    from dltutor.studying import Studying
    from dltutor.tui.answers.markdown import Math
    from dltutor.tui.app import TutorApp
    from dltutor.tutor import Graded

GIVEN = {0: 0.0, 5: 0.5, 1: 1.0}
"""What the digits give to a key point."""
NO_POINTS = "There are no key points to tick here: + and - give credits, n leaves the part unmarked."
LEFT = "What is marked is kept; go on with /exam, or dltutor exam mark."


class MarkingScreen(Screen[None]):
    """Question, own answer and reference above; the rubric below, where it stays in sight."""

    SCOPE = "marking"
    # Nothing takes the focus, so that every key is the screen's.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("marking", focus="marking")
    DEFAULT_CSS = """
    MarkingScreen { align-horizontal: center; }
    MarkingScreen > #top, MarkingScreen > VerticalScroll { width: 100%; max-width: $reading-column; padding: 0 1; }
    MarkingScreen > #top { height: auto; border-bottom: solid $border-blurred; }
    MarkingScreen > #rubric { height: auto; max-height: 45%; border-top: solid $border-blurred; }
    MarkingScreen > #rubric { scrollbar-size-vertical: 1; }
    MarkingScreen Static { height: auto; }
    MarkingScreen #progress { text-style: bold; }
    """ + LINKS.format(name="MarkingScreen #credits", colour="$text-accent")

    app: TutorApp

    def __init__(self, exam: Exam, math: Math) -> None:
        super().__init__()
        self._kept = exam
        """Belongs to the engine's thread; what is shown and changed here is a copy."""
        self.exam = exams.copy_of(exam)
        self._math = math
        self._list = exam_marks.to_mark(exam)
        first = exam_marks.still_open(exam)
        self._at = self._list.index(first[0]) if first else 0
        self._judgement = Judgement()
        self._chosen = 0
        self._showing = asyncio.Lock()
        self._grace = Grace()

    def compose(self) -> ComposeResult:
        """Progress and credits; the page; the rubric."""
        with Vertical(id="top"):
            yield Static(id="progress")
            yield Static(id="credits")
        yield MarkingPage(self._math, can_focus=False)
        yield VerticalScroll(id="rubric", can_focus=False)
        yield Footer()

    async def on_mount(self) -> None:
        """Show the first part that nobody has marked."""
        await self._show()
        # It comes when the exam has been gone through: an Enter that is on its way must not keep credits unseen.
        self._grace.begin()

    # Showing a part

    @property
    def _place(self) -> int:
        return self._list[self._at]

    @property
    def _part(self) -> Part:
        return self.exam.paper.parts[self._place]

    @property
    def _state(self) -> PartState:
        return self.exam.parts[self._place]

    @property
    def _graded(self) -> Graded | None:
        return self._state.marks.graded if self._state.marks is not None else None

    async def _show(self) -> None:
        async with self._showing:
            self._judgement, self._chosen = Judgement.of(self._state.marks), 0
            rubric = self.query_one("#rubric")
            points = self._graded.grading.points if self._graded is not None else ()
            async with self.batch():
                await rubric.remove_children()
                await rubric.mount(Rubric(points) if points else Static(content(NO_POINTS)))
                await self.query_one(MarkingPage).show(self._part, self._state)
            rubric.scroll_home(animate=False)
            self._tell()

    def _tell(self) -> None:
        left = len(exam_marks.still_open(self.exam))
        worth = describe_grading.credits_text(self._part.credits)
        name = labels(self.exam.paper)[self._place]
        progress = f"Marking {self._at + 1} of {len(self._list)} · {left} still to mark · {name} ({worth})"
        self.query_one("#progress", Static).update(content(progress))
        self.query_one("#credits", Static).update(self._credits())
        for rubric in self.query(Rubric):
            rubric.tell(self._judgement.ticks, self._chosen)

    def _credits(self) -> Content:
        marks, given = self._state.marks, self._judgement.marks(self.exam, self._place)
        of = describe_grading.credits_text(self._part.credits)
        now = "Nothing to go by yet" if given is None else f"{describe_exam.number(given.credits or 0.0)} of {of}"
        if marks is not None and marks.by == "you":
            note = f"you gave {describe_exam.number(marks.credits or 0.0)}"
        elif marks is not None and marks.graded is not None and marks.graded.grading.score is not None:
            note = f"tutor: {describe_grading.estimate(marks.graded.grading)}"
        else:
            note = "the tutor suggests nothing"
        less, more = linked("[−]", "screen.whole(-1)", "bold"), linked("[+]", "screen.whole(1)", "bold")
        return Content.assemble(content(now, "bold"), "  ", less, " ", more, content(f" · {note}", "dim"))

    # Deciding

    def action_tick(self) -> None:
        """Give the chosen point the next of full, half and nothing."""
        if self._has_points():
            self._judgement.turn(self._chosen)
            self._tell()

    def action_give(self, digit: int) -> None:
        """Give the chosen point nothing, half or all."""
        if self._has_points():
            self._judgement.give(self._chosen, GIVEN[digit])
            self._tell()

    def action_whole(self, by: int) -> None:
        """Give the whole part half a credit more or less."""
        self._judgement.step(self.exam, self._place, by)
        self._tell()

    def _has_points(self) -> bool:
        if not self.query(RubricRow):
            self.app.tell(NO_POINTS)
        return bool(self.query(RubricRow))

    @on(RubricRow.Chosen)
    def row_chosen(self, event: RubricRow.Chosen) -> None:
        """Choose the line that was clicked, or give it the next tick."""
        self._choose(event.index)
        if event.turn:
            self.action_tick()

    def action_choose(self, by: int) -> None:
        """Choose the line above or below; without a rubric, scroll by a row."""
        rows = len(self.query(RubricRow))
        if rows:
            self._choose(min(rows - 1, max(0, self._chosen + by)))
        else:
            self.query_one(MarkingPage).scroll_relative(y=by, animate=False)

    def _choose(self, index: int) -> None:
        self._chosen = index
        self._tell()
        for rubric in self.query(Rubric):
            self.query_one("#rubric").scroll_to_widget(rubric.rows[index], animate=False)

    # Going on

    async def action_confirm(self) -> None:
        """Keep the credits as they are shown, and go on."""
        if not self._grace.over:
            return
        marks = self._judgement.marks(self.exam, self._place)
        if marks is None:
            self.app.tell(NO_POINTS)
            return
        self._keep(marks)
        await self._next()

    async def action_unmarked(self) -> None:
        """Leave the part unmarked, and go on."""
        if not self._grace.over:
            return
        marks = self._state.marks
        if marks is not None and marks.by == "you":
            self._keep(replace(marks, by="unmarked", credits=None))
        await self._next()

    async def action_previous(self) -> None:
        """Go back to the part before."""
        if self._at > 0:
            self._at -= 1
            await self._show()
        else:
            self.app.tell("This is the first part that needs you.")

    async def _next(self) -> None:
        if self._at + 1 < len(self._list):
            self._at += 1
            await self._show()
        else:
            self._tell()
            self._finish()

    def _keep(self, marks: Marks) -> None:
        place, before = self._place, self._state.marks
        self._state.marks = marks

        def take_back(message: str, hint: str) -> None:
            self.exam.parts[place].marks = before
            self.app.tell(f"Not kept: {message} {hint}".strip(), severity="error")
            if self.is_attached:
                self._tell()

        def mark(study: Studying) -> None:
            study.mark_exam_part(self._kept, place, marks)

        self.app.engine.study(mark, lambda _: None, take_back, lasting=True)

    def _finish(self) -> None:
        """Close the marking; where parts are left unmarked, ask first."""
        from dltutor.tui.screens.confirm import ConfirmScreen

        left = len(exam_marks.still_open(self.exam))
        if left:
            parts = f"{describe_exam.plural(left, 'part')} {'stays' if left == 1 else 'stay'} unmarked."
            self.app.push_screen(ConfirmScreen("Marking", f"{parts} Close it and see the report?"), self._close)
        else:
            self._close(yes=True)

    def _close(self, yes: bool | None) -> None:  # noqa: FBT001  what a dialog gives back
        if yes:
            exams.close(self.app, self, self._kept)

    def action_scroll_page(self, by: int) -> None:
        """Scroll question and answers by pages."""
        page = self.query_one(MarkingPage)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    def action_sideways(self, cells: int) -> None:
        """Scroll what is wider than the screen."""
        for body in self.query(TutorMarkdown):
            body.sideways(cells)

    def action_leave(self) -> None:
        """Go back; what is marked is kept."""
        self.app.tell(LEFT)
        self.dismiss()
