"""The place in a document: its lines, numbered, with the item's own marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from dltutor.errors import DltutorError
from dltutor.tui import describe
from dltutor.tui.commands import bindings
from dltutor.tui.terminal import edit, editor_command
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.app import TutorApp
    from dltutor.tui.messages import PlaceRead

GUTTER = 8
"""Cells of the mark, the line's number and the space behind it."""
ABOVE = 4
"""Lines shown above the item's own when the place is opened."""


class NumberedLines(Static):
    """Lines with their numbers; what is too long goes on under its own beginning."""

    @dataclass
    class Wrapped(Message):
        """The lines are wrapped to a new width."""

    def __init__(self, lines: Sequence[str], first: int, *, mark: str = " ", classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._lines = lines
        self._first = first
        self._mark = mark
        self._width = 0
        self.display = bool(lines)

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        width = self.content_size.width
        if width == self._width:
            return
        self._width = width
        rows: list[str] = []
        for number, line in enumerate(self._lines, start=self._first):
            first, *rest = [part.plain for part in content(line).wrap(max(width - GUTTER, 1))] or [""]
            rows += [f"{self._mark}{number:>{GUTTER - 3}}  {first}", *(" " * GUTTER + part for part in rest)]
        self.update(content("\n".join(rows)))
        self.post_message(self.Wrapped())


class PlaceScreen(ModalScreen[None]):
    """Lines of a document around an item."""

    SCOPE = "place"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("place", focus="place"), *bindings("dialog", focus="place")]
    DEFAULT_CSS = """
    PlaceScreen { align: center middle; }
    PlaceScreen > VerticalScroll { width: 96%; max-width: $reading-column; height: 92%; border: round $border; }
    PlaceScreen > VerticalScroll { background: $surface; scrollbar-size-vertical: 1; }
    PlaceScreen Static { height: auto; padding: 0 1; }
    PlaceScreen .-here { background: $primary-muted; text-style: bold; }
    """

    app: TutorApp

    def __init__(self, place: PlaceRead) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """The lines before, the item's line, the lines after: three widgets, so that hundreds of lines stay cheap."""
        lines = self._place.lines
        at = self._place.line - self._place.first
        first = self._place.first
        with VerticalScroll() as box:
            box.border_title = content(describe.place(self._place.source))
            box.border_subtitle = content(f"{self._place.file}:{self._place.line}")
            yield NumberedLines(lines[:at], first)
            yield NumberedLines(lines[at : at + 1], first + at, mark="▶", classes="-here")
            yield NumberedLines(lines[at + 1 :], first + at + 1)
        yield Footer()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    @on(NumberedLines.Wrapped)
    def wrapped(self) -> None:
        """Go to the item's line, whose place is known once the lines above are wrapped."""
        self.call_after_refresh(self._go)

    def _go(self) -> None:
        box, here = self.query_one(VerticalScroll), self.query_one(".-here")
        box.scroll_to(y=here.virtual_region.y - ABOVE, animate=False)

    def action_scroll_rows(self, by: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_close(self) -> None:
        """Close the place."""
        self.dismiss()

    def action_edit(self) -> None:
        """Hand the terminal to the person's editor, and take it back after."""
        try:
            command = editor_command(self._place.file, self._place.line)
            with self.app.suspend():
                edit(command)
        except DltutorError as error:
            self.app.tell(f"{error.message} {error.hint}", severity="warning")
        except SuspendNotSupported:
            self.app.tell("This terminal can't be handed to an editor.", severity="warning")
