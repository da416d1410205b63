"""What the grader makes of an answer, and what the student makes of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from dltutor.tui import describe, describe_grading
from dltutor.tui.commands import bindings
from dltutor.tui.decision import NEXT, VALUES, Decision
from dltutor.tui.text import content
from dltutor.tui.widgets.points import PointRow, Points, annotated

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from dltutor.tui.app import TutorApp
    from dltutor.tui.markdown import Math
    from dltutor.tutor import Graded

HELD_BACK = "Kept back, so that you can find what is missing first: r tries again, m shows it."
UNDECIDED = "not decided (y agrees, + and - give more or less)"
WIDE = 100
"""Columns from which on both answers stand beside each other."""
GIVEN = {0: 0.0, 5: 0.5, 1: 1.0}
"""What the digits give to a key point."""


class FeedbackScreen(Screen[None]):
    """Verdict, key points, questions and hints, both answers; a suggestion that the student confirms or overrides."""

    SCOPE = "feedback"
    # Nothing takes the focus, so that every key is the screen's.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("feedback", focus="feedback")
    DEFAULT_CSS = """
    FeedbackScreen { align-horizontal: center; }
    FeedbackScreen > VerticalScroll, FeedbackScreen > #outcome { width: 100%; max-width: 140; padding: 0 1; }
    FeedbackScreen > VerticalScroll { height: 1fr; }
    FeedbackScreen > #outcome { height: auto; max-height: 50%; border-bottom: solid $border-blurred; }
    FeedbackScreen > VerticalScroll { scrollbar-size-vertical: 1; }
    FeedbackScreen Static { height: auto; }
    FeedbackScreen .asked { color: $text-muted; }
    FeedbackScreen .verdict { text-style: bold; }
    FeedbackScreen .verdict.-pass { color: $text-success; }
    FeedbackScreen .verdict.-check { color: $text-warning; }
    FeedbackScreen .heading { text-style: bold; color: $text-primary; margin: 1 0 0 0; }
    FeedbackScreen .source { color: $text-muted; margin: 1 0 0 0; }
    FeedbackScreen #answers { height: auto; layout: vertical; }
    FeedbackScreen #answers > Vertical { height: auto; width: 1fr; }
    FeedbackScreen.-wide #answers { layout: horizontal; }
    FeedbackScreen.-wide #yours { margin: 0 2 0 0; }
    FeedbackScreen TutorMarkdown { height: auto; padding: 0; }
    """

    app: TutorApp

    def __init__(self, graded: Graded, math: Math) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self._graded = graded
        self._math = math
        self._chosen = 0
        self._reveal = not describe_grading.held_back(graded)
        self._decisions = [Decision()]

    @property
    def decision(self) -> Decision:
        """What the student has decided so far."""
        return self._decisions[-1]

    def compose(self) -> ComposeResult:
        """The outcome; below it all the rest on one page, the long texts last."""
        graded, grading = self._graded, self._graded.grading
        choice = describe_grading.is_choice(graded)
        # Above what scrolls, so that a decision is seen wherever it is made.
        with Vertical(id="outcome"):
            yield Static(
                content(describe_grading.verdict_line(grading)), classes=f"verdict -{grading.verdict.replace('_', '-')}"
            )
            yield Static(id="decision")
        with VerticalScroll(can_focus=False):
            yield Static(content(describe.one_line(graded.question)), classes="asked")
            if grading.note:
                yield Static(content(grading.note))
            if grading.points:
                yield Static(content("Your choice, option by option" if choice else "Key points"), classes="heading")
                yield Points(graded)
            yield from self._lines("To look at", "· ", [describe_grading.flag_line(flag) for flag in grading.flags])
            if describe_grading.held_back(graded):
                yield from self._lines("Hints", "· ", graded.hints)
            with Container(id="answers"):
                with Vertical(id="yours"):
                    yield Static(content("Your answer"), classes="heading")
                    yield Static(annotated(graded.answer, () if choice else grading.points))
                with Vertical(id="model"):
                    yield Static(content("Reference answer"), classes="heading")
                    yield Static(content(HELD_BACK), id="held")
            if graded.item is not None:
                yield Static(content(f"Source: {describe.place(graded.item.source)}"), classes="source")
        yield Footer(compact=True, show_command_palette=False)

    def _lines(self, heading: str, mark: str, lines: tuple[str, ...] | list[str]) -> list[Widget]:
        if not lines:
            return []
        return [Static(content(heading), classes="heading"), *(Static(content(mark + line)) for line in lines)]

    async def on_mount(self) -> None:
        """Fill in the reference answer, and tell how things stand."""
        from dltutor.tui.markdown import TutorMarkdown  # not before it is needed: it takes a while to import

        body = TutorMarkdown(self._math)
        body.can_focus = False
        await self.query_one("#model").mount(body)
        await body.show(describe_grading.reference_markdown(self._graded))
        self._tell()

    def _tell(self) -> None:
        if not self.query("TutorMarkdown"):
            return  # a key came before the page; what it decided is told once that is there
        self.query_one("#held").display = not self._reveal
        self.query_one("TutorMarkdown").display = self._reveal
        for points in self.query(Points):
            points.tell(self.decision, self._chosen, reveal=self._reveal)
        line = self.query_one("#decision", Static)
        yours, tutors = content(f"You: {self._decided()}", "bold"), content(self._tutors(), "dim")
        line.update(Content.assemble(yours, tutors))

    def _decided(self) -> str:
        grading, decision = self._graded.grading, self.decision
        if decision.is_own:
            # What the tutor still decides a part of stays an estimate.
            is_theirs = decision.whole is not None or len(decision.points) == len(grading.points)
            say = describe_grading.amount if is_theirs else describe_grading.about
            return say(grading, decision.score(grading))
        return "you agree" if self.decision.confirmed else UNDECIDED

    def _tutors(self) -> str:
        grading = self._graded.grading
        if not self.decision.is_made:
            return ""
        say = describe_grading.amount if describe_grading.is_exact(grading) else describe_grading.about
        return f" · tutor: {say(grading, grading.score or 0.0)} · u undoes"

    # Deciding

    def action_agree(self) -> None:
        """Agree with the grading as it is."""
        if self.decision.is_own:
            self.app.tell("Your own judgement stands; u takes it back.")
        elif not self.decision.confirmed:
            self._decide(Decision(confirmed=True))

    def action_override(self) -> None:
        """Give the chosen point the next zone."""
        if self._has_points():
            self._give(VALUES[NEXT[self.decision.band(self._chosen, self._graded.grading)]])

    def action_give(self, digit: int) -> None:
        """Give the chosen point nothing, half or all."""
        if self._has_points():
            self._give(GIVEN[digit])

    def action_whole(self, by: int) -> None:
        """Give the whole answer a step more or less."""
        self._decide(self.decision.stepped(self._graded.grading, by))

    def action_undo(self) -> None:
        """Take back the last decision."""
        if len(self._decisions) == 1:
            self.app.tell("There is nothing to undo.")
        else:
            self._decisions.pop()
            self._keep()

    def _give(self, value: float) -> None:
        self._decide(self.decision.with_point(self._chosen, value))

    def _decide(self, decision: Decision) -> None:
        if decision != self.decision:
            # Whoever judges must see what the judgement is about.
            self._reveal = True
            self._decisions.append(decision)
            self._keep()

    def _keep(self) -> None:
        self._tell()
        self.app.engine.decide(self._graded, self.decision)

    def _has_points(self) -> bool:
        if not self._graded.grading.points:
            self.app.tell("There are no key points here: + and - change the whole.")
        return bool(self._graded.grading.points)

    # Looking

    def action_choose(self, by: int) -> None:
        """Choose the key point above or below; without any, scroll."""
        count = len(self._graded.grading.points)
        if 0 <= self._chosen + by < count:
            self._choose(self._chosen + by)
        else:
            self._scroll(by)

    @on(PointRow.Chosen)
    def row_chosen(self, event: PointRow.Chosen) -> None:
        """Choose the row that was clicked."""
        self._choose(event.index)

    def _choose(self, index: int) -> None:
        self._chosen = index
        self._tell()
        for points in self.query(Points):
            self.query_one(VerticalScroll).scroll_to_widget(points.row(index), animate=False)

    def action_reveal(self) -> None:
        """Show what is missing, or hide it again."""
        if describe_grading.held_back(self._graded):
            self._reveal = not self._reveal
            self._tell()
        else:
            self.app.tell("Nothing is kept back here.")

    def action_scroll_page(self, by: int) -> None:
        """Scroll by pages."""
        self._scroll(by * max(1, self.query_one(VerticalScroll).size.height - 2))

    def _scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_open(self) -> None:
        """Open the place in the document."""
        if self._graded.item is not None:
            self.app.engine.read_place(self._graded.item.source)

    def action_again(self) -> None:
        """Try the question again, from the same answer."""
        if self._graded.item is not None:
            self.app.try_again(self._graded.item)

    def action_leave(self) -> None:
        """Go back to the chat."""
        self.dismiss()
