"""What two near-copies say to each other: the same, or the opposite, and how."""

from collections.abc import Sequence
from typing import Literal

from dltutor.grading.checks.alignment import Pair, align, is_held
from dltutor.grading.checks.exchange import exchanged, is_symmetric
from dltutor.grading.checks.parts import has_same_parts, recombined
from dltutor.grading.checks.polarity import Poles, is_degree, is_thing, opposed
from dltutor.grading.checks.reading import Words, opposites, plain_words

NEAR_COPY = 0.85
COPY = 0.95
LONG = 5
"""Words on no axis from which on a sentence is a long one."""
IN_ORDER = 0.6
"""The share of the words that must stand in the same order."""
SCOPE = 3
"""Words around a place in which a negation is about it."""


Verdict = Literal["flip", "swap", "negation", "agrees", "unclear"]


def verdict(meant: Words, said: Words, overlap: float) -> Verdict:
    """Whether a sentence agrees with the reference's, how it contradicts it, or that it can't be told.

    Args:
        meant: The reference's words.
        said: The student's.
        overlap: The share of their words that they have in common, the smaller of the two.
    """
    pairs = align(meant, said)
    if has_same_parts(meant, said):
        return "agrees"
    if overlap >= NEAR_COPY and (exchanged(meant, said, pairs) or recombined(meant, said)):
        return "swap"
    in_order = sum(pair.same or pair.axis is not None for pair in pairs)
    if in_order < IN_ORDER * min(len(meant), len(said)) or _is_about_another(meant, said, pairs):
        return "unclear"
    return _of_pairs(meant, said, pairs, overlap)


def _of_pairs(meant: Words, said: Words, pairs: Sequence[Pair], overlap: float) -> Verdict:
    """The verdict from what stands in the same places."""
    opposed_pairs = [pair for pair in pairs if pair.axis is not None]
    flips = [pair for pair in opposed_pairs if _counts(pair, meant, said, pairs)]
    negated = [pair for pair in pairs if _is_negated(pair, meant, said, pairs)]
    if not flips and not negated:
        return "unclear" if opposed_pairs else "agrees"
    both_ways = {str(pair.axis) for pair in flips if _is_turned_back(pair, flips, meant, said)}
    if both_ways and (len(both_ways) > 1 or len(flips) > 2 or overlap < NEAR_COPY or is_symmetric(meant)):
        return "unclear"
    by_negation = [meant[pair.one].turned != said[pair.other].turned for pair in flips] + [True] * len(negated)
    copied = overlap >= COPY and plain_words(meant) >= LONG and not any(by_negation)
    if not both_ways and _is_consistent(flips, negated, left=_left(meant, said, pairs), copied=copied):
        return "unclear"
    if all(by_negation):
        return "negation"
    return "swap" if both_ways else "flip"


def _counts(flip: Pair, meant: Words, said: Words, pairs: Sequence[Pair]) -> bool:
    """Whether two opposites stand in the same context, and nothing makes the same of them."""
    if len(pairs) > 1 and not is_held(flip, pairs):
        return False
    one, other = meant[flip.one], said[flip.other]
    if one.turned != other.turned:  # else the negation stands elsewhere: "has no closed", "does not contain a closed"
        return _negations(meant, flip.one) != _negations(said, flip.other)
    taken = {pair.other for pair in pairs if pair.same or pair.axis}
    right = [word for place, word in enumerate(said) if place not in taken]
    if any(word.stem == one.stem or (word.poles & one.poles and opposed(word.poles, other.poles)) for word in right):
        return False  # the reference's own word is used as well, in a place of its own
    return not (_is_one_of_both(flip.one, meant) or _is_one_of_both(flip.other, said))


def _is_one_of_both(place: int, words: Words) -> bool:
    """Whether a word stands directly beside its opposite, joined by "and" or "or": both are meant."""
    return any(
        0 <= beside < len(words)
        and words[max(place, beside)].joined
        and opposed(words[place].poles, words[beside].poles) is not None
        for beside in (place - 1, place + 1)
    )


def _negations(words: Words, place: int) -> int:
    return sum(word.negated or word.turned for word in words[max(0, place - SCOPE) : place + SCOPE + 1])


def _is_negated(pair: Pair, meant: Words, said: Words, pairs: Sequence[Pair]) -> bool:
    """Whether one of two words that are the same is negated, and nothing near the other is."""
    one, other = meant[pair.one], said[pair.other]
    if not pair.same or one.negated == other.negated or not (len(pairs) == 1 or is_held(pair, pairs)):
        return False
    if _negations(meant, pair.one) == _negations(said, pair.other):
        return False
    words, place = (said, pair.other) if one.negated else (meant, pair.one)
    taken = {found.other if one.negated else found.one for found in pairs if found.same or found.axis}
    around = range(max(0, place - 2), min(len(words), place + 3))
    return not any(words[near].poles and near not in taken for near in around)  # "without" may say "no"


def _is_about_another(meant: Words, said: Words, pairs: Sequence[Pair]) -> bool:
    """Whether the student speaks of another named thing than the reference: of L2 where it speaks of L1."""
    both = {word.stem for word in meant} & {word.stem for word in said}
    return any(
        not pair.same
        and pair.axis is None
        and meant[pair.one].name
        and said[pair.other].name
        and not {meant[pair.one].stem, said[pair.other].stem} & both
        for pair in pairs
    )


def _is_turned_back(flip: Pair, flips: Sequence[Pair], meant: Words, said: Words) -> bool:
    """Whether another flip turns the opposite word into this one."""
    return any(
        other.axis == flip.axis
        and opposites(meant[flip.one], meant[other.one]) == flip.axis
        and opposites(said[flip.other], said[other.other]) == flip.axis
        for other in flips
    )


def _left(meant: Words, said: Words, pairs: Sequence[Pair]) -> bool:
    """Whether opposites are left that don't stand in the same place, or words of two different axes in one place."""
    if any(pair.axis is None and _crosses(meant[pair.one].poles, said[pair.other].poles) for pair in pairs):
        return True
    ones, others = {pair.one for pair in pairs}, {pair.other for pair in pairs}
    rest = [word for place, word in enumerate(said) if place not in others]
    return any(
        opposed(word.poles, other.poles) for place, word in enumerate(meant) if place not in ones for other in rest
    )


def _crosses(one: Poles, other: Poles) -> bool:
    """Whether both stand somewhere, and nowhere both: "smooth" and "noisy" may be opposites after all."""
    return bool(one and other) and not {axis for axis, _ in one} & {axis for axis, _ in other}


def _is_consistent(flips: Sequence[Pair], negated: Sequence[Pair], *, left: bool, copied: bool) -> bool:
    """Whether changes together say the same, or nothing against the reference.

    Cause and effect may be turned around together ("the larger, the slower"; "the smaller, the faster"), and what is
    said of the one thing may be the opposite of what is said of the other; but nobody says the latter in all the words
    of a long sentence.
    """
    axes = [str(pair.axis) for pair in flips]
    if len(flips) == 2 and not negated and all(is_degree(axis) for axis in axes):
        return True
    things = sum(is_thing(axis) for axis in axes)
    return (things == 1 and not copied and len(flips) + len(negated) == 2) or (left and len(flips) + len(negated) == 1)
