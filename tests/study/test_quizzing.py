from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from asking import TODAY, card, item, memory

from dltutor.bank.item import Item
from dltutor.errors import UsageError
from dltutor.study.card import Card, Memory
from dltutor.study.quizzing import QuizWish, choose_quiz
from dltutor.study.sitting import Wanted
from dltutor.study.wishes import find_name

TOPICS = ["Convolutional networks", "Recurrent networks", "Regularisation", "Attention and transformers"]
PAPERS = ["exams/practice-exam-1.md", "exams/practice-exam-2.md", "loss-functions.md"]


def quiz(
    course: list[Item],
    cards: dict[str, Card] | None = None,
    memories: dict[int, Memory] | None = None,
    /,
    seed: int = 1,
    **wish: Any,
) -> tuple[Wanted, ...]:
    return choose_quiz(course, cards or {}, memories or {}, QuizWish(**wish), TODAY, seed)


def course(topics: int = 3, each: int = 8) -> list[Item]:
    return [
        item(f"{topic}/{number}", f"topic {topic}", kind="choice" if number % 2 else "open")
        for topic in range(topics)
        for number in range(each)
    ]


def ids(wanted: tuple[Wanted, ...]) -> list[str]:
    return [one.item.id for one in wanted]


def test_a_quiz_has_as_many_questions_as_wanted_in_changing_topics_and_kinds() -> None:
    wanted = quiz(course(), count=9)
    assert len(set(ids(wanted))) == 9
    assert all(one.item.topic != other.item.topic for one, other in pairwise(wanted))
    assert set(Counter(one.item.topic for one in wanted).values()) == {3}
    assert {one.item.kind for one in wanted} == {"open", "choice"}


def test_the_same_seed_asks_the_same_and_another_asks_something_else() -> None:
    assert quiz(course(), seed=5) == quiz(course(), seed=5)
    assert len({tuple(ids(quiz(course(), seed=seed))) for seed in range(6)}) == 6


def test_due_comes_before_weak_topics_and_those_before_unseen() -> None:
    items = course()
    known = {
        "0/0": memory(0.7, due=TODAY),
        "1/0": memory(0.6, due=TODAY + 4),
        "1/2": memory(0.5, due=TODAY + 4),
        "2/0": memory(0.99, due=TODAY + 9),
        "2/1": memory(1.0, last=TODAY, due=TODAY),
    }
    cards = {name: card(number, item(name)) for number, name in enumerate(known)}
    memories = dict(enumerate(known.values()))
    assert {(one.item.id, one.why) for one in quiz(items, cards, memories, count=3)} == {
        ("0/0", "due"),
        ("1/2", "weak"),
        ("1/0", "weak"),
    }
    whole = quiz(items, cards, memories, count=100)
    assert Counter(one.why for one in whole) == {"due": 1, "weak": 2, "new": 19, "chosen": 2}
    assert "2/1" not in ids(quiz(items, cards, memories, count=23))


def test_a_changed_answer_is_asked_first() -> None:
    items = course()
    cards = {"1/1": card(1, items[9], answer_changed=TODAY)}
    (wanted,) = quiz(items, cards, {1: memory(0.99, due=TODAY + 9)}, count=1)
    assert (wanted.item.id, wanted.why, wanted.card) == ("1/1", "changed", 1)


def test_one_part_of_a_stem_is_asked_as_long_as_there_is_enough_else() -> None:
    items = [item(f"s/{number}", stem="A net.") for number in range(4)] + [item(f"q/{number}") for number in range(3)]
    assert sum(name.startswith("s/") for name in ids(quiz(items, count=4))) == 1
    assert len(quiz(items, count=7)) == 7


def test_where_no_topic_has_the_name_what_speaks_of_it_is_asked() -> None:
    items = [item("n/1", "topic 0"), replace(item("n/2", "topic 0"), question="What does Max Pooling keep?")]

    assert [one.item.id for one in quiz(items, topic="pooling max")] == ["n/2"]


def test_only_the_wanted_kind_topic_and_document_are_asked() -> None:
    assert {one.item.kind for one in quiz(course(), kind="choice")} == {"choice"}
    assert {one.item.topic for one in quiz(course(), topic="TOPIC-1")} == {"topic 1"}
    assert {one.item.source.document for one in quiz(course(), document="topic 2")} == {"topic 2.md"}


def test_a_list_of_questions_is_asked_as_it_stands_suspended_ones_too() -> None:
    items = course()
    wanted = quiz(items, {"2/3": card(1, items[19], suspended=True)}, items=("2/3", "0/1", "2/3"), count=1)
    assert [(one.item.id, one.why) for one in wanted] == [("2/3", "chosen"), ("0/1", "chosen")]


def test_questions_without_an_answer_may_be_practised_after_those_with_one() -> None:
    items = [
        *course(1, 3),
        item("n/1", "topic 0", status="none"),
        item("t/1", status="transcript"),
        item("f/1", kind="fragment"),
    ]
    assert not any("n/1" in ids(quiz(items, count=3, seed=seed)) for seed in range(9))
    assert set(ids(quiz(items, count=9))) == {"0/0", "0/1", "0/2", "n/1"}


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"topic": "cooking"}, "There is no topic 'cooking'"),
        ({"document": "cooking.md"}, "There is no document 'cooking.md'"),
        ({"items": ("9/9",)}, "There is no question 9/9"),
        ({"items": ("f/1",)}, "f/1 is a passage of a document"),
        ({"count": 0}, "A quiz of 0 questions is none"),
        ({"minutes": 0.0}, "A quiz of 0 minutes is none"),
        ({"minutes": float("nan")}, "A quiz of nan minutes is none"),
        ({"kind": "choice"}, "There is no multiple-choice question to ask"),
        ({"kind": "choice", "topic": "topic 0"}, "There is no multiple-choice question of the topic topic 0 to ask"),
    ],
)
def test_a_wish_that_nothing_fulfils_is_told(wish: dict[str, Any], message: str) -> None:
    items = [item("0/1", "topic 0"), item("f/1", "topic 1", kind="fragment")]
    with pytest.raises(UsageError, match=message) as told:
        quiz(items, **wish)
    assert told.value.hint


def test_where_all_is_put_off_that_is_told() -> None:
    one = item("0/1")
    with pytest.raises(UsageError, match="Every question is suspended or put off"):
        quiz([one], {"0/1": card(1, one, buried=TODAY)})


def test_an_empty_course_is_told() -> None:
    for wish in ({}, {"topic": "x"}, {"document": "x"}):
        with pytest.raises(UsageError, match="There is no"):
            quiz([], **wish)


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("regularisation", "Regularisation"),
        ("REGULARISATION ", "Regularisation"),
        ("attention-and-transformers", "Attention and transformers"),
        ("attention_and_transformers", "Attention and transformers"),
        ("reg", "Regularisation"),
        ("transformers", "Attention and transformers"),
        ("recurent networks", "Recurrent networks"),
        ("regularization", "Regularisation"),
    ],
)
def test_a_topic_is_found_by_what_is_meant(wish: str, name: str) -> None:
    assert find_name(wish, TOPICS, "topic") == name


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("exams/practice-exam-1.md", "exams/practice-exam-1.md"),
        ("practice-exam-2", "exams/practice-exam-2.md"),
        ("Practice exam 2", "exams/practice-exam-2.md"),
        ("exam 1", "exams/practice-exam-1.md"),
        ("practise-exam-1", "exams/practice-exam-1.md"),
        ("loss", "loss-functions.md"),
    ],
)
def test_a_document_is_found_by_what_is_meant(wish: str, name: str) -> None:
    assert find_name(wish, PAPERS, "document") == name


def test_a_name_that_may_mean_more_than_one_is_asked_back() -> None:
    with pytest.raises(UsageError, match="More than one document is called 'exam'") as told:
        find_name("exam", PAPERS, "document")
    assert "practice-exam-1.md" in told.value.hint
    assert "practice-exam-2.md" in told.value.hint


def test_a_name_as_it_is_written_wins() -> None:
    assert find_name("a.md", ["a.md", "a.txt", "old/a.md"], "document") == "a.md"


def test_an_exam_of_another_number_is_not_taken_for_it() -> None:
    with pytest.raises(UsageError, match="There is no document 'practice-exam-5'") as told:
        find_name("practice-exam-5", PAPERS, "document")
    assert "The nearest is exams/practice-exam-" in told.value.hint
    assert all(name in told.value.hint for name in PAPERS)


@pytest.mark.parametrize("wish", ["", "  ", "---", "?"])
def test_a_wish_without_words_is_no_name(wish: str) -> None:
    with pytest.raises(UsageError):
        find_name(wish, TOPICS, "topic")
