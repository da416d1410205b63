"""The things that "the second one" and "the latter" point at: two named side by side, or what an answer counts out."""

import re
from collections.abc import Iterator

from dltutor.bank.item import Item
from dltutor.search.tokens import terms

MOST_WORDS = 3
"""Words of the name of one of two things."""
MOST_OF_ENTRY = 6
"""Words that stand for what an answer counts out."""

_JOINT = re.compile(
    r"(?:\s*\([^()]*\)|,)?\s+"
    r"(?:vs\.?|versus|and|or|than|differs? from|different (?:from|to)|compared (?:to|with)|from|with|to)\s+"
    r"(?:(?:an?|the)\s+)?",
    re.IGNORECASE,
)
_PLAIN_JOINT = re.compile(r"\b(?:from|with|to)\s", re.IGNORECASE)
_COMPARING = re.compile(
    r"\b(?:compar\w*|differ\w*|distinguish\w*|distinction|contrast|vs\.?|versus)(?!\w)", re.IGNORECASE
)
"""Only where things are compared do "from", "with" and "to" join them."""
_BOUNDARY = re.compile(r"[.,;:?!()]")
_ENTRY = re.compile(r"^[ \t]*(?:[-*+•]|\(?\d{1,2}[.)])[ \t]+(?P<entry>\S.*)$", re.MULTILINE)
_COUNTED = re.compile(
    r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|finally)\b[,:]?\s+(?P<entry>[^.;]+)", re.IGNORECASE
)
_CONSISTS = re.compile(
    r"\b(?:consist(?:s|ing)? of|(?:composed|made(?: up)?) of|comprises|(?:divided|split) into|has two parts|based on)\b"
    r"(?P<parts>[^;\n]{1,200})",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"^(?:(?:is|are|was|were|the|an?)\s+)+", re.IGNORECASE)
_NAME = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|(?P<plain>[^:.,;()—]+)")


def pair_of(text: str) -> tuple[str, ...]:
    """The first two things that a text names side by side; else none."""
    return next(iter(_pairs(text)), ())


def parts_of(item: Item) -> tuple[str, ...]:
    """What an answer counts out, by name: the entries of its list, or what it calls the first, the second; else none.

    Two things that it says something consists of count as well.
    """
    for pattern in (_ENTRY, _COUNTED):
        entries = tuple(_name(match["entry"]) for match in pattern.finditer(item.answer))
        if len(entries) > 1 and all(entries):
            return entries
    whole = _CONSISTS.search(item.answer)
    return next(iter(_pairs(whole["parts"])), ()) if whole else ()


def _name(entry: str) -> str:
    match = _NAME.match(_BEFORE_NAME.sub("", entry.strip()))
    return " ".join((match["bold"] or match["plain"]).split()[:MOST_OF_ENTRY]) if match else ""


def _pairs(text: str) -> list[tuple[str, str]]:
    """Every "A and B" of a text whose sides are names and not clauses."""
    comparing = bool(_COMPARING.search(text))
    joints = (joint for joint in _JOINT.finditer(text) if comparing or not _PLAIN_JOINT.search(joint.group()))
    pairs = ((_end(text[: joint.start()]), _start(text[joint.end() :])) for joint in joints)
    return [(left, right) for left, right in pairs if left and right and not set("$\\{}") & set(left + right)]


def _end(text: str) -> str:
    """The content words with which a text ends."""
    run = _run(reversed(_BOUNDARY.split(text)[-1].split()))
    words = [word for word in reversed(run) if not _COMPARING.match(word)]
    return " ".join(words)


def _start(text: str) -> str:
    """The content words with which a text begins."""
    return " ".join(_run(iter(_BOUNDARY.split(text)[0].split())))


def _run(words: Iterator[str]) -> list[str]:
    run: list[str] = []
    for word in words:
        if not terms(word) or len(run) == MOST_WORDS:
            break
        run.append(word)
    return run
