"""Where an answer is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from dltutor.tui.commands import bindings
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.typing import TypingArea

if TYPE_CHECKING:
    from textual.binding import BindingType

WRITE = "Write your answer here. {submit} hands it in, {leave_attempt} goes back and keeps it."


class AnswerBox(TypingArea):
    """Lines of text; what hands them in never collides with typing.

    Args:
        answer: What was written before.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("attempt", focus="attempt")
    DEFAULT_CSS = """
    AnswerBox {
        height: 1fr; max-height: 24;
        border: round $border-blurred; padding: 0 1; background: transparent;
        &:focus { border: round $border; }
    }
    """

    def __init__(self, answer: str = "") -> None:
        super().__init__(
            answer, placeholder=content(with_keys(WRITE)), highlight_cursor_line=False, tab_behavior="focus"
        )

    def on_mount(self) -> None:
        """Go on behind what was written before."""
        self.move_cursor(self.document.end)

    @property
    def answer(self) -> str:
        """What is written."""
        return self.text

    @property
    def locked(self) -> bool:
        """Whether it takes no more text."""
        return self.read_only

    @locked.setter
    def locked(self, locked: bool) -> None:
        self.read_only = locked
