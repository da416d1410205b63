"""Marking words in what is on the screen, and taking the marks away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from dltutor.tui.answers.finding import spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

FOUND = "-found"
"""The class of a block that holds what is looked for; the words themselves may be in its formula's source alone."""


class Marks:
    """Words marked in some widgets.

    Args:
        widgets: They and the texts inside them are looked at.
        words: What is looked for.
    """

    def __init__(self, widgets: Sequence[Widget], words: str) -> None:
        self._widgets = list(widgets)
        self._were: list[tuple[Static, Content]] = []
        self.first: Widget = self._widgets[0]
        for widget in self._widgets:
            widget.add_class(FOUND)
            for text in (widget, *widget.query(Static)):
                if isinstance(text, Static):
                    self._mark(text, words)
        if self._were:
            self.first = self._were[0][0]

    def _mark(self, text: Static, words: str) -> None:
        shown = text.content
        if not isinstance(shown, Content):
            return
        marked = shown
        for start, end in spans(shown.plain, words):
            marked = marked.stylize("reverse bold", start, end)
        if marked is not shown:
            self._were.append((text, shown))
            text.update(marked, layout=False)

    def clear(self) -> None:
        """Show everything as it was."""
        for text, shown in self._were:
            if text.is_attached:
                text.update(shown, layout=False)
        for widget in self._widgets:
            widget.remove_class(FOUND)
