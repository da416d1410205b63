from dataclasses import replace

import pytest
from asking import item
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item, Option
from dltutor.study.shuffling import LETTERS, display_order, letters_to_display, letters_to_item

WORDS = ["a learnt filter", "some skip path", "no gradient", "wide margins", "early stopping"]


def choice(*texts: str) -> Item:
    return replace(item("q/1", kind="choice"), options=tuple(Option(text, correct=False) for text in texts))


@given(seed=st.integers(), count=st.integers(2, 5))
def test_every_option_is_shown_once_and_the_same_seed_shows_the_same_order(seed: int, count: int) -> None:
    one = choice(*WORDS[:count])
    order = display_order(one, seed)
    assert sorted(order) == list(range(count))
    assert order == display_order(one, seed)


def test_sittings_and_items_differ_in_their_orders() -> None:
    one = choice(*WORDS)
    assert len({display_order(one, seed) for seed in range(20)}) > 5
    assert len({display_order(replace(one, id=f"q/{number}"), 1) for number in range(20)}) > 5


@pytest.mark.parametrize("text", ["None of the above", "All of these.", "Both statements are true", "none"])
def test_an_option_that_speaks_of_the_others_stays_last(text: str) -> None:
    one = choice(text, *WORDS[:3])
    assert {display_order(one, seed)[-1] for seed in range(20)} == {0}


@pytest.mark.parametrize("text", ["Both A and B", "Only (c)", "(a) and (b)", "Neither a nor b", "a, b and c"])
def test_where_an_option_names_others_by_letter_all_stay_where_they_are(text: str) -> None:
    one = choice(*WORDS[:3], text)
    assert {display_order(one, seed) for seed in range(20)} == {(0, 1, 2, 3)}


@given(seed=st.integers(), picked=st.sets(st.integers(0, 4)))
def test_letters_lead_from_the_display_to_the_item_and_back(seed: int, picked: set[int]) -> None:
    one = choice(*WORDS)
    order = display_order(one, seed)
    typed = ", ".join(LETTERS[place] for place in sorted(picked)) or "none"
    own = letters_to_item(typed, one, order)
    assert own is not None
    assert {LETTERS.index(letter) for letter in own.split(", ") if own != "none"} == {order[place] for place in picked}
    assert letters_to_display(own, one, order) == typed


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("a and c", "a, b"),
        ("AC", "a, b"),
        ("(a) (c)", "a, b"),
        ("1 3", "a, b"),
        ("none", "none"),
        ("None of them", "none"),
        ("all", "a, b, c"),
        ("no gradient", "c"),
        ("b: yes, a: no, c: no", "c"),
        ("", ""),
        ("  \n", ""),
    ],
)
def test_any_notation_is_read_by_the_letters_that_were_shown(typed: str, own: str) -> None:
    assert letters_to_item(typed, choice(*WORDS[:3]), (1, 2, 0)) == own


@pytest.mark.parametrize("typed", ["maybe b", "f", "a) no gradient"])
def test_what_is_ambiguous_is_asked_again(typed: str) -> None:
    assert letters_to_item(typed, choice(*WORDS[:3]), (1, 2, 0)) is None
