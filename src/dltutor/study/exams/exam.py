"""An exam that is sat: what was written, what is flagged, how much time is left. In memory; ``store.py`` keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dltutor.grading.result import Graded
from dltutor.study.exams.paper import Paper

MarkedBy = Literal["tutor", "you", "unmarked"]


@dataclass(frozen=True, slots=True)
class Marks:
    """What one part was found to be worth.

    Attributes:
        by: Who decided: the tutor (choices, exact answers, empty ones), the student, or nobody.
        credits: That it got; None where it is unmarked.
        graded: The tutor's grading, whose points the student ticks; None where there is none.
        points: The student's ticks: what they gave to key points, by index, 0..1.
        attempt: Its number in the history.
    """

    by: MarkedBy
    credits: float | None = None
    graded: Graded | None = None
    points: Mapping[int, float] = field(default_factory=dict)
    attempt: int | None = None


@dataclass(slots=True)
class PartState:
    """What the student has made of a part so far."""

    answer: str = ""
    flagged: bool = False
    seconds: float = 0.0
    marks: Marks | None = None

    @property
    def answered(self) -> bool:
        """Whether anything was written."""
        return bool(self.answer.strip())


@dataclass(slots=True)
class Exam:
    """One sitting of a paper.

    Attributes:
        id: Its number in the history.
        paper: As it was when the exam began.
        seconds: Allowed; None without a clock.
        predicted: Credits that the student expected; None where they didn't say.
        used: Seconds on the clock, which stands still while the exam is closed.
        position: The part that is looked at, from 0.
        parts: The state of each part, in the paper's order.
        handed_in: Whether it was handed in.
        closed: Whether marking was closed.
    """

    id: int
    paper: Paper
    seconds: float | None = None
    predicted: float | None = None
    used: float = 0.0
    position: int = 0
    parts: list[PartState] = field(default_factory=list)
    handed_in: bool = False
    closed: bool = False

    @property
    def left(self) -> float | None:
        """Seconds left, not below 0; None without a clock."""
        return None if self.seconds is None else max(0.0, self.seconds - self.used)

    def tick(self, seconds: float) -> None:
        """Let time pass, for the exam and for the part that is looked at."""
        self.used += seconds
        self.parts[self.position].seconds += seconds
