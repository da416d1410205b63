from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item, KeyPoint, Option, Source
from dltutor.study.likeness import answer_changed, difference, holds, share_words
from dltutor.study.wording import answer

LONG = """The gradient is the product of one factor for each layer, and where most of these factors are smaller than 1
it shrinks from layer to layer, so that the first layers hardly learn anything within 100 epochs of training."""


def open_answer(text: str, *points: str) -> str:
    source = Source("a.md", "1")
    return answer(Item("a/1", "open", "?", text, "official", source, key_points=tuple(map(KeyPoint, points))))


def key(boxes: str, texts: Sequence[str] = ("gates", "memory cells", "attention")) -> str:
    options = tuple(Option(text, box == "x") for text, box in zip(texts, boxes, strict=True))
    return answer(Item("a/1", "choice", "?", "", "official", Source("a.md", "1"), options=options))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("what is a data set", "what is a dataset", "none"),
        ("what is overfiting", "what is overfitting", "small"),
        ("what is a gate", "what is the gate", "small"),
        ("what does the encoder do", "what does the decoder do", "sense"),
        ("what is batch normalisation", "what is layer normalisation", "words"),
        ("with stride 2", "with stride 3", "sense"),
        ("a small rate", "a large rate", "sense"),
        ("stable training", "unstable training", "sense"),
        ("it is convex", "it is not convex", "sense"),
        ("a < b", "a > b", "sense"),
        ("x y", "x z", "words"),
    ],
)
def test_what_a_difference_amounts_to(one: str, other: str, found: str) -> None:
    assert difference(one, other) == found
    assert difference(other, one) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG.replace("shrinks", "shrink")),
        (LONG, LONG.replace("product", "**product**").replace(" 1 ", " $1$ ")),
        (LONG, LONG.replace("hardly learn anything", "hardly learn anything useful")),
        ("overfiting", "overfitting"),
        (LONG, ""),
    ],
)
def test_slips_formatting_and_a_lost_answer_change_nothing(old: str, new: str) -> None:
    assert not answer_changed(open_answer(old), open_answer(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG.replace("100", "10")),
        (LONG, LONG.replace("is the product", "is not the product")),
        (LONG, LONG.replace("smaller", "larger")),
        (LONG, "Because of saturated units."),
        ("26", "24"),
        ("yes", "no"),
        ("", LONG),
        ("+1", "−1"),
    ],
)
def test_another_number_a_negation_an_opposite_or_another_text_change_an_answer(old: str, new: str) -> None:
    assert answer_changed(open_answer(old), open_answer(new))


def test_another_key_is_another_answer() -> None:
    assert answer_changed(key("x--"), key("xx-"))
    assert answer_changed(key("x--"), key("-x-"))
    assert answer_changed(key("x--"), key("---"))


def test_a_slip_in_a_right_option_is_not() -> None:
    texts = ("gates", "memory cels", "attention")

    assert not answer_changed(key("-x-"), key("-x-", texts))


def test_key_points_that_are_first_written_down_explain_the_same_answer() -> None:
    assert not answer_changed(open_answer(LONG), open_answer(LONG, "a product", "factors below 1"))


def test_one_key_point_more_is_another_answer() -> None:
    assert answer_changed(open_answer(LONG, "a product"), open_answer(LONG, "a product", "factors below 1"))


def test_a_part_of_an_answer_is_seen_to_be_one() -> None:
    part = open_answer("Where most of these factors are smaller than 1 it shrinks from layer to layer.")

    assert holds(open_answer(LONG), part)
    assert not holds(part, open_answer(LONG))
    assert not holds(open_answer(LONG), open_answer("The gradient."))


def test_questions_that_only_ask_in_the_same_way_share_nothing() -> None:
    assert not share_words("what is a gan", "what is a gru")
    assert share_words("what does a forget gate do", "what is a forget gate")


TEXTS = st.text("abn 12+<", max_size=25).map(str.split).map(" ".join)


@given(TEXTS, TEXTS)
def test_what_differs_in_more_than_spaces_is_noticed(one: str, other: str) -> None:
    if one.replace(" ", "") != other.replace(" ", ""):
        assert difference(one, other) != "none"


@given(TEXTS)
def test_no_answer_changes_into_itself(text: str) -> None:
    assert not answer_changed(open_answer(text), open_answer(text))
