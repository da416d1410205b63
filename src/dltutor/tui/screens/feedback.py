"""What the grader makes of an answer, beside the model answer, and what the student makes of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from dltutor.study.shuffling import letters_to_display
from dltutor.tui import describe, describe_grading, describe_study
from dltutor.tui.commands import bindings
from dltutor.tui.decision import best_rating
from dltutor.tui.screens.deciding import DecidingScreen
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, Buttons, button, linked
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.outcome import Outcome
from dltutor.tui.widgets.points import PointRow, Points, annotated

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from dltutor.study.attempt import Handed
    from dltutor.tui.answers.markdown import Math
    from dltutor.tui.rounds import Round
    from dltutor.tui.widgets.buttons import Button

HELD_BACK = "Kept back, so that you can find what is missing first: a tries again, m shows it."
EASY = 4
"""The rating that is offered among the rest, and not beside the others: only the student can say that it was easy."""
WIDE = 100
"""Columns from which on both answers stand beside each other."""
TITLE = 90
"""Characters of a neighbouring question's title."""


class FeedbackScreen(DecidingScreen):
    """Verdict, key points, questions and hints, both answers; a suggestion that the student confirms or overrides.

    Args:
        round_: The sitting, in which this question is asked now.
        handed: What was handed in.
        order: How the options were shown; empty for all else.
        math: How formulas are drawn.
    """

    SCOPE = "feedback"
    # Nothing takes the focus, so that every key is the screen's.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("feedback", focus="feedback")
    DEFAULT_CSS = """
    FeedbackScreen { align-horizontal: center; }
    FeedbackScreen > VerticalScroll, FeedbackScreen > Outcome, FeedbackScreen > Buttons {
        width: 100%; max-width: $reading-column; padding: 0 1;
    }
    FeedbackScreen > VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    FeedbackScreen > VerticalScroll > Static, FeedbackScreen Points { max-width: $reading-column; padding: 0 1 0 0; }
    FeedbackScreen > Outcome { max-height: 50%; border-bottom: solid $border-blurred; }
    FeedbackScreen Static { height: auto; }
    FeedbackScreen .asked { color: $text-muted; }
    FeedbackScreen .heading { text-style: bold; color: $text-primary; margin: 1 0 0 0; }
    FeedbackScreen .source { color: $text-muted; margin: 1 0 0 0; }
    FeedbackScreen .near { color: $text-muted; }
    FeedbackScreen #answers { height: auto; layout: vertical; }
    FeedbackScreen #answers > Vertical { height: auto; width: 1fr; }
    FeedbackScreen.-wide #answers { layout: horizontal; }
    FeedbackScreen.-wide #yours { margin: 0 2 0 0; }
    FeedbackScreen TutorMarkdown { height: auto; padding: 0 1 0 0; }
    """ + LINKS.format(name="FeedbackScreen .source", colour="$text-muted")

    def __init__(self, round_: Round, handed: Handed, order: tuple[int, ...], math: Math) -> None:
        super().__init__(round_, handed)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self._order = order if len(order) == len(self._graded.grading.points) else ()
        self._chosen = self._order[0] if self._order else 0
        self._math = math
        # Only where the question can be tried again at once is there something to find first.
        self._holds_back = (
            round_.mode == "try" and not handed.circumstances.gave_up and describe_grading.held_back(self._graded)
        )
        self._reveal = not self._holds_back or self.decision.is_made

    def compose(self) -> ComposeResult:
        """The outcome; below it all the rest on one page, the long texts last."""
        graded, grading = self._graded, self._graded.grading
        # Above what scrolls, so that a decision is seen wherever it is made.
        yield Outcome(self.handed)
        with VerticalScroll(can_focus=False):
            yield Static(content(describe.one_line(graded.question)), classes="asked")
            if grading.note and grading.score is not None:
                yield Static(content(grading.note))
            found, answers = self._found(), self._answers()
            # Who didn't know wants the answer first.
            yield from [answers, *found] if self.handed.circumstances.gave_up else [*found, answers]
            yield from self._place()
        yield Buttons()
        yield Footer()

    def _found(self) -> list[Widget]:
        """Key points, what to look at, hints."""
        graded, grading = self._graded, self._graded.grading
        parts: list[Widget] = []
        if grading.points:
            name = "Your choice, option by option" if describe_grading.is_choice(graded) else "Key points"
            parts += [Static(content(name), classes="heading"), Points(graded, self._order)]
        if not self.handed.circumstances.gave_up:
            parts += self._lines("To look at", "· ", [describe_grading.flag_line(flag) for flag in grading.flags])
        if self._holds_back:
            parts += self._lines("Hints", "· ", graded.hints)
        return parts

    def _answers(self) -> Widget:
        """The student's answer and the reference, beside each other where there is room."""
        given = "" if self.handed.circumstances.gave_up else "Your answer"
        yours = Vertical(Static(content(given), classes="heading"), Static(self._yours()), id="yours")
        yours.display = bool(given)
        model = Vertical(
            Static(content("Reference answer"), classes="heading"), Static(content(HELD_BACK), id="held"), id="model"
        )
        return Container(yours, model, id="answers")

    def _yours(self) -> Content:
        graded = self._graded
        answer = graded.answer
        if self._order and graded.item is not None:
            answer = letters_to_display(answer, graded.item, self._order) or answer
        points = () if describe_grading.is_choice(graded) else graded.grading.points
        return annotated(answer, points)

    def _lines(self, heading: str, mark: str, lines: tuple[str, ...] | list[str]) -> list[Widget]:
        if not lines:
            return []
        return [Static(content(heading), classes="heading"), *(Static(content(mark + line)) for line in lines)]

    def _place(self) -> list[Widget]:
        """Where the question stands, and between which others."""
        item = self._graded.item
        if item is None:
            return []
        source = linked(f"Source: {describe.place(item.source)} (o opens it)", "screen.open")
        parts: list[Widget] = [Static(source, classes="source")]
        names = ("Before it: ", "After it: ")
        for name, near in zip(names, describe_study.neighbours(self.app.items, item), strict=True):
            if near is not None:
                title = describe.shortened(describe.title(near), TITLE)
                parts.append(Static(content(name + title), classes="near"))
        return parts

    async def on_mount(self) -> None:
        """Fill in the reference answer, and tell how things stand."""
        # The grading comes when it is ready: an Enter that is on its way must not accept it unseen.
        self._grace.begin()
        self.call_after_refresh(self._grace.begin)
        from dltutor.tui.answers.markdown import TutorMarkdown  # not before it is needed: it takes a while to import

        body = TutorMarkdown(self._math)
        body.can_focus = False
        await self.query_one("#model").mount(body)
        await body.show(self._reference())
        self._tell()

    def _reference(self) -> str:
        item = self._graded.item
        # Without points that tell of each option, the options themselves must.
        if item is not None and item.options and not self._graded.grading.points:
            return describe.answer_markdown(item)
        return describe_grading.reference_markdown(self._graded)

    def _tell(self) -> None:
        if not self.query("TutorMarkdown"):
            return  # a key came before the page; what it decided is told once that is there
        self.query_one("#held").display = not self._reveal
        self.query_one("TutorMarkdown").display = self._reveal
        for points in self.query(Points):
            points.tell(self.decision, self._chosen, reveal=self._reveal)
        self.query_one(Outcome).tell(self.decision, self.rating)
        self.query_one(Buttons).offer(self._further())

    def _further(self) -> list[Button]:
        """What else can be done, beyond what the footer shows."""
        is_try, offered = self.round.mode == "try", [button("more_credits", "More credits"), button("fewer_credits")]
        if best_rating(self.handed.circumstances) == EASY and EASY in self.handed.next_days:
            offered.append(button("rate", "Easy", key="e"))
        offered += [button("reveal")] if self._holds_back else []
        offered += [button("again") if is_try else button("bury", "Not today")]
        return [*offered, button("flag_question"), button("suspend")]

    def _show_all(self) -> None:
        self._reveal = True

    # Looking

    def action_choose(self, by: int) -> None:
        """Choose the key point above or below; without any, scroll."""
        count = len(self._graded.grading.points)
        places = self._order or tuple(range(count))
        place = places.index(self._chosen) + by if count else -1
        if 0 <= place < count:
            self._choose(places[place])
        else:
            self._scroll(by)

    @on(PointRow.Chosen)
    def row_chosen(self, event: PointRow.Chosen) -> None:
        """Choose the row that was clicked, or judge its point otherwise."""
        self._choose(event.index)
        if event.change:
            self.action_override()

    def _choose(self, index: int) -> None:
        self._chosen = index
        self._tell()
        for points in self.query(Points):
            self.query_one(VerticalScroll).scroll_to_widget(points.row(index), animate=False)

    def action_reveal(self) -> None:
        """Show what is missing, or hide it again."""
        if self._holds_back:
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
