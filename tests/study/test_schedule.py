import random
from datetime import UTC, datetime

from asking import TODAY
from hypothesis import given
from hypothesis import strategies as st

from dltutor.study.attempt import Attempt, Circumstances, Rating
from dltutor.study.card import Review
from dltutor.study.plans import Plan
from dltutor.study.schedule import LONGEST, RATINGS, Schedule, relearned, sure_wrong_days

PLAIN = Schedule(Plan(), TODAY)
ratings = st.sampled_from(RATINGS)
histories = st.lists(st.tuples(st.integers(1, 90), ratings), min_size=1, max_size=12).map(
    lambda steps: [
        Review(TODAY - sum(gap for gap, _ in steps[place:]), rating) for place, (_, rating) in enumerate(steps)
    ]
)


def reviews(*steps: tuple[int, Rating]) -> list[Review]:
    """Reviews so many days before today."""
    return [Review(TODAY - before, rating) for before, rating in steps]


def test_a_card_without_reviews_has_no_memory() -> None:
    assert PLAIN.memory(1, []) is None


def test_the_first_intervals_are_those_of_fsrs_without_learning_steps() -> None:
    days = PLAIN.next_days(1, [], TODAY)
    assert (days[1], days[2], days[3]) == (1, 1, 2)
    assert 7 <= days[4] <= 9


def test_an_evening_and_the_next_morning_are_two_days_on_which_memory_grows() -> None:
    once = PLAIN.memory(1, reviews((1, 3)))
    twice = PLAIN.memory(1, reviews((1, 3), (0, 3)))
    assert once is not None
    assert twice is not None
    assert twice.stability > 2 * once.stability


@given(card=st.integers(1, 10**9), before=histories, sure=st.booleans(), exam=st.none() | st.integers(-5, 100))
def test_a_preview_is_exactly_what_the_review_then_gives(
    *, card: int, before: list[Review], sure: bool, exam: int | None
) -> None:
    schedule = Schedule(Plan(None if exam is None else TODAY + exam), TODAY)
    preview = schedule.next_days(card, before, TODAY, sure=sure)
    for rating, days in preview.items():
        wrong = {TODAY} if sure and rating == 1 else set()
        memory = schedule.memory(card, [*before, Review(TODAY, rating)], wrong)
        assert memory is not None
        assert memory.due == TODAY + days


@given(card=st.integers(1, 10**9), before=histories)
def test_asking_twice_gives_the_same_and_leaves_the_random_numbers_as_they_were(
    card: int, before: list[Review]
) -> None:
    state = random.getstate()
    first = PLAIN.memory(card, before)
    assert random.getstate() == state
    random.random()  # noqa: S311  somebody else draws in between
    assert PLAIN.memory(card, before) == first
    random.setstate(state)


def test_cards_learnt_together_are_spread_over_days() -> None:
    days = {PLAIN.next_days(card, reviews((30, 3), (28, 3), (15, 3)), TODAY)[3] for card in range(30)}
    assert len(days) > 3


@given(before=histories, rating=ratings)
def test_no_interval_is_longer_than_the_longest(before: list[Review], rating: Rating) -> None:
    assert 1 <= PLAIN.next_days(1, before, TODAY)[rating] <= LONGEST


@given(before=histories, exam=st.integers(1, 80), card=st.integers(1, 50))
def test_no_card_is_due_after_an_exam_that_is_still_ahead(before: list[Review], exam: int, card: int) -> None:
    schedule = Schedule(Plan(TODAY + exam), TODAY)
    memory = schedule.memory(card, before)
    assert memory is not None
    assert memory.due <= TODAY + exam
    assert max(schedule.next_days(card, before, TODAY).values()) <= exam


def test_on_the_day_of_the_exam_only_what_is_likely_forgotten_is_due() -> None:
    before = reviews((40, 3), (30, 3), (1, 3))
    memory = Schedule(Plan(TODAY), TODAY).memory(1, before)
    assert memory is not None
    assert memory.due > TODAY + 7


def test_an_exam_that_is_over_changes_nothing() -> None:
    before = reviews((40, 3), (30, 3), (5, 3))
    assert Schedule(Plan(TODAY - 1), TODAY).memory(1, before) == PLAIN.memory(1, before)


def test_intervals_are_longer_while_the_exam_is_far() -> None:
    before = reviews((4, 3))
    far = Schedule(Plan(TODAY + 300), TODAY).next_days(1, before, TODAY)[3]
    assert far > 1.3 * PLAIN.next_days(1, before, TODAY)[3]


def test_recall_falls_as_days_pass() -> None:
    before = reviews((10, 3))
    recalls = [memory.recall for day in range(0, 40, 10) if (memory := Schedule(Plan(), TODAY + day).memory(1, before))]
    assert recalls == sorted(recalls, reverse=True)
    assert len(set(recalls)) == 4


def test_lapses_count_what_was_known_and_forgotten() -> None:
    memory = PLAIN.memory(1, reviews((50, 1), (49, 1), (48, 3), (30, 1), (29, 2), (9, 1), (8, 1)))
    assert memory is not None
    assert (memory.reviews, memory.lapses) == (7, 3)


def test_sure_but_wrong_comes_tomorrow_and_again_within_the_week() -> None:
    known = reviews((80, 4), (60, 4), (40, 4))
    wrong = [*known, Review(TODAY, 1)]
    free = PLAIN.memory(1, wrong)
    held = PLAIN.memory(1, wrong, {TODAY})
    assert free is not None
    assert held is not None
    assert held.due == TODAY + 1 <= free.due

    tomorrow = Schedule(Plan(), TODAY + 1)
    days = tomorrow.next_days(1, wrong, TODAY + 1, sure_wrong={TODAY})
    assert days[4] <= 6 < tomorrow.next_days(1, wrong, TODAY + 1)[4]

    retested = [*wrong, Review(TODAY + 1, 3), Review(TODAY + 7, 4)]
    week = Schedule(Plan(), TODAY + 7)
    assert week.memory(1, retested, {TODAY}) == week.memory(1, retested)


def test_a_retest_that_came_late_is_not_asked_for_again() -> None:
    before = [*reviews((80, 4), (60, 4), (20, 1), (5, 4))]
    assert PLAIN.memory(1, before, {TODAY - 20}) == PLAIN.memory(1, before)


def test_only_the_first_review_of_a_day_counts() -> None:
    once = reviews((9, 3), (4, 1))
    assert PLAIN.memory(1, [*once, Review(TODAY - 4, 4)]) == PLAIN.memory(1, once)
    assert PLAIN.next_days(1, reviews((3, 3), (0, 3)), TODAY) == {}


def test_a_review_from_a_day_that_has_yet_to_come_counts_as_todays() -> None:
    memory = PLAIN.memory(1, [Review(TODAY - 5, 3), Review(TODAY + 9000, 3)])
    assert memory == PLAIN.memory(1, reviews((5, 3), (0, 3)))


def test_relearned_means_right_on_three_different_days() -> None:
    assert not relearned(reviews((9, 3), (8, 3), (5, 1)))
    assert not relearned(reviews((9, 3), (9, 3), (5, 3)))
    assert relearned(reviews((9, 3), (8, 1), (5, 2), (2, 4)))


def test_sure_wrong_days_are_those_whose_counting_review_was_wrong_and_sure() -> None:
    def attempt(day: int, confidence: int, rating: Rating, *, counts: bool = True) -> Attempt:
        return Attempt(
            id=day,
            at=datetime(2027, 1, 1, tzinfo=UTC),
            day=day,
            card=4,
            item="x/1",
            question="What?",
            answer="That.",
            score=0.0,
            verdict="not_yet",
            circumstances=Circumstances("review", confidence=confidence),  # type: ignore[arg-type]
            rating=rating,
            counts=counts,
        )

    attempts = [attempt(1, 3, 1), attempt(2, 2, 1), attempt(3, 3, 3), attempt(4, 3, 1, counts=False)]
    assert sure_wrong_days(attempts) == {4: frozenset({1})}
