"""Which card belongs to which item, after documents were edited: pure, one to one, the same every time.

What is certain is decided first, and takes its items away from what is less so: an item that is unchanged; an id that
the document itself gives; the same wording; nearly the same wording in the same document with nothing against it. What
is only likely is never decided here: the student is asked.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dltutor.study.card import LinkReason
from dltutor.study.likeness import ratio
from dltutor.study.plausible import Candidates, plausible
from dltutor.study.sameness import closeness, same_wording_same_question
from dltutor.study.traces import Seen, Trace


@dataclass(frozen=True, slots=True)
class Matching:
    """Who is who.

    Attributes:
        found: The item of each card that was recognised, and by what.
        asks: What other cards may be, and what speaks for it. All others are gone.
    """

    found: dict[int, tuple[Seen, LinkReason]] = field(default_factory=dict)
    asks: dict[int, Candidates] = field(default_factory=dict)


def match(traces: Sequence[Trace], items: Sequence[Seen]) -> Matching:
    """Find each card's item. No item is given to two cards; those whose items were there last come first."""
    return _Matcher(traces, items).match()


class _Matcher:
    """The cards and items that are still without each other."""

    def __init__(self, traces: Sequence[Trace], items: Sequence[Seen]) -> None:
        self._cards = {trace.card: trace for trace in sorted(traces, key=lambda one: (one.gone, one.card))}
        self._items = {seen.item.id: seen for seen in items}
        self._documents = frozenset(seen.item.source.document for seen in items)
        self._names = {(seen.item.source.document, seen.name) for seen in items}
        self._names.update((trace.document, trace.name) for trace in traces)
        self._moves: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._renamed: dict[str, str] = {}
        self._matching = Matching()

    def match(self) -> Matching:
        self._unchanged()
        self._by_name(sure=True)
        self._by_wording(single=True)
        self._find_renamed()
        self._by_wording(single=False)
        self._by_name(sure=False)
        self._by_place()
        self._matching.asks.update(plausible(self._cards.values(), self._items.values(), self._home))
        return self._matching

    def _take(self, trace: Trace, seen: Seen, reason: LinkReason) -> None:
        self._matching.found[trace.card] = seen, reason
        self._moves[trace.document][seen.item.source.document] += 1
        del self._cards[trace.card], self._items[seen.item.id]

    def _home(self, trace: Trace) -> str:
        """The document that a card's item would stand in now."""
        return self._renamed.get(trace.document, trace.document)

    def _unchanged(self) -> None:
        for trace in [*self._cards.values()]:
            seen = self._items.get(trace.item)
            if seen and seen.hash == trace.item_hash:
                self._take(trace, seen, "same id" if trace.explicit else "same question")

    def _by_name(self, *, sure: bool) -> None:
        """By ids that documents give themselves; one that may have been given twice isn't sure."""
        items: defaultdict[tuple[str, str], list[Seen]] = defaultdict(list)
        for seen in self._items.values():
            if seen.name:
                items[seen.item.source.document, seen.name].append(seen)
        for trace in [*self._cards.values()]:
            named = items.get((self._home(trace), trace.name), []) if trace.name else []
            if named and not (sure and (len(named) > 1 or self._repeated(trace))):
                self._take(trace, named.pop(0), "same id")

    def _repeated(self, trace: Trace) -> bool:
        """Whether its id may be one of several that were the same and got numbers: "gate", "gate-2"."""
        root, _, number = trace.name.rpartition("-")
        others = [f"{trace.name}-2", *([root] if number.isdigit() else [])]
        return any((trace.document, other) in self._names for other in others)

    def _by_wording(self, *, single: bool) -> None:
        """By the same wording; ``single``: only where one card and one item have it."""
        cards: defaultdict[str, list[Trace]] = defaultdict(list)
        items: defaultdict[str, list[Seen]] = defaultdict(list)
        for trace in self._cards.values():
            cards[trace.wording].append(trace)
        for seen in self._items.values() if cards else ():
            items[seen.wording].append(seen)
        for text, traces in cards.items():
            alone = len(traces) == len(items[text]) == 1
            if alone or not single:
                self._share_out(traces, items[text], alone=alone)

    def _share_out(self, traces: Sequence[Trace], items: Sequence[Seen], *, alone: bool) -> None:
        """Give items to cards of the same wording, those first that agree in most else."""
        pairs = [(self._agreement(trace, seen), trace, seen) for trace in traces for seen in items]
        for _, trace, seen in sorted(pairs, key=lambda pair: pair[0], reverse=True):  # stable: else as they stand
            if trace.card not in self._cards or seen.item.id not in self._items:
                continue
            near = self._home(trace) == seen.item.source.document
            if same_wording_same_question(trace, seen, near=near, alone=alone):
                self._take(trace, seen, "same question")

    def _agreement(self, trace: Trace, seen: Seen) -> tuple[float, ...]:
        """What two of one wording have in common beside it, the weightiest first."""
        source = seen.item.source
        return (
            self._home(trace) == source.document,
            ratio(trace.answer, seen.answer),
            not trace.gone,
            trace.label == source.label,
        )

    def _find_renamed(self) -> None:
        """Documents that are no more: where most of their recognised cards are now, there the others belong too."""
        for old, places in self._moves.items():
            if old not in self._documents:
                self._renamed[old] = min(places, key=lambda new: (-places[new], new))

    def _by_place(self) -> None:
        """By nearly the same wording in the same document, the nearest first."""
        shelves: defaultdict[str, list[Seen]] = defaultdict(list)
        for seen in self._items.values():
            shelves[seen.item.source.document].append(seen)
        pairs = [
            (closeness(trace, seen), trace, seen)
            for trace in self._cards.values()
            for seen in shelves.get(self._home(trace), ())
        ]
        for score, trace, seen in sorted(pairs, key=lambda pair: pair[0], reverse=True):  # stable: else as they stand
            if score and trace.card in self._cards and seen.item.id in self._items:
                self._take(trace, seen, "same place")
