import pytest

from dltutor.grading.counts import asked_for, asks_for_few, asks_to_list


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Name two drawbacks of a large batch.", 2),
        ("Please list at least 3 optimizers.", 3),
        ("What are the four steps of training?", 4),
        ("Which two layers have weights?", 2),
        ("Name two of the regularizers from the lecture.", 2),
        ("State two reasons. Explain one.", 2),
        ("Name and explain two drawbacks.", 2),
        ("Give any five examples, briefly.", 5),
        ("Explain both terms.", 2),
        ("Mention up to ten uses.", 10),
    ],
)
def test_the_number_of_things_asked_for_is_read(question: str, count: int) -> None:
    assert asked_for(question) == count
    assert asks_for_few(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is momentum?",
        "Name one drawback.",
        "List one advantage and one disadvantage.",
        "Name two advantages and three drawbacks of depth.",
        "Why are two layers enough?",
        "Give the 2 x 2 matrix of the confusion.",
    ],
)
def test_where_all_is_wanted_there_is_no_number(question: str) -> None:
    assert asked_for(question) is None


def test_one_of_a_kind_is_a_choice_among_several() -> None:
    assert asks_for_few("List one advantage and one disadvantage.")
    assert not asks_for_few("Why do gradients vanish?")


def test_naming_and_listing_is_answered_by_a_list() -> None:
    assert asks_to_list("Name the layers.")
    assert asks_to_list("What are the layers?")
    assert not asks_to_list("Why do gradients vanish?")
