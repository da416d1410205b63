import pytest
from histories import TODAY, attempt, card, item, known, memory

from dltutor.study.progress.recall import recall_on
from dltutor.study.progress.topics import topics
from dltutor.study.topics import topic_of

FRESH = memory(last=TODAY - 1, stability=1000.0)
"""Known for sure."""


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Problem 3: Down the slope (12 credits)", "Down the slope"),
        ("Question 4) Batch norm - 4 points", "Batch norm"),
        ("2.1 Losses", "Losses"),
        ("IV. Attention", "Attention"),
        ("Part B: CNNs [3 p]", "CNNs"),
        ("Exam: the $\\beta$-VAE", "The β-VAE"),
        ("2D convolutions", "2D convolutions"),
        ("3 × 3 kernels", "3 × 3 kernels"),
        ("Unit vectors", "Unit vectors"),
    ],
)
def test_a_heading_is_cleaned_of_what_counts_it(heading: str, topic: str) -> None:
    assert topic_of(item(topic="exams", section=("Practice exam 7", heading))) == topic


@pytest.mark.parametrize(
    "section",
    [(), ("",), ("Problem 1: Multiple choice (18 credits)",), ("Exam 2024", "12.1 Original questions"), ("4 p", "V.")],
)
def test_headings_that_say_nothing_leave_the_documents_name(section: tuple[str, ...]) -> None:
    assert topic_of(item(topic="", section=section, document="old/mock-exam_3.md")) == "Mock exam 3"


def test_an_items_own_topic_wins_and_is_put_in_words() -> None:
    assert topic_of(item(topic="loss-functions", section=("Problem 3: Slopes",))) == "Loss functions"
    assert topic_of(item(topic="Loss functions")) == "Loss functions"


def test_of_several_telling_headings_the_second_is_taken() -> None:
    assert topic_of(item(topic="", section=("Notes on networks", "Regularisation", "Dropout"))) == "Regularisation"


def test_a_topic_counts_its_questions_those_asked_and_what_is_remembered() -> None:
    items = [item("a"), item("b"), item("c"), item("d", kind="fragment"), item("e", answer_status="none")]
    memories = {1: memory(), 2: memory(last=TODAY - 40)}

    (found,) = topics(known([], [card(1, "a"), card(2, "b")], memories, items)).topics

    assert (found.name, found.items, found.seen) == ("Optimisation", 3, 2)
    assert found.recall == pytest.approx((recall_on(memories[1], TODAY) + recall_on(memories[2], TODAY)) / 2)


def test_recall_is_fsrss_forgetting_curve() -> None:
    assert recall_on(memory(last=TODAY - 10, stability=10.0), TODAY) == pytest.approx(0.9)


def test_an_answer_read_today_is_not_taken_for_knowledge() -> None:
    forgotten = memory(last=TODAY, stability=0.2)

    assert recall_on(forgotten, TODAY) == recall_on(forgotten, TODAY + 1) < 0.8


@pytest.mark.parametrize(
    ("seen", "level"),
    [(0, ""), (1, "Attempted"), (3, "Attempted"), (4, "Familiar"), (7, "Proficient"), (9, "Mastered")],
)
def test_levels_grow_with_recall_and_with_what_was_asked(seen: int, level: str) -> None:
    items = [item(name) for name in "abcdefghij"]
    cards = [card(number, name) for number, name in enumerate("abcdefghij"[:seen])]

    (found,) = topics(known([], cards, {one.id: FRESH for one in cards}, items)).topics

    assert found.level == level


def test_the_five_weakest_of_the_topics_begun_are_named() -> None:
    names = "abcdefgh"
    items = [item(name, topic=f"topic {name}") for name in names]
    cards = [card(number, name) for number, name in enumerate(names[:-1])]
    memories = {one.id: memory(stability=1.0 + one.id) for one in cards}

    found = topics(known([], cards, memories, items))

    assert [topic.name for topic in found.weakest] == [f"Topic {name}" for name in "abcde"]
    assert found.finding.endswith("weakest: Topic a; Topic b; Topic c; Topic d; Topic e.")
    assert found.text(80)[-1] == "Not begun: 1 topic with 1 question."


@pytest.mark.parametrize(
    ("before", "lately", "trend"),
    [(2, 5, "better"), (5, 2, "worse"), (4, 4, "steady")],
)
def test_the_trend_compares_the_last_two_weeks_with_the_time_before(before: int, lately: int, trend: str) -> None:
    def five(day: int, right: int) -> list[int]:
        return [day] * right + [-day] * (5 - right)

    days = five(TODAY - 20, before) + five(TODAY - 2, lately)
    attempts = [attempt(abs(day), 3 if day > 0 else 1) for day in days]

    assert topics(known(attempts, [card()], {1: memory()}, [item()])).topics[0].trend == trend
    assert topics(known(attempts[1:], [card()], {1: memory()}, [item()])).topics[0].trend == ""


def test_the_card_of_a_vanished_item_is_no_part_of_a_topic() -> None:
    (found,) = topics(known([], [card(gone=True)], {1: FRESH}, [item()])).topics

    assert (found.seen, found.recall, found.level) == (0, None, "")


def test_names_that_differ_by_capitals_are_one_topic() -> None:
    assert [one.items for one in topics(known(items=[item("a", "Batch Norm"), item("b", "batch norm")])).topics] == [2]
