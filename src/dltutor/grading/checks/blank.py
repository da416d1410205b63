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
MOST_NAMED = 3
"""Words that name what isn't known; more may tell something."""
MOST_ASKED = 5
"""Words between "what" and its verb."""

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[,.;:!?()\n]|\s[-–—]\s")
_TURN = r"(?!(?:but|because|so|and|or|maybe|perhaps|probably|think|guess|except|since|though|it|its)\b)"
"""No word after which something may be told."""
_ASKED = (
    rf"(?: (?:what|how|why|which|where|when|who))(?: {_TURN}\w+| it){{0,{MOST_ASKED}}}"
    r" (?:is|are|was|were|do|does|did|works?|means?|meant|happens?|helps?|called|for|like)"
)
_EMPTY_SET = re.compile(r"[\[{(]\s*[\])}]")
_FILLING = frozenset("~|^=`$+")
"""Mathematical signs that are no answer alone."""


@dataclass(frozen=True, slots=True)
class _Wordings:
    said: re.Pattern[str]
    named: re.Pattern[str]
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
    if not _says_nothing(typed, wordings) and not _is_whole(words, wordings):
        return None
    return Flag("dont_know", typed)


def _says_nothing(typed: str, wordings: _Wordings) -> bool:
    """Whether somebody says that they don't know, what they don't know, and nothing else."""
    clauses = [
        " ".join(_mended(word, wordings.mended) for word in _WORD.findall(part)) for part in _CLAUSE.split(plain(typed))
    ]
    named = [clause for clause in clauses if wordings.named.fullmatch(clause)]
    rest, found = wordings.said.subn(" ", " ".join(clause for clause in clauses if clause not in named))
    return bool(named or found) and all(word in wordings.padding for word in rest.split())


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
    padding = frozenset(sections["padding"].split())
    phrases = "\n".join((sections["said"], sections["about"], sections["asking"], _ASKED))
    known = set(re.findall(r"[a-z]+", phrases)) | padding
    before = rf"(?:(?:{'|'.join(sorted(padding))}) )*?"
    about = rf"(?:{_joined(sections['about'])})(?: {_TURN}\w+){{1,{MOST_NAMED}}}"
    asking = rf"(?:{_joined(sections['asking'])}){_ASKED}"
    return _Wordings(
        re.compile(rf"\b(?:{_joined(sections['said'])})\b"),
        re.compile(rf"{before}(?:{about}|{asking})"),
        re.compile(_joined(sections["whole"])),
        padding,
        frozenset(word for word in known if len(word) >= LEAST_MENDED),
    )


def _joined(section: str) -> str:
    """One pattern of a section's lines, the longest first."""
    lines = sorted(section.splitlines(), key=len, reverse=True)
    return "|".join(line.replace("(", "(?:") for line in lines)


@cache
def _mended(word: str, known: frozenset[str]) -> str:
    """The word of these phrases that a word is a slip for; else the word."""
    if word in known or len(word) < LEAST_MENDED:
        return word
    from rapidfuzz.distance import OSA

    near = [other for other in sorted(known) if other[0] == word[0] and OSA.distance(other, word, score_cutoff=1) <= 1]
    return near[0] if near else word
