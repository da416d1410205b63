"""How one way of scoring agrees with people, and what it gives to answers that belong to other questions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from dltutor.grading.measuring import metrics
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.fitting import HALF

ABOVE = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row of a table.

    Attributes:
        name: What scores.
        count: Answers that a person graded, and that it scored.
        within: Pearson's correlation inside each question.
        pearson: Over all answers.
        auc: How often an answer of at least half marks is above one of less.
        rmse: The root of the mean squared difference.
        mae: The mean absolute difference.
        passed: Balanced accuracy of "passes" for at least half marks.
        wrong: Answers to other questions.
        wrong_mean: Their mean score.
        wrong_above: The share of them above one half.
    """

    name: str
    count: int
    within: float
    pearson: float
    auc: float
    rmse: float
    mae: float
    passed: float
    wrong: int
    wrong_mean: float
    wrong_above: float

    def to_json(self) -> dict[str, Any]:
        """Plain data; what isn't defined is null."""
        return {name: plain(value) for name, value in asdict(self).items()}

    def __str__(self) -> str:
        figures = (self.within, self.pearson, self.auc, self.rmse, self.mae, self.passed)
        line = f"{self.name:<34}{self.count:>6}" + "".join(cell(one, 8) for one in figures)
        return f"{line}{self.wrong:>7}{cell(self.wrong_mean, 7)}{cell(self.wrong_above, 7)}"


HEADING = (
    f"{'':<34}{'n':>6}{'rq':>8}{'r':>8}{'AUC':>8}{'RMSE':>8}{'MAE':>8}{'pass':>8}{'wrong':>7}{'mean':>7}{'> 0.5':>7}"
)


def agreement(name: str, answers: Sequence[Answer], scored: Sequence[float | None], passing: float) -> Agreement:
    """Compare scores with grades; answers that were not scored are left out.

    Args:
        name: What scores.
        answers: With their grades; those that stand as wrong ones are told apart.
        scored: 0..1 for each answer.
        passing: The score that passes.
    """
    wrong = np.array([one for answer, one in zip(answers, scored, strict=True) if answer.wrong and one is not None])
    rows = [row for row, answer in enumerate(answers) if not answer.wrong and scored[row] is not None]
    predicted = np.array([scored[row] for row in rows], dtype=np.float64)
    graded = np.array([answers[row].score for row in rows])
    half = graded >= HALF
    return Agreement(
        name,
        len(rows),
        metrics.pearson_within(predicted, graded, [answers[row].question for row in rows]),
        metrics.pearson(predicted, graded),
        metrics.auc(predicted, half),
        metrics.rmse(predicted, graded),
        metrics.mae(predicted, graded),
        metrics.balanced_accuracy(predicted >= passing, half),
        len(wrong),
        metrics.mean(wrong),
        metrics.mean((wrong > ABOVE).astype(np.float64)),
    )


def cell(value: float, width: int) -> str:
    """A figure of a table; a dash where it isn't defined."""
    return f"{'–':>{width}}" if np.isnan(value) else f"{value:>{width}.3f}"


def plain(value: Any) -> Any:
    """A figure for JSON, which has no NaN."""
    return None if isinstance(value, float) and np.isnan(value) else value
