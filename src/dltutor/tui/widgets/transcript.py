"""The transcript: every exchange of the session, of which at most twenty are mounted.

Two hundred mounted answers cost a third of a second of CPU a key press, so a window slides over the exchanges; the rows
at its ends load what lies beyond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.reactive import var

from dltutor.tui.widgets.answer import AnswerCard
from dltutor.tui.widgets.rows import LoadRow
from dltutor.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dltutor.tui.exchange import Exchange
    from dltutor.tui.markdown import Math

WINDOW = 20
STEP = 10
"""How far the window moves when one end is loaded."""


class Transcript(VerticalScroll):
    """The answers, newest last. It keeps to a new answer unless the person has scrolled away from it."""

    DEFAULT_CSS = "Transcript { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }"

    unseen: var[bool] = var(default=False)
    """Whether a new answer is out of view because the person had scrolled away."""

    def __init__(self, math: Math) -> None:
        super().__init__()
        self._math = math
        self._exchanges: list[Exchange] = []
        self._start = 0
        self._left_at = 0.0
        self._show_end = -1

    def compose(self) -> ComposeResult:
        """The welcome, and the rows at both ends."""
        yield LoadRow(-1)
        yield Welcome()
        yield LoadRow(1)

    @property
    def cards(self) -> list[AnswerCard]:
        """The mounted cards, oldest first."""
        return list(self.query_children(AnswerCard))

    @property
    def current(self) -> AnswerCard | None:
        """The card in focus, else the newest."""
        cards = self.cards
        focused = [card for card in cards if card.has_focus]
        return next(reversed(focused or cards), None)

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
        await self._slide(len(self._exchanges))
        self._left_at = -1.0
        self.call_after_refresh(self._to_end)

    async def replace(self, exchange: Exchange, *, show_end: bool = False) -> None:
        """Put an exchange in place of the one with its number, and show its card's end if that is what has changed."""
        self._show_end = exchange.ticket if show_end else -1
        for number, old in enumerate(self._exchanges):
            if old.ticket == exchange.ticket:
                self._exchanges[number] = exchange
        for card in self.cards:
            if card.exchange.ticket == exchange.ticket:
                await card.show(exchange)

    async def clear(self) -> None:
        """Forget every exchange."""
        self._exchanges.clear()
        await self._slide(0)

    async def load(self, direction: int) -> None:
        """Move the window to earlier (-1) or later (1) exchanges, and go to the nearest that is new."""
        before = {card.exchange.ticket for card in self.cards}
        await self._slide(self._start + WINDOW + direction * STEP)
        fresh = [card for card in self.cards if card.exchange.ticket not in before]
        if fresh:
            fresh[-1 if direction < 0 else 0].focus()

    async def _slide(self, end: int) -> None:
        """Mount the exchanges of the window that ends before ``end``, and unmount the others."""
        count = len(self._exchanges)
        end = min(max(end, WINDOW), count)
        self._start = max(0, end - WINDOW)
        wanted = self._exchanges[self._start : end]
        mounted = {card.exchange.ticket: card for card in self.cards}
        async with self.batch():
            keep = {exchange.ticket for exchange in wanted}
            gone = [card for ticket, card in mounted.items() if ticket not in keep]
            if gone:
                await self.remove_children(gone)
            await self._mount_missing(wanted, mounted)
            earlier, later = self.query_children(LoadRow)
            earlier.tell(self._start)
            later.tell(count - end)
            self.query_one(Welcome).display = count == 0

    async def _mount_missing(self, wanted: list[Exchange], mounted: dict[int, AnswerCard]) -> None:
        """Mount what isn't there: a window slides one way, so it all goes to one end of what is there."""
        missing = [AnswerCard(exchange, self._math) for exchange in wanted if exchange.ticket not in mounted]
        cards = self.cards
        at_front = cards and wanted[0].ticket not in mounted
        if missing:
            await self.mount_all(missing, before=cards[0] if at_front else self.query_children(LoadRow).last())

    # Keeping to the newest answer

    def on_answer_card_shown(self, event: AnswerCard.Shown) -> None:
        """Bring the newest card into view once it has its height, unless the person went elsewhere."""
        event.stop()
        if event.card.exchange.ticket == self._show_end:
            self._show_end = -1
            self.call_after_refresh(self._to_end_of, event.card)
            return
        newest = self.newest
        if newest is None or event.card.exchange.ticket != newest.ticket:
            return
        if self._left_at in {-1.0, self.scroll_y}:
            self.call_after_refresh(self._to_card, event.card)
        elif newest.reply is not None:
            self.unseen = True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Notice that the end has been reached."""
        super().watch_scroll_y(old_value, new_value)
        if new_value >= self.max_scroll_y - 1:
            self.unseen = False

    def _to_card(self, card: AnswerCard) -> None:
        # The beginning of an answer matters more than its end.
        if card.outer_size.height > self.size.height:
            self.scroll_to_widget(card, top=True, animate=False, force=True, immediate=True)
            # Only the part that was asked for matters more; just as far as it takes to see it, from its end on.
            for marked in reversed(card.marked):
                self.scroll_to_widget(marked, animate=False, force=True, immediate=True)
        else:
            self.scroll_end(animate=False, force=True, immediate=True)
        self._left_at = self.scroll_y

    def _to_end_of(self, card: AnswerCard) -> None:
        """Scroll just as far as it takes to see a card's last row."""
        last = Region(0, card.virtual_region.bottom - 1, 1, 1)
        self.scroll_to_region(last, animate=False, force=True, immediate=True)
        self._left_at = self.scroll_y

    def _to_end(self) -> None:
        self.scroll_end(animate=False, force=True, immediate=True)
        self._left_at = self.scroll_y
