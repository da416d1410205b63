"""A text cut into statements: sentences, list entries, and the clauses of long sentences."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dltutor.search.texts import readable
from dltutor.search.tokens import terms

LONG = 12
"""Content words from which a sentence is cut into clauses (Key points of prose say one thing each)."""
LEAST = 3
"""Content words of the shortest clause."""

_ENTRY = re.compile(r"(?m)^[ \t]*(?:[-*+•–]|\(?(?:\d{1,2}|[a-hivx]{1,3})[.)])[ \t]+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|vs|al|fig|eq|sec|no|approx|resp|w\.r\.t|etc|[A-Za-z])\.$", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|\s*;\s+|\s*\n+\s*|\s+(?=\(?\d\)\s)")
_CLAUSE = re.compile(
    r"\s*(?:,|:|—|–|\s-\s|->|→)\s+|\s+(?=(?:and|but|while|whereas|so that|because|since|which|thus)\s)"
)
_MARKUP = re.compile(r"\*\*|__|`|^#{1,6}\s+", re.MULTILINE)


@lru_cache(maxsize=512)
def statements(text: str) -> tuple[str, ...]:
    """The sentences and list entries of a text, readable, in order; abbreviations end none."""
    found: list[str] = []
    for line in _MARKUP.sub("", _ENTRY.sub("\n", text)).split("\n"):
        pending = ""
        for piece in _END.split(readable(line)):
            pending = f"{pending} {piece}".strip()
            if pending and not _ABBREVIATION.search(pending):
                found.append(pending)
                pending = ""
        if pending:
            found.append(pending)
    return tuple(found)


def entries(text: str) -> tuple[str, ...]:
    """The entries of a list in a text, readable; none where it holds fewer than two."""
    marks = list(_ENTRY.finditer(text))
    if len(marks) < 2:
        return ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        entry = text[mark.end() : end].split("\n\n", maxsplit=1)[0]
        found.append(readable(_MARKUP.sub("", entry)))
    return tuple(entry for entry in found if entry)


def clauses(sentence: str) -> tuple[str, ...]:
    """A long sentence cut at commas and conjunctions into clauses that say something; a short one whole."""
    if len(terms(sentence)) <= LONG:
        return (sentence,)
    found: list[str] = []
    pending = ""
    for piece in _CLAUSE.split(sentence):
        pending = f"{pending}, {piece}" if pending else piece
        if len(terms(pending)) >= LEAST:
            found.append(pending)
            pending = ""
    if pending and found:
        found[-1] = f"{found[-1]}, {pending}"
    elif pending:
        found.append(pending)
    return tuple(found)


def windows(answer: str) -> tuple[str, ...]:
    """What of an answer is compared with a key point: each statement and each neighbouring pair."""
    single = statements(answer)
    pairs = [f"{one} {following}" for one, following in pairwise(single)]

    return tuple(dict.fromkeys([*single, *pairs]))


def content(texts: Sequence[str]) -> set[str]:
    """The content stems of texts."""
    return {term for text in texts for term in terms(text)}
