"""The options of a choice, chosen by letter; long ones wrap."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, ClassVar

from textual.containers import HorizontalGroup, VerticalScroll
from textual.widgets import Static

from dltutor.tui import describe
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.typing import do_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from dltutor.tutor import Option

NONE = "none"
"""The answer that no option is right."""
NONE_ROW = "none of them"


class OptionRow(HorizontalGroup):
    """An option with its letter and whether it is chosen, in a glyph that differs in shape."""

    DEFAULT_CSS = """
    OptionRow { pointer: pointer; padding: 0 1; }
    OptionRow .mark { width: 7; }
    OptionRow .text { width: 1fr; height: auto; }
    OptionRow.-here { background: $block-hover-background; }
    OptionRow.-chosen .text { text-style: bold; }
    """

    def __init__(self, place: int, letter: str, text: str) -> None:
        super().__init__(Static(classes="mark"), Static(content(text), classes="text"))
        self.place = place
        self._letter = letter

    def tell(self, *, chosen: bool, here: bool) -> None:
        """Show how things stand."""
        self.set_class(chosen, "-chosen")
        self.set_class(here, "-here")
        mark = f"{'▸' if here else ' '}[{'x' if chosen else ' '}] {self._letter}"
        self.query_one(".mark", Static).update(content(mark, "bold"))

    def on_click(self) -> None:
        """Choose it, or take that back."""
        if isinstance(self.parent, Options):
            self.parent.toggle_row(self.place)


class Options(VerticalScroll, can_focus=True):
    """All options in the order in which they are shown, and a last row that says "none".

    Args:
        options: In the order in which they are shown.
        answer: What was chosen before, as :attr:`answer` tells it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("options", focus="attempt"),
        *bindings("attempt", focus="attempt"),
    ]
    DEFAULT_CSS = """
    Options { height: auto; max-height: 100%; border: round $border-blurred; scrollbar-size-vertical: 1; }
    Options:focus { border: round $border; }
    """

    def __init__(self, options: Sequence[Option], answer: str = "") -> None:
        self._letters = ascii_lowercase[: len(options)]
        self._rows = [
            OptionRow(place, letter, describe.prose(option.text))
            for place, (letter, option) in enumerate(zip(self._letters, options, strict=False))
        ]
        self._rows.append(OptionRow(len(options), "n", NONE_ROW))
        super().__init__(*self._rows)
        self._none = answer == NONE
        self._chosen = {
            self._letters.index(letter) for letter in answer.split(", ") if letter and letter in self._letters
        }
        self._here = 0
        self.locked = False

    @property
    def answer(self) -> str:
        """The letters as they are shown, or "none"; empty where nothing was chosen."""
        return NONE if self._none else ", ".join(self._letters[place] for place in sorted(self._chosen))

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to in the order of typing."""
        await do_in_order(self, event)

    def on_mount(self) -> None:
        """Show what was chosen before."""
        self._tell()

    def _tell(self) -> None:
        for row in self._rows:
            chosen = self._none if row.place == len(self._letters) else row.place in self._chosen
            row.tell(chosen=chosen, here=row.place == self._here)

    def toggle_row(self, place: int) -> None:
        """Choose an option, or take that back; "none" excludes all others."""
        if self.locked:
            return
        self._here = place
        if place == len(self._letters):
            self._none, self._chosen = not self._none, set()
        else:
            self._none = False
            self._chosen ^= {place}
        self._tell()
        self.scroll_to_widget(self._rows[place], animate=False)

    def action_choose(self, letter: str) -> None:
        """Choose the option with this letter, or take that back."""
        if letter in self._letters:
            self.toggle_row(self._letters.index(letter))

    def action_choose_here(self) -> None:
        """Choose the option of the row, or take that back."""
        self.toggle_row(self._here)

    def action_choose_none(self) -> None:
        """Say that none is right, or take that back."""
        self.toggle_row(len(self._letters))

    def action_move(self, by: int) -> None:
        """Go to the option above or below."""
        self._here = min(max(self._here + by, 0), len(self._rows) - 1)
        self._tell()
        self.scroll_to_widget(self._rows[self._here], animate=False)
