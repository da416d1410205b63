"""The library: documents, their questions, doubts, what changed, adding and rebuilding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import DataTable, Footer, Input, Static

from dltutor.tui import describe
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.status import Banner

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.app import TutorApp
    from dltutor.tui.messages import Added, LibraryRead
    from dltutor.tutor import DocumentSummary, Doubt, Item

WAYS = {
    "official": "answered",
    "rubric": "marking scheme",
    "linked": "linked",
    "own": "your own",
    "conflict": "conflict",
}


class LibraryScreen(Screen[None]):
    """The corpus as it is on disk, against the index in use."""

    SCOPE = "library"
    AUTO_FOCUS = "#documents"
    BINDINGS: ClassVar[list[BindingType]] = bindings("library", focus="library")
    DEFAULT_CSS = """
    LibraryScreen DataTable { width: 1fr; height: 1fr; scrollbar-size: 1 1; }
    LibraryScreen #documents { height: 2fr; }
    LibraryScreen #below { height: 3fr; }
    LibraryScreen .heading { height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    """

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
        yield Footer(compact=True, show_command_palette=False)

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
        table = self.query_one("#documents", DataTable)
        chosen = self._document
        table.clear(columns=True)
        table.add_columns(*map(Text, ("Document", "Changed", "Questions", "Answered", "Passages", "Doubts", "Layout")))
        for document in read.documents:
            table.add_row(*_document_row(document), key=document.path)
        if chosen in {document.path for document in read.documents}:
            table.move_cursor(row=table.get_row_index(chosen))
        questions = sum(document.questions for document in read.documents)
        answered = sum(document.answered for document in read.documents)
        self.query_one("#summary", Static).update(
            content(
                f"{len(read.documents)} documents · {questions} questions · {answered} answered · {self.app.corpus}"
            )
        )
        self._show_below()

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

    # The lower half

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

    def action_questions(self) -> None:
        """Show questions below."""
        self._doubts = False
        self._show_below()

    def action_doubts(self) -> None:
        """Show doubts below."""
        self._doubts = True
        self._show_below()

    def _show_below(self) -> None:
        table = self.query_one("#below", DataTable)
        table.clear(columns=True)
        if self._doubts:
            doubts = [doubt for doubt in (self._read.doubts if self._read else ()) if doubt.document == self._document]
            self._heading(f"Doubts of {self._document}: {len(doubts)} (i shows its questions)")
            table.add_columns(*map(Text, ("Line", "Kind", "What to look at")))
            for doubt in doubts:
                table.add_row(*_doubt_row(doubt))
        else:
            items = self._items()
            self._heading(f"{self._document}: {len(items)} (Enter opens the place, d shows doubts)")
            table.add_columns(*map(Text, ("Label", "Answer", "Question")))
            for item in items:
                table.add_row(*_item_row(item), key=item.id)

    def _items(self) -> list[Item]:
        return [item for item in (self._read.items if self._read else ()) if item.source.document == self._document]

    def _heading(self, text: str) -> None:
        self.query_one("#subject", Static).update(content(text if self._document else ""))

    # Commands

    def action_add(self) -> None:
        """Ask for a path and add it."""
        self.app.push_screen(AddScreen(), self._add)

    def _add(self, path: str | None) -> None:
        if path:
            self.app.engine.add([Path(path).expanduser()])

    def action_leave(self) -> None:
        """Go back to the chat."""
        self.dismiss()


class AddScreen(ModalScreen[str | None]):
    """Asks for the path of a document or folder."""

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog", focus="dialog")
    DEFAULT_CSS = """
    AddScreen { align: center middle; }
    AddScreen > Vertical { width: 80%; max-width: 90; height: auto; background: $surface; }
    AddScreen > Vertical { border: round $border; padding: 0 1; }
    AddScreen Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """A line to type into."""
        with Vertical() as box:
            box.border_title = content("Add a document")
            yield Static(
                content("The path of a document or a folder. It is copied into the corpus; the original stays.")
            )
            yield Input(placeholder="~/notes/lecture.md")
        yield Footer(compact=True, show_command_palette=False)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Give the path back."""
        self.dismiss(event.value.strip() or None)

    def action_close(self) -> None:
        """Add nothing."""
        self.dismiss(None)


def _document_row(document: DocumentSummary) -> list[Text]:
    counts = (str(count) for count in (document.questions, document.answered, document.fragments, document.doubts))
    return [Text(describe.safe(text)) for text in (document.path, document.change, *counts, document.layout)]


def _item_row(item: Item) -> list[Text]:
    way = WAYS.get(item.answer_status, "none") if item.kind != "fragment" else "passage"
    return [
        Text(describe.safe(text)) for text in (item.source.label, way, describe.shortened(describe.title(item), 200))
    ]


def _doubt_row(doubt: Doubt) -> list[Text]:
    return [Text(describe.safe(text)) for text in (str(doubt.line), doubt.kind, doubt.message)]
