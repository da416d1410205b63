"""A message of a conversation in English: what people say to go on, in the languages of the glossaries."""

import re
from collections.abc import Callable
from functools import cache
from importlib import resources

from dltutor.search.glossary import lines
from dltutor.search.tokens import plain

English = Callable[[str], str]
"""Puts a message that stands alone into English."""

_POLITE = re.compile(
    r"^(?:(?:ok|okay|danke|merci|bitte|ja|oui|gracias|grazie|dank je)\b[\s,.!]*)+(?=\S)"
    r"|[\s,]*\b(?:bitte|s'il (?:te|vous) pla[iî]t|stp|svp|por favor|per favore|alsjeblieft|alstublieft)\b(?=\W*$)",
    re.IGNORECASE,
)
_REST = "…"
_END = re.compile(r"[\s?.!,;:]+$")


def in_english(message: str, english: English) -> str:
    """What a message that may go on says in English; ``english`` puts in what no wording of going on covers."""
    said = _END.sub("", _POLITE.sub("", " ".join(message.split())))
    bare = plain(said).replace("'", " ").replace("-", " ")
    whole = _wordings().get(bare)
    if whole:
        return whole
    translated = english(message)
    if translated != message:
        return translated
    for beginning, meaning in _beginnings():
        if bare.startswith(beginning):
            rest = " ".join(said.split(" ")[beginning.count(" ") :])
            return meaning.replace(_REST, english(rest))
    return message


@cache
def _wordings() -> dict[str, str]:
    """Every wording, plain, with its English."""
    text = resources.files("dltutor.search.glossary").joinpath("follow_ups.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for _, wordings, meaning in lines(text):
        for wording in wordings:
            found.setdefault(plain(wording).replace("'", " "), meaning)
    return found


@cache
def _beginnings() -> list[tuple[str, str]]:
    """Wordings that a rest follows, longest first, up to the space before it."""
    rest = plain(_REST)
    open_ended = ((key.removesuffix(rest), meaning) for key, meaning in _wordings().items() if key.endswith(rest))
    return sorted(open_ended, key=lambda pair: -len(pair[0]))
