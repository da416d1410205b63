import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.text import plain

NAMES = st.sampled_from(["x", "beta", "lr", "grad", "W1", "d_k", "(a + b)", "v[t]", "2"])


@pytest.mark.parametrize(
    "formula",
    [
        "beta*v - lr*grad",
        "w := w - lr*(x*(y - t))",
        "x**2 + y**2",
        "(a + b)*(c + d)*e",
        "h[t]*W[1]*x[2]",
        "2*pi*r",
        "a * b * c",
        "what does w*x + b*y compute",
    ],
)
def test_an_asterisk_between_words_or_brackets_multiplies_and_stays(formula: str) -> None:
    assert plain(formula) == formula


@given(st.lists(NAMES, min_size=2, max_size=6), st.sampled_from(["*", "**", " * "]))
def test_a_product_stays_as_it_is_however_long(factors: list[str], sign: str) -> None:
    product = sign.join(factors)
    assert plain(product) == product


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*one* word", "one word"),
        ("**two words** and *one*", "two words and one"),
        ("(*inside* brackets)", "(inside brackets)"),
        ("the **mean**, the *mode*.", "the mean, the mode."),
        ("***both***", "both"),
        ("*the product* a*b*c", "the product a*b*c"),
        ("**weights** are w*x", "weights are w*x"),
        ("$a*b*c$ and *d*", "$a*b*c$ and d"),
        ("`a*b*c` and *d*", "`a*b*c` and d"),
    ],
)
def test_asterisks_around_words_are_emphasis_and_go(text: str, expected: str) -> None:
    assert plain(text) == expected
