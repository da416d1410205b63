"""Tables of contents: lists whose entries come back as questions or headings further down. They hold no items."""

import re
from collections.abc import Mapping, Sequence

from dltutor.bank.layouts.notes.marks import split_label
from dltutor.bank.markdown import Heading
from dltutor.bank.text import ANCHOR, LIST_MARK, folded, plain

TITLE = re.compile(r"(?:table of )?contents|toc|index|list of questions|inhalt(?:sverzeichnis)?", re.IGNORECASE)
PAGE = re.compile(r"(?:\t|\s*\.{3,}\s*|\s{3,})\d{1,4}\s*$")
LINK = re.compile(r"\[[^\]]+\]\(#[^)]*\)")


def contents(lines: Sequence[str], headings: Sequence[Heading], asked: Mapping[str, int]) -> frozenset[int]:
    """The numbers of the lines that belong to a table of contents.

    ``asked`` maps each folded question or heading to the last line where it stands.
    """
    found: set[int] = set()
    for heading, end in _under(headings, len(lines)):
        if TITLE.fullmatch(plain(ANCHOR.sub("", heading.text)).strip(" :")):
            found.update(
                number
                for number in range(heading.line + 1, end)
                if LIST_MARK.match(lines[number - 1])
                or PAGE.search(lines[number - 1])
                or _comes_back(lines, number, asked)
            )
    for run in _runs(lines):
        again = sum(_comes_back(lines, number, asked, beyond=run[-1]) for number in run)
        links = sum(bool(LINK.search(lines[number - 1])) for number in run)
        if (len(run) > 1 and again >= 0.6 * len(run)) or (again and links == len(run)):
            found.update(run)
    return frozenset(found)


def entry(line: str) -> str:
    """What a line of contents names, folded: without its list mark, number, link and page."""
    text = PAGE.sub("", LIST_MARK.sub("", line, count=1))
    return folded(split_label(plain(text))[1])


def _comes_back(lines: Sequence[str], number: int, asked: Mapping[str, int], beyond: int = 0) -> bool:
    return asked.get(entry(lines[number - 1]), 0) > max(beyond, number)


def _under(headings: Sequence[Heading], count: int) -> list[tuple[Heading, int]]:
    """Each heading with the line of the next one."""
    ends = [*(heading.line for heading in headings[1:]), count + 1]
    return list(zip(headings, ends, strict=False))


def _runs(lines: Sequence[str]) -> list[list[int]]:
    """Runs of lines that are each an entry of a list, with at most one blank line between two."""
    runs: list[list[int]] = []
    for number, line in enumerate(lines, start=1):
        if not LIST_MARK.match(line):
            continue
        near = (
            runs
            and number - runs[-1][-1] <= 2
            and not any(lines[at - 1].strip() for at in range(runs[-1][-1] + 1, number))
        )
        if near:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
