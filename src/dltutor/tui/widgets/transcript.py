"""The transcript: every exchange of the session, of which at most twenty are mounted.

Two hundred mounted answers cost a third of a second of CPU a key press, so a window slides over the exchanges; the rows
at its ends load what lies beyond.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from dltutor.tui.widgets.answer import AnswerCard
from dltutor.tui.widgets.rows import LoadRow
from dltutor.tui.widgets.scrolling import AnswersScroll
from dltutor.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from dltutor.tui.answers.exchange import Exchange
    from dltutor.tui.answers.markdown import Math

WINDOW = 20
"""Answers mounted at most."""
STEP = 10
"""How far the window moves when one end is loaded."""
MOST = 30
"""Answers mounted at most while words are looked for: those that one comes back to stay, out of sight."""
LOWEST = 3
"""Rows of the lowest card."""
AROUND = 2
"""Answers mounted on either side of one that is looked for; more would take longer than a person likes to wait."""


class Standing(NamedTuple):
    """Where a person is among the answers: the window, from its first to before its end, and how far it is scrolled."""

    start: int
    end: int
    scroll_y: float


class Transcript(AnswersScroll):
    """The answers, newest last. It keeps to a new answer unless the person has scrolled away from it."""

    DEFAULT_CSS = "Transcript { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }"

    @dataclass
    class Answered(Message):
        """No better answer to an exchange follows. It may be told again when it is shown in another way."""

        exchange: Exchange

    def __init__(self, math: Math) -> None:
        super().__init__()
        self._math = math
        self._exchanges: list[Exchange] = []
        self._start = self._floor = 0
        self._news = self._show_end = -1
        self._aside: set[AnswerCard] = set()
        self._changing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The welcome, and the rows at both ends."""
        yield LoadRow(-1)
        yield Welcome()
        yield LoadRow(1)

    @property
    def cards(self) -> list[AnswerCard]:
        """The mounted cards, oldest first; neither those that are going nor those put aside."""
        return [card for card in self._all_cards if card.display]

    @property
    def _all_cards(self) -> list[AnswerCard]:
        return [card for card in self.query_children(AnswerCard) if card.display or card in self._aside]

    @property
    def current(self) -> AnswerCard | None:
        """The card in focus, else the newest."""
        cards = self.cards
        focused = [card for card in cards if card.has_focus]
        return next(reversed(focused or cards), None)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Every exchange of the session, oldest first, mounted or not."""
        return tuple(self._exchanges)

    @property
    def math(self) -> Math:
        """How formulas are shown where the person hasn't changed that for an answer."""
        return self._math

    async def show_formulas(self, math: Math) -> None:
        """Show formulas in another way from now on, and in the answers that are there."""
        self._math = math
        async with self._changing:
            for card in self._all_cards:
                await card.show(card.exchange, math)

    @property
    def newest(self) -> Exchange | None:
        """The newest exchange."""
        return self._exchanges[-1] if self._exchanges else None

    def get(self, ticket: int) -> Exchange | None:
        """The exchange with this number, mounted or not; None after the view was cleared."""
        return next((exchange for exchange in self._exchanges if exchange.ticket == ticket), None)

    async def add(self, exchange: Exchange) -> None:
        """Put a new exchange at the end and go there."""
        self._exchanges.append(exchange)
        self._news = exchange.ticket
        self._tell(exchange)
        self.left_at = -1.0
        await self._slide(max(self._floor, len(self._exchanges) - WINDOW), len(self._exchanges), at_end=True)

    async def replace(self, exchange: Exchange, *, show_end: bool = False) -> None:
        """Put an exchange in place of the one with its number, and show its card's end if that is what has changed."""
        self._show_end = exchange.ticket if show_end else -1
        self._tell(exchange)
        if not show_end:
            self._news = exchange.ticket
        for number, old in enumerate(self._exchanges):
            if old.ticket == exchange.ticket:
                self._exchanges[number] = exchange
        async with self._changing:
            for card in self._all_cards:
                if card.exchange.ticket == exchange.ticket:
                    await card.show(exchange, self._math)

    async def restore(self, exchanges: list[Exchange]) -> None:
        """Put the exchanges of another session in place of these, and go to the newest."""
        self._exchanges = exchanges
        self._news, self.left_at = exchanges[-1].ticket if exchanges else -1, -1.0
        self._floor = 0
        await self._slide(len(exchanges) - WINDOW, len(exchanges), at_end=True)

    async def hide(self) -> None:
        """Take every exchange out of view; loading earlier ones brings them back."""
        self._floor = len(self._exchanges)
        await self._slide(self._floor, self._floor)

    def _tell(self, exchange: Exchange) -> None:
        if exchange.final:
            self.post_message(self.Answered(exchange))

    async def load(self, direction: int) -> None:
        """Move the window to earlier (-1) or later (1) exchanges, and go to the nearest that is new."""
        before, self._news = {card.exchange.ticket for card in self.cards}, -1
        self._floor, end = 0, self._start + len(self.cards)
        if direction < 0:
            start = max(0, self._start - STEP)
            await self._slide(start, min(end, start + WINDOW))
        else:
            end = min(end + STEP, len(self._exchanges))
            await self._slide(max(self._start, end - WINDOW), end)
        fresh = [card for card in self.cards if card.exchange.ticket not in before]
        if fresh:
            fresh[-1 if direction < 0 else 0].focus()

    # Looking for a place, and coming back

    @property
    def standing(self) -> Standing:
        """Where the person is."""
        return Standing(self._start, self._start + len(self.cards), self.scroll_y)

    async def return_to(self, standing: Standing) -> None:
        """Go back to where the person was."""
        self._news = -1
        await self._slide(standing.start, standing.end)
        self.put_at(standing.scroll_y)
        self.call_after_refresh(self.scroll_to, y=standing.scroll_y, animate=False, force=True, immediate=True)

    async def reveal(self, ticket: int) -> AnswerCard | None:
        """The card of an exchange, mounted if it wasn't; None where there is no such exchange."""
        tickets = [exchange.ticket for exchange in self._exchanges]
        if ticket not in tickets:
            return None
        at, self._news = tickets.index(ticket), -1
        if not self._start <= at < self._start + len(self.cards):
            await self._slide(at - AROUND, at + AROUND + 1, put_aside=True)
            self.put_at(0)
        return next((card for card in self.cards if card.exchange.ticket == ticket), None)

    async def _slide(self, start: int, end: int, *, at_end: bool = False, put_aside: bool = False) -> None:
        """Mount the exchanges from ``start`` to before ``end``, and unmount the others.

        Args:
            start: The first.
            end: The one behind the last.
            at_end: Whether the end is to be seen.
            put_aside: Whether others stay mounted, though out of sight, so that one can soon come back to them.
        """
        # One change at a time: a card that is going must not be shown anew.
        async with self._changing, self.batch():
            count = len(self._exchanges)
            end = min(end, count)
            self._start = min(max(0, start), end)
            wanted = self._exchanges[self._start : end]
            await self._mount_missing(wanted)
            self._keep_only(wanted, MOST if put_aside else len(wanted))
            earlier, later = self.query_children(LoadRow)
            earlier.tell(self._start)
            later.tell(count - end)
            for card in self.cards:
                card.set_class(self.newest is not None and card.exchange.ticket == self.newest.ticket, "-newest")
            self.query_one(Welcome).display = not wanted
            if at_end:
                # What doesn't fill the view would stand at its lower edge, so few answers are scrolled afterwards.
                self.anchor(len(self.cards) * LOWEST > self.size.height)
                self.call_after_refresh(self.to_end)

    async def _mount_missing(self, wanted: list[Exchange]) -> None:
        """Mount what isn't there, each before the first card that comes after it."""
        places = {exchange.ticket: place for place, exchange in enumerate(self._exchanges)}
        cards, end = self._all_cards, self.query_children(LoadRow).last()
        mounted = {card.exchange.ticket for card in cards}

        def after(exchange: Exchange) -> Widget:
            here = places[exchange.ticket]
            return next((card for card in cards if places.get(card.exchange.ticket, -1) > here), end)

        missing = [exchange for exchange in wanted if exchange.ticket not in mounted]
        for place, group in groupby(missing, after):
            await self.mount_all([AnswerCard(exchange, self._math) for exchange in group], before=place)

    def _keep_only(self, wanted: list[Exchange], most: int) -> None:
        """Show what is wanted; of the others, hide as many as may stay, those first that are hidden already."""
        tickets = {exchange.ticket for exchange in wanted}
        others = [card for card in self._all_cards if card.exchange.ticket not in tickets]
        others.sort(key=lambda card: card not in self._aside)
        for card in self._aside:
            card.display = card.exchange.ticket in tickets
        self._aside = set(others[: most - len(wanted)])
        for card in self._aside:
            card.display = False
        # Not waited for: a card may be dealing with what led here. From now on it is no longer displayed.
        self.remove_children(others[most - len(wanted) :])

    # Keeping to the newest answer

    def on_answer_card_shown(self, event: AnswerCard.Shown) -> None:
        """Bring the newest card into view once it has its height, unless the person went elsewhere."""
        event.stop()
        if event.card.exchange.ticket == self._show_end:
            self._show_end = -1
            self.call_after_refresh(self.to_end_of, event.card)
            return
        newest = self.newest
        if newest is None or event.card.exchange.ticket not in {newest.ticket} & {self._news}:
            return  # not the newest, or only mounted again
        if self.left_at in {-1.0, self.scroll_y}:
            self.call_after_refresh(self.to_card, event.card)
        elif newest.reply is not None:
            self.unseen = True
