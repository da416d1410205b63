"""How many terminal cells a text takes."""

import unicodedata


def cell_width(text: str) -> int:
    """Cells of one line: combining marks take none, East Asian wide and full-width characters two, all others one."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def letters(text: str) -> int:
    """Characters as a reader counts them: a letter and the marks on it are one."""
    return len(text) if text.isascii() else sum(unicodedata.category(c) not in {"Mn", "Me"} for c in text)
