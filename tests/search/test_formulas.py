from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.formulas import LONGEST, formula_terms
from dltutor.search.lexicon import build_lexicon_of
from dltutor.search.searcher import Searcher
from dltutor.search.weights import Ranking, load_weights


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("softmax(QK^T/sqrt(dk))V", r"$\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V$"),
        ("softmax(Q K.transpose / sqrt(d_k)) * V", "softmax(QKᵀ/√dₖ) V"),
        ("w = (X^T X)^-1 X^T y", r"$$w = (X^\top X)^{-1} X^\top y$$"),
        ("D^-1/2 (A+I) D^-1/2 X W", r"$D^{-1/2}(A + I)D^{-1/2}XW$"),
        ("D~^-1/2 A~ D~^-1/2 X W", r"$\tilde D^{-1/2}\tilde A\tilde D^{-1/2}XW$"),
        ("m_hat = m/(1-beta1^t)", r"$\hat m = \frac{m}{1-\beta_1^t}$"),
        ("xhat = (x-mu)/sqrt(sigma^2+eps)", r"$\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}$"),
        ("h_t = tanh(Whh h_{t-1} + Wxh x_t)", r"$h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t)$"),
        ("(n+2p-k)/s+1", r"$\left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1$"),
        ("theta := theta - alpha*grad J(theta)", r"$\theta \leftarrow \theta - \alpha \nabla J(\theta)$"),
        ("dL/dw_ij = x_i*y_j", r"$\frac{\partial L}{\partial w_{ij}} = x_i \cdot y_j$"),
        ("p_k = exp(z_k)/sum exp(z_j)", r"$p_k = e^{z_k} / \sum e^{z_j}$"),
        ("KL(q||p) >= 0", r"$\mathrm{KL}(q \,\|\, p) \ge 0$"),
        ("x ~ N(0, I)", r"$x \sim \mathcal{N}(0, I)$"),
        ("28x28 + 1", r"$28 \times 28 + 1$"),
        ("W_out = 10^2", r"$W_{\text{out}} = 10^2$"),
    ],
)
def test_a_typed_formula_gives_the_terms_of_the_printed_one(typed: str, printed: str) -> None:
    assert formula_terms(typed)
    assert formula_terms(typed) == formula_terms(printed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is dropout and why does it help",
        "a well-known encoder-decoder, and/or a mini-batch of 32",
        "ResNet-50 from 2015, pages 10-20, a 512-entry table",
        "**Bold**, *italic* and (in brackets) L2 regularization",
        "| one | two |\n|---|---|\n| 1 | 2 |",
        "what does the argument hidden_size of the layer do?",
        "I'd like the example's third step: a, b or c?",
    ],
)
def test_prose_holds_no_formula(text: str) -> None:
    assert formula_terms(text) == []


def test_words_around_a_formula_do_not_belong_to_it() -> None:
    assert formula_terms("please explain z = Wx + b to me, step by step") == formula_terms("z = Wx + b")
    assert formula_terms("max(0,z) vs 1/(1+e^z)") == [*formula_terms("max(0,z)"), *formula_terms("1/(1+e^z)")]


def test_words_that_an_operator_joins_do() -> None:
    assert {"precision = t", "+ recall"} <= set(formula_terms("precision = t + recall"))


def test_capital_and_small_letters_are_different_symbols() -> None:
    assert set(formula_terms("W = X + B")).isdisjoint(formula_terms("w = x + b"))


def test_a_part_of_a_formula_holds_terms_of_the_whole_only() -> None:
    assert set(formula_terms("(1-alpha*lambda)*theta")) < set(
        formula_terms("theta = (1 - alpha lambda) theta - alpha g")
    )


def test_an_accent_after_a_letter_is_not_a_distribution() -> None:
    assert "x tilde" in formula_terms("f(x~) = y")
    assert "x ~ N" in formula_terms("x~N(0,1)")


@given(st.lists(st.tuples(st.sampled_from("+-*/="), st.sampled_from("vwxyz")), min_size=1, max_size=8))
def test_spaces_and_brackets_make_no_difference(steps: list[tuple[str, str]]) -> None:
    tight = "k=u" + "".join(sign + letter for sign, letter in steps)
    spaced = "k = u" + "".join(f" {sign} ({letter})" for sign, letter in steps)
    assert formula_terms(tight) == formula_terms(spaced)


@given(st.text(max_size=200) | st.text(alphabet="ax1²ᵀ_^=*-/~'().|< \\${}θ̂", max_size=60))
def test_any_text_gives_short_terms_with_more_than_operators(text: str) -> None:
    for term in formula_terms(text):
        assert 1 <= len(term.split()) <= LONGEST
        assert any(symbol.isalnum() for symbol in term.split())


def test_the_evidence_is_the_weighed_part_of_the_terms_that_an_item_holds() -> None:
    printed = (r"$h_t = \tanh(W x_t + U h_{t-1})$", "$y = wx + b$", "no formula")
    lexicon = build_lexicon_of([formula_terms(text) for text in printed])
    whole = lexicon.score_terms(formula_terms("h_t = tanh(W x_t + U h_{t-1})")).coverage
    assert whole[0] == pytest.approx(1.0)
    assert whole[0] > whole[1] > whole[2] == 0
    part = lexicon.score_terms(formula_terms("y = w*x - c")).coverage
    assert part[1] > part[0]
    assert 0.3 < part[1] < 1


@pytest.mark.parametrize("query", ["2w(x-y)", "(wx - y)^2", "where does 2*w*(x - y) come from"])
def test_a_typed_formula_finds_the_item_that_prints_it(searcher: Searcher, query: str) -> None:
    for _, evidence in (searcher.evidence(query), searcher.evidence_of_words(query)):
        best = evidence.rows[np.argmax(evidence.formula)]
        assert searcher.item(best).id == "exam/2.10"
        assert evidence.formula.max() == pytest.approx(1.0)
    assert searcher.ask_by_words(query).hits[0].item.id == "exam/2.10"


def test_a_message_without_a_formula_is_scored_as_if_there_were_no_such_evidence(searcher: Searcher) -> None:
    for _, evidence in (searcher.evidence("what is dropout"), searcher.evidence_of_words("what is dropout")):
        assert not evidence.formula.any()
        weighed = [evidence.scores(Ranking(0.2, 0.1, 0.1, 0.2, 0.1, 0.3, formula)) for formula in (0.0, 0.5)]
        assert np.allclose(weighed[0], weighed[1])
        assert weighed[0].max() <= 1 + 1e-6


def test_without_a_kind_the_other_weights_stand_for_the_whole() -> None:
    ranking = load_weights("bare").ranking
    left = asdict(ranking.without({"formula", "concept"}))
    assert left["formula"] == left["concept"] == 0
    assert sum(left.values()) == pytest.approx(1.0)
    assert left["piece"] / left["words"] == pytest.approx(ranking.piece / ranking.words)


def test_documents_without_formulas_are_searched_by_the_rest() -> None:
    nothing = build_lexicon_of([[], []]).score_terms(formula_terms("y = wx + b"))
    assert nothing.terms
    assert not nothing.coverage.any()
