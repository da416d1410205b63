from collections.abc import Sequence

import pytest
from asking import handed, item, wanted
from hypothesis import given
from hypothesis import strategies as st

from dltutor.study.attempt import Confidence
from dltutor.study.shuffling import display_order
from dltutor.study.sitting import APART, Asked, Settled, Sitting, Summary

OPERATIONS = st.lists(
    st.sampled_from(["right", "wrong", "guess", "open right", "unknown", "skip", "bury", "undo"]), max_size=40
)


def sitting(count: int, *, choices: bool = False, minutes: float | None = None) -> Sitting:
    items = [item(f"q/{number}", kind="choice" if choices else "open") for number in range(count)]
    return Sitting("s", "quiz", [wanted(one) for one in items], seed=7, minutes=minutes)


def answer(asked: Sitting, *, right: bool | None, confidence: Confidence | None = None) -> Settled:
    now = asked.asked
    assert now is not None
    score = None if right is None else float(right)
    given = handed(now.wanted.item, score, confidence=confidence, openly=now.openly)
    settled = asked.settle(given, right, None if right is None else 3 if right else 1)
    assert settled is not None
    return settled


def act(asked: Sitting, operation: str) -> None:
    match operation:
        case "undo":
            asked.undo()
        case "skip":
            asked.skip()
        case "bury":
            asked.bury()
        case _ if asked.asked is None:
            asked.settle(None, None, None)
        case "right" | "open right":
            answer(asked, right=True, confidence=3)
        case "wrong":
            answer(asked, right=False, confidence=2)
        case "guess":
            answer(asked, right=True, confidence=1)
        case "unknown":
            answer(asked, right=None)


def state(asked: Sitting) -> tuple[object, ...]:
    return asked.asked, asked.settled, asked.coming, asked.summary()


def names(settled: Sequence[Settled]) -> list[str]:
    return [one.asked.wanted.item.id for one in settled]


def run(asked: Sitting, wrong_once: set[str]) -> list[Asked]:
    """Answer all, those named wrongly at first."""
    found = []
    left = set(wrong_once)
    while (now := asked.asked) is not None:
        found.append(now)
        name = now.wanted.item.id
        answer(asked, right=name not in left)
        left.discard(name)
    return found


def test_questions_come_in_the_order_of_the_queue_with_their_place() -> None:
    asked = run(sitting(3), set())
    assert [(one.wanted.item.id, one.number, one.total) for one in asked] == [
        ("q/0", 1, 3),
        ("q/1", 2, 3),
        ("q/2", 3, 3),
    ]


def test_a_missed_question_comes_again_after_five_others() -> None:
    asked = run(sitting(12), {"q/1"})
    places = [place for place, one in enumerate(asked) if one.wanted.item.id == "q/1"]
    assert places == [1, 1 + APART + 1]
    assert [asked[place].wanted.why for place in places] == ["new", "missed"]
    assert asked[2].total == 13


def test_a_missed_question_comes_as_late_as_can_be_where_fewer_are_left() -> None:
    asked = run(sitting(4), {"q/2"})
    assert [one.wanted.item.id for one in asked] == ["q/0", "q/1", "q/2", "q/3", "q/2"]


@given(count=st.integers(1, 15), wrong=st.sets(st.integers(0, 14)))
def test_a_sitting_ends_when_every_miss_was_right_once(count: int, wrong: set[int]) -> None:
    missed = {f"q/{number}" for number in wrong if number < count}
    asked = run(sitting(count), missed)
    assert len(asked) == count + len(missed)
    for name in missed:
        first, second = (place for place, one in enumerate(asked) if one.wanted.item.id == name)
        # Either far enough, or nothing but questions that were missed themselves is left to put between.
        assert second - first > APART or all(one.wanted.why == "missed" for one in asked[second:])


def test_a_choice_right_by_a_guess_comes_again_without_its_options() -> None:
    asked = sitting(8, choices=True)
    answer(asked, right=True, confidence=1)
    for _ in range(APART):
        answer(asked, right=True, confidence=3)
    again = asked.asked
    assert again is not None
    assert (again.wanted.item.id, again.wanted.why, again.openly, again.order) == ("q/0", "openly", True, ())
    answer(asked, right=False, confidence=1)
    assert [one.why for one in asked.coming if one.item.id == "q/0"] == ["openly"]


def test_a_guess_at_an_open_question_is_no_guess_among_options() -> None:
    asked = sitting(1)
    answer(asked, right=True, confidence=1)
    assert asked.asked is None


def test_a_guess_that_was_wrong_comes_again_with_its_options() -> None:
    asked = sitting(1, choices=True)
    answer(asked, right=False, confidence=1)
    assert asked.asked is not None
    assert asked.asked.wanted.why == "missed"
    assert asked.asked.order


@pytest.mark.parametrize("way", ["skip", "bury"])
def test_what_is_passed_over_comes_no_more(way: str) -> None:
    asked = sitting(2)
    answer(asked, right=False)
    act(asked, way)
    act(asked, way)
    assert asked.asked is None
    assert asked.skip() is None
    assert asked.bury() is None
    assert asked.summary().answered == 1
    assert asked.summary().missed == ("What is q/0?",)


def test_burying_a_question_puts_off_the_other_parts_of_its_stem() -> None:
    one, other, else_ = item("q/a", stem="A net."), item("q/b", stem="A net."), item("q/c", stem="A tree.")
    asked = Sitting("s", "quiz", [wanted(one), wanted(other), wanted(else_)], seed=1)
    asked.bury()
    assert [left.item.id for left in asked.coming] == ["q/c"]
    asked.undo()
    assert [left.item.id for left in asked.coming] == ["q/a", "q/b", "q/c"]


def test_what_nobody_can_judge_is_done_with() -> None:
    asked = sitting(1)
    answer(asked, right=None)
    assert asked.asked is None
    assert asked.summary() == Summary(seconds=30.0, settled=asked.settled)


def test_an_item_that_stands_in_the_queue_twice_is_asked_once() -> None:
    one, other = item("q/1"), item("q/2")
    asked = Sitting("s", "quiz", [wanted(one, "due"), wanted(other), wanted(one, "new")], seed=1)
    assert [(left.item.id, left.why) for left in asked.coming] == [("q/1", "due"), ("q/2", "new")]


@given(count=st.integers(0, 9), choices=st.booleans(), operations=OPERATIONS)
def test_whatever_was_done_undoes_step_by_step_to_exactly_what_was_before(
    *, count: int, choices: bool, operations: list[str]
) -> None:
    asked = sitting(count, choices=choices)
    before = [state(asked)]
    for operation in operations:
        act(asked, operation)
        if operation == "undo":
            before = before[:-1] or before
            assert state(asked) == before[-1]
        elif state(asked) != before[-1]:
            before.append(state(asked))
        coming = [left.item.id for left in asked.coming]
        assert len(coming) == len(set(coming))
    for earlier in reversed(before[:-1]):
        last = asked.settled[-1]
        assert asked.undo() == last
        assert state(asked) == earlier
    assert asked.undo() is None


def test_a_summary_counts_each_question_once_by_its_first_answer() -> None:
    asked = sitting(4)
    for right in (True, False, False, True):
        answer(asked, right=right)
    answer(asked, right=True)
    asked.skip()
    summary = asked.summary()
    assert (summary.answered, summary.right, summary.recovered) == (4, 2, 1)
    assert summary.missed == ("What is q/2?",)
    assert summary.seconds == pytest.approx(150.0)
    assert names(summary.settled) == ["q/0", "q/1", "q/2", "q/3", "q/1", "q/2"]


def test_a_guess_counts_by_the_open_answer_that_follows_it() -> None:
    asked = sitting(1, choices=True)
    answer(asked, right=True, confidence=1)
    assert asked.summary().right == 1
    answer(asked, right=False)
    assert (asked.summary().answered, asked.summary().right, asked.summary().missed) == (1, 0, ("What is q/0?",))
    answer(asked, right=True)
    assert (asked.summary().right, asked.summary().recovered, asked.summary().missed) == (0, 1, ())


def test_time_is_left_only_where_there_is_a_limit_and_never_less_than_none() -> None:
    assert sitting(1).time_left(1e6) is None
    limited = sitting(1, minutes=2)
    assert limited.time_left(30) == pytest.approx(90)
    assert limited.time_left(500) == 0


def test_options_keep_their_order_when_a_question_comes_again() -> None:
    asked = sitting(1, choices=True)
    first = asked.asked
    answer(asked, right=False, confidence=2)
    assert first is not None
    assert asked.asked is not None
    assert asked.asked.order == first.order == display_order(first.wanted.item, 7)
