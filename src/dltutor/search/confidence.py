"""Confidence: whether the documents answer a message, and whether the first hit does, as probabilities."""

import math
from dataclasses import dataclass

from dltutor.search.reply import Status
from dltutor.search.weights import Calibration, Regression


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells a right first hit from a wrong one.

    Attributes:
        score: Its score.
        margin: How far it is ahead of the next one that asks something else; negative where a question without an
            answer is nearer.
        cosine: Its best cosine of any kind.
        coverage: The part of the message's terms, weighed by rarity, that it holds.
        concept: What the message's concepts say for it; its score where there are no concepts.
        field: The cosine of the message to the nearest concept, its own best cosine where there are none: a message of
            the field that no item answers is near to a concept and far from every item.
    """

    score: float
    margin: float
    cosine: float
    coverage: float
    concept: float
    field: float


@dataclass(frozen=True, slots=True)
class Certainty:
    """Two probabilities, 0 to 1.

    Attributes:
        covered: That the documents answer the message at all.
        right: That the first hit answers it: the former times the probability that, if so, it is this one.
    """

    covered: float
    right: float


def certainty(signals: Signals, calibration: Calibration) -> Certainty:
    """What the signals make of the two questions."""
    covered = _probability(signals, calibration.covered)
    return Certainty(covered, covered * _probability(signals, calibration.right))


def status(known: Certainty, calibration: Calibration) -> Status:
    """What to call a reply."""
    if known.covered < calibration.least_covered:
        return "not_covered"
    return "answered" if known.right >= calibration.least_right else "unsure"


def _probability(signals: Signals, regression: Regression) -> float:
    total = regression.intercept + sum(
        weight * getattr(signals, name) for name, weight in regression.coefficients.items()
    )
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))
