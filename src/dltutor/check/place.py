"""Where in a document an item says something, so that a finding names the line to mend."""

import re
from dataclasses import dataclass

from dltutor.bank.document import Document
from dltutor.bank.item import Item
from dltutor.bank.text import LIST_MARK
from dltutor.check.finding import Finding, Rule

ENOUGH = 24


@dataclass(frozen=True, slots=True)
class Place:
    """The lines of one item.

    Attributes:
        document: Relative to the corpus.
        first: The line of its question.
        lines: The document's lines from there to the next item; empty where only the first line is known.
    """

    document: str
    first: int
    lines: tuple[str, ...] = ()

    def finding(self, rule: Rule, message: str, text: str = "") -> Finding:
        """A finding at the line that holds a text, or else at the item's first."""
        return Finding(self.document, self.line_of(text), rule, message)

    def line_of(self, text: str) -> int:
        """The line that a text stands on by itself, else the first that holds its beginning, else the item's first.

        Marks and spacing don't count.
        """
        wanted, lines = _letters(text), [_letters(line) for line in self.lines]
        if not wanted:
            return self.first
        if wanted in lines:
            return self.first + lines.index(wanted)
        holding = (offset for offset, line in enumerate(lines) if wanted[:ENOUGH] in line)
        return self.first + next(holding, 0)


def places(document: Document, items: tuple[Item, ...]) -> list[Place]:
    """The place of each item, in order."""
    edges = [*(item.source.line for item in items[1:]), len(document.lines) + 1]
    return [
        Place(document.path, item.source.line, document.lines[item.source.line - 1 : max(edge, item.source.line) - 1])
        for item, edge in zip(items, edges, strict=True)
    ]


def _letters(text: str) -> str:
    return re.sub(r"[\s*_`]+", "", LIST_MARK.sub("", text))
