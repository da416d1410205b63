"""What a review asks today: the questions whose day has come, then some new ones, inside the day's minutes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from dltutor.bank.item import Item
from dltutor.study.card import Card, Memory
from dltutor.study.mixing import interleaved
from dltutor.study.plans import LAST_DAYS, Plan
from dltutor.study.siblings import one_of_each, parts_of, stem_of
from dltutor.study.sitting import Wanted, Why
from dltutor.study.topics import topic_of
from dltutor.study.unseen import begin_order

BEST = 20
"""Questions to offer of a backlog: one sitting that can be finished, instead of a number that makes people give up."""
NEW_A_DAY = 10
SECONDS = 60.0
"""That a question takes, as long as little is known of the student's own pace."""
_ENOUGH_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be asked.

    Attributes:
        wanted: The questions in their order.
        backlog: Those whose day has come and that are not among them.
        minutes: That they take; rounded up.
    """

    wanted: tuple[Wanted, ...] = ()
    backlog: int = 0
    minutes: int = 0


def typical_seconds(seconds: Iterable[float | None]) -> float:
    """How long this student takes for a question: the median, since a walk to the kitchen counts in a mean."""
    known = [value for value in seconds if value is not None]
    return median(known) if len(known) >= _ENOUGH_SECONDS else SECONDS


def choose_review(  # noqa: PLR0913  each is something else that the choice hangs on
    items: Sequence[Item],
    cards: Mapping[str, Card],
    memories: Mapping[int, Memory],
    plan: Plan,
    today: int,
    *,
    minutes: float | None = None,
    seconds_per_card: float = SECONDS,
    most: int | None = None,
) -> Chosen:
    """What a review asks today.

    First the questions whose answer has changed since they were learnt: they are known wrongly. Then those whose day
    has come, lowest recall first: what is likeliest forgotten gains most from a look, and as a question takes about as
    long as it has credits, this order saves the most credits a minute. New ones come last: those that the student
    added, then each topic in turn, the least known first, what has many credits before what has few. Finally all are
    put so that topics change.

    Args:
        items: All items, in the corpus's order.
        cards: By item id.
        memories: As of today, by card; cards that were never rated have none.
        plan: In force.
        today: The study day.
        minutes: That are left of today; None for the plan's.
        seconds_per_card: See :func:`typical_seconds`.
        most: Questions at most; None for as many as fit.
    """
    budget = (plan.minutes if minutes is None else minutes) * 60
    room = max(0, ceil(budget / max(seconds_per_card, 1.0)))
    room = room if most is None else min(room, most)
    day = _Day(items, cards, memories, plan, today)
    due = day.due()
    late = len(due) > room
    taken = due[: min(room, BEST) if late else room]
    if not late:
        taken += day.new({stem_of(wanted.item) for wanted in taken})[: room - len(taken)]
    wanted = interleaved(taken, key=lambda one: topic_of(one.item))
    return Chosen(tuple(wanted), len(due) - len(taken) if late else 0, ceil(len(wanted) * seconds_per_card / 60))


class _Day:
    """All that there is to choose from on one day."""

    def __init__(
        self,
        items: Sequence[Item],
        cards: Mapping[str, Card],
        memories: Mapping[int, Memory],
        plan: Plan,
        today: int,
    ) -> None:
        self._items = items
        self._plan = plan
        self._cards = cards
        self._memories = memories
        self._today = today
        self._parts = parts_of(items)
        active = {
            item.id: cards[item.id]
            for item in items
            if askable(item) and item.id in cards and active_on(cards[item.id], today)
        }
        self._known = {item: memories[card.id] for item, card in active.items() if card.id in memories}
        self._looks = plan.last_looks([active[item].id for item in self._known], today)
        self._window = min(self._looks.values(), default=today)
        self._stems_done = {
            stem_of(item)
            for item in items
            if item.id in cards and (memory := memories.get(cards[item.id].id)) and memory.last == today
        }

    def due(self) -> list[Wanted]:
        """Questions whose day has come, in the order of their need.

        Of several parts of a stem one comes today. In the days of the last look all may: each has a day of its own.
        """
        found = [(item, why) for item in self._items if item.id in self._known and (why := self._why(item))]
        found.sort(key=lambda one: (one[1] != "changed", self._known[one[0].id].recall, -(one[0].credits or 1.0)))
        if not self._looks:
            found = one_of_each(found, stem=lambda one: stem_of(one[0]), taken=self._stems_done)
        return [self._wanted(item, why) for item, why in found]

    def new(self, stems: set[str]) -> list[Wanted]:
        """Questions that were never asked, as many as may begin today; ``stems`` are those that are asked already."""
        begun = sum(memory.reviews == 1 and memory.last == self._today for memory in self._known.values())
        left = self._plan.days_left(self._today)
        most = len(self._items) if left is not None and left <= LAST_DAYS else NEW_A_DAY - begun
        fresh = [item for item in self._items if self._new(item)]
        added = [item for item in fresh if item.id in self._cards and self._cards[item.id].added]
        known = Counter(topic_of(item) for item in self._items if item.id in self._known)
        mine = {item.id for item in added}
        others = sorted(fresh, key=lambda item: -(item.credits or 1.0))  # what an exam asks most for
        offered = [item for item in others if item.answered and item.id not in mine]
        ordered = [*added, *begin_order(offered, lambda topic: known[topic])]
        alone = one_of_each(ordered, stem=stem_of, taken=self._stems_done | stems)
        return [self._wanted(item, "new") for item in alone[: max(0, most)]]

    def _why(self, item: Item) -> Why | None:
        """Why a question that was asked before is asked today; None where it isn't."""
        card, memory = self._cards[item.id], self._known[item.id]
        if memory.last >= self._today:
            return None
        if card.answer_changed is not None and memory.last < card.answer_changed:
            return "changed"
        if memory.due <= self._today:
            return "due"
        looked_at = memory.last >= self._window
        return "due" if not looked_at and self._looks.get(card.id, self._today + 1) <= self._today else None

    def _new(self, item: Item) -> bool:
        """Whether an item can be asked and never was."""
        if not askable(item):
            return False
        card = self._cards.get(item.id)
        return card is None or (active_on(card, self._today) and card.id not in self._memories)

    def _wanted(self, item: Item, why: Why) -> Wanted:
        card = self._cards.get(item.id)
        return Wanted(item, card.id if card else None, why, self._parts.get(item.id, ()))


def askable(item: Item) -> bool:
    """Whether an item is a question; a passage and another student's transcript are none."""
    return item.kind != "fragment" and item.answer_status != "transcript" and bool(item.question.strip())


def active_on(card: Card, today: int) -> bool:
    """Whether a card takes part today."""
    return not (card.gone or card.suspended or card.buried == today)
