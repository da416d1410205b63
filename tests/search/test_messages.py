import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dltutor.search.messages import LONG, MOST_SENTENCES, OF_THE_WHOLE, sentences, shares

GREETING = "Hello everybody, I hope that you are all well and that the weather is fine."
STORY = "Yesterday our lecturer drew a network with many layers on the board and left in a hurry."
QUESTION = "Why do the gradients vanish in its first layers?"
THANKS = "Thanks and bye!"

COSINES = arrays.arrays(np.float32, st.integers(1, 6), elements=st.floats(-1, 1, width=32))


@given(st.lists(st.sampled_from(["Why?", "dropout", "units", "off.", "gradient;", "loss - rate"]), max_size=8))
def test_a_short_message_stays_whole(words: list[str]) -> None:
    message = " ".join(words)
    assert len(message.split()) < LONG
    assert sentences(message) == []


def test_a_long_message_gives_its_sentences_in_their_order_and_leaves_out_those_that_say_nothing() -> None:
    message = f"{GREETING} {STORY} And so on. {QUESTION} {THANKS}"
    assert sentences(message) == [GREETING, STORY, QUESTION]


@pytest.mark.parametrize("between", [". ", "! ", "? ", "… ", "; ", ": ", " – ", " - "])
def test_a_question_is_found_behind_every_kind_of_stop(between: str) -> None:
    story = STORY.removesuffix(".")
    assert QUESTION in sentences(f"{story}{between}{QUESTION}")


def test_a_long_message_of_one_sentence_stays_whole() -> None:
    assert sentences("which of the many layers of the network loses its gradient first " * 5) == []


def test_of_many_sentences_the_fullest_are_looked_at_in_their_order() -> None:
    full = [f"Layer number {place} passes gradient, loss, momentum and noise back." for place in range(MOST_SENTENCES)]
    thin = ["Fine day today.", "Good coffee here.", "Old train again."]
    mixed = [thin[0], *full[:2], thin[1], *full[2:], thin[2]]
    assert sentences(" ".join(mixed)) == full


@given(st.text(st.sampled_from("ab .!?:;-–\n"), max_size=400))
def test_the_sentences_are_parts_of_the_message_in_their_order(message: str) -> None:
    end = 0
    for sentence in sentences(message):
        start = message.find(sentence, end)
        assert start >= end
        end = start + len(sentence)


@given(COSINES)
def test_shares_add_up_to_one_and_the_whole_message_always_counts_as_much(fields: np.ndarray) -> None:
    found = shares(fields)
    assert found.shape == fields.shape
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert found[0] == pytest.approx(1 if len(fields) == 1 else OF_THE_WHOLE)
    assert found.min() >= 0


def test_chatter_far_from_every_concept_counts_less_than_a_question() -> None:
    whole, greeting, question = shares(np.array([0.5, 0.1, 0.7], dtype=np.float32))
    assert question > 0.4
    assert greeting < 0.05
    assert whole == pytest.approx(OF_THE_WHOLE)
