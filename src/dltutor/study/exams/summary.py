"""An exam in a line: what a list of exams tells of each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dltutor.study.exams.exam import Exam
from dltutor.study.exams.totals import totals

State = Literal["sitting", "to mark", "marked"]


@dataclass(frozen=True, slots=True)
class ExamSummary:
    """One exam of the history.

    Attributes:
        id: Its number.
        name: The paper's name.
        title: The paper's title.
        at: When it was begun; UTC.
        state: Whether it is still sat, waits for marks, or is done.
        used: Seconds on the clock.
        left: Seconds left; None without a clock.
        answered: Parts with an answer.
        parts: Parts in all.
        out_of: The paper's credits.
        predicted: Credits that the student expected; None where they didn't say.
        result: Lowest and highest credits that the marks come to; None before it was handed in.
    """

    id: int
    name: str
    title: str
    at: datetime
    state: State
    used: float
    left: float | None
    answered: int
    parts: int
    out_of: float
    predicted: float | None
    result: tuple[float, float] | None


def summary(exam: Exam, at: datetime) -> ExamSummary:
    """The line of an exam that was begun at a moment."""
    found = totals(exam)
    return ExamSummary(
        id=exam.id,
        name=exam.paper.name,
        title=exam.paper.title,
        at=at,
        state="marked" if exam.closed else "to mark" if exam.handed_in else "sitting",
        used=exam.used,
        left=exam.left,
        answered=sum(part.answered for part in exam.parts),
        parts=len(exam.parts),
        out_of=exam.paper.out_of,
        predicted=exam.predicted,
        result=(found.low, found.high) if exam.handed_in else None,
    )
