"""What grading says about one typed answer. Plain data, with the JSON shape that other programs rely on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import fsum
from typing import Any, Literal

from dltutor.bank.item import Item

Verdict = Literal["pass", "check", "not_yet", "ungraded"]
"""Three zones, and one for what may grade nobody: no key, a fragment, another student's transcript."""

Band = Literal["covered", "partly", "not_found"]

FlagKind = Literal[
    "empty",
    "dont_know",
    "echo",
    "stuffing",
    "flip",
    "swap",
    "negation",
    "mixed",
    "number",
    "formula",
    "misconception",
    "other_item",
    "language",
]

CONTRADICTIONS: frozenset[FlagKind] = frozenset({"flip", "swap", "negation", "mixed"})
"""Kinds that say: this states the opposite of the reference."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a student should look at, put as a question by whoever shows it.

    Attributes:
        kind: What was noticed.
        student: The student's own words, quoted.
        reference: What stands against them: the reference's words, a misconception's correction, another item's id.
        note: One sentence for people, where the two quotes don't tell it all.
    """

    kind: FlagKind
    student: str = ""
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PointResult:
    """How far an answer covers one key point.

    Attributes:
        text: The key point, readable.
        credits: What it is worth; None where the document gives no credits.
        coverage: 0..1.
        band: The zone of ``coverage``.
        evidence: The student's own words that earned it; empty where nothing did.
        weight: Its share of the score; the shares of an answer's points add up to 1.
    """

    text: str
    credits: float | None
    coverage: float
    band: Band
    evidence: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Grading:
    """The grading of one answer: a suggestion that the student confirms or overrides.

    Attributes:
        score: 0..1; None where nothing can be graded.
        verdict: The zone of the score.
        credits: ``score`` in credits, ``out_of`` of which can be had; both None where the document gives none.
        low: The lower end of the range that a human's score lies in (two in three), 0..1.
        high: Its upper end.
        points: Each key point, in the reference's order.
        flags: What to look at, in the order of the checks.
        note: One sentence for people; why nothing was graded, for instance.
        version: Of the grader, stored with whatever the student decides.
    """

    score: float | None
    verdict: Verdict
    credits: float | None = None
    out_of: float | None = None
    low: float | None = None
    high: float | None = None
    points: tuple[PointResult, ...] = ()
    flags: tuple[Flag, ...] = ()
    note: str = ""
    version: str = ""

    @classmethod
    def restored(cls, data: Mapping[str, Any]) -> "Grading":
        """The inverse of :func:`dataclasses.asdict`. Raises TypeError or KeyError where what was kept is damaged."""
        points = tuple(PointResult(**point) for point in data["points"])
        return cls(**{**data, "points": points, "flags": tuple(Flag(**flag) for flag in data["flags"])})

    def score_with(self, points: Mapping[int, float]) -> float:
        """The score, 0..1, with some points as the student judges them, by index.

        What the grader took off or added beyond its points (for a contradiction, say) counts for the share of the
        points that are left to it.
        """
        score = self.score or 0.0
        beyond = score - fsum(point.weight * point.coverage for point in self.points)
        changes = (
            self.points[index].weight * (value - self.points[index].coverage - beyond)
            for index, value in points.items()
        )
        return min(1.0, max(0.0, fsum((score, *changes))))

    def to_json(self) -> dict[str, Any]:
        """Plain data, numbers rounded to three places."""
        return {
            "score": _rounded(self.score),
            "verdict": self.verdict,
            "credits": _rounded(self.credits),
            "out_of": _rounded(self.out_of),
            "range": None if self.low is None else [_rounded(self.low), _rounded(self.high)],
            "points": [
                asdict(point) | {"coverage": _rounded(point.coverage), "weight": _rounded(point.weight)}
                for point in self.points
            ],
            "flags": [asdict(flag) for flag in self.flags],
            "note": self.note,
            "version": self.version,
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer with its grading, and what feedback needs beside it.

    Attributes:
        item: Whose answer it is; None where a program brought question and reference itself.
        question: What was asked.
        answer: The student's own text.
        reference: The official answer.
        grading: What was found.
        hints: For the points that are missing, first a nudge each, heaviest point first; the points' texts come after.
        bias: What the student's earlier decisions added to every point's logit.
    """

    item: Item | None
    question: str
    answer: str
    reference: str
    grading: Grading
    hints: tuple[str, ...] = ()
    bias: float = 0.0
