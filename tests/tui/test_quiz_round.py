import pytest
from fake_tutor import GRADING, ITEMS

from dltutor.grading.result import Graded
from dltutor.study.attempt import Circumstances, Handed
from dltutor.study.sitting import Asked, Sitting, Wanted
from dltutor.tui.rounds import Round


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def round_of(clock: Clock, *, minutes: float | None = None, mode: str = "quiz", count: int = 3) -> Round:
    queue = [Wanted(item, None, "new") for item in ITEMS[:count]]
    return Round(Sitting("1", mode, queue, 1, minutes), clock)  # type: ignore[arg-type]


def handed(asked: Asked | None) -> Handed:
    assert asked is not None
    item = asked.wanted.item
    return Handed(1, Graded(item, item.question, "a", item.answer, GRADING), Circumstances(), 2, {})


def test_the_clock_runs_only_while_the_sitting_is_looked_at(clock: Clock) -> None:
    round_ = round_of(clock, minutes=2)
    round_.start("viewer", round_.now)
    clock.now += 30
    assert round_.left == 90
    round_.stop("viewer")
    clock.now += 1000
    assert round_.left == 90
    assert round_.now.seconds == 30


def test_time_spent_on_a_grading_is_none_of_the_answers(clock: Clock) -> None:
    round_ = round_of(clock)
    round_.start("question", round_.now)
    clock.now += 10
    round_.start("grading")
    clock.now += 30
    round_.stop("grading")
    assert round_.now.seconds == 10


def test_who_no_longer_looks_at_the_sitting_does_not_stop_its_clock(clock: Clock) -> None:
    round_ = round_of(clock, minutes=2)
    round_.start("question", round_.now)
    round_.start("grading")
    round_.stop("question")
    clock.now += 30
    assert round_.left == 90


def test_when_the_time_is_up_the_question_begun_can_be_finished_and_no_other_is_asked(clock: Clock) -> None:
    round_ = round_of(clock, minutes=1)
    round_.start("viewer", round_.now)
    clock.now += 61
    round_.stop("viewer")
    asked = round_.asked
    assert asked is not None
    round_.settle(handed(asked), right=True, rating=3)
    assert round_.asked is None


def test_what_was_handed_in_waits_for_its_decision(clock: Clock) -> None:
    round_ = round_of(clock)
    given = handed(round_.asked)
    assert round_.asked is not None
    round_.take(round_.asked, given)
    assert round_.now.handed is given
    round_.settle(given, right=True, rating=3)
    assert round_.now.handed is None


def test_a_grading_that_comes_after_the_sitting_has_gone_on_is_not_taken(clock: Clock) -> None:
    round_ = round_of(clock)
    asked = round_.asked
    assert asked is not None
    round_.skip()
    round_.take(asked, handed(asked))
    assert round_.now.handed is None


def test_undo_goes_back_to_the_decision_and_keeps_what_was_begun_of_the_question_after(clock: Clock) -> None:
    round_ = round_of(clock)
    first = handed(round_.asked)
    round_.settle(first, right=True, rating=3)
    second = round_.asked
    assert second is not None
    round_.take(second, handed(second))
    round_.undo()
    assert round_.now.handed is first
    round_.settle(first, right=True, rating=3)
    assert round_.now.handed is not None
    assert round_.asked == second


def test_a_missed_question_comes_again_with_nothing_of_its_first_try(clock: Clock) -> None:
    round_ = round_of(clock, count=1)
    round_.now.seen = 2
    round_.settle(handed(round_.asked), right=False, rating=1)
    asked = round_.asked
    assert asked is not None
    assert asked.wanted.why == "missed"
    assert round_.now.seen == 0


def test_trying_asks_once_however_it_went(clock: Clock) -> None:
    round_ = round_of(clock, mode="try", count=1)
    round_.settle(handed(round_.asked), right=False, rating=1)
    assert round_.asked is None
