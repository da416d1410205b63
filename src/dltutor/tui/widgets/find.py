"""The line in which one types what to find in the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.actions import clickable
from dltutor.tui.widgets.typing import do_in_order

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

BUTTONS = {"find_previous": "▲ before", "find_next": "▼ next", "find_close": "✕ close"}


class FindLine(Input):
    """Where the words are typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("find", focus="find")

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to in the order of typing; what is typed behind a closing key is for the prompt."""
        if self.has_focus:
            await do_in_order(self, event)
        else:
            event.prevent_default()


class FindBar(HorizontalGroup):
    """The words, how many places hold them, and buttons for the mouse."""

    DEFAULT_CSS = """
    FindBar {
        padding: 0 1; background: $surface;
        Static { width: auto; height: 1; }
        FindLine { width: 1fr; min-width: 10; background: $surface; }
        .count { color: $text-muted; padding: 0 1; }
        .buttons {
            link-style: none; link-color: $text-muted; link-background: initial;
            link-style-hover: underline; link-color-hover: $text-accent; link-background-hover: initial;
        }
    }
    """

    @dataclass
    class Wanted(Message):
        """Other words are looked for."""

        words: str

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Label, words, count, buttons."""
        yield Static(content("Find: "))
        yield FindLine(self._words, compact=True, select_on_focus=True)
        yield Static(classes="count")
        buttons = [clickable(Content(label), command) for command, label in BUTTONS.items()]
        yield Static(Content("  ").join(buttons), classes="buttons")

    @property
    def line(self) -> FindLine:
        """Where the words are typed."""
        return self.query_one(FindLine)

    def tell(self, at: int, count: int) -> None:
        """Say which of the places is shown, counted from 1, or that there is none."""
        told = f"{at} of {count}" if count else "nothing found" if self.line.value.strip() else ""
        self.query_one(".count", Static).update(content(told))

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Look for other words."""
        event.stop()
        self.post_message(self.Wanted(event.value))
