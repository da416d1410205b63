"""Moving about the chat: between the prompt and the answers, from answer to answer, and over them."""

from __future__ import annotations

from textual import on
from textual.screen import Screen

from dltutor.tui.widgets.prompt import Prompt
from dltutor.tui.widgets.rows import LoadRow
from dltutor.tui.widgets.transcript import Transcript


class MovingScreen(Screen[None]):
    """A screen with answers and a prompt, and the ways between them."""

    @property
    def transcript(self) -> Transcript:
        """The answers."""
        return self.query_one(Transcript)

    @property
    def prompt(self) -> Prompt:
        """Where questions are typed."""
        return self.query_one(Prompt)

    def action_other_side(self) -> None:
        """Go from the prompt to the newest answer, or back; at once, for the key behind this one is meant for there."""
        if self.focused is not self.prompt:
            self.set_focus(self.prompt)
        else:
            self.set_focus(next(reversed(self.transcript.cards), self.transcript), scroll_visible=False)

    def action_step(self, by: int) -> None:
        """Put the focus on the answer above or below; beyond the last, on the prompt."""
        cards = self.transcript.cards
        at = cards.index(self.focused) if self.focused in cards else len(cards)
        if at + by >= len(cards):
            self.prompt.focus()
        elif at + by >= 0:
            cards[at + by].focus(scroll_visible=False)
            self.transcript.scroll_to_widget(cards[at + by], top=True, animate=False)

    def action_sideways(self, cells: int) -> None:
        """Scroll wide formulas."""
        card = self.transcript.current
        if card is not None:
            card.sideways(cells)

    def action_scroll_page(self, by: int) -> None:
        """Scroll the answers by pages, whatever has the focus."""
        self.transcript.scroll_relative(y=by * max(1, self.transcript.size.height - 2), animate=False)

    def action_scroll_row(self, by: int) -> None:
        """Scroll the answers by rows, whatever has the focus."""
        self.transcript.scroll_relative(y=by, animate=False)

    def action_to_end(self) -> None:
        """Go to the end of the newest answer."""
        self.transcript.scroll_end(animate=False)

    async def action_load_earlier(self) -> None:
        """Mount earlier answers of this session."""
        await self.transcript.load(-1)

    async def action_load_later(self) -> None:
        """Mount later answers of this session."""
        await self.transcript.load(1)

    @on(LoadRow.Wanted)
    async def load_wanted(self, event: LoadRow.Wanted) -> None:
        """Mount the answers beyond one end."""
        await self.transcript.load(event.direction)
