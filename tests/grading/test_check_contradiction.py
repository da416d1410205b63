import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.grading.checks.contradiction import contradictions

SENTENCES = (
    "A large learning rate makes the loss oscillate around the minimum.",
    "Early stopping ends the training before the validation error rises.",
    "The encoder compresses the image into a short code.",
    "Max pooling keeps the largest value of each window.",
    "Not all weights of a pruned network are zero.",
    "L1 leads to sparse weights, whereas L2 leads to small weights.",
    "The mask hides the future tokens, so the decoder can't look ahead.",
    "If the norm is > 5, the gradient is clipped; otherwise it isn't changed.",
)

ROLES = "The actor updates the policy and the critic rates the actions."
BIAS = "High bias means underfitting and high variance means overfitting."


def kinds(student: str, reference: str) -> list[str]:
    return [found.kind for found in contradictions([student], [reference])]


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("A small learning rate makes the loss oscillate around the minimum.", SENTENCES[0]),
        ("early stopping ends the training after the validation error rises", SENTENCES[1]),
        ("the decoder compresses the image into a short code", SENTENCES[2]),
        ("max pooling keeps the smalest value of each windw", SENTENCES[3]),
        ("The mask hides the past tokens, so the decoder can't look ahead.", SENTENCES[6]),
        ("all weights of a pruned network are zero", SENTENCES[4]),
        ("if the norm is < 5 the gradient is clipped, otherwise it isn't changed", SENTENCES[7]),
        ("unsupervised", "Supervised."),
        ("It converges faster.", "Converges slower."),
        ("Recurrent networks are always causal.", "Recurrent networks are sometimes causal."),
    ],
)
def test_an_opposite_in_a_near_copy_is_a_flip(student: str, reference: str) -> None:
    assert kinds(student, reference) == ["flip"]


@pytest.mark.parametrize(
    "student",
    [
        "Max pooling does not keep the largest value of each window.",
        "Max pooling doesn't keep the largest value of each window.",
        "max pooling never keeps the largest value of each window",
        "Max pooling can hardly keep the largest value of each window.",
        "max pooling cannot keep the largest value of each window",
        "no max pooling keeps the largest value of each window",
    ],
)
def test_a_negation_too_many_is_seen_wherever_it_stands(student: str) -> None:
    assert kinds(student, SENTENCES[3]) == ["negation"]
    assert kinds(SENTENCES[3], student) == ["negation"]


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("L1 leads to small weights, whereas L2 leads to sparse weights.", SENTENCES[5]),
        ("The critic updates the policy and the actor rates the actions.", ROLES),
        ("More pairs add up to 10 than to 7.", "More pairs add up to 7 than to 10."),
        ("Recall falls with the threshold, precision rises.", "Precision falls with the threshold, recall rises."),
    ],
)  # fmt: skip
def test_two_things_in_each_others_roles_are_a_swap(student: str, reference: str) -> None:
    assert kinds(student, reference) == ["swap"]


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("L2 leads to small weights, whereas L1 leads to sparse weights.", SENTENCES[5]),
        ("The critic rates the actions and the actor updates the policy.", ROLES),
        ("The first node is connected to the second node.", "The second node is connected to the first node."),
        ("Both automatic and manual tuning are possible here.", "Both manual and automatic tuning are possible here."),
        ("The effect on the loss is large.", "The effect on the loss is not small."),
        ("It isn't impossible to train it.", "It is possible to train it."),
        ("Dropout is not only used in training.", "Dropout is used in training."),
        ("A smaller step makes descent slower.", "A larger step makes descent faster."),
        ("Without dropout, the network overfits.", "With dropout, the network doesn't overfit."),
        ("High variance means overfitting and high bias means underfitting.", BIAS),
        ("The kernel no longer changes in the second phase.", "The kernel does not change in the second phase."),
        ("Adam, not plain descent", "Adam"),
        ("No, the kernel isn't flipped here.", "No. The kernel isn't flipped here."),
        ("L2 leads to small weights.", "L1 leads to sparse weights."),
        ("maxpooling keps the larget value of each windw", SENTENCES[3]),
    ],
)  # fmt: skip
def test_what_says_the_same_or_speaks_of_something_else_is_no_contradiction(student: str, reference: str) -> None:
    assert kinds(student, reference) == []


def test_hedging_both_ways_is_mixed() -> None:
    answer = [
        "Max pooling keeps the largest value of each window.",
        "Max pooling keeps the smallest value of each window.",
    ]
    found = contradictions(answer, [SENTENCES[3]])
    assert [(one.kind, one.student) for one in found] == [("mixed", 1)]


def test_an_agreeing_sentence_clears_a_vague_contradiction() -> None:
    answer = ["Some think that pooling doesn't keep the largest value of windows.", SENTENCES[3]]
    assert contradictions(answer, [SENTENCES[3]]) == []


def test_a_sentence_that_copies_another_sentence_of_the_reference_is_right() -> None:
    reference = ["The training error of the model is low.", "The test error of the model is high."]
    assert contradictions(["The test error of the model is high."], reference) == []


def test_a_wrong_clause_of_a_long_sentence_is_seen() -> None:
    student = "Above 1 the signal of the deep stack explodes, below 1 the signal of the deep stack grows without bound."
    reference = "Below 1, the signal of the deep stack shrinks."
    assert contradictions([student], [reference])


@given(st.lists(st.sampled_from(SENTENCES), unique=True), st.permutations(SENTENCES))
def test_the_reference_in_any_order_and_in_part_never_contradicts_itself(part: list[str], whole: list[str]) -> None:
    assert contradictions(part, whole) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert contradictions([one], [one]) == []
    contradictions([one], [other])


SWITCHED = "Dropout is used during training and is switched off at test time."


@pytest.mark.parametrize(
    "answer",
    ["Dropout is not used during training.", "Dropout isn't used in training.", "dropout is never used during trainig"],
)
def test_a_short_sentence_that_denies_one_clause_of_the_reference_is_flagged(answer: str) -> None:
    assert [one.kind for one in contradictions([answer], [SWITCHED])] == ["negation"]


@pytest.mark.parametrize(
    "answer",
    [
        "Dropout is used during training.",
        "Dropout is not used at test time.",
        "Dropout is not used during testing.",
        "If dropout is not used during training, units rely on each other.",
        "Dropout isn't only used during training.",
        "Not used at test time",
    ],
)
def test_a_short_sentence_that_denies_what_the_reference_denies_is_not_flagged(answer: str) -> None:
    assert contradictions([answer], [SWITCHED]) == []
