"""Before an exam: how large a mixed one is to be; what a paper asks for, how long it may take, what one expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Static

from dltutor.tui import describe, describe_exam
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.screens.form import FormScreen, asked
from dltutor.tui.text import content
from dltutor.tui.widgets.field import Field
from dltutor.tui.widgets.listed import ListRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dltutor.study.exams.paper import Paper

USUAL_CREDITS = 60.0
"""Credits that a mixed paper is offered with."""
MOST_CREDITS, MOST_MINUTES = 1000.0, 600.0
"""Beyond these a number is a slip of the finger."""
HOW_IT_GOES = (
    "There is no feedback before you hand in.",
    "Everything is saved as you write. {leave_exam} leaves: the clock stands still until you go on.",
    "When time is up you can hand in, or go on: what is over is counted and reported.",
)


@dataclass(frozen=True, slots=True)
class Start:
    """How a student wants to sit a paper.

    Attributes:
        seconds: Allowed; None for no clock.
        predicted: Credits that they expect; None where they don't say.
    """

    seconds: float | None
    predicted: float | None


class MixScreen(FormScreen[float]):
    """Asks for the credits of a mixed paper."""

    def __init__(self) -> None:
        super().__init__("A mixed paper", "Mix it")

    def asks(self) -> ComposeResult:
        """A line to type into."""
        yield Static(content("Its questions are drawn out of all your papers, mixed as a real one is."))
        yield asked("How many credits?", Field(describe_exam.number(USUAL_CREDITS), id="credits"))

    def read(self) -> float | None:
        """The credits."""
        credits_ = read_number(self.said("credits"), MOST_CREDITS)
        if not credits_:
            self.fault("credits", f"A number of credits above 0, up to {describe_exam.number(MOST_CREDITS)}, please.")
        return credits_ or None


class StartScreen(FormScreen[Start]):
    """What a paper asks for; Enter begins it.

    Args:
        paper: The paper.
    """

    AUTO_FOCUS = "#predicted"

    def __init__(self, paper: Paper) -> None:
        super().__init__(describe.one_line(paper.title), "Begin")
        self._paper = paper

    def asks(self) -> ComposeResult:
        """Facts, and the two numbers."""
        paper = self._paper
        minutes = describe_exam.number(paper.minutes) if paper.minutes else ""
        expected = f"How many of {describe_exam.number(paper.out_of)} credits do you expect? (empty: skip)"
        yield Static(content(describe_exam.paper_facts(paper)))
        yield asked("Minutes (empty: no clock)", Field(minutes, id="minutes"))
        yield asked(expected, Field(id="predicted"))

    def notes(self) -> ComposeResult:
        """What the paper says, how choices are scored, and how it goes."""
        how = map(with_keys, HOW_IT_GOES)
        for line in (*describe_exam.instructions(self._paper), *describe_exam.rules(self._paper), *how):
            yield ListRow("·", line)

    def read(self) -> Start | None:
        """Both numbers."""
        minutes, predicted = self.said("minutes"), self.said("predicted")
        time = read_number(minutes, MOST_MINUTES)
        expected = read_number(predicted, self._paper.out_of)
        if minutes and not time:
            self.fault("minutes", f"Minutes: a number up to {describe_exam.number(MOST_MINUTES)}, or nothing.")
        elif predicted and expected is None:
            most = describe_exam.number(self._paper.out_of)
            self.fault("predicted", f"Credits: a number from 0 to {most}, or nothing.")
        else:
            return Start(time * 60 if time else None, expected)
        return None


def read_number(text: str, most: float) -> float | None:
    """A number from 0 to ``most`` as people type it; None for anything else."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= most else None
