"""Opposites: which axis a word or a sign lies on, and at which end ("larger" and "smaller", "train" and "test")."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dltutor.search.tokens import stem

Poles = frozenset[tuple[str, int]]
"""Where a word stands: the axes that it lies on, each with the number of its pole."""

NOWHERE: Poles = frozenset()
LEAST_MENDED = 6
"""Letters of a word that may be a slip for an opposite; shorter ones are too often words of their own."""
LEAST_ROOT = 4

_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "mis", "de", "a", "anti")
_PAIRS = (
    "over under", "up down", "in de", "en de", "in ex", "inter intra", "pre post", "macro micro", "homo hetero",
    "hyper hypo", "sub super", "mono multi", "uni multi", "uni bi", "max min", "fore back", "for back", "pro anti",
)  # fmt: skip
_NO_OPPOSITES = frozenset("put stance form volve tend deed stead".split())
"""What is left of "input", "instance" and "inform" without "in": no opposites."""


@dataclass(frozen=True, slots=True)
class _Axes:
    exact: dict[str, Poles]
    by_stem: dict[str, Poles]
    poles: dict[str, int]
    degrees: frozenset[str]
    things: frozenset[str]


@cache
def _axes() -> _Axes:
    """What ``axes.txt`` holds; single forms win over stems."""
    exact: dict[str, set[tuple[str, int]]] = defaultdict(set)
    by_stem: dict[str, set[tuple[str, int]]] = defaultdict(set)
    poles: dict[str, int] = {}
    marked: dict[str, set[str]] = {"~": set(), "@": set()}
    text = resources.files(__package__).joinpath("axes.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, ends = line.partition(": ")
        axis = name.lstrip("~@")
        if axis != name:
            marked[name[0]].add(axis)
        for pole, words in enumerate(ends.split(" | ")):
            poles[axis] = pole + 1
            for word in words.split():
                form = word.removeprefix("=")
                exact[form].add((axis, pole))
                if form == word and word.isalpha():
                    by_stem[stem(word)].add((axis, pole))
    return _Axes(
        {word: frozenset(found) for word, found in exact.items()},
        {word: frozenset(found) for word, found in by_stem.items()},
        poles,
        frozenset(marked["~"]),
        frozenset(marked["@"]),
    )


@cache
def poles_of(word: str) -> Poles:
    """Where a word (plain, lower case) or a sign stands; a long word with a letter too many or too few, too."""
    axes = _axes()
    known = axes.exact.get(word, NOWHERE) | axes.by_stem.get(stem(word), NOWHERE)
    if known or len(word) < LEAST_MENDED or not word.isalpha():
        return known
    return _mended(word)


def _mended(word: str) -> Poles:
    """Of the word that this one is a slip for. A letter for another is none here: "present" isn't "prevent"."""
    from rapidfuzz.distance import OSA

    axes = _axes()
    near = [
        poles
        for form, poles in axes.exact.items()
        if form[0] == word[0]
        and abs(len(form) - len(word)) <= 1
        and len(form) >= LEAST_MENDED - 1
        and (len(form) != len(word) or sorted(form) == sorted(word))
        and OSA.distance(form, word, score_cutoff=1) <= 1
    ]
    return near[0] if near and all(poles == near[0] for poles in near) else NOWHERE


def opposed(one: Poles, other: Poles) -> str | None:
    """The axis on which two words are opposites; None where none is, or where they agree on another."""
    if not one or not other or one & other:
        return None
    ends = dict(one)
    return next((axis for axis, pole in sorted(other) if axis in ends and ends[axis] != pole), None)


def turned(poles: Poles) -> Poles:
    """Where a negated word stands: "not small" is large. Axes with more than two poles tell nothing then."""
    counts = _axes().poles
    return frozenset((axis, 1 - pole) for axis, pole in poles if counts[axis] == 2)


def is_degree(axis: str) -> bool:
    """Whether an axis is one of degrees, on which cause and effect can be turned around together."""
    return axis in _axes().degrees


def is_thing(axis: str) -> bool:
    """Whether an axis is one of things, each of which may have the other's opposite properties."""
    return axis in _axes().things


@cache
def opposite_forms(one: str, other: str) -> bool:
    """Whether two words differ by what makes opposites: "stable" and "unstable", "upsample" and "downsample"."""
    if one == other:
        return False
    if any(_same_root(long, prefix, short, "") for long, short in ((one, other), (other, one)) for prefix in _PREFIXES):
        return True
    for pair in _PAIRS:
        first, second = pair.split()
        if _same_root(one, first, other, second) or _same_root(other, first, one, second):
            return True
    return _endless(one, other) or _endless(other, one)


def _same_root(one: str, first: str, other: str, second: str) -> bool:
    """Whether two words are the same without their beginnings."""
    if not (one.startswith(first) and other.startswith(second)):
        return False
    root, rest = one[len(first) :].lstrip("-"), other[len(second) :].lstrip("-")
    least = LEAST_ROOT if second else LEAST_ROOT + (len(first) == 1)
    return min(len(root), len(rest)) >= least and root not in _NO_OPPOSITES and stem(root) == stem(rest)


def _endless(one: str, other: str) -> bool:
    """Whether one is without what the other has: "useless" and "useful", "lossless" and "lossy"."""
    return one.endswith("less") and bool(re.fullmatch(rf"{re.escape(one[:-4])}(?:ful|y|ed)?", other)) and len(other) > 3
