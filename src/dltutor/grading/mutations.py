"""Wrong sentences made from right ones, to measure what the checks see: a word turned into its opposite, a "not".

The opposites come from a list of their own (``mutations.txt``), not from the one that the checks work with.
"""

import random
import re
from collections import defaultdict
from functools import cache
from importlib import resources

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|can|could|may|might|must|should|will|would|has|have|had|does|do|did)\b(?!['’])",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\s+(?:not|n't|no|never|hardly|barely|rarely)\b", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:and|or|as|than|what|which|that|it)\s*$", re.IGNORECASE)
_FORMULA = re.compile(r"\$[^$]*\$")
_VERBS = frozenset(
    """adds allows applies appears assigns becomes begins belongs brings causes changes combines computes consists
    contains controls converges converts corresponds creates decreases defines depends describes determines drives
    ensures exists explodes extracts follows generalises generalizes gives grows happens helps holds improves includes
    increases introduces keeps lacks leads learns maps maximises maximizes means measures minimises minimizes needs
    normalises normalizes occurs outputs penalises penalizes performs predicts preserves prevents produces projects
    provides receives reduces refers removes replaces represents requires returns scales serves shares shifts shows
    shrinks solves speeds starts stops stores suffers takes tells tends trains transforms updates uses vanishes varies
    works""".split()
)
"""Third persons that are hardly ever plural nouns; "not" goes before them as "does not"."""


def flipped(text: str, seed: int) -> str | None:
    """The text with one word turned into its opposite; None where it has no word that has one.

    Args:
        text: A right statement, formulas readable or as LaTeX; words inside "$...$" stay as they are.
        seed: Which of the words and of their opposites is taken.
    """
    opposites = _opposites()
    places = [match for match in _words(text) if match[0].lower() in opposites]
    if not places:
        return None
    chance = random.Random(seed)  # noqa: S311  to measure with, nothing secret
    place = chance.choice(places)
    opposite = chance.choice(opposites[place[0].lower()])
    return text[: place.start()] + _cased(opposite, place[0]) + text[place.end() :]


def negated(text: str, seed: int) -> str | None:
    """The text with one "not" after an auxiliary, or "does not" before a verb; None where there is no place for it."""
    changes = [(match.end(), match.end(), " not") for match in _auxiliaries(text)]
    changes += [
        (match.start(), match.end(), f"does not {_infinitive(match[0])}")
        for match in _words(text)
        if match[0] in _VERBS
    ]
    if not changes:
        return None
    start, end, words = random.Random(seed).choice(changes)  # noqa: S311  likewise
    return text[:start] + words + text[end:]


def _auxiliaries(text: str) -> list[re.Match[str]]:
    """Auxiliaries that something follows and that aren't negated already, outside formulas."""
    formulas = [match.span() for match in _FORMULA.finditer(text)]
    return [
        match
        for match in _AUXILIARY.finditer(text)
        if not _NEGATED.match(text, match.end())
        and re.match(r"\s+[a-z]", text[match.end() :])
        and not _ASKING.search(text[: match.start()][-8:])
        and not any(start <= match.start() < end for start, end in formulas)
    ]


def _words(text: str) -> list[re.Match[str]]:
    formulas = [match.span() for match in _FORMULA.finditer(text)]
    found = _WORD.finditer(text)
    return [match for match in found if not any(start <= match.start() < end for start, end in formulas)]


@cache
def _opposites() -> dict[str, tuple[str, ...]]:
    """Both directions of each pair."""
    text = resources.files(__package__).joinpath("mutations.txt").read_text(encoding="utf-8")
    pairs: dict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        if line and not line.startswith("#"):
            one, other = line.split(" / ")
            pairs[one].append(other)
            pairs[other].append(one)
    return {word: tuple(others) for word, others in pairs.items()}


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def _infinitive(verb: str) -> str:
    """The infinitive of a third person: "applies" is of "apply", "expresses" of "express"."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if re.search(r"(?:sh|ch|ss|x|zz)es$", verb) else verb[:-1]
