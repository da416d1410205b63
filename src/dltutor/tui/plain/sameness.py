"""Asking line by line which question a card belongs to, after documents changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dltutor.tui import describe

if TYPE_CHECKING:
    from dltutor.study.recognised import Ask
    from dltutor.studying import Studying
    from dltutor.tui.plain.console import Console


def ask_same(study: Studying, console: Console) -> None:
    """Ask about each card that isn't certain; an empty line leaves it for another time."""
    for ask in study.asks():
        _ask(study, console, ask)


def _ask(study: Studying, console: Console, ask: Ask) -> None:
    console.say("Your documents have changed. You have learnt this question; its progress is kept:")
    console.say(describe.one_line(ask.card.question), "Is it one of these now?")
    for number, item in enumerate(ask.candidates, start=1):
        console.say(f"{number} {describe.title(item)} ({describe.place(item.source)})")
    console.say("Type its number, n for none of them, or Enter to be asked another time.")
    while said := console.reply().lower():
        if said == "n":
            study.say_gone(ask.card.id)
            return
        if said.isdecimal() and 1 <= int(said) <= len(ask.candidates):
            study.say_same(ask.card.id, ask.candidates[int(said) - 1].id)
            return
        console.say(f"Please type a number from 1 to {len(ask.candidates)}, n, or Enter.")
