"""Help, made from the list of commands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from dltutor.tui.command import Command
from dltutor.tui.commands import COMMANDS, bindings
from dltutor.tui.palette import shown_key
from dltutor.tui.text import content

LETTERS = (
    "A key of one letter or digit works where no text is typed: Tab or Esc goes there from the prompt. "
    "Keys with Alt and words with a slash work in the prompt too."
)


class HelpScreen(ModalScreen[None]):
    """Every command with its keys, by group.

    Args:
        scope: Of the screen that it was called from.
    """

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog", focus="dialog")]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll { width: 90%; max-width: 100; height: 90%; border: round $border; padding: 0 1; }
    HelpScreen > VerticalScroll { background: $surface; scrollbar-size-vertical: 1; }
    HelpScreen Static { height: auto; }
    HelpScreen .keys { width: 24; margin: 0 1 0 0; text-style: bold; }
    HelpScreen .help { width: 1fr; }
    HelpScreen .group { text-style: bold; margin: 1 0 0 0; color: $text-primary; }
    """

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self._scope = scope

    def compose(self) -> ComposeResult:
        """The groups in the order of the list, those of the screen below first."""
        with VerticalScroll() as box:
            box.border_title = content("Help")
            yield Static(content(LETTERS), classes="letters")
            for group in self._groups():
                yield Static(content(group), classes="group")
                for command in COMMANDS:
                    if command.group == group:
                        yield row(command)
        yield Footer(compact=True, show_command_palette=False)

    def _groups(self) -> list[str]:
        """The headings: those with keys of the screen that the help was called from come first."""
        here = {command.group for command in COMMANDS if command.scope == self._scope}
        return sorted(dict.fromkeys(command.group for command in COMMANDS), key=lambda group: group not in here)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss()


def row(command: Command) -> HorizontalGroup:
    """A command's keys, and what it does."""
    ways = [shown_key(key) for key in command.keys] + ([command.typed] if command.slash else [])
    if command.by_digit:
        ways = [command.display] + ([f"Alt+{command.display}"] if command.scope == "chat" else [])
    return HorizontalGroup(
        Static(content(", ".join(ways or ["Ctrl+P"])), classes="keys"),
        Static(content(command.help), classes="help"),
    )
