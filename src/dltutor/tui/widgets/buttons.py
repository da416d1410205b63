"""Words that can be clicked, for who has no hand at the keys: each does what a key does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from dltutor.tui.commands import COMMANDS
from dltutor.tui.text import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DONE = {command.id: command for command in COMMANDS}
BETWEEN = " · "
LINKS = """
{name} {{
    link-style: none; link-background: initial; link-color: {colour};
    link-style-hover: underline; link-background-hover: initial; link-color-hover: $text-accent;
}}
"""
"""How words look that can be clicked; underlined below the mouse."""


class Button(NamedTuple):
    """What is said, and what a click on it does."""

    label: str
    action: str


def button(command: str, label: str = "", *, key: str = "") -> Button:
    """A button for a command, by its id.

    Args:
        command: Its id.
        label: What is said; the command's own label unless told.
        key: Which of its keys is meant, of a command that does something else with each.
    """
    done = DONE[command]
    return Button(label or done.label, done.owner + done.act(key))


def linked(text: str, action: str, style: str = "") -> Content:
    """A text that does an action when it is clicked."""
    return content(text, style).stylize(Style.from_meta({"@click": action}))


class Buttons(Static):
    """A quiet line of them. It never takes the focus, and goes on in the next line where there is no room.

    Args:
        buttons: What is offered.
        boxed: Whether each stands in brackets, as the ways out of a dialog do.
    """

    DEFAULT_CSS = (
        "Buttons { height: auto; color: $text-muted; padding: 0 1; } Buttons.-boxed { padding: 0; margin: 1 0 0 0; }"
        + LINKS.format(name="Buttons", colour="$text-muted")
        + LINKS.format(name="Buttons.-boxed", colour="$text-accent")
    )

    def __init__(self, buttons: Iterable[Button] = (), *, boxed: bool = False) -> None:
        super().__init__(classes="-boxed" if boxed else None)
        self._boxed = boxed
        self._buttons = tuple(buttons)

    def offer(self, buttons: Iterable[Button]) -> None:
        """Offer these from now on."""
        self._buttons = tuple(buttons)
        self._tell()

    def on_resize(self) -> None:
        """Break the line where it must be, once this layout is done: the height may change by that."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        self.display = bool(self._buttons)
        room = self.content_size.width
        if not room:
            return  # it isn't known yet; whatever would be drawn here would be too high
        between = "  " if self._boxed else BETWEEN
        shown = [f"[ {label} ]" if self._boxed else label for label, _ in self._buttons]
        lines = [
            Content(between).join([linked(shown[place], self._buttons[place].action) for place in line])
            for line in fitted([len(text) for text in shown], len(between), room)
        ]
        self.update(Content("\n").join(lines))


def fitted(widths: Sequence[int], between: int, room: int) -> list[list[int]]:
    """Which of some words stand in which line, each line as full as it may be.

    Args:
        widths: Cells of each.
        between: Cells between two in one line.
        room: Cells of a line; a word that is wider has one of its own.
    """
    lines: list[list[int]] = []
    used = 0
    for place, width in enumerate(widths):
        if lines and used + between + width <= room:
            lines[-1].append(place)
            used += between + width
        else:
            lines.append([place])
            used = width
    return lines
