"""What can be done with an answer, for the mouse: every row of a card that can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

if TYPE_CHECKING:
    from dltutor.tui.answers.exchange import Exchange

WITH_ANSWER = {
    "try": "Try",
    "open": "Place",
    "copy": "Copy",
    "more": "More",
    "formulas": "Formulas",
    "add-to-review": "Add to review",
}
"""What is offered under an answer, by the command's name."""
WITHOUT = {"edit_question": "Edit the question", "copy": "Copy"}
"""What is offered where there is none to be seen."""
BETWEEN = " · "


def clickable(text: Content, command: str) -> Content:
    """A text that does a command when it is clicked; as it is where no command is named."""
    return text.stylize(Style.from_meta({"@click": f"app.later({command!r})"})) if command else text


class ActionRow(Static):
    """One dim line with what can be done; the keys are told by the footer and the help."""

    DEFAULT_CSS = """
    ActionRow {
        height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
        link-color: $text-muted; link-style: none; link-background: initial;
        link-color-hover: $text-accent; link-style-hover: underline; link-background-hover: initial;
    }
    """

    def __init__(self, exchange: Exchange) -> None:
        offered = WITH_ANSWER if exchange.hit is not None else WITHOUT
        if exchange.reply is None:
            offered = {}
        links = [clickable(Content(label), command) for command, label in offered.items()]
        super().__init__(Content(BETWEEN).join(links))
