from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dltutor.search.suggestions import MOST_LETTERS, Suggestions
from dltutor.search.tokens import words

BANK = (
    ("How do ridge and lasso differ?", "difference of l1 and l2 penalties", "ridge or lasso"),
    ("What is the learning rate?", "step size of gradient descent"),
    ("What is dropout?", "why are units switched off", "dropout rate meaning"),
    ("What is the rate of forgetting in an LSTM?",),
    ("Why do gradients vanish?", "gradient gets tiny"),
    ("What is a naïve Bayes classifier?",),
    ("What is mini-batch training?", "minibatches"),
    ("How large is a batch?",),
    (),
    ("Is regularization of weights always good?",),
)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
TYPED = st.lists(st.sampled_from(sorted({word for item in BANK for text in item for word in text.split()}))).map(
    " ".join
)


def suggestions_of(bank: Sequence[Sequence[str]], twins: Sequence[int] | None = None) -> Suggestions:
    return Suggestions(bank, np.array(range(len(bank)) if twins is None else twins, dtype=np.int32))


SUGGESTIONS = suggestions_of(BANK)


def plainly(text: str) -> str:
    return " ".join(words(text)).replace("-", " ")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("what is d", "What is dropout?"),
        ("WHAT IS DROPOUT", "What is dropout?"),
        ("why a", "why are units switched off"),
        ("what is a naive", "What is a naïve Bayes classifier?"),
        ("what is mini batch", "What is mini-batch training?"),
        ("What is mini-b", "What is mini-batch training?"),
    ],
)
def test_a_question_goes_on_from_what_is_typed(typed: str, first: str) -> None:
    assert SUGGESTIONS.best(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("l2 l1 diff", "difference of l1 and l2 penalties"),
        ("lasso rid", "How do ridge and lasso differ?"),
        ("rate learn", "What is the learning rate?"),
        ("bayes naive", "What is a naïve Bayes classifier?"),
        ("what's dropout", "What is dropout?"),
        ("drop out", "What is dropout?"),
        ("drop-out", "What is dropout?"),
        ("minibatch train", "What is mini-batch training?"),
        ("vanishing gradient", "Why do gradients vanish?"),
        ("regularisation good", "Is regularization of weights always good?"),
        ("reg weights", "Is regularization of weights always good?"),
    ],
)
def test_a_question_holds_the_typed_words_in_any_order_and_form(typed: str, first: str) -> None:
    assert SUGGESTIONS.best(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dropuot rate", "dropout rate meaning"),
        ("leraning ra", "What is the learning rate?"),
        ("rate of forgettign", "What is the rate of forgetting in an LSTM?"),
        ("waht is dropout", "What is dropout?"),
        ("units swtched", "why are units switched off"),
        ("classifeir", "What is a naïve Bayes classifier?"),
        ("regularizt", "Is regularization of weights always good?"),
        ("wihch is the batch", "How large is a batch?"),
    ],
)
def test_a_slip_in_a_word_is_seen_through(typed: str, first: str) -> None:
    assert SUGGESTIONS.best(typed)[0] == first


@pytest.mark.parametrize(
    "typed", ["zebra", "dropout zebra", "lasso dropout", "l3", "batch 7", "x y z", "descend dropuot"]
)
def test_words_that_no_question_holds_together_bring_nothing(typed: str) -> None:
    assert SUGGESTIONS.best(typed) == ()


def test_a_slip_is_looked_for_only_where_the_words_as_typed_bring_nothing() -> None:
    bank = (("batch norm",), ("bath norms",))
    assert suggestions_of(bank).best("bath norm") == ("bath norms",)
    assert suggestions_of(bank[:1]).best("bath norm") == ("batch norm",)


def test_what_starts_with_the_text_stands_before_what_holds_its_words() -> None:
    bank = (("rate",), ("learning rate",), ("rate of learning in a long question, quite long",))
    assert suggestions_of(bank).best("rate of learn") == (bank[2][0], "learning rate")
    assert suggestions_of(bank).best("learning") == ("learning rate", bank[2][0])


def test_what_starts_with_the_very_letters_stands_before_what_starts_with_the_same_words() -> None:
    bank = (("What is L1-loss?",), ("What is L1 loss good for?",))
    assert suggestions_of(bank).best("what is l1 l") == ("What is L1 loss good for?", "What is L1-loss?")
    assert suggestions_of(bank).best("what is l1-l") == ("What is L1-loss?", "What is L1 loss good for?")


def test_an_items_own_heading_stands_before_other_wordings_and_short_before_long() -> None:
    bank = (("Where is the optimum?", "optimum"), ("loss", "an optimum"), ("optimum of a very long question",))
    assert suggestions_of(bank).best("the optimum") == ("Where is the optimum?", bank[2][0], "an optimum")


def test_the_long_text_of_an_exams_question_does_not_hide_short_wordings() -> None:
    bank = ((f"Given {'a network and ' * 20} momentum, what follows?",), ("heavy ball", "what momentum does"))
    assert suggestions_of(bank).best("momentum")[0] == "what momentum does"


def test_one_suggestion_is_made_for_an_item_and_for_twins() -> None:
    assert suggestions_of((("a loss", "a loss function", "a loss curve"),)).best("a loss") == ("a loss",)
    assert suggestions_of((("a loss",), ("a loss function",)), twins=(0, 0)).best("a loss") == ("a loss",)
    assert suggestions_of((("A loss",), ("a loss",))).best("a loss") == ("A loss",)


def test_missing_stop_words_matter_little() -> None:
    bank = (("What is momentum for?",), ("Why momentum?",), ("What does plain momentum do for you and me?",))
    assert suggestions_of(bank).best("tell me why momentum")[0] == "Why momentum?"
    assert len(suggestions_of(bank).best("tell me why momentum")) == 3


def test_stop_words_alone_must_all_be_there() -> None:
    bank = (("why should we",), ("why",))
    assert suggestions_of(bank).best("we wh") == ("why should we",)


def test_a_finished_word_is_not_the_beginning_of_another_where_it_is_known_itself() -> None:
    bank = (("net",), ("network",))
    assert suggestions_of(bank).best("net ") == ("net", "network")
    assert suggestions_of(bank[1:]).best("ne ") == ()


@given(typed=ANY_TEXT | TYPED, limit=st.integers(0, 12))
@example(typed="\ud800 what", limit=5)
@example(typed="what is " * 100_000, limit=5)
@example(typed="a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9", limit=5)
def test_any_text_brings_different_items_within_the_limit(typed: str, limit: int) -> None:
    found = SUGGESTIONS.best(typed, limit)
    assert len(found) <= limit
    items = [number for number, item in enumerate(BANK) if set(item).intersection(found)]
    assert len(items) == len(found)


@given(bank=st.lists(st.lists(ANY_TEXT, max_size=3), max_size=4), typed=ANY_TEXT)
def test_any_bank_can_be_typed_at(bank: list[list[str]], typed: str) -> None:
    held = {text for item in bank for text in item}
    assert held.issuperset(suggestions_of(bank).best(typed))


@given(st.data())
def test_every_beginning_of_a_wording_brings_what_begins_with_it_first(data: st.DataObject) -> None:
    wording = data.draw(st.sampled_from([text for item in BANK for text in item]))
    typed = wording[: data.draw(st.integers(1, len(wording)))]
    beginning = [{text for text in item if text.casefold().startswith(typed.casefold())} for item in BANK]
    expected = [texts for texts in beginning if texts]
    found = SUGGESTIONS.best(typed, len(BANK))[: len(expected)]
    assert all(any(one in texts for one in found) for texts in expected)


@given(st.data())
def test_the_words_of_a_wording_in_any_order_case_and_hyphenation_bring_its_item(data: st.DataObject) -> None:
    item = data.draw(st.sampled_from([item for item in BANK if item]))
    typed = " ".join(data.draw(st.permutations(plainly(data.draw(st.sampled_from(item))).split())))
    found = SUGGESTIONS.best(data.draw(st.sampled_from((typed, typed.upper(), typed.replace(" ", "-")))), len(BANK))
    assert set(item).intersection(found)


@given(ANY_TEXT)
def test_the_words_of_a_text_are_those_of_its_chunks_in_turn(text: str) -> None:
    assert words(text) == [word for chunk in text.split() for word in words(chunk)]


def test_a_long_pasted_text_brings_nothing() -> None:
    long = "momentum " * MOST_LETTERS
    assert suggestions_of(((long,),)).best(long) == ()
    assert suggestions_of(((long,),)).best(long[:100]) == (long,)
