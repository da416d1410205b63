from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from asking import TODAY, card, item, memory
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item
from dltutor.study.card import Card, Memory
from dltutor.study.choosing import BEST, NEW_A_DAY, SECONDS, Chosen, choose_review, typical_seconds
from dltutor.study.due import Due, due_of
from dltutor.study.mixing import interleaved
from dltutor.study.plans import Plan
from dltutor.study.siblings import parts_of, stem_of


class Course:
    """Items with their cards and what is known of them."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.cards: dict[str, Card] = {}
        self.memories: dict[int, Memory] = {}

    def seen(self, one: Item, known: Memory | None = None, **changes: Any) -> Item:
        self.fresh(one)
        self.cards[one.id] = card(len(self.items), one, **changes)
        self.memories[len(self.items)] = known or memory()
        return one

    def fresh(self, one: Item) -> Item:
        self.items.append(one)
        return one

    def review(self, plan: Plan | None = None, today: int = TODAY, **limits: Any) -> Chosen:
        return choose_review(self.items, self.cards, self.memories, plan or Plan(), today, **limits)


@pytest.fixture
def course() -> Course:
    return Course()


def ids(chosen: Chosen) -> list[str]:
    return [wanted.item.id for wanted in chosen.wanted]


def recalls(chosen: Chosen, course: Course) -> list[float]:
    return [course.memories[wanted.card].recall for wanted in chosen.wanted if wanted.card]


def test_what_is_due_comes_lowest_recall_first(course: Course) -> None:
    for number, recall in enumerate([0.8, 0.3, 0.6]):
        course.seen(item(f"q/{number}", f"topic {number}"), memory(recall))
    course.seen(item("q/later"), memory(0.1, due=TODAY + 1))
    chosen = course.review()
    assert recalls(chosen, course) == [0.3, 0.6, 0.8]
    assert {wanted.why for wanted in chosen.wanted} == {"due"}


def test_of_equal_recall_the_question_with_more_credits_comes_first(course: Course) -> None:
    course.seen(item("q/1", "one", worth=1.0))
    course.seen(item("q/4", "two", worth=4.0))
    assert ids(course.review()) == ["q/4", "q/1"]


@given(st.integers(0, 60), st.floats(5, 300), st.integers(0, 60))
def test_a_review_keeps_inside_the_minutes(minutes: int, seconds: float, due: int) -> None:
    course = Course()
    for number in range(due):
        course.seen(item(f"q/{number}"))
        course.fresh(item(f"n/{number}"))
    chosen = course.review(minutes=minutes, seconds_per_card=seconds)
    assert (len(chosen.wanted) - 1) * seconds < minutes * 60
    old = [wanted for wanted in chosen.wanted if wanted.why == "due"]
    assert len(old) + chosen.backlog == due


def test_a_backlog_is_offered_as_the_best_now_and_brings_nothing_new(course: Course) -> None:
    for number in range(412):
        course.seen(item(f"q/{number}", f"topic {number % 9}"), memory(0.9 - number / 1000))
    course.fresh(item("n/1"))
    chosen = course.review(Plan(None, 60))
    assert (len(chosen.wanted), chosen.backlog) == (BEST, 412 - BEST)
    assert sorted(recalls(chosen, course)) == sorted(known.recall for known in course.memories.values())[:BEST]
    assert str(due_of(chosen, Plan(None, 60), TODAY)) == "best 20 now · 20 min"


def test_a_limit_on_the_number_is_kept(course: Course) -> None:
    for number in range(8):
        course.seen(item(f"q/{number}"))
    assert len(course.review(most=3).wanted) == 3


def test_a_changed_answer_comes_first_and_until_it_was_asked(course: Course) -> None:
    course.seen(item("q/1", "one"), memory(0.2))
    course.seen(item("q/2", "two"), memory(0.99, due=TODAY + 30), answer_changed=TODAY - 2)
    course.seen(item("q/3", "three"), memory(0.99, last=TODAY - 1, due=TODAY + 30), answer_changed=TODAY - 2)
    assert [(wanted.item.id, wanted.why) for wanted in course.review().wanted] == [("q/2", "changed"), ("q/1", "due")]


@pytest.mark.parametrize("state", [{"gone": True}, {"suspended": True}, {"buried": TODAY}])
def test_what_is_taken_out_is_not_asked(course: Course, state: dict[str, Any]) -> None:
    course.seen(item("q/1"), **state)
    one = course.fresh(item("q/2"))
    course.cards[one.id] = card(99, one, **state)
    assert course.review().wanted == ()


def test_what_was_put_off_yesterday_is_asked_again(course: Course) -> None:
    course.seen(item("q/1"), buried=TODAY - 1)
    assert ids(course.review()) == ["q/1"]


@pytest.mark.parametrize("change", [{"kind": "fragment"}, {"answer_status": "transcript"}, {"question": " "}])
def test_what_is_no_question_is_not_asked(course: Course, change: dict[str, Any]) -> None:
    course.seen(replace(item("q/1"), **change))
    course.fresh(replace(item("q/2"), **change))
    assert course.review().wanted == ()


def test_one_part_of_a_stem_comes_a_day(course: Course) -> None:
    for number, recall in enumerate([0.7, 0.4, 0.9]):
        course.seen(item(f"q/{number}", stem="A net of two layers."), memory(recall))
    course.fresh(item("q/new", stem="A net of two layers."))
    (only,) = course.review().wanted
    assert only.item.id == "q/1"
    assert only.part_of == ("q/0", "q/2", "q/new")

    course.memories[2] = memory(1.0, last=TODAY, due=TODAY + 5)
    assert course.review().wanted == ()


def test_lettered_questions_of_one_number_are_parts_and_numbered_ones_and_choices_are_not() -> None:
    lettered = [item(f"x/{label}", document="x.md", label=label) for label in ("2a", "2b", "3a")]
    assert parts_of(lettered) == {"x/2a": ("x/2b",), "x/2b": ("x/2a",)}
    assert not parts_of([item(f"x/{label}", document="x.md", label=label) for label in ("2.1", "2.2", "2")])
    assert not parts_of([item(f"x/{label}", kind="choice", document="x.md", label=label) for label in ("2a", "2b")])
    assert stem_of(item("x/1", stem="A net.")) != stem_of(item("y/1", stem="A net.", document="y.md"))


def test_new_questions_come_after_those_due_and_not_too_many_a_day(course: Course) -> None:
    course.seen(item("q/due"))
    for number in range(30):
        course.fresh(item(f"n/{number}"))
    whys = Counter(wanted.why for wanted in course.review().wanted)
    assert whys == {"due": 1, "new": NEW_A_DAY}

    for number in range(4):
        course.seen(item(f"begun/{number}"), memory(1.0, last=TODAY, due=TODAY + 2, reviews=1))
    assert Counter(wanted.why for wanted in course.review().wanted)["new"] == NEW_A_DAY - 4


def test_in_the_last_days_before_an_exam_new_questions_fill_the_minutes(course: Course) -> None:
    for number in range(30):
        course.fresh(item(f"n/{number}"))
    assert len(course.review(Plan(TODAY + 1, 25)).wanted) == 25
    assert len(course.review(Plan(TODAY + 10, 25)).wanted) == NEW_A_DAY


def test_new_questions_take_only_the_room_that_is_left(course: Course) -> None:
    for number in range(22):
        course.seen(item(f"q/{number}"))
    for number in range(30):
        course.fresh(item(f"n/{number}"))
    assert Counter(wanted.why for wanted in course.review().wanted) == {"due": 22, "new": 3}


def test_what_the_student_added_is_the_first_of_the_new(course: Course) -> None:
    for number in range(30):
        course.fresh(item(f"n/{number}"))
    mine = course.fresh(item("n/mine", status="none"))
    course.cards[mine.id] = card(99, mine, added=True)
    assert "n/mine" in ids(course.review(most=1))


def test_new_questions_take_topics_and_kinds_in_turn_and_those_with_credits_first(course: Course) -> None:
    for topic in ("one", "two"):
        for number in range(10):
            course.fresh(item(f"{topic}/{number}", topic, worth=float(number)))
            course.fresh(item(f"{topic}/c{number}", topic, kind="choice"))
    chosen = course.review(most=8)
    assert Counter(wanted.item.topic for wanted in chosen.wanted) == {"one": 4, "two": 4}
    assert Counter(wanted.item.kind for wanted in chosen.wanted) == {"open": 4, "choice": 4}
    assert {"one/9", "one/8", "two/9", "two/8"} <= set(ids(chosen))


def test_questions_without_an_answer_are_not_begun_by_themselves(course: Course) -> None:
    course.fresh(item("n/1", status="none"))
    assert course.review().wanted == ()


def test_every_card_has_its_last_look_before_the_exam_even_if_it_is_not_due(course: Course) -> None:
    for number in range(60):
        course.seen(item(f"q/{number}", stem=f"stem {number // 2}"), memory(0.97, due=TODAY + 50))
    plan = Plan(TODAY + 3, 60)
    asked: list[str] = []
    for day in range(TODAY, TODAY + 3):
        today = ids(course.review(plan, day))
        assert len(today) == 20
        asked += today
        for name in today:
            course.memories[course.cards[name].id] = memory(1.0, last=day, due=day + 50)
    assert sorted(asked) == sorted(course.cards)
    assert course.review(plan, TODAY + 3).wanted == ()


@given(st.lists(st.sampled_from("abcd"), max_size=14))
def test_neighbours_differ_wherever_that_can_be(names: Sequence[str]) -> None:
    values = list(enumerate(names))
    mixed = interleaved(values, key=lambda value: value[1])
    assert sorted(mixed) == values
    same = sum(one[1] == other[1] for one, other in pairwise(mixed))
    most = max(Counter(names).values(), default=0)
    assert same == max(0, 2 * most - len(names) - 1)
    for name in set(names):
        assert [value for value in mixed if value[1] == name] == [value for value in values if value[1] == name]


def test_seconds_a_question_are_the_students_own_median_once_there_are_some() -> None:
    assert typical_seconds([]) == typical_seconds([10.0, None, 20.0]) == SECONDS
    assert typical_seconds([10.0, 20.0, 30.0, None, 40.0, 4000.0]) == 30.0


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (Due(), "nothing due"),
        (Due(exam_in=20), "nothing due · exam in 20 days"),
        (Due(12, 0, 0, 9, 20), "12 due · 9 min · exam in 20 days"),
        (Due(12, 3, 0, 9, 1), "12 due · 3 new · 9 min · exam tomorrow"),
        (Due(0, 3, 0, 2, 0), "3 new · 2 min · exam today"),
        (Due(20, 0, 392, 20, None, 20), "best 20 now · 20 min"),
        (Due(backlog=7), "done for today"),
    ],
)
def test_what_is_due_is_one_line_for_a_prompt(due: Due, text: str) -> None:
    assert str(due) == text
    assert bool(due) == (due.due + due.new > 0)


def test_what_is_due_counts_what_a_review_would_ask(course: Course) -> None:
    course.seen(item("q/1"))
    course.seen(item("q/2"), memory(0.99, due=TODAY + 3), answer_changed=TODAY)
    course.fresh(item("n/1"))
    plan = Plan(TODAY + 9, 25)
    assert due_of(course.review(plan), plan, TODAY) == Due(due=2, new=1, backlog=0, minutes=3, exam_in=9)
    assert str(due_of(course.review(plan, minutes=0), plan, TODAY)) == "done for today · exam in 9 days"
