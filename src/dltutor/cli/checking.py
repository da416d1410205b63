"""``dltutor check``: what is wrong with the corpus, by file and line, and how much it holds."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import put, put_json, say

if TYPE_CHECKING:
    from dltutor.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    context: typer.Context,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Hold the corpus to all that the shipped one promises; hints are errors.")
    ] = False,
    summary: Annotated[bool, typer.Option("--summary", help="Print what the corpus holds by topic, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, one finding a line.")] = False,
) -> None:
    """Check the corpus: fields, links, credits, formulas, computations, twins. Exits with 1 if there are errors.

    In your own corpus only what is lost or contradicts itself is an error; what would make it a better one is a hint.
    """
    session: Session = context.obj
    checked = session.tutor.check(strict=strict or None)
    for finding in checked.findings:
        put_json(asdict(finding)) if as_json else put(str(finding))
    if summary:
        from dltutor.check import count, table

        put(table(count(checked.items)))
    hints = len(checked.findings) - checked.errors
    say(f"{_counted(checked.errors, 'error')}, {_counted(hints, 'hint')} in {len(checked.items)} items")
    if checked.errors:
        raise typer.Exit(1)


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
