"""Where a student's answer holds the words that earned a key point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dltutor.tui.describe_grading import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dltutor.tutor import PointResult

_GAP = re.compile(r"\s*(?:…|\.\.\.|\n)\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer.

    Attributes:
        text: The student's words.
        earned: Whether they earned something.
        sign: What they earned, where such a stretch ends: sign and number of each key point.
    """

    text: str
    earned: bool = False
    sign: str = ""


def pieces(answer: str, points: Sequence[PointResult]) -> list[Piece]:
    """The answer cut where evidence begins and ends; joined together, the pieces are the answer."""
    spans: list[tuple[int, int]] = []
    signs: dict[int, list[str]] = {}
    for number, point in enumerate(points, start=1):
        found = list(_spans(answer, point.evidence)) if point.band != "not_found" else []
        spans += found
        if found:
            signs.setdefault(max(end for _, end in found), []).append(f"{BANDS[point.band][0]}{number}")
    cuts = sorted({0, len(answer), *(place for span in spans for place in span)})
    return [
        Piece(
            answer[start:end],
            earned=any(first <= start and end <= last for first, last in spans),
            sign=" ".join(signs.get(end, ())),
        )
        for start, end in pairwise(cuts)
    ]


def _spans(answer: str, evidence: str) -> Iterator[tuple[int, int]]:
    """Where the evidence stands, spaces and case apart; its parts, where it was put together from several."""
    whole = _find(answer, evidence)
    if whole is not None:
        yield whole
        return
    for part in _GAP.split(evidence):
        found = _find(answer, part)
        if found is not None:
            yield found


def _find(answer: str, words: str) -> tuple[int, int] | None:
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", answer, re.IGNORECASE) if pattern else None
    return found.span() if found else None
