"""A file of another program → items: which format it is, by its ending and by what it holds."""

import re
from pathlib import Path

from dltutor.bank.decode import decode, read_bytes
from dltutor.bank.layouts.cards.structured import looks_structured
from dltutor.errors import DocumentError, UsageError
from dltutor.study.exchange import anki_notes, apkg_read, csv_format, gift_read, jsonl_format
from dltutor.study.exchange.report import Imported

PACKAGES = frozenset({".apkg", ".colpkg"})
TABLES = frozenset({".csv", ".tsv", ".tab"})
LINES = frozenset({".jsonl", ".ndjson", ".json"})
ZIP = b"PK\x03\x04"
GIFT = re.compile(r"^\s*(?:::|\$CATEGORY:)|(?<!\\)\{\s*(?:[=~#]|T(?:RUE)?\s*[}#]|F(?:ALSE)?\s*[}#])", re.MULTILINE)
KNOWN = "Anki packages (.apkg), GIFT (.gift), tables (.csv, .tsv) and JSON Lines (.jsonl)"


def read(file: Path) -> Imported:
    """The questions of a file.

    Raises:
        DocumentError: It can't be read, or is damaged.
        UsageError: It is of no format that is known, or holds no question.
    """
    found = _read(file)
    if not found.items:
        said = f" ({found.notes[0]})" if found.notes else ""
        raise UsageError(f"{file.name} holds no question that could be read{said}.", hint=f"Known are {KNOWN}.")
    return found


def _read(file: Path) -> Imported:
    suffix = file.suffix.lower()
    if suffix in PACKAGES or _begins(file, ZIP):
        items, notes = anki_notes.items(apkg_read.notes(file))
        return Imported(items, notes, "Anki")
    text = decode(read_bytes(file, file.name), file.name)
    if suffix == ".gift" or (suffix not in TABLES | LINES and GIFT.search(text)):
        return Imported(*gift_read.read(text), "GIFT")
    if suffix in LINES or looks_structured(text.split("\n")):
        return Imported(*jsonl_format.read(text, file.name), "JSON")
    if suffix in TABLES or suffix in {".txt", ""}:
        return Imported(*csv_format.read(text, file.name), "table")
    raise UsageError(
        f"{file.name} is of no format that questions are imported from.",
        hint=f"Known are {KNOWN}. Documents are added with: dltutor add {file.name}",
    )


def _begins(file: Path, magic: bytes) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(magic)) == magic
    except OSError as error:
        raise DocumentError(
            f"{file} can't be read: {error.strerror or error}.", hint="Check the path and its permissions."
        ) from None
