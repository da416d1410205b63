"""What a student makes of the tutor's suggestions for the parts of an exam."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, floor
from typing import TYPE_CHECKING

from dltutor.errors import UsageError
from dltutor.study.exams.marking import suggested, tick, waiting

if TYPE_CHECKING:
    from dltutor.study.exams.exam import Exam, Marks

STEP = 0.5
"""Credits that one key gives or takes."""
NEXT_TICK = {1.0: 0.5, 0.5: 0.0, 0.0: 1.0}


def to_mark(exam: Exam) -> list[int]:
    """The parts that need the student: what the tutor didn't mark by itself, and the documents have a solution to."""
    parts = zip(exam.paper.parts, exam.parts, strict=True)
    return [
        place
        for place, (part, state) in enumerate(parts)
        if part.item.answered and (state.marks is None or state.marks.by != "tutor")
    ]


def still_open(exam: Exam) -> list[int]:
    """Those of them that nobody has marked yet."""
    unmarked = set(waiting(exam))
    return [place for place in to_mark(exam) if place in unmarked]


@dataclass(slots=True)
class Judgement:
    """What a student is about to give to a part: ticks, or credits of the whole.

    Attributes:
        ticks: What each key point gets, by index; the tutor's suggestion to begin with.
        whole: Credits of the whole, which make the ticks no matter; None goes by the ticks.
    """

    ticks: dict[int, float] = field(default_factory=dict)
    whole: float | None = None

    @classmethod
    def of(cls, marks: Marks | None) -> Judgement:
        """What was given before; else what the tutor suggests."""
        if marks is None:
            return cls()
        ticks = dict(marks.points) or suggested(marks.graded)
        return cls(ticks, marks.credits if marks.by == "you" and not marks.points else None)

    def turn(self, index: int) -> None:
        """Give a key point the next of full, half and nothing."""
        self.give(index, NEXT_TICK.get(self.ticks.get(index, 0.0), 1.0))

    def give(self, index: int, value: float) -> None:
        """Give a key point so much; the whole follows from the ticks again."""
        self.ticks[index], self.whole = value, None

    def step(self, exam: Exam, place: int, by: int) -> None:
        """Half a credit more (1) or less (-1) for the whole, onto the next full half; from 0 where there was none."""
        marks = self.marks(exam, place)
        now = ((marks.credits if marks else None) or 0.0) / STEP
        steps = floor(now + 1e-9) + 1 if by > 0 else ceil(now - 1e-9) - 1
        self.whole = min(exam.paper.parts[place].credits, max(0.0, steps * STEP))

    def marks(self, exam: Exam, place: int) -> Marks | None:
        """The marks that this comes to; None where there is nothing to tick, and no credits are given."""
        from dltutor.tui.exams import copy_of

        try:
            return tick(copy_of(exam), place, self.ticks, credits=self.whole)
        except UsageError:
            return None
