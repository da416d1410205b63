"""``dltutor backup``, ``restore`` and ``cards``."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dltutor.cli.output import put, put_json, say
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.cli.session import Session
    from dltutor.study.card import ActionKind, Card
    from dltutor.study.recognised import Ask


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (backup, restore, cards):
        app.command()(command)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write, or a folder for one with a dated name.")],
) -> None:
    """Copy your history (attempts, decisions, exams, plan) into one file; safe while the app is open."""
    session: Session = context.obj
    put(f"Kept in {session.tutor.study.backup(file)}.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that backup made.")],
) -> None:
    """Bring back a history that was backed up; the present one is kept beside it."""
    session: Session = context.obj
    kept = session.tutor.study.restore(file)
    put(f"Restored from {file}.")
    if kept is not None:
        say(f"What was there before is in {kept}.")


def cards(  # noqa: PLR0913  one for each option
    context: typer.Context,
    *,
    gone: Annotated[bool, typer.Option("--gone", help="Only those whose question is in no document any more.")] = False,
    suspended: Annotated[bool, typer.Option("--suspended", help="Only those that are never asked.")] = False,
    flagged: Annotated[bool, typer.Option("--flagged", help="Only those that you marked.")] = False,
    add: Annotated[list[str] | None, typer.Option(help="Put an item, by its id, into review.")] = None,
    suspend: Annotated[list[str] | None, typer.Option(help="Never ask an item again.")] = None,
    resume: Annotated[list[str] | None, typer.Option(help="Ask an item again that was suspended.")] = None,
    flag: Annotated[list[str] | None, typer.Option(help="Mark an item.")] = None,
    unflag: Annotated[list[str] | None, typer.Option(help="Take the mark off an item.")] = None,
    same: Annotated[
        tuple[int, str] | None, typer.Option(help="Say that a card belongs to an item: its number and the item's id.")
    ] = None,
    drop: Annotated[int | None, typer.Option(help="Say that the question of a card, by its number, is gone.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a card instead of text.")] = False,
) -> None:
    """Show what your history knows of questions: which are suspended, marked or gone, and which need a word of yours.

    Documents change: a question is recognised by its id, its wording, or its place. Where that isn't certain, the card
    is listed as a question to you, and --same or --drop answers it. With --add, --suspend, --resume, --flag or
    --unflag, which may be repeated, only the cards that these change are shown.
    """
    session: Session = context.obj
    if same is not None and drop is not None:
        raise UsageError("--same and --drop exclude each other.", hint="One card at a time.")
    study = session.tutor.study
    wanted = {"add": add, "suspend": suspend, "resume": resume, "flag": flag, "unflag": unflag}
    items = [(study.item(name).id, kind) for kind, names in wanted.items() for name in names or ()]
    if items:  # every name is known before anything is done
        _show([study.act(item, cast("ActionKind", kind)) for item, kind in items], as_json=as_json)
        return
    if same is not None:
        study.say_same(*same)
    if drop is not None:
        study.say_gone(drop)
    recognised = study.recognise()
    found = study.orphans() if gone else (*study.cards().values(), *study.orphans())
    found = tuple(card for card in found if card.suspended >= suspended and card.flagged >= flagged)
    _show(found, as_json=as_json)
    if not as_json:
        if not found:
            is_filtered = gone or suspended or flagged
            say("No such cards." if is_filtered else "No cards yet: they begin with your first answer in a quiz.")
        for ask in recognised.asks:
            _put_question(ask)


def _show(cards: "Sequence[Card]", *, as_json: bool) -> None:
    from dltutor.tui.describe_cards import card_line

    for card in cards:
        put_json(asdict(card)) if as_json else put(card_line(card))


def _put_question(ask: "Ask") -> None:
    """What only the student can say, and what to type."""
    from dltutor.tui.describe_cards import card_line

    put(f"\nIs it the same question? Card {card_line(ask.card)}")
    for candidate in ask.candidates:
        put(f"  dltutor cards --same {ask.card.id} {candidate.id}")
    put(f"  dltutor cards --drop {ask.card.id}")
