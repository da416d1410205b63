import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.bank.choice_rules import CHOICE_RULES
from dltutor.bank.item import ChoiceRule
from dltutor.grading.exact.choice import hamming_share, read_choice, score_choice

OPTIONS = ["It halves the width", "Dropout at test time", "A cat sits", "Max pooling"]

READ = [
    ("a c", {0, 2}), ("AC", {0, 2}), ("ac", {0, 2}), ("a, c", {0, 2}), ("A; C", {0, 2}), ("a/c", {0, 2}),
    ("a & c", {0, 2}), ("a+c", {0, 2}), ("a and c", {0, 2}), ("a) and c)", {0, 2}), ("(a), (c)", {0, 2}),
    ("1,3", {0, 2}), ("1 3", {0, 2}), ("1) 3)", {0, 2}), ("options 1 and 3", {0, 2}), ("first and third", {0, 2}),
    ("CA", {0, 2}), ("(b)", {1}), ("B.", {1}), ("b)", {1}), ("b", {1}), ("option 2", {1}), ("the second", {1}),
    ("the second one", {1}), ("answer: b", {1}), ("I think b", {1}), ("b only", {1}), ("a, a", {0}), ("2nd", {1}),
    ("b is correct", {1}), ("a und d", {0, 3}),
    ("none", set()), ("None of them", set()), ("none of the above", set()), ("keine", set()), ("keine davon", set()),
    ("", set()), ("-", set()), ("{}", set()), ("nothing", set()),
    ("all", {0, 1, 2, 3}), ("all of the above", {0, 1, 2, 3}), ("ABCD", {0, 1, 2, 3}), ("all four", {0, 1, 2, 3}),
    ("max pooling", {3}), ("maxpooling", {3}), ("Dropout at test time.", {1}), ("dropuot at test tiem", {1}),
    ("a cat sits", {2}),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "chosen"), READ)
def test_a_choice_is_read_in_any_notation(answer: str, chosen: set[int]) -> None:
    assert read_choice(answer, OPTIONS) == chosen


@pytest.mark.parametrize(
    "answer",
    ["not b", "a or b", "abc?", "e", "5", "0", "13", "a cat", "bad", "a b c but not d", "I don't know", "the last",
     "both", "all three", "pooling of some kind", "a, x", "maybe a"],
)  # fmt: skip
def test_an_ambiguous_choice_is_asked_again(answer: str) -> None:
    assert read_choice(answer, OPTIONS) is None


def test_a_number_that_is_both_a_place_and_an_option_is_asked_again() -> None:
    assert read_choice("3", ["2", "3", "4"]) is None
    assert read_choice("7", ["7", "8"]) == {0}


NUMBERS = ["1", "6", "2", "1.41"]


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [("C) 2", {2}), ("2 (c)", {2}), ("c", {2}), ("2", {2}), ("= 2", {2}), ("two", {2}), ("2.0", {2}), ("one", {0}),
     ("1.41", {3}), ("d: 1.41", {3}), ("1, 6", {0, 1}), ("a and c", {0, 2}), ("the second", {1}), ("2nd", {1}),
     ("2 because it is even", {2}), ("none", set())],
)  # fmt: skip
def test_a_number_among_numbers_is_an_options_value_and_not_its_place(answer: str, chosen: set[int]) -> None:
    assert read_choice(answer, NUMBERS) == chosen


@pytest.mark.parametrize("answer", ["3", "4", "C) 6", "1.4", "2 or 6", "not 2", "three", "2, 3", "option 2"])
def test_a_number_that_is_no_options_value_is_asked_again(answer: str) -> None:
    assert read_choice(answer, NUMBERS) is None


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [("a: yes, b: no, c: yes, d: no", {0, 2}), ("a=true, b=false, c=true, d=false", {0, 2}),
     ("a is wrong, b is right, c is wrong and d is wrong", {1}), ("1. no 2. yes 3. no 4. no", {1}),
     ("a: no, b: no, c: no, d: no", set()), ("a: yes, c: yes", {0, 2}), ("TFTF", {0, 2}), ("1010", {0, 2}),
     ("T F T F", {0, 2}), ("yes, no, yes, no", {0, 2}), ("true false false true", {0, 3}), ("0000", set()),
     ("[x] a [ ] b [x] c", {0, 2}), ("[ ] a\n[x] b) Dropout at test time\n[ ] c", {1}), ("☑ a ☐ b", {0})],
)  # fmt: skip
def test_a_verdict_for_each_option_is_read(answer: str, chosen: set[int]) -> None:
    assert read_choice(answer, OPTIONS) == chosen


@pytest.mark.parametrize("answer", ["TFTFF", "101", "a: yes, b: no", "a: yes, a: no", "[x] pooling", "a: yes?"])
def test_verdicts_that_leave_options_open_are_asked_again(answer: str) -> None:
    assert read_choice(answer, OPTIONS) is None


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [("I think a and c because they have labels", {0, 2}), ("b, since it isn't used later", {1}),
     ("a as it is a mean", {0}), ("a and c because A and C are small", {0, 2})],
)  # fmt: skip
def test_a_reason_behind_the_letters_is_no_choice(answer: str, chosen: set[int]) -> None:
    assert read_choice(answer, OPTIONS) == chosen


@pytest.mark.parametrize("answer", ["a because it is small and c because it is big", "not b because it is small",
                                    "a because b is small", "it is b, as far as c allows"])  # fmt: skip
def test_a_reason_that_names_other_options_is_asked_again(answer: str) -> None:
    assert read_choice(answer, OPTIONS) is None


def test_several_options_by_their_own_words_are_read() -> None:
    assert read_choice("Max pooling; a cat sits", OPTIONS) == {2, 3}
    assert read_choice("It halves the width\n- b) dropout at test time", OPTIONS) == {0, 1}
    assert read_choice("Max pooling; a dog sits somewhere", OPTIONS) is None


def test_an_options_letter_before_the_words_of_another_is_asked_again() -> None:
    assert read_choice("b) Dropout at test time", OPTIONS) == {1}
    assert read_choice("a) Dropout at test time", OPTIONS) is None


def test_an_options_words_with_a_not_among_them_are_asked_again() -> None:
    assert read_choice("Dropout not at test time", OPTIONS) is None


def test_an_option_that_speaks_of_the_others_is_chosen_by_its_words_only() -> None:
    options = ["x is linear", "x is convex", "All of the above"]
    assert read_choice("all of the above", options) == {2}
    assert read_choice("all", options) is None


def test_words_near_to_two_options_are_asked_again() -> None:
    assert read_choice("the network overfits", ["The network overfits.", "the network overfits"]) is None


def test_all_or_nothing_wants_exactly_the_keys_set() -> None:
    assert score_choice(frozenset({0, 2}), frozenset({0, 2}), 4, "all_or_nothing") == 1
    assert score_choice(frozenset({0}), frozenset({0, 2}), 4, "all_or_nothing") == 0
    assert score_choice(frozenset(), frozenset(), 4, "all_or_nothing") == 1


def test_per_option_counts_what_is_rightly_left_alone() -> None:
    assert score_choice(frozenset({0}), frozenset({0, 2}), 4, "per_option") == 0.75
    assert score_choice(frozenset(), frozenset(), 4, "per_option") == 1


def test_right_minus_wrong_takes_as_much_off_as_a_right_judgement_earns_and_ends_at_zero() -> None:
    assert score_choice(frozenset({0, 2}), frozenset({0, 2}), 4, "right_minus_wrong") == 1
    assert score_choice(frozenset({0}), frozenset({0, 2}), 4, "right_minus_wrong") == 0.5
    assert score_choice(frozenset({0, 1}), frozenset({0, 2}), 4, "right_minus_wrong") == 0
    assert score_choice(frozenset({1, 3}), frozenset({0, 2}), 4, "right_minus_wrong") == 0
    assert score_choice(frozenset(), frozenset(), 4, "right_minus_wrong") == 1
    assert score_choice(frozenset({1}), frozenset(), 5, "right_minus_wrong") == pytest.approx(0.6)


def test_negative_marking_takes_wrong_ticks_off_and_ends_at_zero() -> None:
    assert score_choice(frozenset({0, 1}), frozenset({0, 2}), 4, "negative") == 0
    assert score_choice(frozenset({0, 1, 2}), frozenset({0, 2}), 4, "negative") == 0.5
    assert score_choice(frozenset({1, 3}), frozenset({0, 2}), 4, "negative") == 0
    assert score_choice(frozenset(), frozenset(), 4, "negative") == 1
    assert score_choice(frozenset({1}), frozenset(), 4, "negative") == 0.75


subsets = st.frozensets(st.integers(0, 3))
NOTATIONS = {
    "letters": lambda chosen: " ".join("abcd"[place] for place in sorted(chosen)) or "none",
    "capitals": lambda chosen: "".join("ABCD"[place] for place in sorted(chosen)),
    "brackets": lambda chosen: ", ".join(f"({'abcd'[place]})" for place in sorted(chosen)),
    "numbers": lambda chosen: ",".join(str(place + 1) for place in sorted(chosen)),
    "words": lambda chosen: " and ".join(["first", "second", "third", "fourth"][place] for place in sorted(chosen)),
    "sentence": lambda chosen: "options " + ", ".join("abcd"[place] for place in sorted(chosen)) if chosen else "none",
}


@settings(deadline=None)
@given(subsets, st.sampled_from(sorted(NOTATIONS)))
def test_any_subset_is_read_back_from_every_notation(chosen: frozenset[int], notation: str) -> None:
    assert read_choice(NOTATIONS[notation](chosen), OPTIONS) == chosen


@settings(deadline=None)
@given(subsets, subsets, st.sampled_from(CHOICE_RULES))
def test_scores_lie_between_nothing_and_everything(
    chosen: frozenset[int], key: frozenset[int], rule: ChoiceRule
) -> None:
    score = score_choice(chosen, key, 4, rule)
    assert 0 <= score <= 1
    assert (score == 1) == (chosen == key) or rule == "negative"
    assert (hamming_share(chosen, key, 4) == 1) == (chosen == key)


@settings(deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=6))
def test_any_text_picks_options_that_exist_or_none_at_all(answer: str, options: list[str]) -> None:
    chosen = read_choice(answer, options)
    assert chosen is None or chosen <= set(range(len(options)))
