"""``dltutor grade``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dltutor.cli.batch import echo, requests
from dltutor.cli.output import put, put_json
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from dltutor.cli.session import Session
    from dltutor.tutor import Graded

UNGRADED = 3
EXAMPLE = '{"item": "…", "answer": "…"}'
LONG = ("question", "reference", "answer")
"""Texts of a request that a program has already, and that a reply needn't repeat."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(grade)


def grade(  # noqa: PLR0913  one for each option
    context: typer.Context,
    *,
    item: Annotated[str | None, typer.Option(help="The item's id, or its end.")] = None,
    answer: Annotated[str | None, typer.Option(help="The answer to grade.")] = None,
    file: Annotated[str | None, typer.Option(help="A file that holds the answer, - for standard input.")] = None,
    batch: Annotated[
        str | None, typer.Option(help=f"Grade many: a JSON Lines file of {EXAMPLE}, - for standard input.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of text; of a batch always.")
    ] = False,
) -> None:
    """Grade a typed answer against the document's own, key point by key point. A suggestion, never a verdict.

    Exits with 0 when graded, with 3 when the documents hold nothing to grade it by. Nothing is kept.
    """
    session: Session = context.obj
    if batch is not None and (item, answer, file) == (None, None, None):
        _grade_batch(session, batch)
        return
    if item is None or batch is not None or (answer is None) == (file is None):
        raise UsageError(
            "Give --item ID with either --answer TEXT or --file FILE, or else --batch FILE.",
            hint='For example: dltutor grade --item regularisation/dropout --answer "It switches units off."',
        )
    graded = session.tutor.grade(item, _text(file) if answer is None else answer)
    if as_json:
        put_json(_reply(graded))
    else:
        from dltutor.tui.describe_grading import grading_text

        put(grading_text(graded))
    if graded.grading.verdict == "ungraded":
        raise typer.Exit(UNGRADED)


def _text(file: str | None) -> str:
    """The answer that a file, or standard input, holds."""
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file or "").read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror}.", hint="Name a text file, or -.") from None


def _grade_batch(session: "Session", batch: str) -> None:
    """One grading a line, in order. It ends with 0 whatever was graded."""
    for number, request in requests(batch, EXAMPLE):
        try:
            graded = session.tutor.grade_request(request)
        except UsageError as error:
            raise UsageError(f"Line {number} of the batch: {error.message}", hint=error.hint) from None
        put_json(echo(request, _plain(request)) | _reply(graded))


def _plain(request: dict[str, Any]) -> tuple[str, ...]:
    """What is handed back: the id, and whatever else is short and plain."""
    return tuple(
        name
        for name, value in request.items()
        if name == "id" or (name not in LONG and not isinstance(value, dict | list))
    )


def _reply(graded: "Graded") -> dict[str, Any]:
    item = graded.item.id if graded.item else ""
    return {"item": item or None, **graded.grading.to_json()}
