"""The prompt: Enter sends, arrows bring earlier questions back, ghost text suggests known ones, / lists commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList

from dltutor.tui.commands import bindings
from dltutor.tui.keys import menu_rows
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.widgets.slash_menu import PromptMenu
from dltutor.tui.widgets.typing import TypingArea, hand_on

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.apps.keyed import KeyedApp
    from dltutor.tui.history import PromptHistory
    from dltutor.tui.keys.menu_rows import MenuRow

SHORTEST = 2
"""Characters typed before a question is suggested."""
ASK = "Ask a question. / lists commands, {newline}: new line"
OTHER_SIDE = "screen.other_side"
"""Done at once: a key that is typed behind it is for the answers."""
NO_HISTORY = "There are no earlier questions yet."


class Prompt(TypingArea):
    """Where questions are typed. Pasting never sends.

    Args:
        history: Earlier prompts.
        menu: Where commands and earlier prompts are chosen from; the keys that choose are the prompt's.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt", focus="prompt")
    DEFAULT_CSS = """
    Prompt {
        height: auto; max-height: 10; border: round $border-blurred; padding: 0 1; background: transparent;
        &:focus { border: round $border; }
    }
    """

    app: KeyedApp

    @dataclass
    class Sent(Message):
        """A question, or a slash command, was sent; it may be empty."""

        text: str

    @dataclass
    class Typed(Message):
        """Suggestions for what has been typed are wanted."""

        prefix: str

    def __init__(self, history: PromptHistory, menu: PromptMenu) -> None:
        super().__init__(placeholder=with_keys(ASK), highlight_cursor_line=False, tab_behavior="focus")
        self._history = history
        self._menu = menu
        self._offered = ""
        self._looks_back = False
        self._dismissed = False

    @property
    def at_end(self) -> bool:
        """Whether the cursor is behind the last character, with nothing selected."""
        return self.selection.is_empty and self.cursor_location == self.document.end

    def offer(self, prefix: str, questions: tuple[str, ...]) -> None:
        """Show the rest of the first known question that begins like the text, if the text is still the same."""
        if prefix == self.text and self.at_end:
            self._offered = next((one for one in questions if "\n" not in one and self._goes_on(one)), "")
            self.suggestion = self._offered[len(prefix) :]

    def update_suggestion(self) -> None:
        """Keep a suggestion only while it goes on from the text, and ask for others after every edit."""
        # Textual leaves the suggestion as it is when letters are deleted: behind what is left, it would be a slip.
        self.suggestion = self._offered[len(self.text) :] if self.at_end and self._goes_on(self._offered) else ""
        if len(self.text.strip()) >= SHORTEST and "\n" not in self.text and not self.text.startswith("/"):
            self.post_message(self.Typed(self.text))
        else:
            self.suggestion = ""
        self._tell_menu()

    def _goes_on(self, question: str) -> bool:
        """Whether a question begins with the text, letter by letter."""
        return question[: len(self.text)].casefold() == self.text.casefold()

    def on_text_area_selection_changed(self) -> None:
        """Hide the suggestion once the cursor isn't where it would go on."""
        if not self.at_end:
            self.suggestion = ""

    def replace_text(self, text: str) -> None:
        """Put another text into the prompt, with the cursor behind it; nothing is chosen from a menu for it."""
        self.load_text(text)
        self.move_cursor(self.document.end)
        self._close_menu()

    # The menu

    def _tell_menu(self) -> None:
        """Show what goes on from the text, as it is typed."""
        if self._looks_back:
            self._menu.tell(menu_rows.prompt_rows(self._history.holding(self.text)), mark=True)
        elif not menu_rows.is_command(self.text):
            self._menu.close()
            self._dismissed = False
        elif not self._dismissed:
            # A slash alone may be all that a person means: nothing is chosen for them yet.
            self._menu.tell(menu_rows.command_rows(self.text, self.app.reason), mark=len(self.text) > 1)

    def _close_menu(self) -> None:
        self._looks_back, self._dismissed = False, menu_rows.is_command(self.text)
        self._menu.close()

    async def on_key(self, event: events.Key) -> None:
        """Hand on what was typed behind a key that moved the focus; the rest is for the class above."""
        if self.screen.focused is not self:
            hand_on(event, self.screen.focused or self.screen)

    def look_back(self) -> None:
        """Offer the earlier prompts that hold what is typed."""
        self.focus()
        self._looks_back = bool(menu_rows.prompt_rows(self._history.prompts))
        if self._looks_back:
            self._tell_menu()
        else:
            self.app.tell(NO_HISTORY)

    def take(self, row: MenuRow) -> None:
        """Do what was chosen: a command is done, or waits for the words behind it; an earlier prompt is put back."""
        if not row.value.startswith("/") or self._looks_back:
            self.replace_text(row.value)
        elif row.reason:
            self.app.tell(row.reason)
        elif row.takes_words and self.text != row.value:
            self.replace_text(f"{row.value} ")
        else:
            self._send(row.value)

    def on_blur(self) -> None:
        """Offer nothing while something else is done."""
        self._close_menu()

    # What its keys do

    def action_send(self) -> None:
        """Send the text and empty the prompt; or take what is chosen in the menu."""
        if self._menu.chosen is not None:
            self.take(self._menu.chosen)
        else:
            self._send(self.text.strip())

    def _send(self, text: str) -> None:
        if text:
            self._history.add(text)
        self.load_text("")
        self._close_menu()
        self.suggestion = ""
        self.post_message(self.Sent(text))

    def action_newline(self) -> None:
        """Start a new line."""
        self.replace("\n", *self.selection)

    async def action_switch(self) -> None:
        """Complete the command, accept the suggestion, or leave for the answers."""
        if self._menu.is_open:
            row = self._menu.chosen or self._menu.row(0)
            self.replace_text(f"{row.value} " if row.takes_words else row.value)
        elif self.suggestion:
            self.insert(self.suggestion)
        else:
            await self.app.run_action(OTHER_SIDE, self)

    def action_accept(self) -> None:
        """Accept the suggestion; without one, move on."""
        self.action_cursor_right()

    async def action_close_menu(self) -> None:
        """Close the menu; without one, leave for the answers."""
        if self._menu.is_open:
            self._close_menu()
        else:
            await self.app.run_action(OTHER_SIDE, self)

    def action_earlier_prompt(self) -> None:
        """Move up, in the menu if there is one; from the first row, to the prompt before."""
        if self._menu.is_open:
            self._menu.move(-1)
        elif not self.navigator.is_first_wrapped_line(self.cursor_location):
            self.action_cursor_up()
        elif (earlier := self._history.previous(self.text)) is not None:
            self.replace_text(earlier)

    def action_later_prompt(self) -> None:
        """Move down, in the menu if there is one; from the last row, to the prompt after."""
        if self._menu.is_open:
            self._menu.move(1)
        elif not self.navigator.is_last_wrapped_line(self.cursor_location):
            self.action_cursor_down()
        elif (later := self._history.next(self.text)) is not None:
            self.replace_text(later)


class PromptBox(Vertical):
    """The prompt with its menu above it.

    Args:
        history: Earlier prompts.
    """

    DEFAULT_CSS = "PromptBox { height: auto; }"

    def __init__(self, history: PromptHistory) -> None:
        super().__init__()
        self._menu = PromptMenu()
        self._prompt = Prompt(history, self._menu)

    def compose(self) -> ComposeResult:
        """The menu, which is hidden at first, and the prompt."""
        yield self._menu
        yield self._prompt

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Take the row that was clicked."""
        event.stop()
        self._prompt.focus()
        # By the prompt itself: what a parent posts in its name doesn't get beyond the parent.
        self._prompt.call_later(self._prompt.take, self._menu.row(event.option_index))
