"""What a student makes of a grading: agrees with it, or puts a judgement of their own in its place."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dltutor.study.rating import is_right

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dltutor.study.attempt import Circumstances, Handed, Rating
    from dltutor.studying import Studying
    from dltutor.tutor import Grading

VALUES: dict[str, float] = {"covered": 1.0, "partly": 0.5, "not_found": 0.0}
"""What a zone is worth when a student gives it."""
NEXT: dict[str, str] = {"covered": "partly", "partly": "not_found", "not_found": "covered"}
CREDIT_STEP, PERCENT_STEP = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Decision:
    """One state of a student's judgement; a new one is not made yet.

    Attributes:
        confirmed: Whether they agree with the grading as it is.
        whole: The score that they gave to the whole, 0..1.
        points: What they gave to single key points, by index, 0..1.
        rating: What they said that it counts as; None leaves it to the score.
    """

    confirmed: bool = False
    whole: float | None = None
    points: Mapping[int, float] = field(default_factory=dict)
    rating: Rating | None = None

    @property
    def is_own(self) -> bool:
        """Whether something of the grading was overridden."""
        return self.whole is not None or bool(self.points)

    @property
    def is_made(self) -> bool:
        """Whether the student has decided anything."""
        return self.confirmed or self.is_own or self.rating is not None

    def with_point(self, index: int, value: float) -> Decision:
        """Judge one key point anew; the whole follows from the points again."""
        return Decision(points={**self.points, index: value})

    def with_whole(self, score: float) -> Decision:
        """Judge the whole anew; what was said of the points stays."""
        return replace(self, confirmed=False, whole=score, rating=None)

    def with_rating(self, rating: Rating) -> Decision:
        """Say what it counts as; what was said of the score stays."""
        return replace(self, rating=rating)

    def band(self, index: int, grading: Grading) -> str:
        """The zone that a key point is in now."""
        if index not in self.points:
            return str(grading.points[index].band)
        return {value: band for band, value in VALUES.items()}[self.points[index]]

    def score(self, grading: Grading) -> float:
        """The score as it stands now, 0..1."""
        return self.whole if self.whole is not None else grading.score_with(self.points)

    def stepped(self, grading: Grading, by: int) -> Decision:
        """The whole, one step up (1) or down (-1): half a credit, or a tenth; onto the next full step."""
        step = PERCENT_STEP if grading.out_of is None else CREDIT_STEP / max(grading.out_of, CREDIT_STEP)
        now = self.score(grading) / step
        near = round(now) if abs(now - round(now)) < 1e-6 else None
        steps = near + by if near is not None else (math.ceil(now) if by > 0 else math.floor(now))
        return self.with_whole(min(1.0, max(0.0, steps * step)))


def keep(study: Studying, handed: Handed, decision: Decision) -> Rating | None:
    """Write a decision into the history, or take back what was decided before; the rating that was written."""
    if decision.is_made:
        return study.settle(handed, score=decision.whole, points=decision.points or None, rating=decision.rating)
    study.take_back(handed)
    return None


def best_rating(circumstances: Circumstances) -> Rating:
    """The best that an answer can count as: every hint lowers it, and who gave up did not know."""
    if circumstances.gave_up or circumstances.hints > 1:
        return 1
    return 2 if circumstances.hints else 4


def was_right(score: float, rating: Rating | None, *, picked: bool, suspended: bool) -> bool | None:
    """Whether a question that is decided on is done with in this sitting.

    Args:
        score: As it stands, 0..1.
        rating: What the scheduler gets; None where it gets nothing, and the score tells.
        picked: Whether options were picked.
        suspended: Whether the question is taken out of review.

    Returns:
        None where it was wrong and is not to come again, in this sitting neither.
    """
    right = rating > 1 if rating is not None else is_right(score, picked=picked)
    return None if suspended and not right else right
