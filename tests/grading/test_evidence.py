import numpy as np
import pytest

from dltutor.grading.evidence import Frequencies, Typed, gather, holds, share_of_words, windows_of
from dltutor.grading.mending import Mender, without_halves
from dltutor.grading.scheme import Point
from dltutor.search.tokens import stem, terms

NOBODY = Frequencies()
UNIT = np.eye(3, dtype=np.float32)


def stems(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def typed(text: str, rows: list[int]) -> Typed:
    windows = windows_of(text)
    return Typed(text, windows, windows, UNIT[rows], stems(text))


@pytest.mark.parametrize(
    ("word", "slip"), [("gradient", "gradeint"), ("threshold", "treshold"), ("regularization", "regulerization")]
)
def test_a_slip_of_the_finger_is_the_word(word: str, slip: str) -> None:
    assert holds(stem(word), stems(slip))


@pytest.mark.parametrize(
    ("word", "other"),
    [("encoder", "decoder"), ("overfitting", "underfitting"), ("maximum", "minimum"), ("bias", "bins"),
     ("increase", "decrease"), ("supervised", "unsupervised"), ("convex", "concave"), ("linear", "nonlinear")],
)  # fmt: skip
def test_another_word_is_not_the_word(word: str, other: str) -> None:
    assert not holds(stem(word), stems(other))
    assert not holds(stem(other), stems(word))


def test_words_of_the_question_earn_nothing() -> None:
    given = stems("Why does momentum help gradient descent?")
    assert share_of_words("momentum averages gradients", given, stems("momentum gradient descent"), NOBODY) == 0.0
    assert share_of_words("momentum averages gradients", given, stems("it averages"), NOBODY) == 1.0


def test_words_of_the_question_count_where_the_point_has_no_others() -> None:
    given = stems("Is it L1 or L2?")
    assert share_of_words("L2", given, stems("L2"), NOBODY) == 1.0
    assert share_of_words("L2", given, stems("L1"), NOBODY) == 0.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    known = Frequencies({"layer": 90, "jacobian": 2}, 100)
    assert known.weight("jacobian") > known.weight("layer") > 0
    rare = share_of_words("layer jacobian", frozenset(), stems("jacobian"), known)
    assert rare > 0.5 > share_of_words("layer jacobian", frozenset(), stems("layer"), known)


def test_without_documents_all_words_count_the_same() -> None:
    assert share_of_words("layer jacobian", frozenset(), stems("jacobian"), NOBODY) == 0.5


def test_the_nearest_window_and_the_nearest_alternative_are_found() -> None:
    point = Point(
        "a OR b", 1.0, 1.0, ("the loss falls", "the slope flattens"), ("the loss falls", "the slope flattens")
    )
    (found,) = gather([point], [UNIT[[1, 2]]], typed("First. Slope flattens.", [0, 2, 0]), "Why?", NOBODY)
    assert (found.window, found.probe, found.meaning, found.words) == (1, 1, 1.0, 1.0)


def test_a_lone_sign_is_a_window() -> None:
    assert windows_of(" + ") == ("+",)
    assert windows_of("") == ("-",)


@pytest.fixture(scope="module")
def mender() -> Mender:
    texts = ["Early stopping watches the validation loss.", "Backpropagation through unsupervised encoders, e.g. MNIST"]
    return Mender(texts, frozenset({"decoder", "supervised", "loss", "less", "stepping", "turned"}))


@pytest.mark.parametrize(
    ("slip", "word"),
    [("valiadtion", "validation"), ("Eraly", "early"), ("stoping", "stopping"), ("backprop", "backpropagation"),
     ("tunred", "turned")],
)  # fmt: skip
def test_slips_are_mended_to_words_of_the_task_and_exchanged_letters_to_any_known_word(
    mender: Mender, slip: str, word: str
) -> None:
    assert mender.mended(f"the {slip}!") == f"the {word}!"


@pytest.mark.parametrize(
    "word", ["decoder", "supervised", "stepping", "less", "validation", "xyzzy", "GAN", "w_1", "ENCODR", "unterwegs"]
)
def test_words_that_somebody_knows_and_those_like_none_are_left_alone(mender: Mender, word: str) -> None:
    assert mender.mended(f"{word} 3.5 → $x$") == f"{word} 3.5 → $x$"


def test_halves_of_surrogate_pairs_become_question_marks() -> None:
    assert without_halves("a\ud800b\udfffc 😀") == "a?b?c 😀"
