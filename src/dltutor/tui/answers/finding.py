"""Finding words in everything that was said, whether it is mounted or not.

Upper and lower case, accents and runs of spaces make no difference. A formula is found by its LaTeX and
by its one-line form.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dltutor.tui.answers import card
from dltutor.tui.answers.blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dltutor.tui.answers.exchange import Exchange

SLICE = 10
"""Exchanges looked at before others get their turn."""
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A place that holds the words. They are ordered as they stand in the transcript.

    Attributes:
        ticket: Of the exchange.
        line: Which line of its card.
        first: Where the place begins in the answer's Markdown, as a line number from 0; 0 outside an answer.
        end: The line before which it ends.
    """

    ticket: int
    line: int
    first: int = 0
    end: int = 0


class Finder:
    """Knows what every exchange says, as long as it is the same; the first look at one costs a millisecond or two."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Exchange, list[tuple[Match, str]]]] = {}

    async def learn(self, exchanges: Iterable[Exchange]) -> None:
        """Look at what isn't known yet, and let keys be typed meanwhile."""
        for number, exchange in enumerate(exchanges):
            self.places(exchange)
            if number % SLICE == 0:
                await asyncio.sleep(0)

    def matches(self, exchanges: Iterable[Exchange], words: str) -> list[Match]:
        """Every place that holds the words, oldest first; none for no words."""
        wanted = fold(words)
        if not wanted.strip():
            return []
        return [match for exchange in exchanges for match, text in self.places(exchange) if wanted in text]

    def places(self, exchange: Exchange) -> list[tuple[Match, str]]:
        """Every place of an exchange with what it can be found by."""
        known = self._known.get(exchange.ticket)
        if known is None or known[0] is not exchange:
            known = self._known[exchange.ticket] = exchange, list(_places(exchange))
        return known[1]


def _places(exchange: Exchange) -> Iterator[tuple[Match, str]]:
    for number, line in enumerate(card.lines(exchange)):
        if line.kind != "body":
            yield Match(exchange.ticket, number), fold(f"{line.text}  {line.note}")
            continue
        for block in blocks(line.text, "line"):
            yield Match(exchange.ticket, number, block.first, block.end), fold(f"{block.shown}\0{block.source}")


def fold(text: str) -> str:
    """The text without what makes no difference."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    if not plain.isascii():
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return SPACES.sub(" ", plain)


def spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where a text holds the words, from start to before end."""
    wanted = fold(words)
    folded, places = folded_with_places(text)
    at = folded.find(wanted) if wanted.strip() else -1
    while at >= 0:
        last = places[at + len(wanted) - 1] + 1
        while last < len(text) and unicodedata.combining(text[last]):
            last += 1  # an accent belongs to its letter
        yield places[at], last
        at = folded.find(wanted, at + len(wanted))


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it comes from."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character).casefold():
            spaced = " " if plain.isspace() else plain
            if not unicodedata.combining(plain) and not (spaced == " " and kept[-1:] == [" "]):
                kept.append(spaced)
                places.append(place)
    return "".join(kept), places
