"""Breaking lines at words for a terminal; code, tables and formulas stay whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GLUE = "\N{NO-BREAK SPACE}"
"""A space at which no line is broken: between the parts of a formula."""
LEAST = 20
"""Cells below which nothing is broken: such a terminal breaks everything anyway."""
_INDENT = re.compile(r"\s*(?:(?:[-*+>]|\d{1,3}[.)]|[a-z]\))\s+)?")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def broken(text: str, width: int) -> Iterator[str]:
    """The lines of a text, none longer than ``width`` cells unless a word, code or a row of a table is."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark is not None and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            yield line
        elif fence or width < LEAST or line.lstrip().startswith("|"):
            yield line
        else:
            yield from _broken(line, width)


def _broken(line: str, width: int) -> Iterator[str]:
    from rich.cells import cell_len

    if cell_len(line) <= width:
        yield line
        return
    lead = _INDENT.match(line)
    start = lead[0] if lead is not None else ""
    now, hanging = start, " " * min(len(start), width // 2)
    filled = False
    for word in line[len(start) :].split(" "):
        longer = f"{now} {word}" if filled else now + word
        if filled and cell_len(longer) > width:
            yield now
            now = hanging + word
        else:
            now = longer
        filled = True
    yield now
