"""The few fixed numbers of ranking and confidence, kept in ``weights.json`` beside this module.

There are two sets of them: for documents that give most questions in many wordings, as the shipped course does, where
the nearest wording says much; and for bare ones, where the answer's own text has to say it. They are fitted by
``evals/fit.py`` in the project's repository; its README says on what, and how well they do.
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).with_name("weights.json")
VERSION = 3

Kind = Literal["bare", "worded"]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What each kind of evidence counts; they add up to 1, so that a score lies between 0 and 1.

    Attributes:
        question: Best cosine to a wording of the question.
        piece: Best cosine to a short piece of the answer.
        context: Best cosine to the question with a longer piece of the answer.
        words: BM25 on its absolute scale.
        coverage: Part of the message's terms, weighed by rarity, that the item holds.
        concept: What the concepts that the message may be about say for the item.
        formula: Part of the terms of the message's formulas, weighed by rarity, that the item's formulas hold.
    """

    question: float
    piece: float
    context: float
    words: float
    coverage: float
    concept: float
    formula: float

    def without(self, kinds: Collection[str]) -> "Ranking":
        """The weights where some kinds of evidence aren't to be had: the others stand for the whole."""
        left = {kind: 0.0 if kind in kinds else weight for kind, weight in asdict(self).items()}
        total = sum(left.values()) or 1.0
        return Ranking(**{kind: weight / total for kind, weight in left.items()})


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: what it starts from, and what each signal adds, by name."""

    intercept: float
    coefficients: dict[str, float]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From signals to probabilities, and from which probability on a status holds.

    Attributes:
        covered: That the documents answer the message.
        right: That the first hit answers it, given that the documents do.
        least_covered: Below it the documents don't cover the message.
        least_right: The least confidence for "answered".
    """

    covered: Regression
    right: Regression
    least_covered: float
    least_right: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them: ranking, and the calibration of full replies and of provisional ones made from words alone."""

    ranking: Ranking
    full: Calibration
    words: Calibration


@cache
def load_weights(kind: Kind) -> Weights:
    """Read the packaged weights for one kind of documents."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    if data["version"] != VERSION:
        raise ValueError(f"{FILE} has version {data['version']}, not {VERSION}")
    stored = data[kind]
    return Weights(Ranking(**stored["ranking"]), _calibration(stored["full"]), _calibration(stored["words"]))


def _calibration(stored: dict[str, Any]) -> Calibration:
    regressions = {name: Regression(**stored[name]) for name in ("covered", "right")}
    return Calibration(**{**stored, **regressions})
