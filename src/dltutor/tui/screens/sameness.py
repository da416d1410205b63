"""Whether a question that was studied has become another one: only the student can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Static

from dltutor.tui import describe
from dltutor.tui.commands import bindings
from dltutor.tui.grace import Grace
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import Button, Buttons
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.page import Page
from dltutor.tui.widgets.ways import WayRow

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.recognised import Ask

NONE = ""
"""Said of a card whose question is none of those offered."""


class SamenessScreen(ModalScreen[str | None]):
    """Shows a question as it was learnt and what it may be now. Gives the item's id back, NONE, or None for later.

    Args:
        ask: The card and its candidates.
        more: How many such questions follow.
    """

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "same(1)", "The same", key_display="1–3"),
        Binding("2", "same(2)", "The same", show=False),
        Binding("3", "same(3)", "The same", show=False),
        Binding("n", "none", "None of them"),
        *bindings("dialog"),
    ]
    DEFAULT_CSS = """
    SamenessScreen { align: center middle; }
    SamenessScreen > Page { width: 90%; max-width: 90; height: auto; max-height: 96%; background: $surface; }
    SamenessScreen > Page { border: round $border; padding: 0 1; }
    SamenessScreen Static { height: auto; margin: 0 0 1 0; }
    SamenessScreen .learnt { text-style: bold; }
    SamenessScreen .hint { color: $text-muted; margin: 0; }
    """

    def __init__(self, ask: Ask, more: int = 0) -> None:
        super().__init__()
        self._ask = ask
        self._more = more
        self._grace = Grace()

    def on_mount(self) -> None:
        """Take no answer for a moment: it comes by itself, while keys may be on their way."""
        self._grace.begin()

    def compose(self) -> ComposeResult:
        """The question as it was, the candidates, what the keys do."""
        card = self._ask.card
        with Page() as box:
            box.border_title = content("Your documents have changed")
            yield Static(content("You have learnt this question; its progress is kept:"))
            yield Static(content(describe.one_line(card.question)), classes="learnt")
            yield Static(content("Is it one of these now?"))
            for number, item in enumerate(self._ask.candidates, start=1):
                what = f"{describe.title(item)}\n{describe.place(item.source)}"
                yield WayRow(f"screen.same({number})", str(number), what)
            yield Buttons([Button("n None of them", "screen.none"), Button("Another time", "screen.close")], boxed=True)
            if self._more:
                follow = f"{self._more} more of this kind follow{'s' if self._more == 1 else ''}."
                yield Static(content(follow), classes="hint")
        yield Footer()

    def action_same(self, number: int) -> None:
        """Say that it is the one with this number."""
        if self._grace.over and number <= len(self._ask.candidates):
            self.dismiss(self._ask.candidates[number - 1].id)

    def action_none(self) -> None:
        """Say that it is none of them."""
        if self._grace.over:
            self.dismiss(NONE)

    def action_close(self) -> None:
        """Leave it open."""
        self.dismiss(None)
