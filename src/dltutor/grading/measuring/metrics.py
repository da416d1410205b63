"""How well scores agree with a person's grades. Where a figure isn't defined (no spread, one class), it is NaN."""

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FEWEST = 3
"""Answers of a question within which a correlation is worth counting."""


def pearson(predicted: Array, graded: Array) -> float:
    """Pearson's correlation; NaN where the grades don't differ, 0 where only the predictions don't."""
    if len(graded) < 2 or np.ptp(graded) < 1e-9:
        return float("nan")
    return 0.0 if np.ptp(predicted) < 1e-9 else float(np.corrcoef(predicted, graded)[0, 1])


def pearson_within(predicted: Array, graded: Array, questions: Sequence[Hashable]) -> float:
    """The mean of each question's own correlation, weighted by its answers: question difficulty earns nothing."""
    total = count = 0.0
    for rows in grouped(questions):
        one = pearson(predicted[rows], graded[rows])
        if len(rows) >= FEWEST and not np.isnan(one):
            total += one * len(rows)
            count += len(rows)
    return total / count if count else float("nan")


def auc(predicted: Array, positive: npt.NDArray[np.bool_]) -> float:
    """How often a positive one is above another one; ties count half."""
    high, low = predicted[positive], np.sort(predicted[~positive])
    if not len(high) or not len(low):
        return float("nan")
    below = np.searchsorted(low, high, "left") + np.searchsorted(low, high, "right")
    return float(below.mean()) / (2 * len(low))


def rmse(predicted: Array, graded: Array) -> float:
    """The root of the mean squared difference."""
    return float(np.sqrt(np.mean((predicted - graded) ** 2))) if len(graded) else float("nan")


def mae(predicted: Array, graded: Array) -> float:
    """The mean absolute difference."""
    return mean(np.abs(predicted - graded))


def balanced_accuracy(said: npt.NDArray[np.bool_], positive: npt.NDArray[np.bool_]) -> float:
    """The mean of the share of positives that were said to be, and of others that weren't."""
    if positive.all() or not positive.any():
        return float("nan")
    return float(said[positive].mean() + (~said[~positive]).mean()) / 2


def mean(values: Sequence[float] | Array) -> float:
    """The mean; NaN of nothing."""
    return float(np.mean(values)) if len(values) else float("nan")


def grouped(keys: Sequence[Hashable]) -> list[npt.NDArray[np.intp]]:
    """The rows of each key, in the order in which the keys first occur."""
    rows: dict[Hashable, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    return [np.array(each, dtype=np.intp) for each in rows.values()]
