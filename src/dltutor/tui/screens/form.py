"""A dialog with lines to type into, and its ways out for keys and mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.containers import HorizontalGroup, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dltutor.tui.commands import bindings
from dltutor.tui.grace import Grace
from dltutor.tui.keys.keymap import keys_of
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import Button, Buttons
from dltutor.tui.widgets.field import Field
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

Wish = TypeVar("Wish")
BOX = """
{name} {{ align: center middle; }}
{name} > VerticalScroll {{ width: 90%; max-width: 74; height: auto; max-height: 96%; background: $surface; }}
{name} > VerticalScroll {{ border: round $border; padding: 0 1; scrollbar-size-vertical: 1; }}
{name} Static {{ height: auto; }}
{name} .fault {{ color: $text-error; text-style: bold; }}
"""
"""How a dialog looks."""


class FormScreen(ModalScreen[Wish | None]):
    """Asks for something and gives it back; None where the person goes back.

    Args:
        title: What it is about.
        accept: The word for going on.
    """

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog", focus="dialog")
    DEFAULT_CSS = (
        BOX.format(name="FormScreen")
        + """
    FormScreen .asked { margin: 1 0 0 0; }
    FormScreen .asked Static { width: 1fr; margin: 0 1 0 0; }
    FormScreen .asked Field { width: 12; }
    FormScreen #say { margin: 1 0 0 0; }
    FormScreen Buttons { margin: 0 0 1 0; }
    """
    )

    def __init__(self, title: str, accept: str) -> None:
        super().__init__()
        self._about = title
        self._accept = accept
        self._grace = Grace()

    def compose(self) -> ComposeResult:
        """What is asked, what is wrong with an answer, the ways out; what there is to read below them."""
        with VerticalScroll(can_focus=False) as box:
            box.border_title = content(self._about)
            yield from self.asks()
            yield Static(id="say")
            yield Buttons([Button(self._accept, "screen.accept"), Button("Back", "screen.close")], boxed=True)
            yield from self.notes()
        yield Footer()

    def asks(self) -> ComposeResult:
        """The lines to type into."""
        raise NotImplementedError

    def notes(self) -> ComposeResult:
        """What there is to read."""
        yield from ()

    def read(self) -> Wish | None:
        """What was asked for; None where a line can't be read, which was said by :meth:`fault`."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Say which keys do what; take no answer for a moment, since the Enter that led here may be pressed twice."""
        between = " Tab: the next line." if len(self.query(Field)) > 1 else ""
        self.query_one("#say", Static).update(
            content(f"Enter: {self._accept.lower()}.{between} {keys_of('close')}: back.")
        )
        self._grace.begin()

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Go on."""
        self.action_accept()

    def action_accept(self) -> None:
        """Give back what was asked for, unless a line can't be read."""
        if self._grace.over and (wish := self.read()) is not None:
            self.dismiss(wish)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def said(self, name: str) -> str:
        """What was typed into a line."""
        return self.query_one(f"#{name}", Field).value.strip()

    def fault(self, name: str, text: str) -> None:
        """Say what is wrong with a line, and go there."""
        say = self.query_one("#say", Static)
        say.add_class("fault")
        say.update(content(text))
        self.query_one(f"#{name}", Field).focus()


def asked(question: str, field: Field) -> HorizontalGroup:
    """A question with its line."""
    return HorizontalGroup(Static(content(question)), field, classes="asked")
