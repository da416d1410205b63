"""Trying a question: what is asked, and room for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from dltutor.tui import describe, describe_grading
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.typing import TypingArea

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.app import TutorApp
    from dltutor.tutor import Graded, Item

WRITE = "Write your answer here. Ctrl+D has it graded, Esc goes back and keeps it."
CHOOSE = "The letters of the options that you choose, or none. Ctrl+D has them graded, Esc goes back and keeps them."
NOTHING_YET = "There is no answer yet: a few words are enough."
NO_CHOICE_YET = "There is no answer yet: type the letters, or none if no option is right."
GRADING = "Grading…"
GRADING_LATER = "Grading begins when the encoder is loaded…"


class AnswerBox(TypingArea):
    """Where an answer is written."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("attempt", focus="attempt")
    DEFAULT_CSS = """
    AnswerBox {
        height: 1fr; min-height: 5; border: round $border-blurred; padding: 0 1; background: transparent;
        &:focus { border: round $border; }
    }
    """

    @dataclass
    class Submitted(Message):
        """The answer is to be graded."""

        text: str

    def action_submit(self) -> None:
        """Hand the answer in."""
        self.post_message(self.Submitted(self.text))


class AttemptScreen(Screen[None]):
    """A question, and an answer being written.

    Args:
        ticket: The number of this attempt, which its grading comes back with.
        item: The question.
        draft: What was written before.
    """

    SCOPE = "attempt"
    AUTO_FOCUS = "AnswerBox"
    DEFAULT_CSS = """
    AttemptScreen { align-horizontal: center; }
    AttemptScreen #column { width: 100%; max-width: 104; height: 1fr; padding: 0 1; }
    AttemptScreen #asked { height: auto; max-height: 50%; padding: 0 1; scrollbar-size-vertical: 1; }
    AttemptScreen Static { width: 1fr; height: auto; }
    AttemptScreen .question { text-style: bold; color: $text-primary; margin: 0 0 1 0; }
    AttemptScreen .stem, AttemptScreen .place, AttemptScreen #state { color: $text-muted; }
    AttemptScreen .stem { margin: 0 0 1 0; }
    AttemptScreen #state { padding: 0 1; }
    """

    app: TutorApp

    def __init__(self, ticket: int, item: Item, draft: str = "") -> None:
        super().__init__()
        self.ticket = ticket
        self.item = item
        self._draft = draft
        self._graded: Graded | None = None

    def compose(self) -> ComposeResult:
        """Question, answer, state, keys."""
        with Vertical(id="column"):
            # Without the focus, so that it stays in the answer; PageUp and PageDown scroll it from there.
            with VerticalScroll(id="asked", can_focus=False):
                for name, text in self._asked():
                    yield Static(content(text), classes=name)
            placeholder = CHOOSE if self.item.options else WRITE
            yield AnswerBox(
                self._draft, placeholder=content(placeholder), highlight_cursor_line=False, tab_behavior="focus"
            )
            yield Static(content(""), id="state")
        yield Footer(compact=True, show_command_palette=False)

    def _asked(self) -> list[tuple[str, str]]:
        item = self.item
        worth = "" if item.credits is None else f" · {describe_grading.credits_text(item.credits)}"
        texts = [("place", describe.place(item.source) + worth)]
        texts += [("stem", describe.prose(item.stem))] if item.stem else []
        texts.append(("question", describe.prose(item.question)))
        return texts + [("option", line) for line in describe_grading.option_lines(item)]

    @property
    def _box(self) -> AnswerBox:
        return self.query_one(AnswerBox)

    def on_mount(self) -> None:
        """Go on behind what was written before."""
        self._box.move_cursor(self._box.document.end)

    # What the app tells

    def take_grading(self, graded: Graded) -> None:
        """Show the grading, now or when whatever lies over this screen is closed.

        Where nothing could be graded, the answer stays, to be put in other words.
        """
        if graded.grading.score is None:
            self.take_failure(describe_grading.verdict_line(graded.grading), "")
            return
        self._graded = graded
        if self.is_active:
            self.app.show_grading(graded)

    def on_screen_resume(self) -> None:
        """Show a grading that has come meanwhile."""
        if self._graded is not None:
            self.app.show_grading(self._graded)

    def take_failure(self, message: str, hint: str) -> None:
        """Say why there is no grading; the answer stays, and can be handed in again."""
        self._box.read_only = False
        self._tell(f"{message} {hint}".strip())

    # Commands

    @on(AnswerBox.Submitted)
    def submitted(self, event: AnswerBox.Submitted) -> None:
        """Have the answer graded."""
        if self._box.read_only:
            return
        self.app.drafts[self.item.id] = event.text
        if not event.text.strip():
            self._tell(NO_CHOICE_YET if self.item.options else NOTHING_YET)
            return
        self._box.read_only = True
        self._tell(GRADING_LATER if self.app.stage in {"loading", "words"} else GRADING)
        self.app.engine.grade(self.ticket, self.item.id, event.text)

    def action_leave(self) -> None:
        """Go back to the chat, and keep what was written."""
        self.app.drafts[self.item.id] = self._box.text
        self.dismiss()

    def action_scroll_question(self, by: int) -> None:
        """Scroll the question by pages."""
        asked = self.query_one("#asked", VerticalScroll)
        asked.scroll_relative(y=by * max(1, asked.size.height - 1), animate=False)

    def _tell(self, text: str) -> None:
        self.query_one("#state", Static).update(content(text))
