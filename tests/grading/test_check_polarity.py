from importlib import resources

import pytest

from dltutor.grading.checks.contradiction import contradictions
from dltutor.grading.checks.polarity import is_degree, opposed, opposite_forms, poles_of, turned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("larger", "smaller"), ("increases", "reduced"), ("maximise", "minimizing"), ("vanishing", "explodes"),
        ("overfits", "underfitting"), ("training", "test"), ("encoders", "decoder"), ("generator", "discriminator"),
        ("supervised", "unsupervised"), ("linear", "nonlinear"), ("bias", "variance"), ("forward", "backward"),
        ("locally", "global"), ("before", "after"), ("inputs", "output"), ("cheap", "costly"), ("with", "without"),
        ("precision", "recall"), ("rows", "columns"), ("past", "future"), ("discrete", "continuous"),
        ("sparse", "dense"), ("query", "keys"), ("prior", "posterior"), ("convex", "concave"), ("always", "sometimes"),
        ("fixed", "learnable"), ("numerator", "denominator"), ("<", ">"), ("≤", "≥"), ("↑", "↓"), ("+", "−"),
        ("all", "some"), ("shallow", "deeper"), ("smooth", "sharper"), ("left", "right"), ("true", "false"),
        ("badly", "well"), ("preserves", "destroyed"), ("preservation", "destruction"), ("keeps", "destroys"),
        ("grows", "vanish"), ("growing", "shrink"), ("above", "below"), ("minimum", "maximum"), ("min", "max"),
        ("argmin", "argmax"), ("min-pooling", "max-pooling"), ("dependent", "independent"),
        ("differently", "identically"),
    ],
)  # fmt: skip
def test_opposites_lie_at_different_ends_of_an_axis(one: str, other: str) -> None:
    assert opposed(poles_of(one), poles_of(other)) is not None
    assert opposed(poles_of(other), poles_of(one)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("large", "higher"),
        ("test", "unseen"),
        ("softmax", "small"),
        ("big", "past"),
        ("decaying", "accumulates"),
        ("grow", "explode"),
    ],
)
def test_words_of_one_end_or_of_different_axes_are_no_opposites(one: str, other: str) -> None:
    assert opposed(poles_of(one), poles_of(other)) is None


@pytest.mark.parametrize(("slip", "word"), [("smaler", "smaller"), ("vanishs", "vanishes"), ("incraese", "increase")])
def test_a_slip_stands_where_its_word_stands(slip: str, word: str) -> None:
    assert poles_of(slip) & poles_of(word)


@pytest.mark.parametrize("word", ["presented", "string", "network", "kernel", "softmax", "gradient"])
def test_other_words_stand_nowhere(word: str) -> None:
    assert not poles_of(word)


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        ("Noise is dependent and differently distributed.", "Noise is independent and identically distributed."),
        ("the minimum likelihood estimate", "The maximum likelihood estimate."),
        ("Shallow trees fit this well", "Shallow trees fit this badly."),
        ("Errors vanish exponentially with time", "Errors grow exponentially with time."),
        ("Strides preserve detail of the image", "Strides destroy detail of the image."),
        ("Scores above the margin count", "Scores below the margin count."),
    ],
)  # fmt: skip
def test_an_opposite_in_a_near_copy_is_a_flip(answer: str, reference: str) -> None:
    assert [found.kind for found in contradictions([answer], [reference])] == ["flip"]


def test_a_decaying_sum_accumulates() -> None:
    assert not contradictions(["Momentum accumulates past steps."], ["momentum: decaying sum of past steps"])


def test_what_grows_and_what_shrinks_turn_around_together() -> None:
    axis = opposed(poles_of("grow"), poles_of("shrink"))
    assert axis is not None
    assert is_degree(axis)


def test_not_small_is_large() -> None:
    assert opposed(turned(poles_of("small")), poles_of("large")) is None
    assert opposed(turned(poles_of("small")), poles_of("tiny")) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stationary", "nonstationary"),
        ("learnt", "unlearnt"),
        ("upsampled", "downsampled"),
        ("reversible", "irreversible"),
    ],
)
def test_a_prefix_makes_an_opposite(one: str, other: str) -> None:
    assert opposite_forms(one, other)
    assert opposite_forms(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("input", "put"), ("instance", "stance"), ("layer", "layers"), ("net", "unnet")]
)
def test_not_every_beginning_is_a_prefix(one: str, other: str) -> None:
    assert not opposite_forms(one, other)


def test_each_axis_has_one_name_and_two_ends() -> None:
    text = resources.files("dltutor.grading.checks").joinpath("axes.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    names = [line.partition(": ")[0] for line in lines]
    assert len(names) == len(set(names))
    assert all(len(line.partition(": ")[2].split(" | ")) >= 2 for line in lines)
