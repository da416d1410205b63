"""A whole corpus, checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dltutor.bank.bank import Entry, read_corpus
from dltutor.bank.document import is_paper
from dltutor.bank.item import Item
from dltutor.bank.parsed import Doubt
from dltutor.bank.reader import read
from dltutor.check.characters import check_characters
from dltutor.check.computations import check_computations
from dltutor.check.fields import check_fields
from dltutor.check.finding import STRUCTURAL, Finding, Rule
from dltutor.check.formulas import check_formulas
from dltutor.check.markdown import check_markdown
from dltutor.check.papers import check_paper
from dltutor.check.place import Place, places
from dltutor.check.promises import check_item
from dltutor.check.relations import check_relations
from dltutor.progress import Report, silent

# What the reader itself doubted; its other doubts are found here by rules of their own.
DOUBTED: dict[str, Rule] = {"unread": "unread", "duplicate": "duplicate", "credits": "credits", "conflict": "twin"}


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome.

    Attributes:
        findings: By document and line.
        items: The items of the corpus, fragments included.
    """

    findings: tuple[Finding, ...]
    items: tuple[Item, ...]

    @property
    def errors(self) -> int:
        """How many findings fail the check."""
        return sum(one.error for one in self.findings)


def check_corpus(
    corpus: Path, *, strict: bool = False, layouts: Mapping[str, str] | None = None, report: Report = silent
) -> Checked:
    """Check every document of a corpus.

    Args:
        corpus: The folder.
        strict: Whether the promises of the shipped corpus hold here too, so that each broken one is an error. Else only
            what is lost or contradicts itself is an error, and only in documents that are Markdown: a scan can't be
            blamed for its dollars.
        layouts: Layouts that a person named, by document.
        report: Told after each document.

    Raises:
        UsageError: There is no such folder.
    """
    bank = read_corpus(corpus, layouts=layouts, report=report)
    found = [_found(doubt) for doubt in bank.doubts if doubt.kind in DOUBTED]
    where: dict[str, Place] = {}
    for entry in bank.entries:
        found += _check_entry(entry, corpus, where)
    found += check_relations(bank.items, where)
    graded = {
        replace(one, error=strict or one.rule == "unread" or (one.rule in STRUCTURAL and _is_written(one.document)))
        for one in found
    }
    return Checked(tuple(sorted(graded)), bank.items)


def _is_written(path: str) -> bool:
    """Whether a document is one that people write as Markdown, so that it can be held to the format."""
    return path.endswith((".md", ".markdown"))


def _found(doubt: Doubt) -> Finding:
    return Finding(doubt.document, doubt.line, DOUBTED[doubt.kind], doubt.message)


def _check_entry(entry: Entry, corpus: Path, where: dict[str, Place]) -> Iterator[Finding]:
    """Check one document by itself, and note the places of its items."""
    if not entry.layout:
        return
    if not _is_written(entry.path):
        where.update((item.id, Place(entry.path, item.source.line)) for item in entry.items)
        paper = entry.layout == "exam"
    else:
        document = read(corpus / entry.path, entry.path)
        where.update(zip((item.id for item in entry.items), places(document, entry.items), strict=True))
        paper = is_paper(document)
        for rule in (check_fields, check_formulas, check_characters):
            yield from rule(document)
        yield from check_markdown(document, corpus)
        if paper:
            yield from check_paper(document, entry.items)
    for item in entry.items:
        yield from check_item(item, where[item.id], paper=paper)
        yield from check_computations(item, where[item.id])
