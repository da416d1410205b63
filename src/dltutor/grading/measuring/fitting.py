"""Fitting the head: three numbers by weighted least squares, so few that a hundred questions are plenty.

Answers to other questions stand among the graded ones as answers worth nothing: without them an unrelated answer earns
more than half. Every set counts the same, whatever its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dltutor.grading.head import Head
from dltutor.grading.measuring.looks import KINDS, Looked
from dltutor.grading.measuring.metrics import Array, balanced_accuracy, rmse

FITTED_ON = ("digiklausur", "mohler", "saf_en")
"""The sets whose licences let numbers be fitted on them and shipped; share-alike sets are only measured."""
START = (5.0, 4.0, -2.5)
WEIGHT_OF_WRONG = 0.2
"""Of all answers to other questions together, beside 1 of all graded answers of a set."""
DECAY = 1e-5
STEPS = 60
NEAR = 0.005
"""Balanced accuracy that is as good as the best."""
LEAST_ZONE = 0.2
"""The width of the zone between the thresholds: a score is wrong by more than that often enough."""
HALF = 0.5
"""Of full marks: what a score tells apart is measured there."""


@dataclass(frozen=True)
class Pool:
    """The looks of several sets side by side, to be scored at once.

    Attributes:
        looked: All answers.
        weight: Of each; those of the graded answers of a set add up to 1.
    """

    looked: tuple[Looked, ...]
    weight: Array

    @classmethod
    def of(cls, sets: Sequence[Sequence[Looked]], wrong: float = WEIGHT_OF_WRONG) -> "Pool":
        """Sets that count the same."""
        weights = [_weights(looked, wrong) for looked in sets]
        return cls(tuple(one for looked in sets for one in looked), np.concatenate(weights))


def fit(pool: Pool, start: Head, kinds: Sequence[str] = KINDS) -> Head:
    """The head whose scores are nearest to the grades, by Levenberg's and Marquardt's method; no weight is negative.

    Args:
        pool: Answers to fit on.
        start: Whose other numbers, thresholds among them, are kept.
        kinds: The evidence that may count; where a kind is nowhere seen, its weight is 0.
    """
    flat = _Flat(pool)
    seen = [kind in kinds and bool(np.ptp(flat.evidence[:, place])) for place, kind in enumerate(KINDS)]
    free = np.array([*seen, True])
    found = np.where(free, START, 0.0)
    loss, steps, gradient = flat.step(found)
    damping = 1e-3
    for _ in range(STEPS):
        # A weight at its bound stays there while the loss would draw it below.
        moving = free & ~((found <= 0) & (gradient > 0) & (np.arange(len(found)) < len(KINDS)))
        system = steps[np.ix_(moving, moving)]
        change = np.zeros_like(found)
        change[moving] = -np.linalg.solve(system + damping * np.diag(np.diag(system) + 1e-9), gradient[moving])
        tried = found + change
        tried[: len(KINDS)] = np.maximum(tried[: len(KINDS)], 0.0)
        better, next_steps, next_gradient = flat.step(tried)
        if better < loss:
            done = loss - better < 1e-9
            found, loss, steps, gradient = tried, better, next_steps, next_gradient
            damping = max(damping / 5, 1e-9)
            if done:
                break
        else:
            damping *= 5
            if damping > 1e6:
                break
    fitted = dict(zip((*KINDS, "offset"), found.tolist(), strict=True))
    return replace(start, **fitted)


class _Flat:
    """The points of all answers in one matrix."""

    def __init__(self, pool: Pool) -> None:
        looks = [(row, look) for row, one in enumerate(pool.looked) for look in one.looks]
        self._looks = [look for _, look in looks]
        self._answer = np.array([row for row, _ in looks])
        self.evidence = np.concatenate([look.evidence for look in self._looks])
        self._sizes = [len(look.evidence) for look in self._looks]
        self._starts = np.concatenate(([0], np.cumsum(self._sizes)[:-1]))
        self._look = np.repeat(np.arange(len(self._looks)), self._sizes)
        even = [np.full(size, 0.5) for size in self._sizes]
        self._shares = np.concatenate([look.shares(some) for look, some in zip(self._looks, even, strict=True)])
        self._varying = [place for place, look in enumerate(self._looks) if look.scheme.needed or look.scheme.credits]
        self._grades = np.array([one.answer.score for one in pool.looked])
        self._weight = pool.weight

    def step(self, found: Array) -> tuple[float, Array, Array]:
        """The loss, and the Gauss-Newton matrix and gradient of half of it."""
        covered = 1.0 / (1.0 + np.exp(-np.clip(self.evidence @ found, -30.0, 30.0)))
        shares = self._shares_at(covered)
        by_look = np.bincount(self._look, shares * covered).astype(np.float64)
        best = self._best(by_look)
        slope = shares * covered * (1.0 - covered)
        columns = [np.bincount(self._look, slope * column)[best] for column in self.evidence.T]
        jacobian = np.stack(columns, axis=1)
        residual = by_look[best] - self._grades
        decay = DECAY * np.array([1.0] * len(KINDS) + [0.0])
        weighted = self._weight[:, None] * jacobian
        loss = float(self._weight @ residual**2 + decay @ found**2)
        return loss, jacobian.T @ weighted + np.diag(decay), weighted.T @ residual + decay * found

    def _shares_at(self, covered: Array) -> Array:
        shares = self._shares.copy()
        for place in self._varying:
            rows = slice(self._starts[place], self._starts[place] + self._sizes[place])
            shares[rows] = self._looks[place].shares(covered[rows])
        return shares

    def _best(self, by_look: Array) -> npt.NDArray[np.intp]:
        """The look of each answer that scores highest."""
        order = np.lexsort((by_look, self._answer))
        last = np.flatnonzero(np.append(np.diff(self._answer[order]) > 0, True))
        return order[last]


def _weights(looked: Sequence[Looked], wrong: float) -> Array:
    """The same for each graded answer of a set, and for each answer to another question."""
    strays = np.array([one.answer.wrong for one in looked])
    weights: Array = np.where(strays, wrong / max(1, strays.sum()), 1.0 / max(1, (~strays).sum()))
    return weights


def settle(sets: Sequence[Sequence[Looked]], start: Head, version: str) -> Head:
    """A whole head: its weights fitted on all sets, thresholds and error measured on each with the others' weights.

    A point is covered from the score on that tells answers of half marks from others best; partly covered from the one
    that tells answers of any marks from those that are worth nothing, answers to other questions among them, or from
    the zone's least width on.

    Raises:
        ValueError: There are fewer than two sets.
    """
    if len(sets) < 2:
        raise ValueError("Thresholds are measured on sets that nothing was fitted on: two sets at least.")
    folds = [
        (looked, scores(looked, fit(Pool.of([other for other in sets if other is not looked]), start)))
        for looked in sets
    ]
    graded = [
        (found[rows], np.array([one.answer.score for one in looked])[rows])
        for looked, found in folds
        for rows in [np.array([not one.answer.wrong for one in looked])]
    ]
    everything = [(found, np.array([one.answer.score for one in looked]) > 0) for looked, found in folds]
    covered = best_threshold([(found, grades >= HALF) for found, grades in graded])
    return replace(
        fit(Pool.of(sets), start),
        version=version,
        covered=covered,
        partly=min(best_threshold(everything), covered - LEAST_ZONE),
        error=float(np.sqrt(np.mean([rmse(found, grades) ** 2 for found, grades in graded]))),
    )


def scores(looked: Sequence[Looked], head: Head) -> Array:
    """What the head alone gives each answer."""
    return np.array([one.score(head) for one in looked])


def best_threshold(sets: Sequence[tuple[Array, npt.NDArray[np.bool_]]]) -> float:
    """The score from which on positives are told from others best over all sets, by balanced accuracy, in hundredths.

    Args:
        sets: Scores, and which of them are positive; sets that hold only one kind say nothing.

    Raises:
        ValueError: No set holds both kinds.
    """
    telling = [(found, positive) for found, positive in sets if 0 < positive.sum() < len(positive)]
    if not telling:
        raise ValueError("No set holds answers on both sides of the threshold.")
    steps = np.arange(20, 91) / 100
    rows = [[balanced_accuracy(found >= step, positive) for step in steps] for found, positive in telling]
    means = np.mean(np.array(rows), axis=0)
    # The peak of a jagged curve is chance: the middle of all that comes near it isn't.
    return round(float(np.median(steps[means >= means.max() - NEAR])), 2)
