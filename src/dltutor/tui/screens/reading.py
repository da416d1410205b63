"""Reading answers: what can be done with the one in focus, and with the questions that it lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import TextArea

from dltutor.tui import describe
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.screens.finding import FindingScreen
from dltutor.tui.widgets.rows import QuestionRow
from dltutor.tui.widgets.status import StatusLine
from dltutor.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from dltutor.tui.answers.copying import Copyable
    from dltutor.tui.widgets.answer import AnswerCard
    from dltutor.tutor import Hit, Item

LISTED = 3
"""How many questions ``m`` lists further."""
FORMS = {"2d": "drawn", "line": "on one line", "source": "LaTeX source"}
TITLE = 70
"""Characters of a question's title in a notice."""


class ReadingScreen(FindingScreen):
    """A screen with answers, each of which has a source, neighbours and commands of its own.

    Args:
        listed: How many neighbours an answer lists at first.
    """

    def __init__(self, listed: int) -> None:
        super().__init__()
        self._listed = listed
        self._tickets = 0
        self._alone = self._emptied = False

    async def ask(self, text: str) -> None:
        """Ask a question."""
        exchange, alone = self.exchange(text), self._alone
        self.app.summary, self._alone = "", False
        await self.transcript.add(exchange)
        self.app.engine.ask(exchange.ticket, text, alone=alone)

    def exchange(self, asked: str) -> Exchange:
        """A new exchange with the next number."""
        self._tickets += 1
        return Exchange(self._tickets, asked, listed=self._listed)

    async def action_pick(self, number: int) -> None:
        """Show the answer of the question with this number; in an empty chat, ask the example with it."""
        card = self.transcript.current
        if card is None:
            examples = self.query_one(Welcome).examples
            if number <= len(examples):
                await self.ask(examples[number - 1])
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
        picked = self.exchange(describe.title(hit.item))
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
        """Show formulas in the next way: drawn, on one line, as LaTeX source."""
        card = self._card()
        if card is not None:
            changed = card.exchange.in_next_form(self.transcript.math)
            await self.transcript.replace(changed)
            self.app.tell(f"Formulas of this answer: {FORMS[changed.form or self.transcript.math]}.")

    def action_copy_answer(self) -> None:
        """Copy the answer as it stands in the document."""
        from dltutor.tui.answers.copying import answer

        hit = self._hit_to_copy()
        if hit is not None:
            self._copy(answer(hit))

    def action_copy(self) -> None:
        """Let the person choose what to copy of the answer."""
        from dltutor.tui.answers.copying import copyables
        from dltutor.tui.screens.copying import CopyScreen

        hit = self._hit_to_copy()
        if hit is not None:
            self.app.push_screen(CopyScreen(copyables(hit)), self._copy)

    def _copy(self, wanted: Copyable | None) -> None:
        if wanted is not None:
            self.app.copy(wanted.text, wanted.name)

    def _hit_to_copy(self) -> Hit | None:
        card = self._card()
        if card is not None and card.exchange.hit is None:
            self.app.tell("There is no answer to copy here: pick a question by its number first.")
        return card.exchange.hit if card is not None else None

    def action_edit_question(self) -> None:
        """Put the question, as it was understood, into the prompt; what is sent then stands alone."""
        card = self._card()
        if card is not None:
            self.prompt.replace_text(card.exchange.understood)
            self.prompt.focus()
            self._alone, self._emptied = True, False
            self.app.tell("Enter asks exactly this, whatever was said before.")

    @on(TextArea.Changed, "Prompt")
    def prompt_changed(self, event: TextArea.Changed) -> None:
        """What is typed into a prompt that was emptied goes on from the conversation again."""
        # Not as soon as it is empty: sending empties it, too.
        self._alone = self._alone and not (self._emptied and event.text_area.text)
        self._emptied = not event.text_area.text
        self.call_after_refresh(self._place_notices)

    def _place_notices(self) -> None:
        """Let notices stand where the status does, so that they never cover the prompt, however high it has grown."""
        below = self.size.height - self.query_one(StatusLine).region.bottom
        self.query("ToastRack").set_styles(f"margin: 0 0 {below} 0;")

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
        self.app.engine.study(lambda study: study.act(item.id, "add"), lambda _: self.app.tell(told), lasting=True)

    async def discuss(self, item: Item) -> None:
        """Show an item as what the conversation is about, with the prompt ready."""
        from dltutor.tutor import Hit, Reply

        hit = Hit(item, 1.0, "exact", (item.source,))
        self.app.engine.pick(hit)
        reply = Reply(item.question, "answered", 1.0, (hit,))
        exchange = self.exchange(describe.title(item))
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
