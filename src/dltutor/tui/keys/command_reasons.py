"""Why a command can't be done now, from what there is to do it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.widgets.rows import LoadRow

if TYPE_CHECKING:
    from dltutor.progress import Progress
    from dltutor.tui.widgets.transcript import Transcript

NO_ANSWER = "There is no answer yet."
WITHOUT_ANSWER = {
    "open": "There is no source to open yet.",
    "try": "Ask for a question first, or type /try and its ID or some words.",
    "add-to-review": "Ask for a question first: then its answer can be added.",
    "more": NO_ANSWER,
    "copy": NO_ANSWER,
    "copy_answer": NO_ANSWER,
    "edit_question": NO_ANSWER,
    "formulas": NO_ANSWER,
    "find": NO_ANSWER,
    "previous_answer": NO_ANSWER,
    "next_answer": NO_ANSWER,
}
"""What is said of commands of the chat before the first answer."""
NOT_SHOWN = "There is no answer to copy here: pick a question by its number first."
NOTHING_NEAR = "Nothing further is near."
IDLE = "Nothing is being built."
BUILDING = "The index is being built; {cancel} stops that."


def of_chat(transcript: Transcript, command_id: str) -> str:
    """Why a command of the chat can't be done now; empty where it can."""
    if command_id in {"load_earlier", "load_later"}:
        earlier, later = transcript.query_children(LoadRow)
        row, word = (earlier, "earlier") if command_id == "load_earlier" else (later, "later")
        return "" if row.has_class("-shown") else f"There are no {word} answers."
    if command_id not in WITHOUT_ANSWER:
        return ""
    card = transcript.current
    if card is None:
        # What is out of view is looked through, too.
        return "" if command_id == "find" and transcript.exchanges else WITHOUT_ANSWER[command_id]
    exchange = card.exchange
    if command_id == "copy_answer" and exchange.hit is None:
        return NOT_SHOWN
    if command_id in {"open", "try", "add-to-review"} and exchange.hit is None and not exchange.others:
        return WITHOUT_ANSWER[command_id]
    return NOTHING_NEAR if command_id == "more" and not exchange.unlisted else ""


def of_app(progress: Progress | None, command_id: str) -> str:
    """Why a command of the app can't be done now; empty where it can."""
    if command_id == "cancel" and progress is None:
        return IDLE
    return with_keys(BUILDING) if command_id == "rebuild" and progress is not None else ""
