"""Lines of plain text: bars, columns, dates. Nothing is said by colour."""

import unicodedata
from datetime import date

from dltutor.study.day import date_of
from dltutor.texmath.cells import cell_width

FULL, EMPTY = "█", "░"
ROOM = 68
"""Cells from which on a table has room for a bar; in fewer, names and numbers come first."""


def bar(value: float, most: float, width: int) -> str:
    """A bar of at most ``width`` cells; whatever is more than nothing can be seen."""
    if value <= 0 or most <= 0:
        return ""
    return FULL * min(width, max(1, round(width * value / most)))


def share_bar(share: float, width: int) -> str:
    """A share of 1 as a bar that is always ``width`` cells wide."""
    filled = bar(share, 1.0, width)
    return filled + EMPTY * (width - len(filled))


def flat(text: str) -> str:
    """A text on one line, its control characters made visible: none of them is an order to the terminal."""
    plain = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(character) in {"Cc", "Cs"} else character for character in plain)


def one_line(text: str) -> str:
    """A text of a document on one line, with its formulas in their one-line form."""
    if "\\" in text or "$" in text or "^" in text:
        from dltutor.texmath import prose  # 40 ms, for texts with formulas

        text = prose(text)
    return flat(text)


def fitted(text: str, width: int) -> str:
    """The text on one line, cut or filled up to exactly ``width`` cells."""
    cut = one_line(text)
    if cell_width(cut) > width:
        cut = cut[:width]  # no character takes less than nothing; spares the loop a long text
        while cell_width(cut) > width - 1:
            cut = cut[:-1]
        cut = cut.rstrip() + "…"
    return cut + " " * (width - cell_width(cut))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells, cut between words; a word that is longer is cut itself."""
    lines = [""]
    for word in flat(text).split(" "):
        if lines[-1] and cell_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        lines += [""] if lines[-1] else []
        for character in word:
            if cell_width(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


def day_name(day: int | date) -> str:
    """A study day for people: "Sat 21 Nov"."""
    when = date_of(day) if isinstance(day, int) else day
    return f"{when:%a} {when.day:>2} {when:%b}"


def minutes(value: float) -> str:
    """A time for people: "9 min", "2 h 5 min"."""
    whole = max(1, round(value)) if value > 0 else 0
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60} min"
