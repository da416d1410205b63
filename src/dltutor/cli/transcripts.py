"""``dltutor transcripts``: the sessions that were kept."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dltutor.cli.output import put, put_json, say
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from dltutor.tui.sessions.session import Session

VERBS = ("list", "show", "export")
WIDTH = 60
"""Characters of a session's first question in the list."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(transcripts)


def transcripts(  # noqa: PLR0913  one for each option
    verb: Annotated[str, typer.Argument(help="One of: list, show, export.")] = "list",
    name: Annotated[
        str, typer.Argument(help="A session's ID or its beginning, its number in the list, or: last.")
    ] = "",
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Of an export: a new file, or a folder for one.")
    ] = None,
    form: Annotated[
        Literal["markdown", "json"] | None,
        typer.Option("--format", help="Of an export; else Markdown, or JSON where the file's name ends in .json."),
    ] = None,
    delete: Annotated[str, typer.Option(help="Delete a session for good, by its whole ID.", metavar="ID")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Of list: one JSON object a session. Of show: one.")] = False,
) -> None:
    """List the sessions that were kept, show one, write one into a file, or delete one.

    What is asked in the tutor, and what is answered, is kept as it goes, unless the settings say history = false.
    dltutor --resume goes on with the last session, dltutor --resume ID with another.
    """
    from dltutor.tui.sessions import exporting, store

    if verb not in VERBS:
        raise UsageError(f"{verb!r} can't be done with transcripts.", hint=f"It can be {', '.join(VERBS)}.")
    if delete:
        store.delete(delete)
        put(f"Deleted: {delete}")
    elif verb == "list":
        _list(list(store.every()), as_json=as_json)
    elif verb == "show" and as_json:
        put_json(store.find(name).to_json())
    elif verb == "show":
        put(exporting.text(store.find(name), "markdown").rstrip("\n"))
    else:
        put(f"Written to {exporting.write(store.find(name), str(output or ''), form)}.")


def _list(sessions: "list[Session]", *, as_json: bool) -> None:
    from dltutor.tui.describe import shortened

    if not sessions and not as_json:
        say("No session is kept yet: they begin with your first question in the tutor.")
    for number, session in enumerate(sessions, start=1):
        if as_json:
            put_json(_summary(session))
        else:
            first = shortened(" ".join(session.entries[0].asked.split()), WIDTH)
            put(f"{number:>3}  {session.id}  {len(session.entries):>4} asked  {first}")


def _summary(session: "Session") -> dict[str, Any]:
    return {
        "id": session.id,
        "begun": session.begun.isoformat(),
        "last": session.last.isoformat(),
        "corpus": session.corpus,
        "questions": len(session.entries),
        "first": session.entries[0].asked,
    }
