"""The two things of Markdown that everything else depends on: what is verbatim, and where the headings are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")
ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
SETEXT = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
NOT_UNDERLINED = re.compile(r"\s*(?:[#>|]|[-*+]\s|\d+[.)]\s|    )")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1, its text without marks, and its line from 1."""

    level: int
    text: str
    line: int


def verbatim(lines: Sequence[str]) -> tuple[bool, ...]:
    """For each line, whether it lies in a code fence or a display formula, delimiters included.

    An open fence runs to the end, as in CommonMark. A display formula ends at the latest at a blank line, as in TeX, so
    that a lost ``$$`` costs one paragraph and not the rest of the document.
    """
    inside = [False] * len(lines)
    fence, formula = "", False
    for index, line in enumerate(lines):
        mark = FENCE.match(line)
        if fence:
            inside[index] = True
            if mark and mark.group(1).startswith(fence) and not mark.group(2).strip():
                fence = ""
        elif formula and line.strip():
            inside[index] = True
            formula = line.count("$$") % 2 == 0
        elif mark and "`" not in mark.group(2):
            fence, inside[index], formula = mark.group(1), True, False
        else:
            formula = line.count("$$") % 2 == 1
            inside[index] = formula
    return tuple(inside)


def find_headings(lines: Sequence[str]) -> list[Heading]:
    """The headings: ATX (``## …``) and those underlined with ``===`` or ``---``; none in code or formulas."""
    inside = verbatim(lines)
    found: list[Heading] = []
    for index, line in enumerate(lines):
        if inside[index]:
            continue
        atx = ATX.match(line)
        underline = SETEXT.match(line) if index and not inside[index - 1] else None
        if atx:
            found.append(Heading(len(atx.group(1)), atx.group(2), index + 1))
        elif underline and can_be_underlined(lines, index - 1):
            level = 1 if underline.group(1)[0] == "=" else 2
            found.append(Heading(level, lines[index - 1].strip(), index))
    return found


def can_be_underlined(lines: Sequence[str], index: int) -> bool:
    """Whether the line is a paragraph of its own: a list, a table or a longer paragraph makes no heading here."""
    line = lines[index]
    starts = index == 0 or not lines[index - 1].strip()
    return bool(line.strip()) and starts and not NOT_UNDERLINED.match(line) and not RULE.match(line)
