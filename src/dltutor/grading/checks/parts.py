"""The parts of a sentence, between commas, "and" and the like: the same ones in another order, or put together anew."""

from collections import defaultdict
from collections.abc import Collection
from itertools import pairwise

from dltutor.grading.checks.polarity import Poles
from dltutor.grading.checks.reading import Words, same

LEAST_WORDS = 2
LEAST_PARTS = 2

_Meaning = tuple[str, bool, Poles]


def has_same_parts(meant: Words, said: Words) -> bool:
    """Whether the parts of one are the parts of the other in another order."""
    ones, others = _parts(meant, meant), _parts(said, meant)
    places = _matched(ones, others)
    if places == sorted(places):
        return False
    all_meant, all_said = set().union(*ones), set().union(*others)
    return all(
        _adds_nothing(part - others[place], all_said) and _adds_nothing(others[place] - part, all_meant)
        for part, place in zip(ones, places, strict=True)
    )


def recombined(meant: Words, said: Words) -> bool:
    """Whether two parts gave each other what they speak of: "A computes, B updates" against "B computes, A updates"."""
    ones, others = _parts(meant, meant), _parts(said, meant)
    places = _matched(ones, others)
    moved = [
        (part - others[place], others[place] - part)
        for part, place in zip(ones, places, strict=False)
        if part & others[place] and min(len(part), len(others[place])) >= LEAST_WORDS
    ]
    return any(
        lost and gained and lost <= taken and gained <= left and not _are_joined(lost | gained, meant)
        for number, (lost, gained) in enumerate(moved)
        for left, taken in moved[number + 1 :]
    )


def _are_joined(meanings: Collection[_Meaning], words: Words) -> bool:
    """Whether two words stand beside each other with "and" or "or" between them: their order says nothing."""
    stems = {stem for stem, _, _ in meanings}
    return any(then.joined and {word.stem, then.stem} == stems for word, then in pairwise(words))


def _matched(ones: list[set[_Meaning]], others: list[set[_Meaning]]) -> list[int]:
    """The place of the likest part for each; none where two are likest to the same one, or there is but one."""
    if len(ones) != len(others) or len(ones) < LEAST_PARTS:
        return []
    places = [max(range(len(others)), key=lambda place: _likeness(part, others[place])) for part in ones]
    return places if len(set(places)) == len(places) else []


def _adds_nothing(rest: Collection[_Meaning], elsewhere: Collection[_Meaning]) -> bool:
    """Whether what only one of two parts has stands on no axis, is not negated and not in another part either."""
    stems = {stem for stem, _, _ in elsewhere}
    return not any(negated or poles or stem in stems for stem, negated, poles in rest)


def _likeness(one: set[_Meaning], other: set[_Meaning]) -> float:
    return len(one & other) / len(one | other)


def _parts(words: Words, model: Words) -> list[set[_Meaning]]:
    """What stands in each part of a sentence, slips mended by the model's words."""
    parts: dict[int, set[_Meaning]] = defaultdict(set)
    for word in words:
        like = next((other for other in model if same(word, other)), word)
        parts[word.part].add((like.stem, word.negated, word.poles))
    return list(parts.values())
