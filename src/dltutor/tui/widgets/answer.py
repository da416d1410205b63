"""The answer card: a question, the document's own answer, where it stands, and what else is near."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from dltutor.tui import describe, trying
from dltutor.tui.text import content
from dltutor.tui.widgets.rows import QuestionRow

if TYPE_CHECKING:
    from textual.widget import Widget

    from dltutor.tui.exchange import Exchange
    from dltutor.tui.markdown import Math, TutorMarkdown

TRY_FIRST = "Try it yourself first: t, or Alt+T from the prompt"
ROW_WIDTH = 150
"""Characters of a listed question; about two rows of the reading column."""


class AnswerCard(Vertical, can_focus=True):
    """One exchange on the screen. What it shows follows from the exchange alone."""

    DEFAULT_CSS = """
    AnswerCard {
        height: auto; padding: 0 1; margin: 0 0 1 0; border-left: outer $surface-lighten-2;
        &:focus { border-left: outer $accent; }
        Static { width: 1fr; height: auto; }
        .asked { text-style: bold; }
        .verdict, .source, .small { color: $text-muted; }
        .question { margin: 1 0 0 0; color: $text-primary; text-style: bold; }
        .stem { color: $text-muted; margin: 1 0 0 0; }
        TutorMarkdown { margin: 1 0 0 0; height: auto; }
        .near { margin: 1 0 0 0; color: $text-muted; }
        .error { color: $text-error; margin: 1 0 0 0; }
    }
    """

    @dataclass
    class Shown(Message):
        """The card shows its exchange, at its full height."""

        card: AnswerCard

    def __init__(self, exchange: Exchange, math: Math) -> None:
        super().__init__()
        self.exchange = exchange
        self._math = math
        self._body: TutorMarkdown | None = None
        self._showing = asyncio.Lock()

    async def on_mount(self) -> None:
        """Show the exchange."""
        await self._show()

    async def show(self, exchange: Exchange) -> None:
        """Show what has become of the exchange, in place."""
        self.exchange = exchange
        await self._show()

    @property
    def marked(self) -> list[Widget]:
        """What of the answer is marked as the part that was asked for."""
        return self._body.marked if self._body is not None else []

    def sideways(self, cells: int) -> None:
        """Scroll wide formulas."""
        if self._body is not None:
            self._body.sideways(cells)

    async def _show(self) -> None:
        from dltutor.tui.markdown import TutorMarkdown  # the first answer pays for it, not the first paint

        # A reply may arrive while the waiting card is still being mounted.
        async with self._showing, self.batch():
            exchange = self.exchange
            body = TutorMarkdown("source" if exchange.source else self._math) if exchange.hit else None
            self._body = body
            await self.remove_children()
            await self.mount_all(self._parts(exchange, body))
            if body is not None and exchange.hit is not None:
                await body.show(describe.answer_markdown(exchange.hit.item), exchange.hit.part)
        self.post_message(self.Shown(self))

    def _parts(self, exchange: Exchange, body: Widget | None) -> list[Widget]:
        parts: list[Widget] = [_line(("You opened: " if exchange.picked else "You asked: ") + exchange.asked, "asked")]
        if exchange.reply is None and exchange.error is None:
            return [*parts, _line("Looking…", "verdict")]
        if exchange.reply is not None:
            parts.append(_line(_verdict(exchange), "verdict"))
            if exchange.hit is not None and not exchange.picked and trying.is_offered(exchange.hit):
                parts.append(_line(TRY_FIRST, "small"))
            if exchange.reply.searched_for:
                parts.append(_line(f"Searched for: {exchange.reply.searched_for}", "small"))
            if exchange.reply.understood_as and not exchange.picked:
                parts.append(_line(f"Understood as: {exchange.reply.understood_as}", "small"))
            if exchange.reply.note and exchange.reply.hits and not exchange.picked:
                parts.append(_line(exchange.reply.note, "small"))
        if exchange.error is not None:
            parts += [_line(text, "error") for text in exchange.error if text]
        if exchange.hit is not None and body is not None:
            parts += _answer(exchange, body)
        return parts + _near(exchange)


def _verdict(exchange: Exchange) -> str:
    if exchange.reply is None:
        return ""
    if exchange.picked and exchange.hit is not None:
        return " · ".join(["Picked from the list", *describe.hit_words(exchange.hit)])
    return describe.verdict(exchange.reply, exchange.hit, final=exchange.final)


def _answer(exchange: Exchange, body: Widget) -> list[Widget]:
    if exchange.hit is None:
        return []
    item, (place, *twins) = exchange.hit.item, exchange.hit.sources or (exchange.hit.item.source,)
    parts: list[Widget] = []
    if item.stem:
        parts.append(_line(describe.prose(item.stem), "stem"))
    if item.question and describe.one_line(item.question).casefold() != describe.one_line(exchange.asked).casefold():
        parts.append(_line(describe.prose(item.question), "question"))
    parts += [body, _line(f"Source: {describe.place(place)}", "source")]
    if twins:
        parts.append(_line("Also in: " + "; ".join(map(describe.place, twins)), "small"))
    return parts


def _near(exchange: Exchange) -> list[Widget]:
    rows: list[Widget] = []
    for number, hit in enumerate(exchange.listed_hits, start=1):
        note = describe.row_note(hit)
        rows.append(QuestionRow(number, describe.shortened(describe.title(hit.item), ROW_WIDTH), note))
    if rows and exchange.hit is not None:
        rows.insert(0, _line("Near it:", "near"))
    elif rows:
        rows.insert(0, _line("", "small"))
    elif exchange.reply is not None and exchange.hit is None and not describe.is_remark(exchange.reply):
        rows.append(_line("Nothing in the index is near.", "near"))
    if exchange.unlisted:
        rows.append(_line(f" m  {exchange.unlisted} more", "small"))
    return rows


def _line(text: str, classes: str) -> Static:
    return Static(content(text), classes=classes)
