"""Characters that look like plain ones and aren't: they break searching, copying, and comparing with what is typed."""

import unicodedata
from collections.abc import Iterator

from dltutor.bank.document import Document
from dltutor.check.finding import Finding

INSTEAD = {
    "\u2018": "'", "\u2019": "'", "\u201a": ",", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2032": "'", "\u2033": '"', "\u00b4": "'", "\u02bc": "'",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2015": "\u2014", "\u2212": "-",
    "\u00ad": "nothing",
    "\u200b": "nothing", "\u200c": "nothing", "\u200d": "nothing", "\u2060": "nothing", "\ufeff": "nothing",
    "\u2215": "/", "\u2044": "/", "\u2217": "*", "\u2223": "|", "\u2236": ":", "\u037e": ";", "\u2024": ".",
}  # fmt: skip
LATIN_OF = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXaesijopcyxdh" "ABEZHIKMNOPTYXo",
        strict=True,
    )
)  # fmt: skip
"""Cyrillic and Greek letters drawn like Latin ones."""


def check_characters(document: Document) -> Iterator[Finding]:
    """One finding for each line and character."""
    for number, line in enumerate(document.lines, start=1):
        if line.isascii():
            continue
        for character in sorted({one for one in line if not one.isascii()}):
            plain = look_alike(character, line)
            if plain:
                name = unicodedata.name(character, "unnamed").lower()
                message = f"{name} (U+{ord(character):04X}) looks like a plain character: write {plain}"
                yield Finding(document.path, number, "look-alike", message)


def look_alike(character: str, line: str) -> str:
    """What to write instead of a character; "" if it is none that is easily mistaken."""
    if character in INSTEAD:
        return INSTEAD[character]
    if character in LATIN_OF:
        beside = [line[max(0, at - 1) : at + 2] for at, one in enumerate(line) if one == character]
        mixed = any(other.isascii() and other.isalpha() for near in beside for other in near)
        return LATIN_OF[character] if mixed else ""
    if unicodedata.category(character) == "Zs":
        return "a space"
    # Wide, mathematical and joined letters are those that a decomposition "for compatibility" makes plain.
    kind = unicodedata.decomposition(character).partition(" ")[0]
    plain = unicodedata.normalize("NFKC", character)
    return plain if kind in {"<wide>", "<font>", "<compat>"} and plain.isascii() and plain.strip(". ") else ""
