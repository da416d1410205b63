"""``dltutor add``, ``items``, ``show`` and ``inbox``: the documents and what was understood of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import put, put_json, say
from dltutor.tutor import Item

if TYPE_CHECKING:
    from dltutor.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (add, items, show, inbox):
        app.command()(command)


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    *,
    layout: Annotated[str, typer.Option(help="Read them by this layout instead of recognising one.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Put them in the place of documents of the same name.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be understood.")] = False,
) -> None:
    """Copy documents into the corpus and say what was understood of each. Then run: dltutor index.

    Exits with 1 when a document was refused; the others are in.
    """
    session: Session = context.obj
    if layout:
        from dltutor.bank.recognise import check_layout

        check_layout(layout)
    added = session.tutor.add(paths, layout=layout, replace=replace, dry_run=dry_run)
    for one in added:
        (put if one.accepted else say)(
            f"{one.document or one.path}: {'' if one.accepted else 'refused: '}{one.outcome}"
        )
    accepted = sum(one.accepted for one in added)
    where = session.tutor.config.corpus_dir
    say(f"{accepted} of {len(added)} documents {'would go' if dry_run else 'are'} in {where}")
    if accepted and not dry_run:
        say("Next: dltutor index")
    if accepted < len(added) or not added:
        raise typer.Exit(1)


def items(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Only items that hold all these words.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, one item a line.")] = False,
    document: Annotated[str, typer.Option(help="Only items of this document.")] = "",
) -> None:
    """List the question items of the corpus as it is on disk now."""
    session: Session = context.obj
    wanted = query.casefold().split()
    for item in session.tutor.items():
        if document and document not in item.source.document:
            continue
        if wanted and not all(word in _words(item) for word in wanted):
            continue
        put_json(item.to_json()) if as_json else put(_row(item))


def _words(item: Item) -> str:
    return " ".join((item.id, item.question, item.answer, *item.aliases, item.source.trail)).casefold()


def _row(item: Item) -> str:
    from dltutor.tui.describe import shortened, title

    return f"{item.id}\t{item.kind}\t{item.answer_status}\t{shortened(title(item), 100)}"


def show(
    context: typer.Context,
    id: Annotated[str, typer.Argument(help="The item's id, or its end.")],  # noqa: A002  the option's printed name
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
) -> None:
    """Show one item with its answer, options, key points and place."""
    session: Session = context.obj
    item = session.tutor.item(id)
    if as_json:
        put_json(item.to_json())
        return
    from dltutor.tui.describe import item_text

    put(item_text(item))


def inbox(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, one doubt a line.")] = False,
) -> None:
    """List what a person should look at, with file and line.

    Unread files, missing answers and keys, marks that don't add up, documents that disagree.
    """
    session: Session = context.obj
    doubts = session.tutor.inbox()
    for doubt in doubts:
        if as_json:
            put_json({"document": doubt.document, "line": doubt.line, "kind": doubt.kind, "message": doubt.message})
        else:
            put(str(doubt))
    say(f"{len(doubts)} doubts" if doubts else "Nothing to look at.")
