"""The library's tables as rows of text: which columns there is room for, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dltutor.study.figures import counted
from dltutor.tui import describe
from dltutor.tui.text import steady

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dltutor.tutor import DocumentSummary, Doubt, Item

WAYS = {
    "official": "answered",
    "rubric": "marking scheme",
    "linked": "linked",
    "own": "your own",
    "conflict": "conflict",
}
BETWEEN = 2
"""Cells between two columns, which a table leaves around every cell."""
NARROWEST = 16
"""Cells that the column gets in which names and questions stand, whatever is left."""
LINES = 2
"""Lines of a question; the rest is in the document."""


class Column(NamedTuple):
    """A column of the documents' table.

    Attributes:
        heading: Its name, which is as wide as any number below it.
        cell: What stands in it.
        least: The width of the table from which on it is shown.
    """

    heading: str
    cell: Callable[[DocumentSummary], object]
    least: int = 0


COUNTS = (
    Column("Changed", lambda document: document.change, 70),
    Column("Questions", lambda document: document.questions),
    Column("Answered", lambda document: document.answered),
    Column("Passages", lambda document: document.fragments, 80),
    Column("Doubts", lambda document: document.doubts),
    Column("Layout   ", lambda document: document.layout, 94),
)


def document_columns(width: int) -> tuple[int, tuple[Column, ...]]:
    """How wide the names of documents may be, and which columns stand beside them."""
    shown = tuple(column for column in COUNTS if width >= column.least)
    taken = sum(len(column.heading) + BETWEEN for column in shown) + BETWEEN
    return max(NARROWEST, width - taken), shown


def document_row(document: DocumentSummary, columns: tuple[Column, ...]) -> list[str]:
    """The name, and what stands in the columns."""
    return [steady(str(text)) for text in (document.path, *(column.cell(document) for column in columns))]


def item_row(item: Item, room: int) -> list[str]:
    """Label, what its answer is worth, and as much of the question as two lines hold."""
    way = WAYS.get(item.answer_status, "none") if item.kind != "fragment" else "passage"
    title = describe.shortened(describe.title(item), LINES * room - room // 4)
    return [steady(text) for text in (item.source.label, way, title)]


def holdings(items: Sequence[Item]) -> str:
    """``39 questions``, and where there are any, ``2 passages`` that are shown but never asked."""
    passages = sum(item.kind == "fragment" for item in items)
    told = counted(len(items) - passages, "question")
    return f"{told}, {counted(passages, 'passage')}" if passages else told


def doubt_row(doubt: Doubt) -> list[str]:
    """Where, of which kind, and what to look at."""
    return [steady(text) for text in (str(doubt.line), doubt.kind, doubt.message)]


def last_column(rows: list[list[str]], headings: tuple[str, ...], width: int) -> int:
    """The cells that the last column gets when those before it are as wide as they need."""
    before = [[heading, *(row[place] for row in rows)] for place, heading in enumerate(headings[:-1])]
    taken = sum(max(map(len, texts)) + BETWEEN for texts in before) + BETWEEN
    return max(NARROWEST, width - taken)
