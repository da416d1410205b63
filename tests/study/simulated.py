"""A student who forgets as FSRS says, but not exactly so, and who studies every day with the real history."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

from dltutor.bank.item import Item
from dltutor.grading.result import Graded, Grading
from dltutor.study.attempt import Circumstances, Handed, Rating
from dltutor.study.card import Memory, Review
from dltutor.study.cards import Cards
from dltutor.study.choosing import choose_review, typical_seconds
from dltutor.study.database import Database
from dltutor.study.history import History
from dltutor.study.plans import Plan, Plans
from dltutor.study.rating import is_right, rating_of
from dltutor.study.schedule import Schedule, sure_wrong_days
from dltutor.study.sitting import Asked, Sitting

FIRST_DAY = datetime(2027, 1, 4, 18, tzinfo=UTC)
KNOWN_BEFORE = 0.3
WRONGLY_GRADED = 0.05
PACE = 25.0
"""Seconds for a question, in the middle."""
_DECAY = -0.1542
_FACTOR = 0.9 ** (1 / _DECAY) - 1


@dataclass
class Memories:
    """What is really in the student's head; the tutor sees answers only."""

    random: Random
    ease: dict[str, float] = field(default_factory=dict)
    reviews: dict[str, list[Review]] = field(default_factory=dict)

    def recall(self, item: str, day: int) -> float:
        """How likely the answer comes to mind, 0..1."""
        known = Schedule(Plan(), day).memory(1, self.reviews.get(item, []))
        if known is None:
            return KNOWN_BEFORE
        ease = self.ease.setdefault(item, exp(self.random.gauss(0, 0.3)))
        return float((1 + _FACTOR * (day - known.last) / (known.stability * ease)) ** _DECAY)

    def answer(self, item: str, day: int, *, again: bool) -> bool:
        """Whether it comes to mind. Having read the answer a while ago in the same sitting helps."""
        right = self.random.random() < (0.9 if again else self.recall(item, day))
        if not again:
            self.reviews.setdefault(item, []).append(Review(day, 3 if right else 1))
        return right


@dataclass
class Day:
    """What happened on a study day."""

    asked: int = 0
    begun: int = 0
    seconds: float = 0.0
    longest: float = 0.0


class Student:
    """Works through items, a review a day, until the minutes are used up."""

    def __init__(self, items: Sequence[Item], database: Database, seed: int) -> None:
        self.items = items
        self.today = FIRST_DAY
        self.random = Random(seed)  # noqa: S311
        self.memories = Memories(Random(seed + 1))  # noqa: S311
        self.history = History(database, lambda: self.today)
        self.cards = Cards(database, lambda: self.today)
        self.plans = Plans(database, lambda: self.today)
        self.days: list[Day] = []
        self.told: dict[int, list[Review]] = {}
        """What the scheduler should have been told, by card."""

    @property
    def day(self) -> int:
        return self.today.date().toordinal()

    def study(self, days: int) -> None:
        """Study every evening."""
        for _ in range(days):
            self.days.append(Day())
            while self._sit(self.days[-1]):
                pass  # a backlog is worked off in sittings that can be finished
            self.today += timedelta(days=1)

    def known(self) -> dict[int, Memory]:
        """What the tutor thinks is known."""
        return known_of(self.history, self.plans.plan(), self.day)

    def believed_recall(self) -> float:
        """Mean over the cards that the tutor knows of."""
        recalls = [memory.recall for memory in self.known().values()]
        return sum(recalls) / len(recalls)

    def true_recall(self) -> float:
        """Mean over all items that were ever asked."""
        recalls = [self.memories.recall(item, self.day) for item in self.memories.reviews]
        return sum(recalls) / len(recalls)

    def _sit(self, day: Day) -> bool:
        """One sitting; whether there is a backlog and time for it."""
        plan = self.plans.plan()
        left = plan.minutes - day.seconds / 60
        attempts = self.history.attempts()
        memories = Schedule(plan, self.day).memories(self.history.reviews(), sure_wrong_days(attempts))
        chosen = choose_review(
            self.items,
            self.cards.by_item(),
            memories,
            plan,
            self.day,
            minutes=max(0.0, left),
            seconds_per_card=typical_seconds(attempt.circumstances.seconds for attempt in attempts),
        )
        sitting = Sitting(f"{self.day}/{day.asked}", "review", chosen.wanted, seed=self.day, minutes=left)
        begun = day.seconds
        while (asked := sitting.asked) and sitting.time_left(day.seconds - begun):
            handed, rating = self._answered(asked, day)
            score = handed.graded.grading.score
            assert score is not None
            sitting.settle(handed, is_right(score, picked=bool(asked.order)), rating)
        return bool(chosen.wanted and chosen.backlog)

    def _answered(self, asked: Asked, day: Day) -> tuple[Handed, Rating | None]:
        """Answer, be graded (sometimes wrongly), and confirm."""
        item = asked.wanted.item
        card = self.cards.card_of(item)
        right = self.memories.answer(item.id, self.day, again=asked.wanted.why in {"missed", "openly"})
        score = float(right != (self.random.random() < WRONGLY_GRADED))
        seconds = PACE * exp(self.random.gauss(0, 0.4))
        circumstances = Circumstances(
            "review",
            f"{self.day}",
            confidence=self.random.choice((None, 1, 2, 3)),
            openly=asked.openly,
            seconds=seconds,
        )
        grading = Grading(score, "pass" if score else "not_yet", version="1")
        graded = Graded(item, item.question, "An answer.", item.answer, grading)
        attempt = self.history.record(graded, circumstances, card)
        rating = rating_of(score, circumstances, choice=item.kind == "choice")
        if rating:
            self.history.decide(attempt, graded, rating=rating)
        self._note(card, rating, day, seconds)
        return Handed(attempt, graded, circumstances, rating, {}), rating

    def _note(self, card: int, rating: Rating | None, day: Day, seconds: float) -> None:
        told = self.told.setdefault(card, [])
        day.begun += not told
        day.asked += 1
        day.seconds += seconds
        day.longest = max(day.longest, seconds)
        if rating and (not told or told[-1].day < self.day):
            told.append(Review(self.day, rating))


def known_of(history: History, plan: Plan, day: int) -> dict[int, Memory]:
    """What follows of each card from the history alone."""
    return Schedule(plan, day).memories(history.reviews(), sure_wrong_days(history.attempts()))
