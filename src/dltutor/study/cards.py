"""The student's cards: made when an item is first studied, kept whatever becomes of the documents."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import get_args

from dltutor.bank.item import Item
from dltutor.errors import UsageError
from dltutor.study.card import ActionKind, Card
from dltutor.study.database import Database
from dltutor.study.day import Clock, now, study_day
from dltutor.study.identity import Matching, match
from dltutor.study.links import Link, last_link, read_traces, write_link
from dltutor.study.recognised import Ask, Recognised
from dltutor.study.sameness import same_wording_same_question
from dltutor.study.traces import Seen, Trace

_KNOWN = """
    SELECT card, (SELECT reason FROM links AS others WHERE others.card = links.card ORDER BY id DESC LIMIT 1) AS reason
    FROM links WHERE item = ? AND item_hash = ? AND reason NOT IN ('gone', 'refused') ORDER BY id DESC LIMIT 1
"""
_ACT = "INSERT INTO actions (card, at, day, kind) VALUES (?, ?, ?, ?)"


class Cards:
    """All cards, in the history's database. Reading makes no file where there is none.

    Nothing of a card is stored but its links to items and what the student did to it; the rest is computed from them.
    """

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock
        self._asks: dict[int, Ask] = {}

    def all(self) -> tuple[Card, ...]:
        """Every card, those that are gone among them, the oldest first."""
        if not self._database.exists:
            return ()
        with self._database.reading() as connection:
            return tuple(_cards(connection, read_traces(connection)).values())

    def by_item(self) -> dict[str, Card]:
        """The cards whose items are there, by the items' ids."""
        return {card.item: card for card in self.all() if not card.gone}

    def orphans(self) -> tuple[Card, ...]:
        """The cards whose items no document holds any more, as far as anybody knows."""
        return tuple(card for card in self.all() if card.gone)

    def card_of(self, item: Item) -> int:
        """The number of an item's card, which is made where there is none."""
        seen = Seen(item)
        with self._database.writing() as connection:
            # Another tutor may have read the documents at another time: what its item is called there may be the name
            # of another one here. The very content tells.
            known = connection.execute(_KNOWN, (item.id, seen.hash)).fetchone()
            if known and known["reason"] != "gone":
                return int(known["card"])
            traces = read_traces(connection)
            trace = traces[known["card"]] if known else _same(traces.values(), seen)
            if trace is None:
                return self._new(connection, seen)
            if trace.gone and not _taken(item, traces.values()):
                write_link(connection, Link(trace.card, "same question", seen, trace), self._clock())
            return trace.card

    def act(self, card: int, kind: ActionKind) -> None:
        """Keep what the student did to a card. Raises UsageError where there is no such card or action."""
        if kind not in get_args(ActionKind):
            raise UsageError(f"Nothing is called {kind}.", hint=f"There are: {', '.join(get_args(ActionKind))}.")
        self._trace(card)
        moment = self._clock()
        with self._database.writing() as connection:
            connection.execute(_ACT, (card, moment.astimezone(UTC).isoformat(), study_day(moment), kind))

    def recognise(self, items: Sequence[Item]) -> Recognised:
        """Find the cards' items among those that the documents hold now, and keep what was found.

        Cheap where nothing has changed. Two tutors at once do it one after the other.
        """
        if not self._database.exists:
            return Recognised()
        seen = [Seen(item) for item in items]
        while True:
            with self._database.reading() as connection:
                before, last = read_traces(connection), last_link(connection)
            # The comparing takes up to seconds, in which the other tutor must be able to write.
            matching = match([*before.values()], seen)
            if self._written(_links(before, matching), last):
                return self._told(before, matching)

    def say_same(self, card: int, item: Item) -> None:
        """The student says that a card's item is this one now.

        Raises:
            UsageError: There is no such card, or the item has one of its own.
        """
        seen = Seen(item)
        with self._database.writing() as connection:
            traces = read_traces(connection)
            if card not in traces:
                raise _unknown(card)
            if _taken(item, (trace for number, trace in traces.items() if number != card)):
                raise UsageError(
                    f"{item.id} has been studied on its own already.",
                    hint="Both keep their progress; the older stays in the list of those that are gone.",
                )
            write_link(connection, Link(card, "said", seen, traces[card]), self._clock())
        self._asks.pop(card, None)

    def say_gone(self, card: int) -> None:
        """The student says that a card's item is none of those it was asked about: these are not asked again.

        Raises:
            UsageError: There is no such card, or its item is there.
        """
        trace = self._trace(card)
        if not trace.gone:
            raise UsageError("The question is still in your documents.", hint="Suspend it, if it isn't to be asked.")
        ask = self._asks.pop(card, None)
        refused = [Link(card, "refused", Seen(item)) for item in (ask.candidates if ask else ())]
        with self._database.writing() as connection:
            for link in (*refused, Link(card, "gone", trace=trace)):
                write_link(connection, link, self._clock())

    def _written(self, links: Sequence[Link], last: int) -> bool:
        """Write links, unless somebody else has written one after the last that they follow from."""
        if not links:
            return True
        with self._database.writing() as connection:
            if last_link(connection) != last:
                return False
            moment = self._clock()
            for link in links:
                write_link(connection, link, moment)
        return True

    def _trace(self, card: int) -> Trace:
        if self._database.exists:
            with self._database.reading() as connection:
                traces = read_traces(connection)
            if card in traces:
                return traces[card]
        raise _unknown(card)

    def _new(self, connection: sqlite3.Connection, seen: Seen) -> int:
        moment = self._clock()
        cursor = connection.execute("INSERT INTO cards (at) VALUES (?)", (moment.astimezone(UTC).isoformat(),))
        assert cursor.lastrowid is not None  # noqa: S101  a row was just inserted
        write_link(connection, Link(cursor.lastrowid, "first", seen), moment)
        return cursor.lastrowid

    def _told(self, before: dict[int, Trace], matching: Matching) -> Recognised:
        """What became of each card, by what it was before."""
        with self._database.reading() as connection:
            after = read_traces(connection)
            cards = _cards(connection, after)
        self._asks = {
            number: Ask(cards[number], tuple(one.item for one in candidates), why)
            for number, (candidates, why) in matching.asks.items()
        }
        lists: dict[str, list[Card]] = {name: [] for name in ("kept", "edited", "moved", "changed", "gone", "back")}
        for number, trace in before.items():
            if number in matching.found:
                lists[_became(trace, after[number])].append(cards[number])
            elif not trace.gone and number not in matching.asks:
                lists["gone"].append(cards[number])
        kept, asks = len(lists.pop("kept")), tuple(self._asks.values())
        return Recognised(kept, **{name: tuple(found) for name, found in lists.items()}, asks=asks)


def _became(before: Trace, after: Trace) -> str:
    """The first list of Recognised that a card belongs to."""
    if after.answer != before.answer:
        return "changed"
    if before.gone:
        return "back"
    if after.wording != before.wording:
        return "edited"
    return "kept" if after.document == before.document else "moved"


def _links(traces: dict[int, Trace], matching: Matching) -> list[Link]:
    """What is to be written down of who is who: only what is new."""
    links = []
    for number, trace in traces.items():
        if number not in matching.found:
            if not trace.gone:
                links.append(Link(number, "gone", trace=trace))
            continue
        seen, reason = matching.found[number]
        if trace.gone or seen.hash != trace.item_hash:
            links.append(Link(number, reason, seen, trace))
    return links


def _same(traces: Iterable[Trace], seen: Seen) -> Trace | None:
    """The card of an item that isn't known in just this form: of that id, or one that was gone, if it asks the same."""
    for trace in traces:
        asks_it = trace.wording == seen.wording
        if not trace.gone and trace.item == seen.item.id and (asks_it or (trace.explicit and seen.name)):
            return trace
        near = trace.document == seen.item.source.document
        if trace.gone and asks_it and same_wording_same_question(trace, seen, near=near, alone=False):
            return trace
    return None


def _taken(item: Item, traces: Iterable[Trace]) -> bool:
    """Whether one of these cards has an item of this id."""
    return any(trace.item == item.id and not trace.gone for trace in traces)


def _cards(connection: sqlite3.Connection, traces: Mapping[int, Trace]) -> dict[int, Card]:
    """The cards by number, with what the student did to them."""
    cards = {
        number: Card(number, trace.item, trace.question, trace.document, trace.label, trace.gone, trace.answer_changed)
        for number, trace in traces.items()
    }
    for row in connection.execute("SELECT card, day, kind FROM actions ORDER BY id"):
        cards[row["card"]] = _acted(cards[row["card"]], row["kind"], row["day"])
    return cards


def _acted(card: Card, kind: str, day: int) -> Card:
    match kind:
        case "add":  # whoever adds a card to review wants to be asked
            return replace(card, added=True, suspended=False)
        case "suspend" | "resume":
            return replace(card, suspended=kind == "suspend")
        case "bury":
            return replace(card, buried=day)
        case _:
            return replace(card, flagged=kind == "flag")


def _unknown(card: int) -> UsageError:
    return UsageError(f"There is no card {card}.")
