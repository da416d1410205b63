"""The plan: when the exam is, and how many minutes a day reviews may take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.containers import HorizontalGroup, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from dltutor.study.day import date_of
from dltutor.study.plans import MOST_MINUTES
from dltutor.tui.commands import bindings
from dltutor.tui.screens.exam_start import BOX, read_number
from dltutor.tui.text import content

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.plans import Plan

HOW = "Far from an exam questions come back rarely; in its last days each comes once more."
KEYS = "Enter keeps it, Tab goes from one to the other, Esc goes back."


class PlanWish(NamedTuple):
    """What a student plans; no date takes the exam away."""

    exam: date | None
    minutes: int


class PlanScreen(ModalScreen[PlanWish | None]):
    """Asks for the date of the exam and the minutes a day.

    Args:
        plan: In force now.
    """

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog", focus="dialog")
    DEFAULT_CSS = BOX.format(name="PlanScreen") + "PlanScreen #say { margin: 1 0 0 0; }"

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan

    def compose(self) -> ComposeResult:
        """Two lines to type into."""
        exam = "" if self._plan.exam is None else date_of(self._plan.exam).isoformat()
        with VerticalScroll(can_focus=False) as box:
            box.border_title = content("Your plan")
            yield Static(content(HOW))
            with HorizontalGroup():
                yield Static(content("The exam is on (YYYY-MM-DD; empty: none)"))
                yield Input(exam, id="exam", compact=True, select_on_focus=True)
            with HorizontalGroup():
                yield Static(content("Minutes a day"))
                yield Input(str(self._plan.minutes), id="minutes", compact=True, select_on_focus=True)
            yield Static(content(KEYS), id="say")
        yield Footer(compact=True, show_command_palette=False)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Give the plan back, unless something can't be read."""
        exam, minutes = (self.query_one(f"#{name}", Input).value.strip() for name in ("exam", "minutes"))
        number = read_number(minutes, MOST_MINUTES)
        try:
            day = date.fromisoformat(exam) if exam else None
        except ValueError:
            self._fault("#exam", "The date as in 2027-02-15, please, or nothing.")
            return
        if number is None or number < 1:
            self._fault("#minutes", f"Minutes a day: a number from 1 to {MOST_MINUTES}.")
            return
        self.dismiss(PlanWish(day, round(number)))

    def _fault(self, name: str, text: str) -> None:
        say = self.query_one("#say", Static)
        say.add_class("fault")
        say.update(content(text))
        self.query_one(name, Input).focus()

    def action_close(self) -> None:
        """Leave the plan as it is."""
        self.dismiss(None)
