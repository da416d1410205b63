from collections.abc import Callable

import pytest

from dltutor.bank.item import Item, Option
from dltutor.search.twins import are_twins

MakeItem = Callable[..., Item]


@pytest.mark.parametrize(
    ("one", "other", "twins"),
    [
        ("What is weight decay?", "What is meant by weight decay?", True),
        ("What does drop-out do?", "What does dropout do?", True),
        ("What is L1 regularization?", "What is L2 regularization?", False),
        ("Which layers are trained?", "Which layers are not trained?", False),
        ("What is the derivative of x?", "What is the derivative of y?", False),
        ("What is a convolution?", "Why do gradients vanish?", False),
    ],
)
def test_twins_ask_the_same_with_the_same_numbers_and_negations(
    make_item: MakeItem, one: str, other: str, *, twins: bool
) -> None:
    assert are_twins(make_item("a.md#1", one, "yes"), make_item("b.md#1", other, "no")) is twins


def test_two_answers_of_one_document_are_kept_apart(make_item: MakeItem) -> None:
    one = make_item("a.md#1", "What is a kernel?", "A small matrix of weights.")
    other = make_item("a.md#2", "What is a kernel?", "A function of two points.")
    assert not are_twins(one, other)
    assert are_twins(one, make_item("a.md#3", "What is a kernel?", "A small matrix of weights!"))


def test_choices_with_other_options_are_no_twins(make_item: MakeItem) -> None:
    one, other = (
        make_item(f"{name}.md#1", "Which is true?", "", kind="choice", options=(Option(text, correct=True),))
        for name, text in (("a", "it is linear"), ("b", "it is convex"))
    )
    assert not are_twins(one, other)
