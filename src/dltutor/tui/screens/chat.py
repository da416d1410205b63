"""The chat: the transcript, the prompt, and what can be done with the answer in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.containers import Vertical

from dltutor import paths
from dltutor.tui.commands import SLASH, bindings
from dltutor.tui.history import PromptHistory
from dltutor.tui.keys import command_reasons
from dltutor.tui.keys.reasons import Reasoned
from dltutor.tui.screens.recording import RecordingScreen
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.prompt import Prompt, PromptBox
from dltutor.tui.widgets.rows import BelowRow
from dltutor.tui.widgets.status import Banner, StatusLine
from dltutor.tui.widgets.transcript import Transcript
from dltutor.tui.widgets.typing import do_in_order, type_into
from dltutor.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.answers.markdown import Math
    from dltutor.tui.app import TutorApp
    from dltutor.tui.messages import AnswerFailed, AnswerReady, Suggested
    from dltutor.tutor import Item


class ChatScreen(Reasoned, RecordingScreen):
    """Where questions are asked and answered."""

    SCOPE = "chat"
    AUTO_FOCUS = "Prompt"
    BINDINGS: ClassVar[list[BindingType]] = bindings("chat", focus="transcript")
    DEFAULT_CSS = """
    ChatScreen { align-horizontal: center; }
    ChatScreen #column { width: 100%; max-width: $reading-column; height: 1fr; }
    ChatScreen ToastRack { margin: 0 0 4 0; }
    """

    app: TutorApp

    def __init__(self, math: Math, listed: int) -> None:
        super().__init__(listed)
        self._math = math
        self._items: Sequence[Item] | None = None

    def compose(self) -> ComposeResult:
        """Banner, answers, state, prompt, keys."""
        with Vertical(id="column"):
            yield Banner()
            yield Transcript(self._math)
            yield BelowRow()
            yield StatusLine()
            yield PromptBox(PromptHistory(paths.state_dir() / "history.jsonl", lambda: self.app.config.history))
        yield Footer()

    def why_not(self, command_id: str) -> str:
        """Why a command can't be done now, from what the answers hold."""
        return command_reasons.of_chat(self.transcript, command_id)

    def action_history(self) -> None:
        """Offer earlier questions."""
        self.prompt.look_back()

    # What the app tells

    def on_mount(self) -> None:
        """Show the state of things, now and whenever it changes."""
        self.watch(self.app, "stage", self._tell_stage)
        self.watch(self.transcript, "unseen", self._tell_unseen)
        self.watch(self.app, "config", self._follow_settings, init=False)
        for name in ("progress", "stale", "summary"):
            self.watch(self.app, name, self._tell_banner)
        # Not before the screen has been painted: the engine's imports would hold it up.
        self.call_after_refresh(self.app.engine.start)

    async def take_items(self, items: Sequence[Item]) -> None:
        """Say in the welcome what is known."""
        self._items = items
        await self._tell_stage()

    async def take_answer(self, message: AnswerReady) -> None:
        """Show a reply on the card of its question; a better one takes the place of a provisional one."""
        exchange = self.transcript.get(message.ticket)
        if exchange is not None:
            await self.transcript.replace(exchange.answered(message.reply, final=message.final))

    async def take_failure(self, message: AnswerFailed) -> None:
        """Show on the card of a question why it could not be answered."""
        exchange = self.transcript.get(message.ticket)
        if exchange is not None:
            await self.transcript.replace(exchange.failed(message.message, message.hint))

    def take_suggestions(self, message: Suggested) -> None:
        """Show a suggestion behind the cursor."""
        self.prompt.offer(message.prefix, message.questions)

    async def _tell_stage(self) -> None:
        self._tell_status()
        await self.query_one(Welcome).tell(self.app.stage, self._items)

    def _tell_status(self) -> None:
        self.query_one(StatusLine).tell(self.app.stage, self.app.trouble)

    def _tell_unseen(self) -> None:
        self.query_one(BelowRow).tell(unseen=self.transcript.unseen)

    async def _follow_settings(self) -> None:
        math, self._listed = cast("Math", self.app.config.math), self.app.config.top
        if math != self.transcript.math:
            await self.transcript.show_formulas(math)

    def _tell_banner(self) -> None:
        self.query_one(Banner).tell(self.app.progress, self.app.stale, self.app.summary)

    # Asking

    @on(Prompt.Sent)
    async def sent(self, event: Prompt.Sent) -> None:
        """Ask the question, or do the command."""
        if not event.text:
            if self.app.stage == "no index":
                await self.run_action("app.rebuild")
        elif event.text in SLASH:
            await self.app.do(SLASH[event.text])
        elif (words := event.text.partition(" "))[0] in SLASH and SLASH[words[0]].words:
            await self.app.do(SLASH[words[0]], words[2].strip())
        elif len(event.text) == 1 and event.text in "123456789":
            await self.action_pick(int(event.text))
        elif event.text.startswith("/") and event.text[1:].isalpha():
            self.app.tell(f"There is no command {event.text}. Type / to see all.", severity="warning")
        else:
            await self.ask(event.text)

    @on(Prompt.Typed)
    def typed(self, event: Prompt.Typed) -> None:
        """Look for known questions that begin like the text."""
        self.app.engine.suggest(event.prefix)

    # Typing goes to the prompt, wherever the focus is

    async def on_key(self, event: events.Key) -> None:
        """Type into the prompt what isn't a key of anything else.

        What is one of the answers is done in the order of typing: what is typed behind Escape is for the prompt.
        """
        bound = self.active_bindings.get(event.key)
        if self.focused is not self.prompt and bound is not None:
            if bound.node is self:
                await do_in_order(self, event)
        elif event.is_printable and not event.key.startswith("alt+"):
            type_into(self.prompt, event)

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the prompt."""
        if self.focused is not self.prompt:
            event.stop()
            self.set_focus(self.prompt)
            self.prompt.insert(event.text)
