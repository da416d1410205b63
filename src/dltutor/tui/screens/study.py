"""The study home: what is due, how things stand, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from dltutor.tui import describe_study
from dltutor.tui.commands import bindings
from dltutor.tui.text import content

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.due import Due
    from dltutor.study.plans import Plan
    from dltutor.study.progress.report import ProgressReport
    from dltutor.studying import Studying
    from dltutor.tui.app import TutorApp

LOADING = "Looking…"
WAYS = (
    ("q", "quiz", "be asked 10 questions: what is due, weak topics, new ones"),
    ("r", "review", "only what is due today"),
    ("e", "exam", "a whole paper against the clock"),
    ("s", "progress", "what you know, and what needs attention"),
    ("p", "plan", "exam date and minutes a day"),
)

ANOTHER = "A {name} waits. y begins a new one and leaves it (its answers are kept), n goes on with it."


class StudyScreen(Screen[None]):
    """What there is to do today, with one key for each."""

    SCOPE = "study"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("study", focus="study")
    DEFAULT_CSS = """
    StudyScreen { align-horizontal: center; }
    StudyScreen > VerticalScroll { width: 100%; max-width: 104; height: 1fr; padding: 1 2; }
    StudyScreen Static { height: auto; }
    StudyScreen #due { text-style: bold; color: $text-primary; }
    StudyScreen #waiting { text-style: bold; color: $text-accent; margin: 1 0 0 0; display: none; }
    StudyScreen #waiting.-shown { display: block; }
    StudyScreen #standing { margin: 1 0; }
    """

    app: TutorApp

    def compose(self) -> ComposeResult:
        """What is due, what waits, how things stand, the keys."""
        with VerticalScroll(can_focus=False):
            yield Static(content(LOADING), id="due")
            yield Static(id="waiting")
            yield Static(id="standing")
            for key, name, what in WAYS:
                yield Static(content(f" {key}  {name:<10}{what}"))
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Ask how things stand."""
        waiting = self.app.waiting
        if waiting is not None and waiting.asked is not None:
            name, asked = describe_study.NAMES[waiting.mode].lower(), waiting.asked
            where = f"g goes on with the {name} ({asked.number} of {asked.total})"
            line = self.query_one("#waiting", Static)
            line.update(content(where))
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does anything: going on, only where something waits."""
        return self.app.waiting is not None if action == "go_on" else super().check_action(action, parameters)

    def action_begin_quiz(self) -> None:
        """Begin a quiz; where another one waits, ask first."""
        if self.app.waiting is None:
            self.app.new_quiz()
            return
        from dltutor.tui.screens.confirm import ConfirmScreen

        def said(yes: bool | None) -> None:  # noqa: FBT001  what a dialog gives back
            if yes:
                self.app.new_quiz()
            else:
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
                self.app.engine.study(lambda study: study.set_plan(wish.exam, wish.minutes), lambda _: self._look())

        self.app.push_screen(PlanScreen(plan), keep)

    def action_leave(self) -> None:
        """Go back to the chat."""
        self.dismiss()


def _standing(study: Studying) -> tuple[Due, ProgressReport]:
    return study.due(), study.progress()
