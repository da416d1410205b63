"""The study home: what is due, how things stand, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen
from textual.widgets import Static

from dltutor.tui import describe_study
from dltutor.tui.commands import bindings
from dltutor.tui.keys.keymap import keys_of
from dltutor.tui.keys.reasons import Reasoned
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, button, linked
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.page import Page
from dltutor.tui.widgets.ways import WayRow

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.due import Due
    from dltutor.study.plans import Plan
    from dltutor.study.progress.report import ProgressReport
    from dltutor.studying import Studying
    from dltutor.tui.app import TutorApp

LOADING = "Looking…"
NOTHING_WAITS = "Nothing waits: begin a quiz or a review."
WAYS = (
    ("begin_quiz", "quiz", "be asked 10 questions: what is due, weak topics, new ones"),
    ("begin_review", "review", "only what is due today"),
    ("see_exams", "exam", "a whole paper against the clock"),
    ("see_stats", "progress", "what you know, and what needs attention"),
    ("see_plan", "plan", "exam date and minutes a day"),
)
"""Each with its command, its name and what it leads to."""
ANOTHER = "A {name} waits. Begin a new one and leave it (its answers are kept)? No goes on with it."


class StudyScreen(Reasoned, Screen[None]):
    """What there is to do today, with one key for each."""

    SCOPE = "study"
    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = bindings("study", focus="study")
    DEFAULT_CSS = """
    StudyScreen { align-horizontal: center; }
    StudyScreen > Page { width: 100%; max-width: $reading-column; height: 1fr; padding: 1 2; }
    StudyScreen Static { height: auto; }
    StudyScreen #due { text-style: bold; color: $text-primary; }
    StudyScreen #waiting { text-style: bold; color: $text-accent; margin: 1 0 0 0; display: none; }
    StudyScreen #waiting.-shown { display: block; }
    StudyScreen #standing { margin: 1 0; }
    """ + LINKS.format(name="StudyScreen #waiting", colour="$text-accent")

    app: TutorApp

    def compose(self) -> ComposeResult:
        """What is due, what waits, how things stand, the keys."""
        with Page():
            yield Static(content(LOADING), id="due")
            yield Static(id="waiting")
            yield Static(id="standing")
            for command, name, what in WAYS:
                yield WayRow(button(command).action, keys_of(command), what, name)
        yield Footer()

    def on_mount(self) -> None:
        """Ask how things stand."""
        waiting = self.app.waiting
        if waiting is not None and waiting.asked is not None:
            name, asked = describe_study.NAMES[waiting.mode].lower(), waiting.asked
            where = f"{keys_of('go_on')} goes on with the {name} ({asked.number} of {asked.total})"
            line = self.query_one("#waiting", Static)
            line.update(linked(where, "screen.go_on"))
            line.add_class("-shown")
        self._look()

    def _look(self) -> None:
        self.app.engine.study(_standing, self._take, self._take_failure)

    def _take(self, standing: tuple[Due, ProgressReport]) -> None:
        if not self.is_attached:
            return
        due, report = standing
        self.query_one("#due", Static).update(content(f"Today: {due}"))
        lines = [report.readiness.finding, report.topics.finding]
        self.query_one("#standing", Static).update(content("\n".join(lines)))

    def _take_failure(self, message: str, hint: str) -> None:
        if self.is_attached:
            self.query_one("#due", Static).update(content(f"{message} {hint}".strip()))

    def why_not(self, command_id: str) -> str:
        """There is no going on where nothing waits."""
        return NOTHING_WAITS if command_id == "go_on" and self.app.waiting is None else ""

    def action_begin_quiz(self) -> None:
        """Begin a quiz; where another one waits, ask first."""
        if self.app.waiting is None:
            self.app.new_quiz()
            return
        from dltutor.tui.screens.confirm import ConfirmScreen

        def said(yes: bool | None) -> None:  # noqa: FBT001  what a dialog gives back
            if yes:
                self.app.new_quiz()
            elif yes is not None:
                self.action_go_on()

        name = describe_study.NAMES[self.app.waiting.mode].lower()
        self.app.push_screen(ConfirmScreen("Quiz", ANOTHER.format(name=name)), said)

    def action_begin_review(self) -> None:
        """Begin a review."""
        self.app.action_review()

    def action_see_exams(self) -> None:
        """Show papers and exams."""
        self.app.action_exam()

    def action_see_stats(self) -> None:
        """Show the progress."""
        self.app.action_stats()

    def action_go_on(self) -> None:
        """Go on with what waits."""
        if self.app.waiting is not None:
            self.app.show_round(self.app.waiting)

    def action_see_plan(self) -> None:
        """Ask for exam date and minutes a day, and tell how things stand then."""
        self.app.engine.study(lambda study: study.plan(), self._ask_plan)

    def _ask_plan(self, plan: Plan) -> None:
        from dltutor.tui.screens.plan import PlanScreen, PlanWish

        def keep(wish: PlanWish | None) -> None:
            if wish is not None:
                exam, minutes = wish.exam, wish.minutes
                self.app.engine.study(lambda study: study.set_plan(exam, minutes), lambda _: self._look(), lasting=True)

        self.app.push_screen(PlanScreen(plan), keep)

    def action_leave(self) -> None:
        """Go back to the chat."""
        self.dismiss()


def _standing(study: Studying) -> tuple[Due, ProgressReport]:
    return study.due(), study.progress()
