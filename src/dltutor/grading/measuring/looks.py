"""What an answer shows before any fitted number comes in: evidence for each point, and the plain baselines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dltutor.grading import scoring
from dltutor.grading.head import Head
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.bench import Bench
from dltutor.grading.measuring.metrics import Array
from dltutor.grading.scheme import Scheme
from dltutor.progress import Progress, Report, silent
from dltutor.search.tokens import terms

KINDS = ("meaning", "words")
"""The columns of the evidence, named as the head names their weights; a last column of ones is for the offset."""


@dataclass(frozen=True)
class Look:
    """An answer beside one reference.

    Attributes:
        scheme: The reference's points.
        evidence: Shape (points, 3): see ``KINDS``.
        cosine: Of the whole answer to the whole reference.
        recall: The share of the reference's content stems that the answer holds.
    """

    scheme: Scheme
    evidence: Array
    cosine: float
    recall: float

    def shares(self, coverage: Array) -> Array:
        """Each point's share of the score; where any few of the points are enough it depends on their coverage."""
        if self.scheme.needed or self.scheme.credits:
            return np.array(scoring.shares(self.scheme, coverage.tolist()))
        return self._weights

    @cached_property
    def _weights(self) -> Array:
        weights = np.array([point.weight for point in self.scheme.points])
        shares: Array = weights / weights.sum()
        return shares


@dataclass(frozen=True)
class Looked:
    """An answer beside each of its references."""

    answer: Answer
    looks: tuple[Look, ...]

    def score(self, head: Head) -> float:
        """What the head alone gives, without any check: the best over the references."""
        return max(float(look.shares(found) @ found) for look in self.looks for found in [coverage(look, head)])


def numbers(head: Head) -> Array:
    """The head's fitted numbers in the order of the evidence's columns."""
    return np.array([*(getattr(head, kind) for kind in KINDS), head.offset])


def coverage(look: Look, head: Head) -> Array:
    """The coverage of each point."""
    found: Array = 1.0 / (1.0 + np.exp(-np.clip(look.evidence @ numbers(head), -30.0, 30.0)))
    return found


def look_at(
    bench: Bench,
    answers: Sequence[Answer],
    *,
    expand: bool = True,
    demote: bool = True,
    report: Report = silent,
) -> list[Looked]:
    """The evidence of answers; those to items that are no text, such as choices, are left out.

    Args:
        bench: What they are graded with.
        answers: To be looked at.
        expand: Whether terse points are compared with what their terms mean.
        demote: Whether words that the question gives earn nothing.
        report: Told how far it has come.
    """
    found = []
    for done, answer in enumerate(answers, start=1):
        looks = tuple(_looks(bench, answer, expand=expand, demote=demote))
        if looks:
            found.append(Looked(answer, looks))
        report(Progress("looking at answers", done, len(answers)))
    return found


def _looks(bench: Bench, answer: Answer, *, expand: bool, demote: bool) -> list[Look]:
    found = []
    for task in bench.tasks(answer, expand=expand):
        if not task.scheme.points:
            continue
        typed = bench.seeing.typed(task, answer.text)
        evidence = bench.seeing.evidence(task, typed, demote=demote)
        rows = np.array([(one.meaning, one.words, 1.0) for one in evidence])
        whole = bench.encode([task.reference or "-", answer.text or "-"])
        wanted = set(terms(task.reference))
        recall = len(wanted & typed.stems) / len(wanted) if wanted else 0.0
        found.append(Look(task.scheme, rows, float(whole[0] @ whole[1]), recall))
    return found


BASELINES: dict[str, Callable[[Looked], float]] = {
    "cosine": lambda looked: max(look.cosine for look in looked.looks),
    "token recall": lambda looked: max(look.recall for look in looked.looks),
}
"""Scores with nothing fitted, to compare with."""
