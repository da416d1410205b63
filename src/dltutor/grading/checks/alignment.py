"""Two sentences word by word: which words of one stand where words of the other do (Needleman and Wunsch, 1970)."""

from collections.abc import Sequence
from dataclasses import dataclass

from dltutor.grading.checks.reading import Word, opposites, same

SAME = 2.0
OPPOSED = 1.6
AKIN = 1.0
"""Two words at the same end of an axis: "large" and "high"."""
OTHER = 0.1
NEARBY = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that stand in the same place.

    Attributes:
        one: The place in the first sentence.
        other: The place in the second.
        axis: Where they are opposites, of what kind; else None.
        same: Whether they are the same word.
    """

    one: int
    other: int
    axis: str | None
    same: bool


def align(one: Sequence[Word], other: Sequence[Word]) -> list[Pair]:
    """The best pairs in order; words without a counterpart are in none."""
    kinds = [[_kind(first, second) for second in other] for first in one]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, row in enumerate(kinds, 1):
        for j, (worth, _, _) in enumerate(row, 1):
            best[i][j] = max(best[i - 1][j - 1] + worth, best[i - 1][j], best[i][j - 1])
    pairs: list[Pair] = []
    i, j = len(one), len(other)
    while i and j:
        worth, axis, is_same = kinds[i - 1][j - 1]
        if best[i][j] == best[i - 1][j - 1] + worth:
            pairs.append(Pair(i - 1, j - 1, axis, is_same))
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def is_held(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether a word next to the pair is the same in both sentences, so that the pair is about the same thing."""
    return any(
        neighbour.same
        and neighbour is not pair
        and abs(neighbour.one - pair.one) <= NEARBY
        and abs((neighbour.one - pair.one) - (neighbour.other - pair.other)) <= 1
        for neighbour in pairs
    )


def _kind(one: Word, other: Word) -> tuple[float, str | None, bool]:
    axis = opposites(one, other)
    if axis is not None:
        return (OPPOSED if one.stem != other.stem else SAME), axis, False
    if same(one, other):
        return SAME, None, True
    if one.poles & other.poles:
        return AKIN, None, False
    return OTHER, None, False
