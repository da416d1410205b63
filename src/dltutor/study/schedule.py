"""When a card is asked again: FSRS-6, computed from the card's reviews and today's plan and kept nowhere.

The model is that of py-fsrs with its published parameters (J. Ye et al., 2022–2025), without learning steps: a question
is worth one look a day. py-fsrs counts periods of 24 hours, so every review is told to it as noon of its study day.
"""

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from dltutor.study.attempt import Attempt, Rating
from dltutor.study.card import Memory, Review
from dltutor.study.day import date_of
from dltutor.study.plans import Plan

if TYPE_CHECKING:
    import fsrs

LONGEST = 60
"""Days between two reviews at most: FSRS's parameters were fitted to short flashcards, and are too hopeful (163 days
after the fourth success) for answers of a paragraph."""
SOON = 7
"""Days within which an answer that was wrong though the student was sure is asked a second time: corrected errors that
were believed in return after a week unless they are tested again (Butler et al., 2011; Metcalfe & Miele, 2014)."""
RELEARNED = 3
"""Days with a right answer after which an item counts as relearned (Rawson, Dunlosky & Sciartelli, 2013)."""
RATINGS: tuple[Rating, ...] = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of one day.

    Attributes:
        plan: The plan in force.
        today: The study day.
    """

    plan: Plan
    today: int

    def memory(self, card: int, reviews: Sequence[Review], sure_wrong: Collection[int] = ()) -> Memory | None:
        """What is known of a card today; None before its first review.

        Args:
            card: Its number, which with the number of reviews decides the fuzz: asking twice gives the same day.
            reviews: One a study day at most; of more the first counts. A day that has yet to come (the clock was wrong
                then) counts as today.
            sure_wrong: Study days on which the student was sure of a wrong answer.
        """
        return self._memory(card, _as_of(self.today, reviews), sure_wrong, self.today)

    def memories(
        self, reviews: Mapping[int, Sequence[Review]], sure_wrong: Mapping[int, Collection[int]]
    ) -> dict[int, Memory]:
        """What is known of all cards that were ever reviewed; both arguments by card, as for :meth:`memory`."""
        found = {card: self.memory(card, its, sure_wrong.get(card, ())) for card, its in reviews.items()}
        return {card: memory for card, memory in found.items() if memory}

    def next_days(
        self, card: int, reviews: Sequence[Review], on: int, *, sure_wrong: Collection[int] = (), sure: bool = False
    ) -> dict[Rating, int]:
        """Days until a card comes again, by the rating of a review on a day: exactly what that review then gives.

        Args:
            card: Its number.
            reviews: Before that review.
            on: Its study day; where a review of that day has counted already, nothing comes of another one.
            sure_wrong: As for :meth:`memory`.
            sure: Whether the student is sure of the answer that is rated.
        """
        before = _as_of(on, reviews)
        if before and before[-1].day == on:
            return {}
        found: dict[Rating, int] = {}
        for rating in RATINGS:
            wrong = {*sure_wrong, on} if sure and rating == 1 else sure_wrong
            memory = self._memory(card, [*before, Review(on, rating)], wrong, on)
            assert memory is not None  # noqa: S101  there is a review
            found[rating] = memory.due - on
        return found

    def _memory(self, card: int, reviews: Sequence[Review], sure_wrong: Collection[int], today: int) -> Memory | None:
        if not reviews:
            return None
        last = reviews[-1].day
        reviewed = self._reviewed(card, reviews)
        assert reviewed.stability is not None  # noqa: S101  py-fsrs sets both at the first review
        assert reviewed.difficulty is not None  # noqa: S101
        # What was missed is asked again the next day (successive relearning), however long FSRS would let it rest.
        lost = reviews[-1].rating == 1
        due = last + 1 if lost else reviewed.due.date().toordinal()
        retest = _retest(reviews, sure_wrong)
        return Memory(
            stability=reviewed.stability,
            difficulty=reviewed.difficulty,
            last=last,
            due=due if retest is None else min(due, retest),
            reviews=len(reviews),
            lapses=_lapses(reviews),
            recall=_scheduler().get_card_retrievability(reviewed, _noon(today)),
            lost=lost,
        )

    def _reviewed(self, card: int, reviews: Sequence[Review]) -> "fsrs.Card":
        """The card after its reviews. Only the last one decides when it is due, so only that one needs the plan."""
        import fsrs

        *before, last = reviews
        scheduler = _scheduler(self.plan.target(self.today), self._longest(last.day), fuzz=True)
        with _drawing_from(f"{card}/{len(reviews)}"):
            return scheduler.review_card(_replayed(tuple(before)), fsrs.Rating(last.rating), _noon(last.day))[0]

    def _longest(self, day: int) -> int:
        """The longest interval that may begin on a day: none leads past an exam, until that has come."""
        exam = self.plan.exam
        return LONGEST if exam is None or exam <= max(day, self.today) else min(LONGEST, exam - day)


def sure_wrong_days(attempts: Iterable[Attempt]) -> dict[int, frozenset[int]]:
    """By card, the study days on which the student was sure and the review that counts was wrong."""
    found: dict[int, set[int]] = {}
    for attempt in attempts:
        sure = attempt.circumstances.confidence == 3
        if attempt.card is not None and attempt.counts and attempt.rating == 1 and sure:
            found.setdefault(attempt.card, set()).add(attempt.day)
    return {card: frozenset(days) for card, days in found.items()}


def relearned(reviews: Sequence[Review]) -> bool:
    """Whether an item was right on so many different days that it may count as learnt for good."""
    return len({review.day for review in reviews if review.rating > 1}) >= RELEARNED


def _as_of(today: int, reviews: Sequence[Review]) -> list[Review]:
    """The reviews by day, the first of each day, none of them after today."""
    kept: dict[int, Review] = {}
    for review in sorted(reviews, key=lambda review: review.day):
        day = min(review.day, today)
        kept.setdefault(day, Review(day, review.rating))
    return list(kept.values())


def _retest(reviews: Sequence[Review], sure_wrong: Collection[int]) -> int | None:
    """The day by which a wrong answer that the student was sure of is to be tested: the next, then within the week."""
    days = [review.day for review in reviews]
    wrong = max((day for day in sure_wrong if day in days), default=None)
    if wrong is None:
        return None
    since = [day for day in days if day > wrong]
    if not since:
        return wrong + 1
    return wrong + SOON if len(since) == 1 and since[0] < wrong + SOON else None


def _lapses(reviews: Sequence[Review]) -> int:
    """How often it was forgotten after it had been known."""
    known = False
    lapses = 0
    for review in reviews:
        lapses += known and review.rating == 1
        known = known or review.rating > 1
    return lapses


@lru_cache(maxsize=8192)  # from one question to the next, the reviews of one card change
def _replayed(reviews: tuple[Review, ...]) -> "fsrs.Card":
    """Any card after these reviews."""
    import fsrs

    card = fsrs.Card(card_id=0)  # without a number py-fsrs waits for the clock to give it one
    for review in reviews:
        card, _ = _scheduler().review_card(card, fsrs.Rating(review.rating), _noon(review.day))
    return card


@lru_cache(maxsize=256)  # py-fsrs checks all its parameters whenever it makes one
def _scheduler(target: float = 0.9, longest: int = LONGEST, *, fuzz: bool = False) -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler(
        desired_retention=target,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=longest,
        enable_fuzzing=fuzz,
    )


def _noon(day: int) -> datetime:
    return datetime.combine(date_of(day), time(12), UTC)


@contextmanager
def _drawing_from(seed: str) -> Iterator[None]:
    """Seed the global random numbers, which py-fsrs takes its fuzz from, and put them back as they were."""
    state = random.getstate()
    random.seed(seed)
    try:
        yield
    finally:
        random.setstate(state)
