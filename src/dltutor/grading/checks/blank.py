"""Answers that are none: nothing, signs alone, or words that say that somebody doesn't know."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dltutor.grading.result import Flag
from dltutor.search.tokens import plain

MOST_WORDS = 25
"""A longer message says more than that its writer doesn't know."""
LEAST_MENDED = 4

_WORD = re.compile(r"[^\W_]+")
_EMPTY_SET = re.compile(r"[\[{(]\s*[\])}]")
_FILLING = frozenset("~|^=`$+")
"""Mathematical signs that are no answer alone."""


@dataclass(frozen=True, slots=True)
class _Wordings:
    said: re.Pattern[str]
    whole: re.Pattern[str]
    padding: frozenset[str]
    mended: frozenset[str]


def blank(answer: str) -> Flag | None:
    """A flag "empty" or "dont_know" where an answer says nothing; an answer that begins with doubts says something."""
    typed = answer.strip()
    if not any(sign.isalnum() for sign in typed):
        return None if _is_sign(typed) else Flag("empty", typed)
    words = _WORD.findall(plain(typed))
    if not words or len(words) > MOST_WORDS:
        return None
    wordings = _wordings()
    message = " ".join(_mended(word, wordings.mended) for word in words)
    rest, found = wordings.said.subn(" ", message)
    said_nothing = found and all(word in wordings.padding for word in rest.split())
    if not said_nothing and not _is_whole(words, wordings):
        return None
    return Flag("dont_know", typed)


def _is_whole(words: list[str], wordings: _Wordings) -> bool:
    """Whether it is "skip" or the like, alone or with words of regret."""
    rest = " ".join(word for word in words if word not in {"sorry", "sry", "please", "pls", "leider"})
    return rest not in {"", "no", "nothing", "empty"} and bool(wordings.whole.fullmatch(rest))


def _is_sign(typed: str) -> bool:
    """Whether signs alone may be an answer: "{}", "∅", "<"."""
    if _EMPTY_SET.fullmatch(typed):
        return True
    return (
        0 < len(typed) <= 2
        and all(unicodedata.category(sign) == "Sm" for sign in set(typed) - _FILLING)
        and not (set(typed) & _FILLING)
    )


@cache
def _wordings() -> _Wordings:
    text = resources.files(__package__).joinpath("blank.txt").read_text(encoding="utf-8")
    sections = dict(block.split(":\n", 1) for block in text.strip().split("\n\n")[1:])
    said = sorted(sections["said"].splitlines(), key=len, reverse=True)
    joined = "|".join(line.replace("(", "(?:") for line in said)
    padding = frozenset(sections["padding"].split())
    known = set(re.findall(r"[a-z]+", sections["said"])) | padding
    return _Wordings(
        re.compile(rf"\b(?:{joined})\b"),
        re.compile("|".join(line.replace("(", "(?:") for line in sections["whole"].splitlines())),
        padding,
        frozenset(word for word in known if len(word) >= LEAST_MENDED),
    )


@cache
def _mended(word: str, known: frozenset[str]) -> str:
    """The word of these phrases that a word is a slip for; else the word."""
    if word in known or len(word) < LEAST_MENDED:
        return word
    from rapidfuzz.distance import OSA

    near = [other for other in sorted(known) if other[0] == word[0] and OSA.distance(other, word, score_cutoff=1) <= 1]
    return near[0] if near else word
