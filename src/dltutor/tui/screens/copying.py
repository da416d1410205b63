"""Choosing what of an answer to copy: by number, by the arrows, or by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList

from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from dltutor.tui.answers.copying import Copyable

LAST_DIGIT = 9


class CopyScreen(ModalScreen["Copyable | None"]):
    """Asks what to copy.

    Args:
        copyables: What there is.
    """

    SCOPE = "copying"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("dialog", focus="copying"),
        *bindings("copying", focus="copying"),
    ]
    DEFAULT_CSS = """
    CopyScreen { align: center middle; }
    CopyScreen > Vertical { width: 90%; max-width: 84; height: auto; max-height: 96%; background: $surface; }
    CopyScreen > Vertical { border: round $border; padding: 0 1; }
    CopyScreen OptionList { height: auto; max-height: 100%; background: $surface; padding: 0; }
    CopyScreen OptionList, CopyScreen OptionList:focus { border: none; }
    """

    def __init__(self, copyables: Sequence[Copyable]) -> None:
        super().__init__()
        self._copyables = copyables

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical() as box:
            box.border_title = content("Copy what?")
            yield OptionList(*(self._row(number, one) for number, one in enumerate(self._copyables, start=1)))
        yield Footer()

    def _row(self, number: int, one: Copyable) -> Content:
        shown = content(f"  {one.shown}", "dim") if one.shown else content("")
        return (
            content(f"{number}  " if number <= LAST_DIGIT else "   ", "bold")
            + content(one.name[0].upper() + one.name[1:])
            + shown
        )

    def action_copy_this(self, number: int) -> None:
        """Take what has this number."""
        if number <= len(self._copyables):
            self.dismiss(self._copyables[number - 1])

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was chosen."""
        self.dismiss(self._copyables[event.option_index])

    def action_close(self) -> None:
        """Copy nothing."""
        self.dismiss(None)
