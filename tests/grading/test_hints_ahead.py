from collections.abc import Callable

import numpy as np
import pytest

from dltutor.bank.item import Item, KeyPoint, Option
from dltutor.grading.ahead import hints_ahead
from dltutor.grading.glossary import EMPTY
from dltutor.grading.marking import probes_of, scheme_of
from dltutor.grading.store import with_vectors
from dltutor.grading.task import task_of

MakeItem = Callable[..., Item]
POINTS = (
    KeyPoint("Momentum keeps a running average of the past gradients."),
    KeyPoint("0.9 is a common factor of it."),
)


def ahead(item: Item) -> tuple[str, str]:
    scheme = scheme_of(item, EMPTY)
    return hints_ahead(task_of(item, with_vectors(scheme, np.zeros((len(probes_of(scheme)), 3), dtype=np.float32))))


def test_the_first_hint_tells_the_extent_and_the_second_how_points_begin(make_item: MakeItem) -> None:
    first, second = ahead(make_item("What is momentum?", "It averages.", key_points=POINTS))
    assert "2 key points" in first
    assert "Momentum keeps …" in second
    assert "average" not in second


def test_no_hint_tells_a_value(make_item: MakeItem) -> None:
    for hint in ahead(make_item("What is momentum?", "It averages.", key_points=POINTS)):
        assert "0.9" not in hint


def test_the_documents_own_hints_are_the_ones_to_give(make_item: MakeItem) -> None:
    item = make_item("What is momentum?", "It averages.", key_points=POINTS, hints=("Think of a ball.", "It has mass."))
    assert ahead(item) == ("Think of a ball.", "It has mass.")


def test_a_single_hint_of_the_document_comes_first(make_item: MakeItem) -> None:
    first, second = ahead(
        make_item("What is momentum?", "It averages.", key_points=POINTS, hints=("Think of a ball.",))
    )
    assert first.startswith("Think of a ball.")
    assert second.startswith("The points begin")


@pytest.mark.parametrize("right", [True, False])
def test_of_a_choice_the_number_of_right_options_and_a_wrong_one_are_told(make_item: MakeItem, *, right: bool) -> None:
    options = (Option("ReLU", correct=right), Option("Adam", correct=False))
    first, second = ahead(make_item("Which are activations?", "", kind="choice", options=options))
    assert ("1 of the 2 options is right" in first) == right
    assert second == ("Not right: “Adam”" if right else "Not right: “ReLU”")
