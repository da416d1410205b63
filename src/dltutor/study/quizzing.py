"""What a quiz asks: of a topic, a document or everything, what needs it most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from dltutor.bank.item import Item
from dltutor.errors import UsageError
from dltutor.study.card import Card, Memory
from dltutor.study.choosing import active_on, askable
from dltutor.study.mixing import interleaved
from dltutor.study.siblings import one_of_each, parts_of, stem_of
from dltutor.study.sitting import Wanted, Why
from dltutor.study.topics import topic_of
from dltutor.study.unseen import begin_order
from dltutor.study.wishes import find_name

WEAK = 0.85
"""Mean recall of a topic's known questions below which the topic is weak: the target while an exam is near."""


@dataclass(frozen=True, slots=True)
class QuizWish:
    """What a student wants to be asked.

    Attributes:
        topic: Only of this topic, or, where none has that name, only what speaks of it; empty for any.
        document: Only from this document; empty for any.
        count: Questions at most.
        kind: Only choices, only open questions, or any.
        minutes: To stop after; None for no limit.
        items: The very questions, by id, in their order; the rest but the limit counts for nothing then.
    """

    topic: str = ""
    document: str = ""
    count: int = 10
    kind: Literal["any", "choice", "open"] = "any"
    minutes: float | None = None
    items: tuple[str, ...] = ()


def choose_quiz(  # noqa: PLR0913, PLR0917  each is something else that the choice hangs on
    items: Sequence[Item],
    cards: Mapping[str, Card],
    memories: Mapping[int, Memory],
    wish: QuizWish,
    today: int,
    seed: int,
) -> tuple[Wanted, ...]:
    """The questions of a quiz: what is due, then known ones of weak topics, then unseen ones, then all others.

    Suspended ones and those that were put off take no part unless they are chosen by id. Of the parts of one question
    one is asked, as long as there is enough else.

    Args:
        items: All items, in the corpus's order.
        cards: By item id.
        memories: As of today, by card.
        wish: What is wanted.
        today: The study day.
        seed: Decides among questions that are wanted equally.

    Raises:
        UsageError: There is no such topic, document or question, or nothing is left of it to ask.
    """
    if wish.count < 1:
        raise UsageError(f"A quiz of {wish.count} questions is none.", hint="Ask for one question or more.")
    if wish.minutes is not None and not wish.minutes > 0:
        raise UsageError(f"A quiz of {wish.minutes:g} minutes is none.", hint="Give it some time, or no limit.")
    parts = parts_of(items)
    if wish.items:
        picked: list[tuple[Item, Why]] = [(item, "chosen") for item in _chosen(items, wish.items)]
    else:
        choice = _Choice(cards, memories, today, seed)
        ranked = choice.ranked(_matching(items, cards, wish, today))
        alone = one_of_each(ranked, stem=lambda one: stem_of(one[0]))
        first = {item.id for item, _ in alone}
        ranked = [*alone, *(one for one in ranked if one[0].id not in first)]
        picked = interleaved(ranked[: wish.count], key=lambda one: topic_of(one[0]))
    return tuple(
        Wanted(item, cards[item.id].id if item.id in cards else None, why, parts.get(item.id, ()))
        for item, why in picked
    )


@dataclass(frozen=True, slots=True)
class _Choice:
    """How much each question is wanted in a quiz of one day."""

    cards: Mapping[str, Card]
    memories: Mapping[int, Memory]
    today: int
    seed: int

    def ranked(self, items: Sequence[Item]) -> list[tuple[Item, Why]]:
        """The items, those that need it most first. What was asked today comes last."""
        mixed = Random(self.seed).sample(items, len(items))  # noqa: S311  not for secrets
        known = [(item, memory) for item in mixed if (memory := self._memory(item))]
        known.sort(key=lambda one: one[1].recall)
        weak = _weak(known)
        rows: dict[Why, list[Item]] = {"changed": [], "due": [], "weak": [], "new": [], "chosen": []}
        today: list[Item] = []
        for item, memory in known:
            if memory.last >= self.today:
                today.append(item)
            else:
                rows[self._why(item, memory, weak)].append(item)
        unseen = [item for item in mixed if not self._memory(item)]
        rows["new"] = begin_order(unseen, lambda topic: topic not in weak)
        rows["chosen"] += today
        return [(item, why) for why, found in rows.items() for item in found]

    def _why(self, item: Item, memory: Memory, weak: frozenset[str]) -> Why:
        changed = self.cards[item.id].answer_changed
        if changed is not None and memory.last < changed:
            return "changed"
        if memory.due <= self.today:
            return "due"
        return "weak" if topic_of(item) in weak else "chosen"

    def _memory(self, item: Item) -> Memory | None:
        card = self.cards.get(item.id)
        return self.memories.get(card.id) if card else None


def _weak(known: Sequence[tuple[Item, Memory]]) -> frozenset[str]:
    """Topics whose questions are, on average, likelier forgotten than they should be."""
    recalls: dict[str, list[float]] = {}
    for item, memory in known:
        recalls.setdefault(topic_of(item), []).append(memory.recall)
    return frozenset(topic for topic, values in recalls.items() if sum(values) / len(values) < WEAK)


def _chosen(items: Sequence[Item], ids: Sequence[str]) -> list[Item]:
    """The questions with these ids."""
    by_id = {item.id: item for item in items}
    found = []
    for name in dict.fromkeys(ids):
        if name not in by_id:
            raise UsageError(f"There is no question {name}.", hint="dltutor items lists those there are.")
        if not askable(by_id[name]):
            raise UsageError(
                f"{name} is a passage of a document, not a question: there is nothing to ask.",
                hint="Choose a question.",
            )
        found.append(by_id[name])
    return found


def _matching(items: Sequence[Item], cards: Mapping[str, Card], wish: QuizWish, today: int) -> list[Item]:
    """The items that the wish is about and that can be asked today."""
    asked = [item for item in items if askable(item)]
    if wish.document:
        document = find_name(wish.document, {item.source.document for item in items}, "document")
        asked = [item for item in asked if item.source.document == document]
    if wish.topic:
        asked = _about(wish.topic, asked)
    asked = [item for item in asked if wish.kind in {"any", item.kind}]
    if not asked:
        raise UsageError(f"There is no {_in_words(wish)} to ask.", hint="Ask for other questions, or add documents.")
    left = [item for item in asked if item.id not in cards or active_on(cards[item.id], today)]
    if not left:
        raise UsageError(
            f"Every {_in_words(wish)} is suspended or put off until tomorrow.", hint="Ask for other questions."
        )
    return left


def _about(topic: str, items: Sequence[Item]) -> list[Item]:
    """The questions of a topic; where none has that name, those that speak of it: "dropout", "pooling layer"."""
    try:
        name = find_name(topic, {topic_of(item) for item in items}, "topic")
    except UsageError:
        words = topic.casefold().split()
        found = [item for item in items if all(word in _subject(item) for word in words)]
        if not found:
            raise
        return found
    return [item for item in items if topic_of(item) == name]


def _subject(item: Item) -> str:
    """What a question says that it is about: its own words, other ways to ask it, the headings above it."""
    return " ".join((item.question, *item.aliases, item.source.trail)).casefold()


def _in_words(wish: QuizWish) -> str:
    """``choice question of the topic x in y``."""
    kind = "" if wish.kind == "any" else f"{'multiple-choice' if wish.kind == 'choice' else 'open'} "
    topic = f" of the topic {wish.topic}" if wish.topic else ""
    return f"{kind}question{topic}" + (f" in {wish.document}" if wish.document else "")
