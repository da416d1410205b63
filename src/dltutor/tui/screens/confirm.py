"""A question that is answered with y or n."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import Button, Buttons
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class ConfirmScreen(ModalScreen[bool | None]):
    """Asks before something that can't be taken back; only y, or a click on Yes, says yes.

    Args:
        title: What it is about.
        question: The question.
    """

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n", "answer(False)", "No"),
        *bindings("dialog"),
    ]
    DEFAULT_CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen > Vertical { width: 80%; max-width: 70; height: auto; background: $surface; }
    ConfirmScreen > Vertical { border: round $border; padding: 1 2; }
    ConfirmScreen Static { height: auto; }
    """

    def __init__(self, title: str, question: str) -> None:
        super().__init__()
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and its answers."""
        with Vertical() as box:
            box.border_title = content(self._title)
            yield Static(content(self._question))
            yield Buttons([Button("y Yes", "screen.answer(True)"), Button("n No", "screen.answer(False)")], boxed=True)
        yield Footer()

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001  an action's argument has no name
        """Give the answer back."""
        self.dismiss(yes)

    def action_close(self) -> None:
        """Answer nothing: whoever asked does nothing then."""
        self.dismiss(None)
