"""How strict the grader should be with one student: a single number, learnt from what they decided.

Every key point's coverage is ``sigmoid(logit + b)``, and the score is the sum of ``weight · coverage``. ``b`` is fitted
by penalised least squares to the scores and key points that the student decided; the penalty is that of a normal prior
about 0, the shipped value (ridge regression with one parameter: Hoerl & Kennard, 1970).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt

from dltutor.grading.result import PointResult
from dltutor.study.decision import Decision

ENOUGH = 30
"""Overrides below which the shipped value stays."""
NEWEST = 500
"""Decisions that count: judgement changes with what is learnt, and the fit stays within a tenth of a second."""
LIMIT = 1.5
"""The bias at its largest: a coverage of 0.5 becomes 0.82 or 0.18."""
PRIOR = 0.5
"""Standard deviation of the bias among students, before anything is known."""
NOISE = 0.3
"""Standard deviation of one score about the grader's: what two people who grade the same answer differ by."""

_WHOLE_IS_SUM = 0.01
_STEPS = 30
_NEAREST_TO_CERTAIN = 1e-6


@dataclass(frozen=True, slots=True)
class Bias:
    """The bias for one version of the grader.

    Attributes:
        version: Of the grader.
        value: Added to every key point's logit; 0 until there are enough overrides.
        overrides: That it was fitted to, or that there are so far.
    """

    version: str
    value: float = 0.0
    overrides: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A key point's share of what is observed. ``logit`` is None where a check, and no evidence, set the coverage."""

    weight: float
    coverage: float
    logit: float | None

    def at(self, bias: float) -> float:
        return self.weight * (self.coverage if self.logit is None else _sigmoid(self.logit + bias))


@dataclass(frozen=True, slots=True)
class _Observed:
    """Something that the student decided: the parts that make it up, the value they gave, how much that counts."""

    parts: tuple[_Part, ...]
    value: float
    importance: float = 1.0

    def loss(self, bias: float) -> float:
        return self.importance * (fsum(part.at(bias) for part in self.parts) - self.value) ** 2


def fit_bias(decisions: Sequence[Decision], version: str) -> Bias:
    """The bias for a version of the grader. The same decisions, in any order, give the same bias.

    Args:
        decisions: Oldest first; those about other versions don't count, nor do gradings that no bias can move (choices,
            exact values, "don't know").
        version: Of the grader.
    """
    usable = [decision for decision in decisions if decision.grading.version == version and _movable(decision)]
    overrides = sum(not decision.confirmed for decision in usable)
    if overrides < ENOUGH:
        return Bias(version, 0.0, overrides)
    observed = [one for decision in usable[-NEWEST:] for one in _observed(decision)]

    def loss(bias: float) -> float:
        return fsum(one.loss(bias) for one in observed) / NOISE**2 + (bias / PRIOR) ** 2

    return Bias(version, round(_minimum(loss), 3) + 0.0, overrides)


def _movable(decision: Decision) -> bool:
    """Whether the score was estimated (has a range) from evidence that a bias weighs."""
    grading = decision.grading
    estimated = grading.low is not None and grading.high is not None and grading.low < grading.high
    return estimated and any(0 < point.coverage < 1 for point in grading.points)


def _observed(decision: Decision) -> Iterator[_Observed]:
    """The whole, where it is the sum of its points (no check has capped it), and each point that was changed."""
    grading = decision.grading
    parts = [_part(point, point.weight, decision.bias) for point in grading.points]
    total = fsum(point.weight * point.coverage for point in grading.points)
    if grading.score is not None and abs(total - grading.score) < _WHOLE_IS_SUM:
        yield _Observed(tuple(parts), decision.student)
    for index, value in decision.points.items():
        point = grading.points[index]
        if 0 < point.coverage < 1:
            yield _Observed((_part(point, 1.0, decision.bias),), value, point.weight)


def _part(point: PointResult, weight: float, bias: float) -> _Part:
    """The point without the bias that it was graded with: else every fit would add to the one before."""
    if not 0 < point.coverage < 1:
        return _Part(weight, point.coverage, None)
    coverage = min(1 - _NEAREST_TO_CERTAIN, max(_NEAREST_TO_CERTAIN, point.coverage))
    return _Part(weight, coverage, log(coverage / (1 - coverage)) - bias)


def _minimum(loss: Callable[[float], float]) -> float:
    """Where a smooth function is least within the limits: the best of a coarse grid, then golden sections about it."""
    step = 2 * LIMIT / _STEPS
    start = min((number * step - LIMIT for number in range(_STEPS + 1)), key=loss)
    low, high = max(-LIMIT, start - step), min(LIMIT, start + step)
    golden = (sqrt(5) - 1) / 2
    while high - low > 1e-4:
        left, right = high - golden * (high - low), low + golden * (high - low)
        if loss(left) <= loss(right):
            high = right
        else:
            low = left
    return (low + high) / 2


def _sigmoid(logit: float) -> float:
    return 1 / (1 + exp(-logit))
