"""The prompt: Enter sends, the arrows bring back earlier questions, ghost text suggests known ones."""

from dataclasses import dataclass
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message

from dltutor.tui.commands import bindings
from dltutor.tui.history import PromptHistory
from dltutor.tui.widgets.typing import TypingArea

SHORTEST = 2
"""Characters typed before a question is suggested."""


class Prompt(TypingArea):
    """Where questions are typed. Pasting never sends."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt", focus="prompt")
    DEFAULT_CSS = """
    Prompt {
        height: auto; max-height: 10; border: round $border-blurred; padding: 0 1; background: transparent;
        &:focus { border: round $border; }
    }
    """

    @dataclass
    class Sent(Message):
        """A question, or a slash command, was sent; it may be empty."""

        text: str

    @dataclass
    class Typed(Message):
        """Suggestions for what has been typed are wanted."""

        prefix: str

    def __init__(self, history: PromptHistory) -> None:
        super().__init__(
            placeholder="Ask a question (Enter sends, Ctrl+J starts a new line)",
            highlight_cursor_line=False,
            tab_behavior="focus",
        )
        self._history = history
        self._offered = ""

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

    def _goes_on(self, question: str) -> bool:
        """Whether a question begins with the text, letter by letter."""
        return question[: len(self.text)].casefold() == self.text.casefold()

    def on_text_area_selection_changed(self) -> None:
        """Hide the suggestion once the cursor isn't where it would go on."""
        if not self.at_end:
            self.suggestion = ""

    def replace_text(self, text: str) -> None:
        """Put another text into the prompt, with the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def action_send(self) -> None:
        """Send the text and empty the prompt."""
        text = self.text.strip()
        if text:
            self._history.add(text)
        self.load_text("")
        self.suggestion = ""
        self.post_message(self.Sent(text))

    def action_newline(self) -> None:
        """Start a new line."""
        self.replace("\n", *self.selection)

    def action_switch(self) -> None:
        """Accept the suggestion, or leave for the answers."""
        if not self.suggestion:
            raise SkipAction
        self.insert(self.suggestion)

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Move up; from the first row, to the prompt before."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        elif (earlier := self._history.previous(self.text)) is not None:
            self.replace_text(earlier)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Move down; from the last row, to the prompt after."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        elif (later := self._history.next()) is not None:
            self.replace_text(later)
