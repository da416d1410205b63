"""Answers as the whole grader marks them, and the same with some of its checks left out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from dltutor.grading.grader import STUFFED, Grader
from dltutor.grading.head import Head
from dltutor.grading.measuring.bench import Bench
from dltutor.grading.measuring.looks import Look, Looked, coverage
from dltutor.grading.measuring.metrics import Array
from dltutor.grading.result import CONTRADICTIONS, FlagKind, Grading
from dltutor.progress import Progress, Report, silent

VALUES: frozenset[FlagKind] = frozenset({"number", "formula"})
GATES: frozenset[FlagKind] = frozenset({"echo", "stuffing"})


@dataclass(frozen=True)
class Marked:
    """An answer with its gradings, one for each reference, by a grader with one head.

    Attributes:
        looked: The answer and its evidence.
        gradings: In the order of the references.
        head: What it was graded with.
    """

    looked: Looked
    gradings: tuple[Grading, ...]
    head: Head

    @property
    def best(self) -> Grading | None:
        """The grading beside the reference that it fits best; None where nothing was graded."""
        graded = [one for one in self.gradings if one.score is not None]
        return max(graded, key=lambda one: one.score or 0.0) if graded else None

    @property
    def score(self) -> float | None:
        """That of the best grading; None where nothing was graded."""
        return None if self.best is None else self.best.score

    def without(self, checks: Collection[str], looked: Looked, head: Head) -> float | None:
        """The score with other evidence or another head, and without the checks that raise some kinds of flags."""
        found = [
            _rescored(grading, before, self.head, after=look, head=head, without=frozenset(checks))
            for grading, before, look in zip(self.gradings, self.looked.looks, looked.looks, strict=True)
        ]
        return max((one for one in found if one is not None), default=None)


def mark(bench: Bench, grader: Grader, looked: Sequence[Looked], head: Head, report: Report = silent) -> list[Marked]:
    """Grade answers with the whole grader, whose head is given beside it."""
    found = []
    for done, one in enumerate(looked, start=1):
        tasks = [task for task in bench.tasks(one.answer) if task.scheme.points]
        gradings = tuple(grader.grade(task, one.answer.text).grading for task in tasks)
        found.append(Marked(one, gradings, head))
        report(Progress("grading", done, len(looked)))
    return found


def flagged(grading: Grading, kinds: Collection[str]) -> bool:
    """Whether a flag of some kind was raised."""
    return any(flag.kind in kinds for flag in grading.flags)


def _rescored(  # noqa: PLR0913  what was found, and what is to be put in its place
    grading: Grading, before: Look, fitted: Head, *, after: Look, head: Head, without: frozenset[str]
) -> float | None:
    """What :meth:`Grader.grade` would give; a test holds the two together."""
    gated = flagged(grading, GATES & without - {"stuffing"})
    if not gated and (grading.score is None or not _weighed(grading, before)):
        return grading.score
    kept, against = (np.ones(len(before.evidence)),) * 2 if gated else _kept(grading, before, fitted, without)
    found = coverage(after, head) * kept
    shares = after.shares(found)
    contradicted = 0.0 if gated else float(shares[against == 0].sum())
    total = max(0.0, min(1.0, float(shares @ found), 1.0 - 2.0 * contradicted))
    return min(total, STUFFED) if flagged(grading, {"stuffing"} - without) else total


def _weighed(grading: Grading, look: Look) -> bool:
    """Whether the score comes from key points, and not from a gate or from an exact value."""
    if look.scheme.type not in {"text", "list"}:
        return False
    return len(grading.points) == len(look.evidence) and not flagged(grading, {"empty", "dont_know", "echo"})


def _kept(grading: Grading, look: Look, fitted: Head, without: frozenset[str]) -> tuple[Array, Array]:
    """For each point what the checks left of its coverage, and 0 where the opposite is stated (1 elsewhere)."""
    given = np.array([point.coverage for point in grading.points])
    kept = given / coverage(look, fitted)
    against = np.where(kept < 0.01, 0.0, 1.0)
    if without >= CONTRADICTIONS:
        against = np.ones_like(against)
    halved = np.where(kept > 0.99, 1.0, 0.5)
    values = np.ones_like(kept) if without >= VALUES else np.where(kept < 0.01, 1.0, halved)
    return values * against, against
