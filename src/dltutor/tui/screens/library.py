"""The library: documents, their questions, doubts, what changed, adding and rebuilding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from dltutor.study.figures import counted
from dltutor.tui import describe, library_rows
from dltutor.tui.commands import bindings
from dltutor.tui.screens.form import FormScreen
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, linked
from dltutor.tui.widgets.field import Field
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.status import Banner

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.app import TutorApp
    from dltutor.tui.messages import Added, LibraryRead
    from dltutor.tutor import Doubt, Item

ITEMS, DOUBTS = ("Label", "Answer", "Question"), ("Line", "Kind", "What to look at")


class LibraryScreen(Screen[None]):
    """The corpus as it is on disk, against the index in use."""

    SCOPE = "library"
    AUTO_FOCUS = "#documents"
    BINDINGS: ClassVar[list[BindingType]] = bindings("library", focus="library")
    DEFAULT_CSS = """
    LibraryScreen { align-horizontal: center; }
    LibraryScreen > Vertical { width: 100%; max-width: $reading-column; }
    LibraryScreen DataTable { width: 1fr; height: 1fr; scrollbar-size: 1 1; overflow-x: hidden; }
    LibraryScreen #documents { height: 2fr; }
    LibraryScreen #below { height: 3fr; }
    LibraryScreen .heading { height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    """ + LINKS.format(name="LibraryScreen #subject", colour="$text-accent")

    app: TutorApp

    def __init__(self) -> None:
        super().__init__()
        self._read: LibraryRead | None = None
        self._document = ""
        self._doubts = False

    def compose(self) -> ComposeResult:
        """Documents above, questions or doubts of the selected one below."""
        with Vertical():
            yield Banner()
            yield Static(content("Reading your documents…"), classes="heading", id="summary")
            yield DataTable(id="documents", cursor_type="row", zebra_stripes=True)
            yield Static(content(""), classes="heading", id="subject")
            yield DataTable(id="below", cursor_type="row", zebra_stripes=True)
        yield Footer()

    def on_mount(self) -> None:
        """Read the corpus, and show builds under way."""
        for name in ("progress", "stale", "summary"):
            self.watch(self.app, name, self._tell_banner)
        self.app.engine.read_library()

    def _tell_banner(self) -> None:
        self.query_one(Banner).tell(self.app.progress, self.app.stale, self.app.summary)

    # What the app tells

    def take_library(self, read: LibraryRead) -> None:
        """Show the documents; the selected one stays selected."""
        self._read = read
        questions = sum(document.questions for document in read.documents)
        answered = sum(document.answered for document in read.documents)
        self.query_one("#summary", Static).update(
            content(
                f"{len(read.documents)} documents · {questions} questions · {answered} answered · {self.app.corpus}"
            )
        )
        self._show()

    def take_added(self, message: Added) -> None:
        """Say what became of the added paths."""
        for addition in message.additions:
            where = f" as {addition.document}" if addition.accepted and addition.document else ""
            self.app.tell(
                f"{addition.path}{where}: {addition.outcome}",
                severity="information" if addition.accepted else "warning",
            )
        self.app.engine.read_library()
        self.app.engine.look()

    # The two tables

    def on_resize(self) -> None:
        """Lay the tables out anew."""
        if self._read is not None:
            self.call_after_refresh(self._show)

    @property
    def _width(self) -> int:
        """Cells of a table's rows, beside its scroll bar."""
        return self.query_one("#documents", DataTable).size.width - 1

    def _show(self) -> None:
        table = self.query_one("#documents", DataTable)
        chosen, documents = self._document, self._read.documents if self._read is not None else ()
        room, columns = library_rows.document_columns(self._width)
        table.clear(columns=True)
        table.add_column(Text("Document"), width=room)
        for column in columns:
            table.add_column(Text(column.heading), width=len(column.heading))
        for document in documents:
            name, *counts = library_rows.document_row(document, columns)
            table.add_row(Text(describe.shortened(name, room)), *map(Text, counts), key=document.path)
        if chosen in {document.path for document in documents}:
            table.move_cursor(row=table.get_row_index(chosen))
        self._show_below()

    def _show_below(self) -> None:
        items, doubts = self._items(), self._found_doubts()
        here = ("", "▸") if self._doubts else ("▸", "")
        told = [
            content(f"{self._document}: "),
            linked(f"{here[0]}{library_rows.holdings(items)}", "screen.questions"),
            content(" · "),
            linked(f"{here[1]}{counted(len(doubts), 'doubt')}", "screen.doubts"),
        ]
        self.query_one("#subject", Static).update(Content.assemble(*told) if self._document else "")
        if self._doubts:
            self._fill(DOUBTS, [library_rows.doubt_row(doubt) for doubt in doubts])
        else:
            rows = [library_rows.item_row(item, self._width) for item in items]
            room = library_rows.last_column(rows, ITEMS, self._width)
            self._fill(ITEMS, [library_rows.item_row(item, room) for item in items], [item.id for item in items])

    def _fill(self, headings: tuple[str, ...], rows: list[list[str]], keys: list[str] | None = None) -> None:
        """Fill the lower table; its last column wraps."""
        table = self.query_one("#below", DataTable)
        table.clear(columns=True)
        for heading in headings[:-1]:
            table.add_column(Text(heading))
        table.add_column(Text(headings[-1]), width=library_rows.last_column(rows, headings, self._width))
        for place, row in enumerate(rows):
            table.add_row(*map(Text, row), key=keys[place] if keys else None, height=None)

    def _items(self) -> list[Item]:
        return [item for item in (self._read.items if self._read else ()) if item.source.document == self._document]

    def _found_doubts(self) -> list[Doubt]:
        return [doubt for doubt in (self._read.doubts if self._read else ()) if doubt.document == self._document]

    @on(DataTable.RowHighlighted, "#documents")
    def document_chosen(self, event: DataTable.RowHighlighted) -> None:
        """Show what the document holds."""
        self._document = str(event.row_key.value or "")
        self._show_below()

    @on(DataTable.RowSelected, "#below")
    def row_chosen(self, event: DataTable.RowSelected) -> None:
        """Open the place of a question."""
        item = next((item for item in self._items() if item.id == event.row_key.value), None)
        if item is not None:
            self.app.engine.read_place(item.source)

    # Commands

    def action_questions(self) -> None:
        """Show questions below."""
        self._doubts = False
        self._show_below()

    def action_doubts(self) -> None:
        """Show doubts below."""
        self._doubts = True
        self._show_below()

    def action_step(self, by: int) -> None:
        """Go to the row above or below."""
        if isinstance(table := self.focused, DataTable):
            (table.action_cursor_down if by > 0 else table.action_cursor_up)()

    def action_add(self) -> None:
        """Ask for a path and add it."""
        self.app.push_screen(AddScreen(), self._add)

    def _add(self, path: str | None) -> None:
        if path:
            self.app.engine.add([Path(path).expanduser()])

    def action_leave(self) -> None:
        """Go back to the chat."""
        self.dismiss()


class AddScreen(FormScreen[str]):
    """Asks for the path of a document or folder."""

    DEFAULT_CSS = "AddScreen Field { margin: 1 0 0 0; }"

    def __init__(self) -> None:
        super().__init__("Add a document", "Add it")

    def asks(self) -> ComposeResult:
        """A line to type into."""
        yield Static(content("The path of a document or a folder. It is copied into the corpus; the original stays."))
        yield Field(placeholder="~/notes/lecture.md", id="path")

    def read(self) -> str | None:
        """The path."""
        if not self.said("path"):
            self.fault("path", "Which document? A path such as ~/notes/lecture.md.")
        return self.said("path") or None
