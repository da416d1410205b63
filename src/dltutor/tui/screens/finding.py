"""Finding words in the transcript: the bar above the prompt, and going from place to place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dltutor.tui.screens.moving import MovingScreen

if TYPE_CHECKING:
    from textual.widget import Widget

    from dltutor.tui.answers.finding import Finder, Match
    from dltutor.tui.app import TutorApp
    from dltutor.tui.widgets.answer import AnswerCard
    from dltutor.tui.widgets.find import FindBar
    from dltutor.tui.widgets.transcript import Standing


class FindingScreen(MovingScreen):
    """A screen with answers in which words can be found, mounted or not."""

    app: TutorApp

    def __init__(self) -> None:
        super().__init__()
        self._bar: FindBar | None = None
        self._left: tuple[Standing, Widget | None] | None = None
        self._words = ""
        self._found: list[Match] = []
        self._at = 0
        self._place: Match | None = None
        self._marked: AnswerCard | None = None

    @cached_property
    def _finder(self) -> Finder:
        from dltutor.tui.answers.finding import Finder

        return Finder()

    async def action_find(self, words: str = "") -> None:
        """Look for words; the bar holds those of the last time where none are given."""
        from dltutor.tui.widgets.find import FindBar  # with a line to type into, which the first paint need not import

        if not self.transcript.exchanges:
            self.app.tell("There is nothing to search yet: ask something first.")
            return
        if self._bar is None:
            self._left = self.transcript.standing, self.focused
            self._bar = FindBar(words or self._words)
            self._found, self._place = [], None
            await self.query_one("#column").mount(self._bar, before=self.query_one("PromptBox"))
        elif words:
            self._bar.line.value = words
        self._bar.line.focus()
        await self._look_for(self._bar.line.value)

    async def on_find_bar_wanted(self, message: FindBar.Wanted) -> None:
        """Look for what is typed now."""
        if self._bar is not None and message.words == self._bar.line.value != self._words:
            await self._look_for(message.words)

    async def action_find_step(self, by: int) -> None:
        """Go to the next place that holds the words (1), or the one before (-1); beyond the last comes the first."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
        await self._show_found()

    async def action_find_stay(self) -> None:
        """Stop searching, and stay."""
        card, self._left = self._marked, None
        await self._close()
        (card if card is not None and card.is_attached else self.prompt).focus(scroll_visible=False)

    async def action_find_close(self) -> None:
        """Stop searching, and go back to where the person was."""
        left, self._left = self._left, None
        self._unmark()
        await self._close()
        if left is not None:
            await self.transcript.return_to(left[0])
            widget = left[1] if left[1] is not None and left[1].is_attached else self.prompt
            widget.focus(scroll_visible=False)

    async def _look_for(self, words: str) -> None:
        """Find the words, beginning at the place shown now, or at the answer that the person was at."""
        here = self._place or self._here()
        self._words = words
        if words.strip():
            await self._finder.learn(self.transcript.exchanges)
        self._found = self._finder.matches(self.transcript.exchanges, words)
        self._at = next((number for number, match in enumerate(self._found) if match >= here), 0)
        await self._show_found()

    def _here(self) -> Match:
        from dltutor.tui.answers.finding import Match

        card = self.transcript.current
        return Match(card.exchange.ticket if card is not None else 0, 0)

    async def _show_found(self) -> None:
        self._unmark()
        if self._bar is not None:
            self._bar.tell(self._at + 1, len(self._found))
        if not self._found:
            return
        self._place = match = self._found[self._at]
        self._marked = await self.transcript.reveal(match.ticket)
        if self._marked is not None:
            self.transcript.bring_into_view(await self._marked.mark(match, self._words))

    def _unmark(self) -> None:
        if self._marked is not None and self._marked.is_attached:
            self._marked.unmark()
        self._marked = None

    async def _close(self) -> None:
        if self._bar is not None:
            await self._bar.remove()
        self._bar = None
