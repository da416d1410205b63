"""Gradings to decide on."""

from collections.abc import Sequence

from dltutor.bank.item import Item, Source
from dltutor.grading.result import Band, Flag, Graded, Grading, PointResult

VERSION = "7"


def band(coverage: float) -> Band:
    return "covered" if coverage >= 0.67 else "partly" if coverage >= 0.45 else "not_found"


def grading(*coverages: float, version: str = VERSION, score: float | None = None, margin: float = 0.25) -> Grading:
    """A grading of key points of equal weight; ``score`` is what a check made of it, ``margin`` half its range."""
    weight = 1 / len(coverages) if coverages else 0.0
    points = tuple(
        PointResult(f"point {number}", 1.0, coverage, band(coverage), "my own words", weight)
        for number, coverage in enumerate(coverages)
    )
    total = sum(weight * coverage for coverage in coverages) if score is None else score
    zone = band(total)
    return Grading(
        score=total,
        verdict="pass" if zone == "covered" else "check" if zone == "partly" else "not_yet",
        credits=total * len(coverages),
        out_of=float(len(coverages)),
        low=max(0.0, total - margin),
        high=min(1.0, total + margin),
        points=points,
        flags=(Flag("flip", "smaller", "larger"),),
        version=version,
    )


def graded(*coverages: float, answer: str = "It averages.", version: str = VERSION, bias: float = 0.0) -> Graded:
    item = Item(
        id="pooling/1",
        kind="open",
        question="What does pooling do?",
        answer="It keeps one value of each window.",
        answer_status="official",
        source=Source("pooling.md", "1"),
    )
    return Graded(item, item.question, answer, item.answer, grading(*coverages, version=version), bias=bias)


def spread(count: int) -> Sequence[float]:
    """Coverages from 0.2 to 0.8."""
    return [0.2 + 0.6 * number / max(1, count - 1) for number in range(count)]
