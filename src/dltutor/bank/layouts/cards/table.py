"""CSV, TSV, semicolon-separated tables and Anki's text exports → records, each with the line on which it begins."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dltutor.bank.document import Document
from dltutor.bank.layouts.cards.record import FIELD_NAMES, Record, field_name
from dltutor.bank.parsed import Doubt

DELIMITERS = "\t;,|"
NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
ANKI = re.compile(r"#([a-z][a-z ]*):(.*)")
LONGEST_ROW = 200
"""Lines of one row; a quotation mark that is never closed must not swallow the rest of the table."""
SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with its first line; ``broken`` where a quotation mark isn't closed."""

    line: int
    cells: tuple[str, ...]
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is to be read: its delimiter, its columns by the names of fields, and the index of its first row."""

    delimiter: str
    columns: tuple[str, ...]
    start: int
    sure: float


def table_score(lines: Sequence[str]) -> float:
    """How surely the lines are a deck, 0 to 1: named columns, or columns that are alike from row to row."""
    shape = _shape(lines)
    return shape.sure if shape else 0.0


def read_table(document: Document) -> tuple[list[Record], list[Doubt]]:
    """The rows as records. A row with too few columns is put down with its line, and the others are kept."""
    shape = _shape(document.lines)
    if shape is None:
        return [], []
    records: list[Record] = []
    doubts: list[Doubt] = []
    needed = max((shape.columns.index(name) for name in ("question", "answer") if name in shape.columns), default=0) + 1
    for row in _rows(document.lines, shape.delimiter, shape.start):
        if row.broken:
            message = f"line {row.line} opens a quotation mark that is never closed"
            doubts.append(Doubt(document.path, row.line, "unread", message))
        elif len(row.cells) < needed:
            message = f"line {row.line} has {len(row.cells)} of at least {needed} columns"
            doubts.append(Doubt(document.path, row.line, "unread", message))
        else:
            records.append(Record(row.line, _fields(shape.columns, row.cells)))
    return records, doubts


def _fields(columns: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    """A row's cells by field; columns named "option a", "option b", … become one list of options."""
    options = [cell for name, cell in zip(columns, cells, strict=False) if name.startswith("option ") and cell.strip()]
    fields: dict[str, object] = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    return {**fields, "options": options} if options else fields


def _shape(lines: Sequence[str]) -> Shape | None:
    settings, start = _anki_settings(lines)
    if "separator" in settings:
        delimiter = NAMED.get(settings["separator"].strip().lower(), settings["separator"].strip() or "\t")[:1]
        return Shape(delimiter, _anki_columns(settings, delimiter), start, 1.0)
    start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        return None
    shapes = [shape for delimiter in DELIMITERS if (shape := _try(lines, delimiter, start))]
    return max(shapes, key=lambda shape: shape.sure, default=None)


def _try(lines: Sequence[str], delimiter: str, start: int) -> Shape | None:
    """The table's shape if this is its delimiter."""
    rows = [row for _, row in zip(range(SAMPLE), _rows(lines, delimiter, start), strict=False)]
    names = tuple(field_name(cell) for cell in rows[0].cells)
    if "question" in names and (len(rows[0].cells) > 1 or len(rows) > 1) and _header_like(rows[0].cells):
        return Shape(
            delimiter, names, rows[1].line - 1 if len(rows) > 1 else len(lines), 1.0 if "answer" in names else 0.7
        )
    widths = Counter(len(row.cells) for row in rows if not row.broken)
    width, alike = widths.most_common(1)[0] if widths else (1, 0)
    share = alike / len(rows)
    words = [cell for row in rows for cell in row.cells[:2]]
    textual = sum(bool(re.search(r"[^\W\d_]{3}", cell)) for cell in words) / max(len(words), 1)
    if width < 2 or len(rows) < 2 or share < 0.8 or textual < 0.8:
        return None
    # Prose has commas and semicolons too, but not the same number in each line.
    limit = 0.9 if delimiter == "\t" else 0.75 if width < 5 and share > 0.9 and len(rows) > 2 else 0.25
    return Shape(delimiter, ("question", "answer", "tags")[: max(width, 2)], start, limit * share)


def _header_like(cells: Sequence[str]) -> bool:
    return all(len(cell) <= 40 for cell in cells) and (len(cells) > 1 or field_name(cells[0]) in FIELD_NAMES)


def _anki_settings(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    settings = {}
    for index, line in enumerate(lines):
        match = ANKI.match(line.lstrip("\ufeff"))
        if match:
            settings[match.group(1)] = match.group(2)
        elif line.strip():
            return settings, index
    return settings, len(lines)


def _anki_columns(settings: dict[str, str], delimiter: str) -> tuple[str, ...]:
    """Anki names the columns that aren't fields ("#tags column:3"); the first two others are question and answer."""
    special = {"guid": "id", "tags": "tags", "deck": "section", "notetype": ""}
    taken = {
        int(number): special[name]
        for name in special
        if (number := settings.get(f"{name} column", "").strip()).isdecimal() and len(number) < 3
    }
    named = [field_name(cell) for cell in settings.get("columns", "").split(delimiter)]
    if "question" in named:
        return tuple(taken.get(index, name) for index, name in enumerate(named, start=1))
    fields = iter(["question", "answer"] + ([] if "tags" in taken.values() else ["tags"]))
    width = max([*taken, 0]) + 3
    return tuple(taken[index] if index in taken else next(fields, "") for index in range(1, width + 1))


def _rows(lines: Sequence[str], delimiter: str, start: int) -> Iterator[Row]:
    """The rows from an index on; a quoted cell may run over several lines."""
    index = start
    while index < len(lines):
        if not lines[index].strip():
            index += 1
            continue
        end = _end_of_row(lines, delimiter, index)
        cells = _cells("\n".join(lines[index : max(end, index + 1)]), delimiter)
        yield Row(index + 1, cells, broken=end < 0)
        index = max(end, index + 1)


def _end_of_row(lines: Sequence[str], delimiter: str, start: int) -> int:
    """The index after a row's last line, or -1 where a quoted cell isn't closed."""
    quoted = False
    for index in range(start, min(start + LONGEST_ROW, len(lines))):
        quoted = _quoted_at_end(lines[index], delimiter, quoted=quoted)
        if not quoted:
            return index + 1
    return -1


def _quoted_at_end(line: str, delimiter: str, *, quoted: bool) -> bool:
    """Whether a quoted cell is still open at the end of a line. A quotation mark opens a cell only at its beginning."""
    cell_begins = not quoted
    position = 0
    while position < len(line):
        char = line[position]
        if quoted and char == '"':
            if line[position + 1 : position + 2] == '"':
                position += 1
            else:
                quoted = False
        elif not quoted and char == '"' and cell_begins:
            quoted = True
        cell_begins = not quoted and (char == delimiter or (cell_begins and char == " "))
        position += 1
    return quoted


def _cells(text: str, delimiter: str) -> tuple[str, ...]:
    csv.field_size_limit(2**31 - 1)
    try:
        row = next(
            csv.reader([f"{line}\n" for line in text.split("\n")], delimiter=delimiter, skipinitialspace=True), []
        )
    except csv.Error:
        row = text.split(delimiter)
    return tuple(cell.rstrip("\n") for cell in row)
