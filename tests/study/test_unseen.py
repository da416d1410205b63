from collections.abc import Sequence

from asking import item

from dltutor.bank.item import Item, Kind
from dltutor.study.unseen import begin_order


def order(items: Sequence[Item], urgent: Sequence[str] = ()) -> list[str]:
    return [one.id for one in begin_order(items, lambda topic: topic not in urgent)]


def items(topic: str, *kinds: Kind) -> list[Item]:
    return [item(f"{topic}/{number}", topic, kind) for number, kind in enumerate(kinds)]


def test_topics_take_turns_the_most_urgent_first() -> None:
    two = [*items("Pooling", "open", "open"), *items("Dropout", "open", "open")]
    assert order(two) == ["Pooling/0", "Dropout/0", "Pooling/1", "Dropout/1"]
    assert order(two, ["Dropout"]) == ["Dropout/0", "Pooling/0", "Dropout/1", "Pooling/1"]


def test_open_questions_and_choices_take_turns_in_a_topic_and_from_topic_to_topic() -> None:
    one = items("Pooling", "open", "open", "choice", "choice")
    assert order(one) == ["Pooling/0", "Pooling/2", "Pooling/1", "Pooling/3"]
    both = [*items("Pooling", "open", "choice"), *items("Dropout", "open", "choice")]
    assert order(both) == ["Pooling/0", "Dropout/1", "Pooling/1", "Dropout/0"]


def test_exam_papers_come_after_all_else_and_what_has_no_answer_last() -> None:
    unanswered = item("Pooling/x", "Pooling", status="none")
    paper = item("paper/1", "exams", document="exams/paper.md")
    assert order([unanswered, paper, *items("Dropout", "open")]) == ["Dropout/0", "paper/1", "Pooling/x"]


def test_a_course_of_papers_alone_is_begun_like_any_other() -> None:
    papers = [item(f"p{number}/1", "", document=f"p{number}.md") for number in range(3)]
    assert order(papers) == ["p0/1", "p1/1", "p2/1"]
