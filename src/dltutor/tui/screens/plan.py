"""The plan: when the exam is, and how many minutes a day reviews may take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Static

from dltutor.study.day import date_of
from dltutor.study.plans import MOST_MINUTES
from dltutor.tui.screens.exam_start import read_number
from dltutor.tui.screens.form import FormScreen, asked
from dltutor.tui.text import content
from dltutor.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dltutor.study.plans import Plan

HOW = "Far from an exam questions come back rarely; in its last days each comes once more."


class PlanWish(NamedTuple):
    """What a student plans; no date takes the exam away."""

    exam: date | None
    minutes: int


class PlanScreen(FormScreen[PlanWish]):
    """Asks for the date of the exam and the minutes a day.

    Args:
        plan: In force now.
    """

    def __init__(self, plan: Plan) -> None:
        super().__init__("Your plan", "Keep it")
        self._plan = plan

    def asks(self) -> ComposeResult:
        """Two lines to type into."""
        exam = "" if self._plan.exam is None else date_of(self._plan.exam).isoformat()
        yield Static(content(HOW))
        yield asked("The exam is on (YYYY-MM-DD; empty: none)", Field(exam, id="exam"))
        yield asked("Minutes a day", Field(str(self._plan.minutes), id="minutes"))

    def read(self) -> PlanWish | None:
        """Date and minutes."""
        exam, minutes = self.said("exam"), read_number(self.said("minutes"), MOST_MINUTES)
        try:
            day = date.fromisoformat(exam) if exam else None
        except ValueError:
            self.fault("exam", "The date as in 2027-02-15, please, or nothing.")
            return None
        if minutes is None or minutes < 1:
            self.fault("minutes", f"Minutes a day: a number from 1 to {MOST_MINUTES}.")
            return None
        return PlanWish(day, round(minutes))
