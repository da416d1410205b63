"""What a line is meant for: a word of the tutor, or a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dltutor.tui.plain.without import WITHOUT
from dltutor.tui.plain.words import WORDS

if TYPE_CHECKING:
    from dltutor.tui.plain.word import Word

QUIT = ("quit", "exit")
NEAR = 75
"""How like a word of the tutor, out of 100, a line with a slash must be to be meant for one."""
FEW = 4
"""Words behind a word of the tutor that can still be meant for it."""
NAMED = {name: word for word in WORDS for name in (word.name, word.short) if name}


class Meant(NamedTuple):
    """A word that was typed, with what stood behind it."""

    word: Word
    rest: str


def meant(line: str) -> Meant | None:
    """The word that a line is for; None for a question.

    A word alone on a line is meant. With more behind it the line is a question, such as "open sets and closed sets",
    unless it begins with a slash or what follows can be nothing else.
    """
    text = line.lstrip("/") if line.startswith("/") else line
    if alone := NAMED.get(line.lower()) or NAMED.get(text.lower()):
        return Meant(alone, "")
    first, _, rest = text.partition(" ")
    word, rest = NAMED.get(first.lower()), rest.strip()
    if word is None or not word.words:
        return None
    fits = line.startswith("/") or (word.bare and re.fullmatch(word.bare, rest, re.IGNORECASE))
    return Meant(word, rest) if fits else None


def perhaps(line: str) -> str:
    """What to type instead, where a line that was taken for a question begins with a word like a command."""
    first, _, rest = line.partition(" ")
    word = NAMED.get(first.lower())
    if word is None or not word.words or not rest or rest.endswith("?") or len(rest.split()) > FEW:
        return ""
    return f"This was taken for a question; if you meant the word {word.name}, type /{word.name} {rest.strip()}"


def refused(line: str) -> str:
    """Why a line that begins with a slash is neither a word nor a question; empty where it may be one."""
    if not line.startswith("/"):
        return ""
    first, _, rest = line[1:].partition(" ")
    if not first.replace("-", "").isalpha():
        return ""
    if first.lower() in WITHOUT:
        return f"There is no word /{first}: {WITHOUT[first.lower()]}"
    from rapidfuzz import fuzz, process

    near = process.extractOne(first.lower(), [*NAMED, *QUIT], scorer=fuzz.ratio, score_cutoff=NEAR)
    if rest and near is None:
        return ""  # /etc is a folder
    suggested = f" Is it {near[0]}?" if near is not None and near[0] != first.lower() else ""
    takes = " Nothing may stand behind it." if near is not None and near[0] == first.lower() else ""
    return f"There is no word /{first}{' ' + rest if takes else ''}.{takes}{suggested} Type help for the words."
