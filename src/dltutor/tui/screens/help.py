"""Help, made from the list of commands and the keys in force."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import HorizontalGroup, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dltutor.tui.commands import GROUPS, bindings
from dltutor.tui.keys.keymap import keys_of, listed, with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, linked
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.apps.keyed import KeyedApp
    from dltutor.tui.keys.command import Command

LETTERS = (
    "A key of one letter or digit works where no text is typed: {to_prompt} goes there from the prompt. "
    "Keys with Alt and words with a slash work in the prompt too."
)
FIND = "Type to find a command"
NOTHING = "No command speaks of that."
KEYS = 30
"""Cells of the column of keys."""
SIDE_BY_SIDE = 66
"""Cells from which on keys and what they do stand beside each other."""
INDENT = 4


def ways(command: Command) -> str:
    """All ways to a command, for people: its keys and its slash command, else the palette."""
    return ", ".join(filter(None, (listed(command), command.typed))) or keys_of("command_palette")


def page(scope: str, words: str, width: int) -> Content:
    """The commands by group, those of a scope first, that speak of all the words.

    One text rather than a widget a command: hundreds of widgets would take seconds to appear.

    Args:
        scope: Of the screen that the help was called from.
        words: What to look for; empty for all.
        width: Cells of a line.
    """
    wanted = words.casefold().split()
    lines: list[Content] = []
    for group in sorted(GROUPS, key=lambda group: all(command.scope != scope for command in GROUPS[group])):
        fit = [command for command in GROUPS[group] if all(word in _words(command) for word in wanted)]
        lines += [content(""), content(group, "bold $text-primary")] if fit else []
        lines += [line for command in fit for line in _lines(command, width, scope)]
    return Content("\n").join(lines[1:] or [content(NOTHING)])


def _words(command: Command) -> str:
    return f"{command.group} {command.label} {command.id} {ways(command)} {command.help}".casefold()


def _lines(command: Command, width: int, scope: str) -> Iterator[Content]:
    """A command's keys and what it does, beside each other or, where it is narrow, below each other.

    What the palette offers on the screen of a scope, a click does, too.
    """
    keys = ways(command)
    does = f"screen.do({command.id!r})" if command.palette and command.scope in {scope, "app"} else ""
    if width < SIDE_BY_SIDE:
        yield _line(keys, does, "bold")
        yield from (content(" " * INDENT) + _line(line, does) for line in wrap(command.help, max(1, width - INDENT)))
    else:
        for number, line in enumerate(wrap(command.help, width - KEYS)):
            yield content(f"{'' if number else keys:<{KEYS}}", "bold") + _line(line, does)


def _line(text: str, does: str, style: str = "") -> Content:
    return linked(text, does, style) if does else content(text, style)


class Close(Static):
    """The mark that closes the window."""

    def on_click(self) -> None:
        """Close the window."""
        self.screen.dismiss()


class HelpScreen(ModalScreen[None]):
    """Every command with its keys, by group; typing leaves those that speak of the words.

    Args:
        scope: Of the screen that it was called from.
    """

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog", focus="dialog")]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > #window { width: 90%; max-width: 100; height: 90%; border: round $border; padding: 0 1; }
    HelpScreen > #window { background: $surface; }
    HelpScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    HelpScreen #top { height: 1; margin: 0 0 1 0; }
    HelpScreen Input { width: 1fr; }
    HelpScreen Close { width: 3; text-align: right; pointer: pointer; }
    HelpScreen Close:hover { text-style: bold; }
    HelpScreen #letters { margin: 0 0 1 0; color: $text-muted; }
    """ + LINKS.format(name="HelpScreen #commands", colour="$foreground")

    app: KeyedApp

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self._scope = scope

    def compose(self) -> ComposeResult:
        """What to look for, the way out, and the commands."""
        with Vertical(id="window") as window:
            window.border_title = content("Help")
            with HorizontalGroup(id="top"):
                yield Input(placeholder=FIND, compact=True)
                yield Close(content("×"))
            with VerticalScroll(can_focus=False):
                yield Static(content(with_keys(LETTERS)), id="letters")
                yield Static(id="commands")
        yield Footer()

    def on_resize(self) -> None:
        """Break the lines anew; the first time, show them."""
        self.call_after_refresh(self._tell)

    @on(Input.Changed)
    def typed(self) -> None:
        """Leave the commands that speak of all the words."""
        self._tell()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _tell(self) -> None:
        words = self.query_one(Input).value
        width = self.query_one(VerticalScroll).scrollable_content_region.width - 1
        self.query_one("#letters").display = not words.strip()
        self.query_one("#commands", Static).update(page(self._scope, words, width))

    def on_key(self, event: events.Key) -> None:
        """Scroll, while what is typed goes to the words."""
        box = self.query_one(VerticalScroll)
        row = max(1, box.size.height - 2)
        by = {"up": -1, "down": 1, "pageup": -row, "pagedown": row}.get(event.key)
        if by is not None:
            event.stop()
            box.scroll_relative(y=by, animate=False)

    def on_click(self, event: events.Click) -> None:
        """Close the help at a click beside it."""
        if event.widget is self:
            self.dismiss()

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_do(self, command_id: str) -> None:
        """Close the help, and do a command of the screen below."""
        self.dismiss()
        self.app.action_later(command_id)
