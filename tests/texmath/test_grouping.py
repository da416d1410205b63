r"""What stood above, below or inside something in two dimensions still belongs to it on one line."""

import pytest
from corpus_formulas import formulas as formulas_of_corpus
from formula_reader import structure
from formula_trees import expected, unparted
from hypothesis import given
from hypothesis import strategies as st

from dltutor.texmath import line
from dltutor.texmath.parser import parse

LETTERS = st.sampled_from(
    [
        "x",
        "y",
        "n",
        "d",
        "f",
        r"\theta",
        r"\partial",
        r"\sigma",
        "2",
        "10",
        "0.5",
        r"\infty",
        "|x|",
        r"\lVert y \rVert_2",
    ]
)
WORDS = st.sampled_from([r"\log", r"\max", r"\text{KL}", r"\operatorname{softmax}", r"\text{a b}", r"\mathbf{W}"])
TEMPLATES = [
    "%s %s",
    "%s + %s",
    "%s - %s",
    "-%s",
    "%s = %s",
    "%s, %s",
    r"%s \cdot %s",
    "(%s)",
    "[%s]",
    "f(%s)",
    r"\log %s",
    r"\log(%s)",
    r"\sum %s",
    r"\sum_{%s}^{%s} %s",
    r"\max_{%s} %s",
    r"\frac{%s}{%s}",
    r"\frac{%s}{%s}",
    r"\frac{%s}{%s} %s",
    r"%s \frac{%s}{%s}",
    r"\frac{\partial %s}{\partial %s}",
    r"\frac{d%s}{d%s}",
    "{%s}^{%s}",
    "{%s}_{%s}",
    "{%s}_{%s}^{%s}",
    "x^{%s}",
    "x_{%s}",
    r"x_{%s}^{%s}",
    "{%s}^2",
    "{%s}'",
    "(%s)!",
    r"\sqrt{%s}",
    r"\sqrt[{%s}]{%s}",
    r"\sqrt[3]{%s}",
    r"\hat{%s}",
    r"\overline{%s}",
    r"\left(%s\right)^{%s}",
    r"\left[%s\right]_{%s}",
    r"\left\lfloor %s\right\rfloor^2",
    r"\bigl(%s\bigr)^2",
    r"\binom{%s}{%s}",
    r"\underbrace{%s}_{%s}",
    r"%s \overset{%s}{=} %s",
    r"\xrightarrow[{%s}]{%s}",
    r"\begin{pmatrix} %s & %s \\ %s & 0 \end{pmatrix}",
    r"\begin{bmatrix} %s & %s \end{bmatrix}^{%s}",
    r"\begin{cases} %s & x > 0 \\ %s & \text{otherwise} \end{cases}",
    r"\left[\begin{aligned} a &= %s \\ &= %s \end{aligned}\right]",
    r"\boxed{%s}",
    "{%s}",
    r"%s \quad %s",
]


@st.composite
def formulas(draw: st.DrawFn, depth: int = 4) -> str:
    if not depth or draw(st.integers(0, 3)) == 0:
        return draw(LETTERS | WORDS)
    template = draw(st.sampled_from(TEMPLATES))
    return template % tuple(draw(formulas(depth - 1)) for _ in range(template.count("%s")))


def regrouped(tex: str) -> str:
    """What differs between a formula's tree and what its one-line form reads as; empty where nothing does."""
    text, tree = line(tex), parse(tex)
    for greedy in (False, True) if "/" in text else (False,):
        read, meant = unparted(structure(text, greedy=greedy)), unparted(expected(tree, greedy=greedy))
        if read != meant:
            return f"{text}\nreads as {read}\nis       {meant}"
    return ""


@given(formulas())
def test_a_formula_read_back_from_one_line_has_the_grouping_of_its_tree(tex: str) -> None:
    assert not regrouped(tex)


def test_every_formula_of_the_corpus_read_back_from_one_line_has_the_grouping_of_its_tree() -> None:
    wrong = {tex: difference for tex in formulas_of_corpus() if (difference := regrouped(tex))}

    assert not wrong


@pytest.mark.parametrize(
    ("text", "same"),
    [("a/b c", "(a/b) c"), ("ab/c", "(ab)/c"), ("1/(ab)", "1/((ab))"), ("x^(a)", "xᵃ")],
)
def test_the_reader_takes_two_spellings_of_one_grouping_for_the_same(text: str, same: str) -> None:
    assert structure(text, greedy=False) == structure(same, greedy=False)


@pytest.mark.parametrize(
    ("text", "other"),
    [("a/b c", "a/(b c)"), ("a + b/c", "(a + b)/c"), ("xᵃᵇ", "(xᵃ)ᵇ"), ("√(a)b", "√(ab)"), ("x^(a + b)", "xᵃ + b")],
)
def test_the_reader_tells_different_groupings_apart(text: str, other: str) -> None:
    assert structure(text, greedy=False) != structure(other, greedy=False)
