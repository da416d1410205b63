"""The item bank: every document of a corpus, read. One document that can't be read never stops the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dltutor.bank.item import Item
from dltutor.bank.parsed import Doubt
from dltutor.bank.reader import read, readable
from dltutor.bank.recognise import parse
from dltutor.bank.twins import disagreements
from dltutor.errors import DocumentError, UsageError
from dltutor.progress import Progress, Report, silent


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the bank.

    Attributes:
        path: Relative to the corpus, with forward slashes.
        layout: How it was read; empty where it couldn't be.
        items: Its items, in order.
        doubts: What a person should look at.
    """

    path: str
    layout: str = ""
    items: tuple[Item, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """All documents of a corpus with their items and doubts."""

    entries: tuple[Entry, ...]
    conflicts: tuple[Doubt, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, document by document."""
        return tuple(item for entry in self.entries for item in entry.items)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """All doubts: of each document, and between documents."""
        return (*(doubt for entry in self.entries for doubt in entry.doubts), *self.conflicts)


def files(corpus: Path) -> Iterator[tuple[str, Path]]:
    """The documents of a corpus: names relative to it and paths, sorted. Raises UsageError where there is no folder."""
    if not corpus.is_dir():
        raise UsageError(
            f"There is no folder {corpus}.",
            hint="Name one with --corpus DIR, or make one with: dltutor add PATH",
        )
    for path in sorted(corpus.rglob("*")):
        name = path.relative_to(corpus)
        if not any(part.startswith(".") for part in name.parts) and not path.is_dir() and readable(path):
            yield name.as_posix(), path


def read_entry(corpus: Path, name: str, path: Path, layout: str = "") -> Entry:
    """Read one document. What goes wrong becomes a doubt, not an error.

    A link that leads out of the corpus isn't followed: what a corpus cites must lie in it.
    """
    try:
        _check_inside(corpus, name, path)
        document = read(path, name)
        parsed = parse(document, layout)
    except (DocumentError, UsageError) as error:
        said = " ".join(part for part in (error.message, error.hint) if part)
        return Entry(name, doubts=(Doubt(name, 1, "unread", said),))
    return Entry(name, parsed.layout, parsed.items, parsed.doubts)


def _check_inside(corpus: Path, name: str, path: Path) -> None:
    if path.exists() and not path.resolve().is_relative_to(corpus.resolve()):
        hint = f"Copy it in: dltutor add {path.resolve()}"
        raise DocumentError(f"{name} leads to a place outside the corpus.", hint=hint)


def read_corpus(corpus: Path, *, layouts: Mapping[str, str] | None = None, report: Report = silent) -> Bank:
    """Read every document of a corpus.

    Args:
        corpus: The folder.
        layouts: Layouts that a person named, by document.
        report: Told after each document.

    Raises:
        UsageError: There is no such folder.
    """
    found = list(files(corpus))
    entries: list[Entry] = []
    for done, (name, path) in enumerate(found, start=1):
        entries.append(read_entry(corpus, name, path, (layouts or {}).get(name, "")))
        report(Progress("reading", done, len(found)))
    entries = _unique(entries)
    return Bank(tuple(entries), tuple(disagreements(item for entry in entries for item in entry.items)))


def _unique(entries: list[Entry]) -> list[Entry]:
    """Give items of documents whose names differ only by suffix ids of their own."""
    taken: set[str] = set()
    kept = []
    for entry in entries:
        clashes = [item for item in entry.items if item.id in taken]
        if clashes:
            suffix = entry.path.rsplit(".", 1)[-1]
            items = tuple(
                replace(item, id=f"{item.id}.{suffix}" if item.id in taken else item.id) for item in entry.items
            )
            message = f"{len(clashes)} ids stand in another document too; here they end in .{suffix}"
            doubts = (*entry.doubts, Doubt(entry.path, 1, "duplicate", message))
            entry = replace(entry, items=items, doubts=doubts)  # noqa: PLW2901  the finished entry
        taken.update(item.id for item in entry.items)
        kept.append(entry)
    return kept
