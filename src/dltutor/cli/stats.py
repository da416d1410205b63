"""``dltutor stats``."""

from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import put, put_json

if TYPE_CHECKING:
    from dltutor.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(stats)


def stats(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
) -> None:
    """Show how far you and the tutor agree about what answers are worth.

    From what you confirmed or changed in the app: how often, in which direction, and what the tutor has learnt of it.
    """
    session: Session = context.obj
    agreement = session.tutor.agreement()
    put_json({"agreement": agreement.to_json()}) if as_json else put(str(agreement))
