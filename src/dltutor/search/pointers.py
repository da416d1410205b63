"""What in a message points at something said before: pronouns, ordinals, numbers of a list, "the other one"."""

import re
from dataclasses import dataclass
from typing import Literal

from dltutor.search.tokens import terms

Among = Literal["anything", "list", "pair", "parts"]

NUMBERS = {"first": 1, "former": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "latter": -1, "last": -1}


@dataclass(frozen=True, slots=True)
class Ordinal:
    """One of several things.

    Attributes:
        number: Which, from 1; -1 for the last.
        among: Of the questions listed, of two things named side by side, of the parts of the answer, or any of these.
        rest: What else the message says.
    """

    number: int
    among: Among
    rest: str


_PRONOUN = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|the same|same (?:as|for|thing)|such|both|the others?|"
    r"(?:the|which|that|this|another|either) (?:[\w-]+ ){0,2}?(?:ones?|(?:part|bit|thing)(?! of))|"
    r"(?:of|like|with|train|build|use|make|need) one|the two|instead|in that case|(?:like|than) (?:that|this))\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:^|\b(?:with|of|for|on|in|to|from|about|at|by|as|is|are|was|does|do|did|can|could|will|should|why|how|and|but|"
    r"behind|after|before|without|against) )(?:that|this|these|those)\b|\b(?:that|this|these|those|there|here)\W*$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:do|did|can|could|would|should) they (?=\S+ \S)", re.IGNORECASE)
"""They are people, not things: "how do they train X"."""
_CLAUSE = re.compile(r"[,;:.?!]|\b(?:and|but|or|so|because|since|when|if|while)\b", re.IGNORECASE)
_OTHER = re.compile(r"\bthe other (?:one|part|half|thing)\b|\bthe other\W*$", re.IGNORECASE)
_LISTED = re.compile(
    r"^(?:(?:and|please|show|give|open|take|pick|what about|me|us|question|option|answer) )*(?:the )?"
    r"(?:(?:number|nr|no|question|option)\.? ?|\#)?(?P<number>[1-9])[.)]?(?: please)?\W*$",
    re.IGNORECASE,
)
_ONE_OF = "|".join(word for word in NUMBERS if word not in {"former", "latter"})
_PART = (
    "part|half|point|term|step|reason|cause|remedy|kind|type|way|method|phase|case|item|condition|property|"
    "disadvantage|advantage"
)
_PATTERNS: tuple[tuple[Among, str], ...] = (
    ("pair", r"\b(?:the )?(?P<word>former|latter)(?: ones?)?(?:'s)?(?![\w-])"),
    ("list", rf"\b(?:the )?(?P<word>{_ONE_OF}) (?:question|option|hit|entry of the list)\b"),
    ("parts", rf"\b(?:the )?(?P<word>{_ONE_OF}) (?:{_PART})\b"),
    ("anything", rf"\b(?:the )?(?P<word>{_ONE_OF}) (?:one|thing|variant)\b"),
    ("anything", rf"\bthe (?P<word>{_ONE_OF})(?=\s*(?:$|[?.!,]|in\b))"),
)
_ORDINALS = tuple((among, re.compile(pattern, re.IGNORECASE)) for among, pattern in _PATTERNS)


def ordinal_of(text: str) -> Ordinal | None:
    """Which of several things a message names, if it does."""
    match = _LISTED.match(text)
    if match:
        return Ordinal(int(match["number"]), "list", "")
    for among, pattern in _ORDINALS:
        match = pattern.search(text)
        if match:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return Ordinal(NUMBERS[match["word"].lower()], among, " ".join(rest.split()))
    return None


def names_other(text: str) -> bool:
    """Whether it is the other one of two."""
    return bool(_OTHER.search(text))


def points_back(text: str) -> bool:
    """Whether a pronoun points out of the message: not one that stands for what an earlier clause of it names."""
    text = _PEOPLE.sub(" ", text)
    for pattern in (_PRONOUN, _POINTER):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if not (terms(before) and _CLAUSE.search(before)):
                return True
    return False
