"""Items → a file of another program, by format."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from dltutor.bank.item import Item
from dltutor.errors import UsageError
from dltutor.files import write_atomically
from dltutor.study.day import Clock, now
from dltutor.study.exchange import apkg_write, csv_format, gift_write, jsonl_format, moodle_xml
from dltutor.study.exchange.report import ExportReport, Format


@dataclass(frozen=True, slots=True)
class _Writer:
    """How a format is written: its bytes, and why it can't hold an item."""

    write: Callable[[Sequence[Item], Path, float], bytes]
    why_not: Callable[[Item], str]


def _anything(_: Item) -> str:
    return ""


WRITERS: dict[Format, _Writer] = {
    "apkg": _Writer(lambda items, _, moment: apkg_write.write(items, moment), apkg_write.why_not),
    "gift": _Writer(lambda items, *_: gift_write.write(items), gift_write.why_not),
    "moodle-xml": _Writer(lambda items, *_: moodle_xml.write(items), gift_write.why_not),
    "csv": _Writer(lambda items, file, _: csv_format.write(items, delimiter=_delimiter(file)), _anything),
    "jsonl": _Writer(lambda items, *_: jsonl_format.write(items), _anything),
}


def chosen(
    items: Sequence[Item], *, topic: str = "", document: str = "", ids: Collection[str] | None = None
) -> tuple[Item, ...]:
    """The questions among items: of a topic, of a document, or of some ids; all of them by default.

    Fragments and transcripts are no questions to learn. Raises UsageError where nothing is left.
    """
    found = tuple(
        item
        for item in items
        if item.kind != "fragment"
        and item.answer_status != "transcript"
        and item.topic.casefold().startswith(topic.casefold())
        and document.casefold() in item.source.document.casefold()
        and (ids is None or item.id in ids)
    )
    if not found:
        raise UsageError("No question fits that choice.", hint="See what there is: dltutor items")
    return found


def export(items: Sequence[Item], fmt: Format, file: Path, *, force: bool = False, clock: Clock = now) -> ExportReport:
    """Write items into a file, without anything of the person's history.

    Args:
        items: As :func:`chosen`.
        fmt: The file's format.
        file: Where to; a file ending in ``.tsv`` is separated by tabs.
        force: Replace a file that exists.
        clock: Tells an Anki package's age.

    Raises:
        UsageError: The file exists, can't be written, or would hold nothing.
    """
    if file.is_dir() or (file.exists() and not force):
        what = "is a folder" if file.is_dir() else "exists already"
        raise UsageError(f"{file} {what}.", hint="Give another name, or --force to replace it.")
    writer = WRITERS[fmt]
    refused = {item.id: why for item in items if (why := writer.why_not(item))}
    kept = [item for item in items if item.id not in refused]
    skipped = tuple(f"{name}: {why}" for name, why in refused.items())
    if not kept:
        raise UsageError(
            f"None of the questions fits into {fmt}: {skipped[0] if skipped else 'there is none'}.",
            hint="jsonl and csv hold every question.",
        )
    content = writer.write(kept, file, clock().timestamp())
    try:
        write_atomically(file, content)
    except OSError as error:
        raise UsageError(
            f"{file} can't be written: {error.strerror or error}.", hint="Name a folder that you may write into."
        ) from None
    return ExportReport(len(kept), skipped, file)


def _delimiter(file: Path) -> str:
    return "\t" if file.suffix.lower() in {".tsv", ".tab"} else ","
