"""What a student decides about a grading: they confirm it, or put their own judgement in its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from dltutor.errors import UsageError
from dltutor.grading.result import Grading

SAME = 0.0005
"""Values nearer than this are shown as the same number."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A grading with what the student decided about it.

    Attributes:
        grading: As the student saw it.
        score: What they gave the whole, 0..1; None where they left it to the points.
        points: What they gave single key points, 0..1, by index.
        bias: That the grading was made with; see :mod:`dltutor.study.bias`.
    """

    grading: Grading
    score: float | None
    points: Mapping[int, float]
    bias: float = 0.0

    @property
    def confirmed(self) -> bool:
        """Whether they left everything as it was."""
        return self.score is None and not self.points

    @property
    def student(self) -> float:
        """The student's score of the whole, 0..1: as given, else the tutor's with the points that were changed."""
        return self.score if self.score is not None else self.grading.score_with(self.points)


def decided(
    grading: Grading, score: float | None = None, points: Mapping[int, float] | None = None, bias: float = 0.0
) -> Decision:
    """A decision; values that change nothing are left out of it, so that giving what was there confirms it.

    Raises:
        UsageError: A value is outside 0..1, there is no such key point, or there is no score to confirm.
    """
    given = dict(points or {})
    for value in (*given.values(), *(() if score is None else (score,))):
        if not 0 <= value <= 1:  # nan is neither
            raise UsageError(f"{value} is no score.", hint="Scores run from 0 to 1.")
    for index in given:
        if not 0 <= index < len(grading.points):
            raise UsageError(f"There is no key point {index}: the grading has {len(grading.points)}, counted from 0.")
    if grading.score is None and score is None:
        raise UsageError("Nothing was graded here, so there is nothing to confirm.", hint="Give a score of your own.")
    changed = {index: value for index, value in given.items() if not _same(value, grading.points[index].coverage)}
    if score is not None and not changed and grading.score is not None and _same(score, grading.score):
        score = None
    return Decision(grading, score, changed, bias)


def _same(one: float, other: float) -> bool:
    return abs(one - other) < SAME
