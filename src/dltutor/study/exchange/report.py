"""What an export and an import come to. Frozen plain data."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dltutor.bank.item import Item

Format = Literal["apkg", "gift", "moodle-xml", "csv", "jsonl"]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        exported: Items in the file.
        skipped: The items that the format can't hold, each as ``id: why``.
        file: Where they are.
    """

    exported: int
    skipped: tuple[str, ...]
    file: Path


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file was found to hold.

    Attributes:
        items: Its questions, with ids that stay the same when the file is read again; they belong to no document yet.
        notes: What was left out or couldn't be understood, for people.
        format: What the file is, for people ("GIFT").
    """

    items: tuple[Item, ...]
    notes: tuple[str, ...]
    format: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became, or would become, of an imported file.

    Attributes:
        document: Its document, relative to the corpus.
        format: What the file is.
        items: The document's items as the corpus reads them.
        new: How many of them weren't there before.
        changed: How many were there with another content.
        gone: How many of the document's earlier items the file no longer holds.
        duplicates: Questions that another document asks as well, each with its place.
        notes: What was left out or is held differently.
        written: Whether the document was written; not in a dry run, nor where nothing has changed.
    """

    document: str
    format: str
    items: tuple[Item, ...]
    new: int
    changed: int
    gone: int
    duplicates: tuple[str, ...]
    notes: tuple[str, ...]
    written: bool

    @property
    def kept(self) -> int:
        """How many items were there before and are the same."""
        return len(self.items) - self.new - self.changed
