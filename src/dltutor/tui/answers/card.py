"""What an answer card says, line by line: the card is made from it, and words are found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dltutor.tui import describe, trying
from dltutor.tui.keys.keymap import keys_of, with_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dltutor.tui.answers.exchange import Exchange

Kind = Literal["asked", "verdict", "small", "error", "stem", "question", "body", "source", "near", "row"]

ROW_WIDTH = 150
"""Characters of a listed question; about two rows of the reading column."""

ASKED = 1000
"""Characters of a question; of a whole document that was pasted, its beginning tells which it was."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card.

    Attributes:
        kind: How it looks.
        text: What it says; for the body, the answer's Markdown.
        does: What a click on it does: the name of a command; empty for nothing.
        number: Of a listed question.
        note: What stands behind it, dimmed.
    """

    kind: Kind
    text: str
    does: str = ""
    number: int = 0
    note: str = ""


def lines(exchange: Exchange) -> tuple[Line, ...]:
    """Everything that a card says of an exchange, from its top to its end."""
    return tuple(_lines(exchange))


def _lines(exchange: Exchange) -> Iterator[Line]:
    yield Line("asked", ("You opened: " if exchange.picked else "You asked: ") + _cut(exchange.asked))
    if exchange.reply is None and exchange.error is None:
        yield Line("verdict", "Looking…")
        return
    yield from _outcome(exchange)
    if exchange.error is not None:
        yield from (Line("error", text) for text in exchange.error if text)
    yield from _answer(exchange)
    yield from _near(exchange)


def _cut(text: str) -> str:
    return text if len(text) <= ASKED else f"{text[:ASKED].rstrip()} …"


def _outcome(exchange: Exchange) -> Iterator[Line]:
    reply, hit = exchange.reply, exchange.hit
    if reply is None:
        return
    yield Line("verdict", exchange.verdict)
    if exchange.became:
        yield Line("error", exchange.became)
    if hit is not None and not exchange.picked and trying.is_offered(hit):
        yield Line("small", f"Try it yourself first: {keys_of('try', typing=True)}", "try")
    if reply.searched_for:
        yield Line(
            "small",
            f"Searched for: {_cut(reply.searched_for)}",
            "edit_question",
            note=f"{keys_of('edit_question', typing=True)} edits it",
        )
    if reply.understood_as and not exchange.picked:
        yield Line(
            "small",
            f"Understood as: {_cut(reply.understood_as)}",
            "edit_question",
            note=f"{keys_of('edit_question', typing=True)} edits it",
        )
    if reply.note and reply.hits and not exchange.picked:
        yield Line("small", reply.note)


def _answer(exchange: Exchange) -> Iterator[Line]:
    if exchange.hit is None:
        return
    item, (place, *twins) = exchange.hit.item, exchange.hit.sources or (exchange.hit.item.source,)
    if item.stem:
        yield Line("stem", describe.prose(item.stem))
    if item.question and describe.one_line(item.question).casefold() != describe.one_line(exchange.asked).casefold():
        yield Line("question", describe.prose(item.question))
    yield Line("body", describe.answer_markdown(item))
    yield Line("source", f"Source: {describe.place(place)}", "open")
    if twins:
        yield Line("small", "Also in: " + "; ".join(map(describe.place, twins)))


def _near(exchange: Exchange) -> Iterator[Line]:
    hits = exchange.listed_hits
    if hits:
        yield Line("near", "Near it:") if exchange.hit is not None else Line("small", "")
    elif exchange.reply is not None and not (exchange.hit or exchange.became or describe.is_remark(exchange.reply)):
        yield Line("near", "Nothing in the index is near.")
    for number, hit in enumerate(hits, start=1):
        title = describe.shortened(describe.title(hit.item), ROW_WIDTH)
        yield Line("row", title, number=number, note=describe.row_note(hit))
    if exchange.unlisted:
        yield Line("small", with_keys(f" {{more}}  {exchange.unlisted} more"), "more")
