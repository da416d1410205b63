"""``dltutor stats``."""

from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import put, put_json
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from dltutor.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(stats)


def stats(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="One table with the columns section, name, measure, value.")
    ] = False,
) -> None:
    """Show your progress: what is due, what you know by topic, what needs attention.

    With it: how much of what you knew you still remember, whether you are right when you are sure, how far you and the
    tutor agree, when you studied, and how your exams went. Computed anew from your history each time.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other.", hint="Give one of them.")
    session: Session = context.obj
    report = session.tutor.study.progress()
    if as_json:
        put_json(report.to_json())
    else:
        put(report.to_csv().removesuffix("\n") if as_csv else str(report))
