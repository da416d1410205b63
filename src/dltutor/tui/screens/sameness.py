"""Whether a question that was studied has become another one: only the student can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from dltutor.tui import describe
from dltutor.tui.commands import bindings
from dltutor.tui.text import content

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
    SamenessScreen > Vertical { width: 90%; max-width: 90; height: auto; max-height: 90%; background: $surface; }
    SamenessScreen > Vertical { border: round $border; padding: 1 2; overflow-y: auto; }
    SamenessScreen Static { height: auto; margin: 0 0 1 0; }
    SamenessScreen .learnt { text-style: bold; }
    SamenessScreen .hint { color: $text-muted; margin: 0; }
    """

    def __init__(self, ask: Ask, more: int = 0) -> None:
        super().__init__()
        self._ask = ask
        self._more = more

    def compose(self) -> ComposeResult:
        """The question as it was, the candidates, what the keys do."""
        card = self._ask.card
        with Vertical() as box:
            box.border_title = content("Your documents have changed")
            yield Static(content("You have learnt this question; its progress is kept:"))
            yield Static(content(describe.one_line(card.question)), classes="learnt")
            yield Static(content("Is it one of these now?"))
            for number, item in enumerate(self._ask.candidates, start=1):
                where = describe.place(item.source)
                yield Static(content(f"{number}  {describe.title(item)}\n   {where}"))
            follow = f" {self._more} more of this kind follow{'s' if self._more == 1 else ''}." if self._more else ""
            yield Static(content(f"Esc asks another time.{follow}"), classes="hint")
        yield Footer(compact=True, show_command_palette=False)

    def action_same(self, number: int) -> None:
        """Say that it is the one with this number."""
        if number <= len(self._ask.candidates):
            self.dismiss(self._ask.candidates[number - 1].id)

    def action_none(self) -> None:
        """Say that it is none of them."""
        self.dismiss(NONE)

    def action_close(self) -> None:
        """Leave it open."""
        self.dismiss(None)
