"""The menu above the prompt: a few rows to choose from while the prompt keeps the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dltutor.tui.text import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from dltutor.tui.keys.menu_rows import MenuRow

NAME, KEYS = 20, 8
"""Cells of the first two columns, where there is anything in the others."""


class PromptMenu(OptionList, can_focus=False):
    """Rows with the chosen one marked. What is chosen is the prompt's business, as are the keys."""

    DEFAULT_CSS = """
    PromptMenu {
        height: auto; max-height: 8; border: none; padding: 0 1; margin: 0 1; display: none; background: $surface;
        scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    PromptMenu.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: tuple[MenuRow, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self._rows)

    @property
    def chosen(self) -> MenuRow | None:
        """The row that is marked."""
        return self._rows[self.highlighted] if self._rows and self.highlighted is not None else None

    def row(self, index: int) -> MenuRow:
        """The row at a place."""
        return self._rows[index]

    def tell(self, rows: Sequence[MenuRow], *, mark: bool) -> None:
        """Show rows; none closes the menu.

        Args:
            rows: The best one first.
            mark: Whether the first one is chosen already.
        """
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.set_options([Option(_line(row)) for row in self._rows])
            self.set_class(bool(self._rows), "-open")
        self.highlighted = 0 if self._rows and mark else None

    def close(self) -> None:
        """Show nothing."""
        if self._rows:
            self.tell((), mark=False)

    def move(self, by: int) -> None:
        """Go to the row above or below; beyond an end, to the other one."""
        here = self.highlighted if self.highlighted is not None else (-1 if by > 0 else 0)
        self.highlighted = (here + by) % len(self._rows)


def _line(row: MenuRow) -> Content:
    """A row on one line: name, keys, and what it does; paler where it can't be done now."""
    if not row.note:
        return content(row.name)
    name, rest = f"{row.name:<{NAME}} ", f"{row.keys:<{KEYS}} {row.note}"
    return content(name + rest, "$text-muted") if row.reason else content(name, "bold") + content(rest)
