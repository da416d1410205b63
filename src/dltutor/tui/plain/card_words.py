"""What becomes of a question: putting it off, suspending and marking it, going back to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dltutor.tui import describe

if TYPE_CHECKING:
    from dltutor.study.card import ActionKind
    from dltutor.study.sitting import Asked
    from dltutor.studying import Studying
    from dltutor.tui.plain.console import Console
    from dltutor.tui.rounds import Round

ACTIONS: dict[str, ActionKind] = {"/later": "bury", "/suspend": "suspend", "/flag": "flag"}
BACK: dict[ActionKind, ActionKind] = {"suspend": "resume", "flag": "unflag"}
"""What takes an action back."""
TOLD: dict[ActionKind, str] = {
    "bury": "It waits until tomorrow.",
    "suspend": "It is not asked again; the same word once more takes that back.",
    "resume": "It is asked again.",
    "flag": "Marked; the same word once more takes the mark off.",
    "unflag": "The mark is off.",
}


def act(study: Studying, console: Console, round_: Round, asked: Asked, command: str) -> bool:
    """Put a question off, suspend or flag it; False where the command is none of these."""
    if command not in ACTIONS:
        return False
    kind, told = turned(study, asked.wanted.item.id, ACTIONS[command])
    console.say(told)
    if kind == "bury" or (kind == "suspend" and round_.now.handed is None):
        round_.bury()
    return True


def turned(study: Studying, item: str, kind: ActionKind) -> tuple[ActionKind, str]:
    """Do something to an item's card, or take it back where it was done before; what was done, and that in words."""
    card = study.cards().get(item)
    if card is not None and ((kind == "suspend" and card.suspended) or (kind == "flag" and card.flagged)):
        kind = BACK[kind]
    study.act(item, kind)
    return kind, TOLD[kind]


def go_back(study: Studying, console: Console, round_: Round) -> None:
    """Take back the decision on the question before, which then waits for it again."""
    settled = round_.undo()
    if settled is None:
        console.say("There is nothing to undo.")
        return
    if settled.handed is not None:
        study.take_back(settled.handed)
    console.say(f"Taken back: {describe.title(settled.asked.wanted.item)}")
