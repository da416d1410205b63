"""Counts by topic: how much a corpus holds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from dltutor.bank.item import Item


@dataclass(slots=True)
class Count:
    """What one topic holds. Items with options are choices; those with a **Computation** are counted in either."""

    items: int = 0
    open: int = 0
    choice: int = 0
    computed: int = 0
    key_points: int = 0
    aliases: int = 0
    documents: set[str] = field(default_factory=set)

    def add(self, item: Item) -> None:
        """Count one item."""
        self.items += 1
        self.open += item.kind == "open"
        self.choice += item.kind == "choice"
        self.computed += bool(item.computations)
        self.key_points += len(item.key_points)
        self.aliases += len(item.aliases)
        self.documents.add(item.source.document)


COLUMNS = [one.name for one in fields(Count) if one.name != "documents"]


def count(items: Iterable[Item]) -> dict[str, Count]:
    """Counts by topic, in the order of the topics' names; items without one are counted under their document."""
    found: dict[str, Count] = defaultdict(Count)
    for item in items:
        if item.kind != "fragment":
            found[item.topic or item.source.document].add(item)
    return dict(sorted(found.items()))


def table(counts: dict[str, Count]) -> str:
    """The counts as a Markdown table with a last row of totals."""
    rows = [(topic, [getattr(one, name) for name in COLUMNS]) for topic, one in counts.items()]
    rows.append(("**all**", [sum(row[place] for _, row in rows) for place in range(len(COLUMNS))]))
    cells = [["topic", *(name.replace("_", " ") for name in COLUMNS)]]
    cells += [[topic, *map(str, numbers)] for topic, numbers in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = [" | ".join(_aligned(row, widths)) for row in cells]
    rule = "|".join([f"{'-' * (widths[0] + 2)}", *(f"{'-' * (width + 1)}:" for width in widths[1:])])
    return "\n".join([f"| {lines[0]} |", f"|{rule}|", *(f"| {line} |" for line in lines[1:])])


def _aligned(row: list[str], widths: list[int]) -> list[str]:
    first, *others = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
