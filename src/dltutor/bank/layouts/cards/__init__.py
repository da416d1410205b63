"""Decks of cards: CSV, TSV and Anki exports, JSON and JSON Lines. One record is one item."""

from dltutor.bank.assemble import assemble
from dltutor.bank.document import Document
from dltutor.bank.layouts.cards.record import Record, items
from dltutor.bank.layouts.cards.structured import looks_structured, read_json, read_json_lines
from dltutor.bank.layouts.cards.table import read_table, table_score
from dltutor.bank.parsed import Doubt, Parsed

JSON_LINES = (".jsonl", ".ndjson")


def score(document: Document) -> float:
    """How surely the text is a deck: by its suffix, and by what its first records look like."""
    path = document.path.lower()
    if path.endswith((".json", *JSON_LINES)):
        return 1.0
    if looks_structured(document.lines):
        return 0.9
    sure = table_score(document.lines)
    return max(sure, 0.4) if sure and path.endswith((".csv", ".tsv")) else sure * 0.95


def parse(document: Document) -> Parsed:
    """Every record as an item; the lines that can't be read are put down and the others kept.

    Raises:
        DocumentError: A JSON document that isn't valid, with line and column.
    """
    records, doubts = _read(document)
    found, unclear = items(document, records)
    return assemble(document, found, [*doubts, *unclear], "cards")


def _read(document: Document) -> tuple[list[Record], list[Doubt]]:
    path = document.path.lower()
    if path.endswith(JSON_LINES):
        return read_json_lines(document)
    first = next((line.lstrip("\ufeff \t") for line in document.lines if line.strip()), "")
    if path.endswith(".json") or looks_structured(document.lines):
        return read_json(document) if path.endswith(".json") or not _one_a_line(first) else read_json_lines(document)
    return read_table(document)


def _one_a_line(first: str) -> bool:
    return first.startswith("{") and first.rstrip().endswith("}")
