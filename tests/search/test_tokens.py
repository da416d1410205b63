import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.tokens import plain, stem, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why don't GANs converge?", ["why", "don", "gans", "converge"]),
        ("rétro-propagation", ["retro-propagation"]),
        ("β₁ and σ²", ["beta1", "and", "sigma2"]),
        ("w_new = w_old", ["w", "new", "w", "old"]),
        ("???", []),
    ],
)
def test_words_are_plain_and_greek_letters_go_by_name(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_hyphenated_word_is_found_written_either_way() -> None:
    hyphenated = set(terms("mini-batches"))
    assert hyphenated & set(terms("minibatches"))
    assert set(terms("mini batches")) <= hyphenated


@pytest.mark.parametrize(
    ("british", "american"),
    [("normalisation", "normalization"), ("optimised", "optimized"), ("regularising", "regularizing")],
)
def test_british_and_american_spelling_have_one_stem(british: str, american: str) -> None:
    assert stem(british) == stem(american)


def test_ways_of_asking_are_no_terms() -> None:
    assert terms("Explain what the dropout is and describe how it does this") == [stem("dropout")]


@given(st.text())
def test_any_text_has_terms_that_are_plain(text: str) -> None:
    assert all(term == plain(term) for term in words(text))
    assert all(isinstance(term, str) and term for term in terms(text))
