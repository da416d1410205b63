"""CSV and TSV, written so that spreadsheets open them and read with or without a header, in any common encoding.

The file begins with a byte order mark: without one Excel takes UTF-8 for the machine's old encoding and spoils every
formula and accent; the programs that read CSV skip it. A cell that a spreadsheet would compute, because it begins with
``=``, ``+``, ``-`` or ``@``, gets an apostrophe before it, which reading takes off again.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dltutor.bank.document import Document, from_text
from dltutor.bank.item import Item, KeyPoint, Option, Source
from dltutor.bank.layouts.cards.record import Record, field_name, items
from dltutor.bank.layouts.cards.table import read_table
from dltutor.bank.layouts.notes.marks import split_credits
from dltutor.bank.parsed import Doubt
from dltutor.errors import DocumentError
from dltutor.study.exchange.texts import explanation, made, printable

COLUMNS = (
    "id", "document", "section", "label", "topic", "stem", "question", "options", "answer", "credits",
    "key_points", "aliases", "misconceptions", "hints", "status",
)  # fmt: skip
COMPUTED = re.compile(r"'*[=+\-@\t\r]")
OPTION = re.compile(r"\[([x ?])\] (.*?)(?: — (.*))?", re.DOTALL)
TICKS = {True: "x", False: " ", None: "?"}
DELIMITERS = ",\t;|"
SAMPLE = 50


def write(rows: Sequence[Item], *, delimiter: str) -> bytes:
    """The file's bytes: a header, then a row an item."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in rows:
        writer.writerow([guarded(printable(cell)) for cell in _cells(item)])
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """A cell that a spreadsheet shows instead of computing it."""
    return f"'{cell}" if COMPUTED.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before :func:`guarded`."""
    return cell[1:] if cell.startswith("'") and COMPUTED.match(cell) else cell


def _cells(item: Item) -> Iterator[str]:
    options = [f"[{TICKS[one.correct]}] {' '.join(one.text.split())}"
               + (f" — {' '.join(one.reason.split())}" if one.reason else "") for one in item.options]  # fmt: skip
    points = [one.text if one.credits is None else f"({one.credits:g}p) {one.text}" for one in item.key_points]
    yield from (item.id, item.source.document, item.source.trail, item.source.label, item.topic)
    yield from (item.stem, item.question, "\n".join(options), explanation(item))
    yield "" if item.credits is None else f"{item.credits:g}"
    for texts in (points, item.aliases, item.misconceptions, item.hints):
        yield "\n".join(" ".join(text.split()) for text in texts)
    yield item.answer_status


def read(text: str, name: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The questions of a table, in order, and the rows that hold none.

    Raises:
        DocumentError: It has no two columns.
    """
    text = printable(text)
    if text.startswith("#separator:"):  # Anki's export of notes as text, whose first lines say how it is to be read
        return _items(*read_table(from_text(name, text)))
    rows = [row for row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows or max(map(len, rows)) < 2:
        raise DocumentError(
            f"{name} is no table with a question and an answer.",
            hint="Put them in two columns, with a comma, a tab or a semicolon between.",
        )
    if tuple(rows[0]) == COLUMNS:
        return _own([dict(zip(COLUMNS, map(unguarded, row), strict=False)) for row in rows[1:]])
    columns, body = _columns(rows)
    records = [
        Record(number, {column: unguarded(cell) for column, cell in zip(columns, row, strict=False) if column})
        for number, row in enumerate(body, start=1)
    ]
    return _items(records, ())


def _items(records: Sequence[Record], doubts: Sequence[Doubt]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    found, unclear = items(Document("", ()), records)
    notes = [f"row {one.line}: {one.message.removeprefix(f'line {one.line} ')}" for one in (*doubts, *unclear)]
    return tuple(found), tuple(notes)


def _rows(text: str) -> list[list[str]]:
    csv.field_size_limit(2**31 - 1)
    delimiter = max(DELIMITERS, key=lambda mark: _evenness(text, mark))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t"))
    except csv.Error:
        return [line.split(delimiter) for line in text.split("\n")]


def _evenness(text: str, delimiter: str) -> float:
    """How much a text is a table with a delimiter: the share of rows as wide as most, more for wider ones."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for _, row in zip(range(SAMPLE), (row for row in reader if row), strict=False)]
    except csv.Error:
        return 0.0
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    return widths.count(usual) / len(widths) + min(usual, 20) / 1000 if usual > 1 else 0.0


def _columns(rows: Sequence[Sequence[str]]) -> tuple[list[str], Sequence[Sequence[str]]]:
    """The columns' names, by the header if there is one, and the rows below it."""
    names = [field_name(cell) for cell in rows[0]]
    if "question" in names:
        return names, rows[1:]
    return ["question", "answer", "tags"], rows


def _own(rows: Sequence[dict[str, str]]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Rows of dltutor's own export."""
    found: list[Item] = []
    notes: list[str] = []
    for number, row in enumerate(rows, start=2):
        if row.get("question", "").strip():
            found.append(_item(row, len(found) + 1))
        else:
            notes.append(f"row {number}: has no question")
    return tuple(found), tuple(notes)


def _item(row: dict[str, str], number: int) -> Item:
    item = made(
        number,
        row["question"],
        row.get("answer", ""),
        name=row.get("id", ""),
        options=tuple(_option(line) for line in _lines(row, "options")),
        section=row.get("section", "").split(" › "),
        topic=row.get("topic", ""),
    )
    points = [split_credits(line) for line in _lines(row, "key_points")]
    return replace(
        item,
        question=row["question"],
        stem=row.get("stem", ""),
        source=Source(row.get("document", ""), row.get("label", ""), item.source.section),
        key_points=tuple(KeyPoint(text, credits) for credits, text in points),
        credits=_number(row.get("credits", "")),
        aliases=tuple(_lines(row, "aliases")),
        misconceptions=tuple(_lines(row, "misconceptions")),
        hints=tuple(_lines(row, "hints")),
    )


def _lines(row: dict[str, str], name: str) -> list[str]:
    return [line.strip() for line in row.get(name, "").split("\n") if line.strip()]


def _option(line: str) -> Option:
    match = OPTION.fullmatch(line)
    if not match:
        return Option(line)
    correct = {"x": True, " ": False, "?": None}[match.group(1)]
    return Option(match.group(2), correct, match.group(3) or "")


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
