"""The chat: the transcript, the prompt, and what can be done with the answer in focus."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Vertical
from textual.widgets import Footer

from dltutor import paths
from dltutor.tui import describe
from dltutor.tui.commands import SLASH, bindings
from dltutor.tui.exchange import Exchange
from dltutor.tui.history import PromptHistory
from dltutor.tui.screens.moving import MovingScreen
from dltutor.tui.widgets.prompt import Prompt
from dltutor.tui.widgets.rows import QuestionRow
from dltutor.tui.widgets.status import Banner, StatusLine
from dltutor.tui.widgets.transcript import Transcript
from dltutor.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.app import TutorApp
    from dltutor.tui.markdown import Math
    from dltutor.tui.messages import AnswerFailed, AnswerReady, Suggested
    from dltutor.tui.widgets.answer import AnswerCard
    from dltutor.tutor import Item

LISTED = 3
"""How many questions ``m`` lists further."""
TITLE = 70
"""Characters of a question's title in a notice."""


class ChatScreen(MovingScreen):
    """Where questions are asked and answered."""

    SCOPE = "chat"
    AUTO_FOCUS = "Prompt"
    BINDINGS: ClassVar[list[BindingType]] = bindings("chat", focus="transcript")
    DEFAULT_CSS = """
    ChatScreen { align-horizontal: center; }
    ChatScreen #column { width: 100%; max-width: 104; height: 1fr; }
    """

    app: TutorApp

    def __init__(self, math: Math, listed: int) -> None:
        super().__init__()
        self._math = math
        self._listed = listed
        self._tickets = 0
        self._items: Sequence[Item] | None = None

    def compose(self) -> ComposeResult:
        """Banner, answers, state, prompt, keys."""
        with Vertical(id="column"):
            yield Banner()
            yield Transcript(self._math)
            yield StatusLine()
            yield Prompt(PromptHistory(paths.state_dir() / "history.jsonl"))
        yield Footer(compact=True, show_command_palette=False)

    # What the app tells

    def on_mount(self) -> None:
        """Show the state of things, now and whenever it changes."""
        self.watch(self.app, "stage", self._tell_stage)
        self.watch(self.transcript, "unseen", self._tell_status)
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
        self.query_one(StatusLine).tell(self.app.stage, self.app.trouble, unseen=self.transcript.unseen)

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
            await self.run_action(SLASH[event.text].owner + SLASH[event.text].act())
        elif (words := event.text.partition(" "))[0] in SLASH and SLASH[words[0]].words:
            command = SLASH[words[0]]
            await self.run_action(f"{command.owner}{command.act()}({words[2].strip()!r})")
        elif len(event.text) == 1 and event.text in "123456789":
            await self.action_pick(int(event.text))
        elif event.text.startswith("/") and event.text[1:].isalpha():
            known = ", ".join(SLASH)
            self.app.tell(f"There is no command {event.text}. There are {known}.", severity="warning")
        else:
            await self._ask(event.text)

    @on(Prompt.Typed)
    def typed(self, event: Prompt.Typed) -> None:
        """Look for known questions that begin like the text."""
        self.app.engine.suggest(event.prefix)

    async def _ask(self, text: str) -> None:
        exchange = self._exchange(text)
        self.app.summary = ""
        await self.transcript.add(exchange)
        self.app.engine.ask(exchange.ticket, text)

    def _exchange(self, asked: str) -> Exchange:
        self._tickets += 1
        return Exchange(self._tickets, asked, listed=self._listed)

    # The answer in focus

    async def action_pick(self, number: int) -> None:
        """Show the answer of the question with this number; in an empty chat, ask the example with it."""
        card = self.transcript.current
        if card is None:
            examples = self.query_one(Welcome).examples
            if number <= len(examples):
                await self._ask(examples[number - 1])
        else:
            await self._pick(card.exchange, number)

    @on(QuestionRow.Picked)
    async def row_picked(self, event: QuestionRow.Picked) -> None:
        """Do what the number of the row does, on the card that holds it."""
        card = next((card for card in self.transcript.cards if card in event.row.ancestors), None)
        if card is None:
            await self.action_pick(event.number)
        else:
            await self._pick(card.exchange, event.number)

    async def _pick(self, exchange: Exchange, number: int) -> None:
        if number > len(exchange.listed_hits):
            self.app.tell(f"Nothing has the number {number} here.")
            return
        hit = exchange.listed_hits[number - 1]
        self.app.engine.pick(hit)
        picked = self._exchange(describe.title(hit.item))
        await self.transcript.add(replace(picked, reply=exchange.reply, hit=hit, final=True, picked=True))
        if self.focused is not self.prompt and self.transcript.cards:
            self.transcript.cards[-1].focus(scroll_visible=False)

    async def action_more(self) -> None:
        """List more of the questions that are near."""
        card = self._card()
        if card is None:
            return
        if card.exchange.unlisted:
            longer = replace(card.exchange, listed=len(card.exchange.listed_hits) + LISTED)
            await self.transcript.replace(longer, show_end=True)
        else:
            self.app.tell("Nothing further is near.")

    async def action_formulas(self) -> None:
        """Show formulas as source, or drawn again."""
        card = self._card()
        if card is not None:
            await self.transcript.replace(replace(card.exchange, source=not card.exchange.source))

    def action_copy(self) -> None:
        """Copy the answer as it stands in the document."""
        card = self._card()
        if card is None or card.exchange.hit is None:
            self.app.tell("There is no answer to copy here: pick a question by its number first.")
        else:
            self.app.copy_to_clipboard(describe.answer_markdown(card.exchange.hit.item))

    def action_open(self) -> None:
        """Show the place in the document."""
        item = self._item()
        if item is None:
            self.app.tell("There is no source to open yet.")
        else:
            self.app.engine.read_place(item.source)

    def action_try(self, words: str = "") -> None:
        """Let the person answer the question of the card, or the one that the words are about."""
        item = self._item()
        if words:
            self.app.engine.find(words)
        elif item is None:
            self.app.tell("Ask for a question first, or type /try and its ID or some words.")
        else:
            self.app.try_item(item)

    def action_add_to_review(self) -> None:
        """Put the question of the card into review."""
        item = self._item()
        if item is None:
            self.app.tell("Ask for a question first: then its answer can be added.")
            return
        told = f"Added to your reviews: {describe.shortened(describe.title(item), TITLE)}"
        self.app.engine.study(lambda study: study.act(item.id, "add"), lambda _: self.app.tell(told))

    async def discuss(self, item: Item) -> None:
        """Show an item as what the conversation is about, with the prompt ready."""
        from dltutor.tutor import Hit, Reply

        hit = Hit(item, 1.0, "exact", (item.source,))
        self.app.engine.pick(hit)
        reply = Reply(item.question, "answered", 1.0, (hit,))
        exchange = self._exchange(describe.title(item))
        await self.transcript.add(replace(exchange, reply=reply, hit=hit, final=True, picked=True))
        self.prompt.focus()

    def _item(self) -> Item | None:
        card = self.transcript.current
        if card is None:
            return None
        hit = card.exchange.hit or next(iter(card.exchange.others), None)
        return hit.item if hit else None

    def _card(self) -> AnswerCard | None:
        card = self.transcript.current
        if card is None:
            self.app.tell("There is no answer yet.")
        return card

    # Typing goes to the prompt, wherever the focus is

    def on_key(self, event: events.Key) -> None:
        """Type into the prompt what isn't a key of anything else."""
        free = event.is_printable and event.key not in self.active_bindings and not event.key.startswith("alt+")
        if free and event.character and self.focused is not self.prompt:
            event.stop()
            self.set_focus(self.prompt)  # at once: what is typed behind it must not meet the keys of an answer
            self.prompt.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the prompt."""
        if self.focused is not self.prompt:
            event.stop()
            self.set_focus(self.prompt)
            self.prompt.insert(event.text)
