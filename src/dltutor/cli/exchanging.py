"""``dltutor export`` and ``dltutor import``: questions for other programs, and questions from them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import put, say
from dltutor.errors import DltutorError, UsageError

if TYPE_CHECKING:
    from dltutor.cli.session import Session
    from dltutor.study.exchange import ExportReport, Format, ImportReport

ENDINGS: dict[str, "Format"] = {
    ".apkg": "apkg",
    ".gift": "gift",
    ".xml": "moodle-xml",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
}
MOST_TOLD = 10
"""Lines about single questions; a deck may have hundreds of them."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(export)
    app.command("import")(import_files)


def export(  # noqa: PLR0913  one parameter an option
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write; its ending tells the format unless an option does.")],
    *,
    apkg: Annotated[bool, typer.Option("--apkg", help="A deck for Anki.")] = False,
    gift: Annotated[bool, typer.Option("--gift", help="GIFT, the text format of Moodle and others.")] = False,
    moodle_xml: Annotated[bool, typer.Option("--moodle-xml", help="Moodle XML.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table; with tabs where the file ends in .tsv.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines, which lose nothing.")] = False,
    topic: Annotated[str, typer.Option(help="Only questions of this topic.")] = "",
    document: Annotated[str, typer.Option(help="Only questions of this document.")] = "",
    item: Annotated[list[str] | None, typer.Option(help="Only this item, by its id; may be repeated.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write the questions of the corpus, with their answers, for another program. Your history stays here."""
    session: Session = context.obj
    flags: dict[Format, bool] = {"apkg": apkg, "gift": gift, "moodle-xml": moodle_xml, "csv": csv, "jsonl": jsonl}
    fmt = _format(file, [name for name, given in flags.items() if given])
    report = _export(session, fmt, file, topic=topic, document=document, ids=item, force=force)
    put(f"{report.exported} questions are in {report.file}.")
    _tell([f"left out: {line}" for line in report.skipped])


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Anki packages, GIFT, CSV, TSV or JSON Lines.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come.")] = False,
) -> None:
    """Make a document of each file's questions and put it into the corpus. Then run: dltutor index.

    A file that was imported before replaces its own document. Exits with 1 when a file couldn't be imported; the
    others are in.
    """
    session: Session = context.obj
    failed = written = 0
    for file in files:
        try:
            report = _import_file(session, file, dry_run=dry_run)
        except DltutorError as error:
            failed += 1
            say(f"{file}: {error.message} {error.hint}".rstrip())
            continue
        written += report.written
        _tell_import(report, dry_run=dry_run)
    if written:
        say("Next: dltutor index")
    if failed:
        raise typer.Exit(1)


def _format(file: Path, named: list["Format"]) -> "Format":
    """The one format that is asked for, else the one that the file's ending tells."""
    if len(named) > 1:
        raise UsageError(f"--{' and --'.join(named)} exclude each other.", hint="Write one file at a time.")
    found = named[0] if named else ENDINGS.get(file.suffix.lower())
    if found is None:
        raise UsageError(
            f"{file.name} doesn't tell which format is wanted.",
            hint="Add --apkg, --gift, --moodle-xml, --csv or --jsonl.",
        )
    return found


def _export(  # noqa: PLR0913  what may be chosen
    session: "Session", fmt: "Format", file: Path, *, topic: str, document: str, ids: list[str] | None, force: bool
) -> "ExportReport":
    from dltutor.study import exchange

    items = session.tutor.items()
    names = None if ids is None else {session.tutor.item(name).id for name in ids}
    return exchange.export(exchange.chosen(items, topic=topic, document=document, ids=names), fmt, file, force=force)


def _import_file(session: "Session", file: Path, *, dry_run: bool) -> "ImportReport":
    from dltutor import library
    from dltutor.study import exchange

    known = session.tutor.items()
    corpus = library.writable_corpus(session.config, dry_run=dry_run)
    return exchange.bring_in(corpus, file, known=known, dry_run=dry_run)


def _tell_import(report: "ImportReport", *, dry_run: bool) -> None:
    if dry_run:
        from dltutor.tui.describe import shortened, title

        for item in report.items:
            put(f"{item.id}\t{item.kind}\t{item.answer_status}\t{shortened(title(item), 100)}")
    where = "would go into" if dry_run else "are in"
    put(
        f"{len(report.items)} questions ({report.format}) {where} {report.document}: "
        f"{report.kept} kept · {report.changed} edited · {report.new} new · {report.gone} gone"
    )
    _tell(list(report.notes))
    _tell([f"twice: {line}" for line in report.duplicates])


def _tell(lines: list[str]) -> None:
    for line in lines[:MOST_TOLD]:
        say(line)
    if len(lines) > MOST_TOLD:
        say(f"… and {len(lines) - MOST_TOLD} more like that")
