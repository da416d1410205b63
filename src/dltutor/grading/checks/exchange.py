"""Two things that changed places: "A computes and B updates" against "B computes and A updates"."""

from collections.abc import Sequence

from dltutor.grading.checks.alignment import Pair
from dltutor.grading.checks.reading import Words, same

_SYMMETRIC = frozenset(
    """connect equal same similar differ between separ share both compar equival ident combin attach link adjac relat
    distinguish contrast versus v""".split()
)
"""Stems of what two things are to each other whichever is named first."""


def exchanged(meant: Words, said: Words, pairs: Sequence[Pair]) -> bool:
    """Whether two words of the reference stand in each other's places, with a statement between them.

    Args:
        meant: The reference's sentence.
        said: The student's, with nearly the same words.
        pairs: Their alignment.
    """
    moved = [
        pair for pair in pairs if not (pair.same or pair.axis or meant[pair.one].negated or said[pair.other].negated)
    ]
    found = [
        (first, second)
        for place, first in enumerate(moved)
        for second in moved[place + 1 :]
        if same(meant[first.one], said[second.other]) and same(meant[second.one], said[first.other])
    ]
    if is_symmetric(meant):
        return False
    return any(pair.same and first.one < pair.one < second.one for first, second in found for pair in pairs)


def is_symmetric(words: Words) -> bool:
    """Whether a sentence tells what two things are to each other, so that either may come first."""
    return any(word.stem in _SYMMETRIC for word in words)
