import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.spelling import Speller, learn

TEXTS = [
    "Batch normalization normalizes the activations of a layer. Batch normalization has two parameters.",
    "The attention mechanism weighs the values. Backpropagation computes the gradient of the loss.",
    "A co-occurrence matrix counts words. The co-occurrence matrix is sparse. Embeddings follow. Bias and graph.",
]
KNOWN = frozenset({"horse", "bins", "that", "grade"})


@pytest.fixture
def speller() -> Speller:
    return learn(TEXTS, KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the atention mechansim", "the attention mechanism"),
        ("a grpah", "a graph"),
        ("embedings", "embeddings"),
        ("batchnormalistion", "batch normalization"),
        ("cooccurence", "co-occurrence"),
        ("backprop", "backpropagation"),
        ("lss of the gradeint", "lss of the gradient"),
    ],
)
def test_slips_are_mended_with_the_documents_words(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "a horse in bins",  # words that the encoder knows
        "layers normalizing values",  # other forms of the documents' words
        "normalising",  # British
        "BLEU and LoRA",  # capitals are meant
        "x1y2z3 = f(q_9)",
        "xhat",  # short, and one letter other than "that"
    ],
)
def test_what_is_no_slip_is_left_alone(speller: Speller, text: str) -> None:
    assert speller.repair(text) == text


def test_of_words_equally_near_the_commonest_is_taken() -> None:
    speller = learn(["kernels kernels kernels", "kerners"], frozenset())
    assert speller.repair("kernehs") == "kernels"


@given(st.text())
def test_repairing_twice_is_repairing_once(text: str) -> None:
    speller = learn(TEXTS, KNOWN)
    once = speller.repair(text)
    assert speller.repair(once) == once


@given(st.lists(st.sampled_from(" ".join(TEXTS).split()), max_size=8))
def test_the_documents_own_words_are_never_changed(chosen: list[str]) -> None:
    text = " ".join(chosen)
    assert learn(TEXTS, KNOWN).repair(text) == text
