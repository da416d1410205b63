import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.acronyms import Acronyms, mine

TEXTS = [
    "A variational autoencoder (VAE) has a latent code. VAEs sample from it.",
    "LSTM (long short-term memory) cells have gates.",
    "Convolutional neural networks (CNNs) share weights over the feature map.",
    "The maximum a posteriori (MAP) estimate adds a prior.",
    "The result (see above) holds (IN GENERAL) for (A) and (42).",
]


@pytest.fixture
def acronyms() -> Acronyms:
    return mine(TEXTS)


def test_both_orders_are_mined_and_plurals_made_singular(acronyms: Acronyms) -> None:
    assert acronyms.long == {
        "CNN": "convolutional neural network",
        "LSTM": "long short-term memory",
        "MAP": "maximum a posteriori",
        "VAE": "variational autoencoder",
    }


@pytest.mark.parametrize(
    ("typed", "expanded"),
    [
        ("what is a vae?", "what is a vae (variational autoencoder)?"),
        ("CNNs", "CNNs (convolutional neural network)"),
        ("Long short term memory gates", "Long short term memory (LSTM) gates"),
        ("VAE, variational autoencoder", "VAE, variational autoencoder"),
        ("feature map", "feature map"),  # a plain word in the documents
        ("MAP estimate", "MAP (maximum a posteriori) estimate"),
        ("a horse", "a horse"),
    ],
)
def test_a_question_gets_the_other_form_too(acronyms: Acronyms, typed: str, expanded: str) -> None:
    assert acronyms.expand(typed) == expanded


def test_initials_that_documents_never_use_mean_their_one_common_phrase() -> None:
    sentences = [f"Batch normalization number {number} helps." for number in range(6)]
    assert mine(sentences).expand("BN") == "BN (batch normalization)"
    assert mine(sentences).expand("bn") == "bn"
    assert mine([*sentences, "BN helps."]).expand("BN") == "BN"


def test_a_phrase_repeated_in_one_sentence_is_not_common() -> None:
    assert mine(["Batch normalization helps."] * 9).initials == {}


@given(st.text())
def test_expansion_keeps_every_letter_of_the_question(text: str) -> None:
    expanded = mine(TEXTS).expand(text)
    letters = iter(expanded)
    assert all(letter in letters for letter in text)
