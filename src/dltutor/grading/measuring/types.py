"""Answers by kind: what each kind gets, and how well the right ones stand above the others."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from dltutor.grading.measuring import metrics
from dltutor.grading.measuring.ablation import Scored
from dltutor.grading.measuring.agreement import cell, plain
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.marked import Marked, flagged
from dltutor.grading.result import CONTRADICTIONS

RIGHT = ("full", "terse_full")
AGAINST = ("contradiction", "wrong")


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One kind of answer.

    Attributes:
        name: Of the kind.
        count: How many were graded.
        graded: The mean that a person gave.
        scored: The mean that the grader gave.
        passed: The share that passes.
        contradicts: The share said to contradict.
        noticed: The share with any flag.
    """

    name: str
    count: int
    graded: float
    scored: float
    passed: float
    contradicts: float
    noticed: float

    def to_json(self) -> dict[str, Any]:
        """Plain data; what isn't defined is null."""
        return {name: plain(value) for name, value in asdict(self).items()}

    def __str__(self) -> str:
        figures = (self.graded, self.scored, self.passed, self.contradicts, self.noticed)
        return f"{self.name:<34}{self.count:>6}" + "".join(cell(one, 12) for one in figures)


TYPES_HEADING = f"{'type':<34}{'n':>6}{'person':>12}{'grader':>12}{'passes':>12}{'contradicts':>12}{'any flag':>12}"


def type_rows(marked: Sequence[Marked]) -> Iterator[TypeRow]:
    """A row for each kind, in the order of the file; what isn't graded counts only among the flags."""
    for name in dict.fromkeys(one.looked.answer.type for one in marked):
        some = [one for one in marked if one.looked.answer.type == name]
        gradings = [one.best or one.gradings[0] for one in some]
        yield TypeRow(
            name,
            len(some),
            metrics.mean([one.looked.answer.score for one in some]),
            metrics.mean([grading.score for grading in gradings if grading.score is not None]),
            metrics.mean([float(grading.verdict == "pass") for grading in gradings]),
            metrics.mean([float(flagged(grading, CONTRADICTIONS)) for grading in gradings]),
            metrics.mean([float(bool(grading.flags)) for grading in gradings]),
        )


def separations(answers: Sequence[Answer], scored: Scored) -> dict[str, float]:
    """How often a full or terse right answer is above one of each other kind; ties count half."""
    pairs = [(answer.type, one) for answer, one in zip(answers, scored, strict=True) if one is not None]
    found = {}
    for kind in AGAINST:
        values = [(kind_ in RIGHT, one) for kind_, one in pairs if kind_ in RIGHT or kind_ == kind]
        found[kind] = metrics.auc(np.array([one for _, one in values]), np.array([right for right, _ in values], bool))
    return found
