"""Where the answers of an exam are given: a text area for open parts, rows with letters for choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from dltutor.tui.commands import bindings
from dltutor.tui.widgets.options import Options
from dltutor.tui.widgets.typing import TypingArea

if TYPE_CHECKING:
    from textual.binding import BindingType


class ExamText(TypingArea):
    """Where an open part is answered."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("exam", focus="exam")
    DEFAULT_CSS = """
    ExamText {
        height: 1fr; min-height: 4; border: round $border-blurred; padding: 0 1; background: transparent;
        &:focus { border: round $border; }
    }
    """

    @property
    def answer(self) -> str:
        """What is written."""
        return self.text


class ExamOptions(Options, inherit_bindings=False):
    """The options of a choice in the paper's order."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("options"), *bindings("exam", focus="exam")]
