"""A kept session as exchanges again: with the items of the present index where they are still there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dltutor.tui import describe
from dltutor.tui.answers.exchange import Exchange
from dltutor.tutor import Hit, Item, Reply, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.tui.sessions.entry import Entry, Near, Shown

CHANGED = "Changed in your documents since then: this is the present text."
GONE = "No longer in your documents: shown as it was then."
ELSEWHERE = "Not in the documents in use: shown as it was then."
LIST_GONE = "The questions that were listed are no longer in your documents."
UNKNOWN = "There is no index to look it up in: shown as it was then."


class Rebuilder:
    """Makes exchanges of what was kept.

    Args:
        items: Those of the present index; None where there is none.
        corpus: The folder of the documents in use.
    """

    def __init__(self, items: Sequence[Item] | None, corpus: str) -> None:
        self._items = items
        self._by_id = {item.id: item for item in items or ()}
        self._by_question = {item.question: item for item in items or () if item.question}
        self._corpus = corpus

    def exchange(self, entry: Entry) -> Exchange:
        """The exchange that was kept, without a number."""
        exchange = Exchange(0, entry.asked, listed=entry.listed, final=True, picked=entry.picked)
        if entry.status == "failed":
            return replace(exchange, error=(entry.verdict, ""))
        hit, became = self._shown(entry.shown, entry.corpus) if entry.shown is not None else (None, "")
        near = tuple(filter(None, (self._near(one, entry.corpus) for one in entry.near)))
        reply = Reply(
            query=entry.asked,
            status=entry.status,
            confidence=entry.confidence,
            hits=near if hit is None else (hit, *near),
            searched_for=entry.searched_for,
            provisional=entry.provisional,
            action=entry.action,
            understood_as=entry.understood_as,
            note=entry.note,
        )
        if hit is None and entry.near and not near:
            became = UNKNOWN if self._items is None else LIST_GONE
        gone = hit is not None and bool(became) and became != CHANGED
        return replace(exchange, reply=reply, hit=hit, became=became, gone=gone)

    def _shown(self, shown: Shown, corpus: str) -> tuple[Hit, str]:
        """The answer as it is now, or as it was, and what has become of it."""
        same = self._by_id.get(shown.id)
        moved = self._by_question.get(shown.question)
        for item in (same, moved):
            if item is not None and _texts(item) == (shown.stem, shown.question, shown.answer):
                return Hit(item, 1.0, shown.match, _places(item, shown), part=shown.part), ""
        if same is not None and corpus == self._corpus:
            part = shown.part if shown.part in same.answer else ""
            return Hit(same, 1.0, shown.match, (same.source,), part=part), CHANGED
        became = UNKNOWN if self._items is None else GONE if corpus == self._corpus else ELSEWHERE
        return Hit(_item(shown), 1.0, shown.match, shown.places, part=shown.part), became

    def _near(self, near: Near, corpus: str) -> Hit | None:
        """A listed question, if it is still there."""
        item = self._by_id.get(near.id)
        if item is None or (corpus != self._corpus and describe.title(item) != near.title):
            return None
        return Hit(item, 0.0, near.match, (item.source,))


def _texts(item: Item) -> tuple[str, str, str]:
    return item.stem, item.question, describe.answer_markdown(item)


def _places(item: Item, shown: Shown) -> tuple[Source, ...]:
    """The item's own place as it is now, and its twins as they were."""
    return (item.source, *(place for place in shown.places[1:] if place != item.source))


def _item(shown: Shown) -> Item:
    """An item that says what was shown."""
    return Item(
        id=shown.id,
        kind=shown.kind,
        stem=shown.stem,
        question=shown.question,
        answer=shown.answer,
        answer_status=shown.answer_status,
        source=shown.places[0],
    )


def gone(exchanges: Sequence[Exchange]) -> dict[str, str]:
    """Why nothing but reading can be done with some of the items, by their ids."""
    return {one.hit.item.id: one.became for one in exchanges if one.gone and one.hit is not None}
