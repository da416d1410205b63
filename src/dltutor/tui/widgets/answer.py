"""The answer card: a question, the document's own answer, where it stands, and what else is near."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from dltutor.tui.answers import card
from dltutor.tui.text import content
from dltutor.tui.widgets.actions import ActionRow, clickable
from dltutor.tui.widgets.rows import QuestionRow

if TYPE_CHECKING:
    from textual.widget import Widget

    from dltutor.tui.answers.exchange import Exchange
    from dltutor.tui.answers.finding import Match
    from dltutor.tui.answers.markdown import Math, TutorMarkdown
    from dltutor.tui.answers.marks import Marks


class AnswerCard(Vertical, can_focus=True):
    """One exchange on the screen. What it shows follows from the exchange alone."""

    DEFAULT_CSS = """
    AnswerCard {
        height: auto; padding: 0 1; border-left: outer $surface-lighten-2;
        &:focus, &.-found { border-left: outer $accent; }
        &:nocolor { border-left: blank; }
        &:nocolor:focus, &:nocolor.-found { border-left: outer $accent; }
        Static { width: 1fr; height: auto; }
        .line {
            link-style: none; link-color: $text-muted; link-background: initial;
            link-style-hover: underline; link-color-hover: $text-accent; link-background-hover: initial;
        }
        .asked { text-style: bold; }
        .verdict, .source, .small { color: $text-muted; }
        .question { margin: 1 0 0 0; color: $text-primary; text-style: bold; }
        .stem { color: $text-muted; margin: 1 0 0 0; }
        TutorMarkdown { margin: 1 0 0 0; height: auto; }
        .near { margin: 1 0 0 0; color: $text-muted; }
        .error { color: $text-error; margin: 1 0 0 0; }
        ActionRow { visibility: hidden; }
        &:focus ActionRow, &:hover ActionRow, &.-newest ActionRow { visibility: visible; }
    }
    """

    @dataclass
    class Shown(Message):
        """The card shows its exchange, at its full height."""

        card: AnswerCard

    def __init__(self, exchange: Exchange, math: Math) -> None:
        super().__init__()
        self.exchange = exchange
        self.math = math
        self._body: TutorMarkdown | None = None
        self._showing = asyncio.Lock()
        self._marks: Marks | None = None

    async def on_mount(self) -> None:
        """Show the exchange."""
        await self._show()

    async def show(self, exchange: Exchange, math: Math) -> None:
        """Show what has become of the exchange, in place."""
        self.exchange, self.math = exchange, math
        await self._show()

    @property
    def marked(self) -> list[Widget]:
        """What of the answer is marked as the part that was asked for."""
        return self._body.marked if self._body is not None else []

    def sideways(self, cells: int) -> None:
        """Scroll wide formulas."""
        if self._body is not None:
            self._body.sideways(cells)

    async def mark(self, match: Match, words: str) -> Widget:
        """Mark a place that holds the words somebody looks for; the widget that it is in."""
        from dltutor.tui.answers.marks import Marks

        async with self._showing:
            self.unmark()
            line = self.query_children(".line")[match.line]
            found = self._body.between(match.first, match.end) if line is self._body and self._body else [line]
            self._marks = Marks(found or [line], words)
            self.add_class("-found")
            return self._marks.first

    def unmark(self) -> None:
        """Take the marks away."""
        if self._marks is not None:
            self._marks.clear()
        self._marks = None
        self.remove_class("-found")

    async def _show(self) -> None:
        from dltutor.tui.answers.markdown import TutorMarkdown  # the first answer pays for it, not the first paint

        # A reply may arrive while the waiting card is still being mounted.
        async with self._showing, self.batch():
            exchange, self._marks = self.exchange, None
            lines = card.lines(exchange)
            self._body = TutorMarkdown(exchange.form or self.math) if exchange.hit else None
            await self.remove_children()
            await self.mount_all([*(self._widget(line) for line in lines), ActionRow(exchange)])
            if self._body is not None and exchange.hit is not None:
                text = next(line.text for line in lines if line.kind == "body")
                await self._body.show(text, exchange.hit.part)
        self.post_message(self.Shown(self))

    def _widget(self, line: card.Line) -> Widget:
        if line.kind == "body" and self._body is not None:
            made: Widget = self._body
        elif line.kind == "row":
            made = QuestionRow(line.number, line.text, line.note)
        else:
            note = content(f"  ({line.note})", "dim") if line.note else ""
            made = Static(clickable(content(line.text), line.does) + note, classes=line.kind)
        return made.add_class("line")
