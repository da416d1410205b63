import pytest

from dltutor.texmath import delimit, prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"the loss \mathcal{L}_{base} of S_{train}", r"the loss $\mathcal{L}_{base}$ of $S_{train}$"),
        (r"inputs x_1, \dots, x_n are read", r"inputs $x_1, \dots, x_n$ are read"),
        ("the weights θ^t and σ_x", "the weights $θ^t$ and $σ_x$"),
        ("matrices W_{xh}, W_{hh}, W_{hy} of", "matrices $W_{xh}, W_{hh}, W_{hy}$ of"),
        (r"values in QK^\top grow", r"values in $QK^\top$ grow"),
        (r"(x_1, x_2, \dots, x_T)", r"$(x_1, x_2, \dots, x_T)$"),
        (r"with n \in \mathbb{N} samples", r"with $n \in \mathbb{N}$ samples"),
        (r"so y = \frac{1}{n} holds", r"so $y = \frac{1}{n}$ holds"),
        (r"Dying ReLU \rightarrow no gradient", r"Dying ReLU $\rightarrow$ no gradient"),
        ("costs O(n^2) time", "costs $O(n^2)$ time"),
        ("p(x_i|x_j) and W_{hh}h_{t-1}", "$p(x_i|x_j)$ and $W_{hh}h_{t-1}$"),
        (r"a norm \|x_i\|_2 here", r"a norm $\|x_i\|_2$ here"),
        (r"\begin{aligned} a &= b \end{aligned}", r"$$\begin{aligned} a &= b \end{aligned}$$"),
        (r"\(x_i\) and \[ y = x^2 \]", "$x_i$ and $$y = x^2$$"),
        ("x_1 is not x_2", "$x_1$ is not $x_2$"),
        ("a | x_1 | y_{2} |", "a | $x_1$ | $y_{2}$ |"),
    ],
)
def test_bare_formulas_are_put_between_dollars(text: str, expected: str) -> None:
    assert delimit(text) == expected


UNTOUCHED = [
    "max_len, n_ch, T_max, a_b_c and train_loss_x",
    "self.layers, self.x_1 and obj.y_i",
    "file_name.py, x_1.py and dir/x_1",
    "__init__ and _x_",
    "def __init__(self, input_size=3072):",
    "a@b_c.org, x_i@example.org",
    "https://example.org/x_1_2?y_i=3 and www.example.org/x_i",
    "[text](folder/x_1) and ![figure](x_i.png)",
    '<img src="x_1"> <input type="checkbox"/>',
    "`x_1` and ``a ` x_2`` and `\\frac{1}{2}`",
    "```python\nx_1 = f(x_i)\n```",
    "~~~\n\\frac{a}{b} $x$\n~~~",
    "```\nnever closed x_1 $y$",
    "$5 and $10",
    "it costs $5, or 6$, or US$ 7",
    "between $5 and 10$ a month",
    "$5-$10 and $5/$6",
    "\\$x_ and \\$",
    "$HOME/bin:$PATH",
    r"C:\alpha\beta and \n \section{One} \unknown{x}",
    r"\[CLS\] and [MASK] and [1] and [^1]",
    "2^nd, 10^6",
    "____ from _____ to",
    "an escaped \\` back-tick",
    "",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_only_resembles_a_formula_is_left_alone(text: str) -> None:
    assert delimit(text) == text
    assert prose(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "$x_1$ and $$y_1 = x_i$$",
        "$  \\lambda = 0$ and $ h_1 $",
        "$$\n\\begin{aligned} a &= b \\\\\n c &= d \\end{aligned}\n$$",
        "$\\unknown{x_1}$",
    ],
)
def test_what_is_marked_already_is_not_marked_again(text: str) -> None:
    assert delimit(text) == text
    assert delimit(delimit(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Let $x \in \mathbb{R}^n$ and $y$.", "Let x ∈ ℝⁿ and y."),
        ("$  \\lambda = 0$ or  $h_1$ ", "λ = 0 or  h₁ "),
        ("so\n\n$$E = mc^2 \\quad (1.2)$$\n\nholds", "so\n\nE = mc²  (1.2)\n\nholds"),
        ("$$\na\n= b\n$$", "a = b"),
        ("$n$th of $x$s", "nth of xs"),
        (r"the set \{x_i\} of \mathcal{L}_k", "the set {xᵢ} of ℒₖ"),
        ("$5 for x_1 and $6 for `$x$`", "$5 for x₁ and $6 for `$x$`"),
        ("$3 \\times 4$ is 12", "3 × 4 is 12"),
        ("$ N $ words, $ k $ clusters", "N words, k clusters"),
        ("```\n$x_1$\n```\n$x_1$", "```\n$x_1$\n```\nx₁"),
    ],
)
def test_every_formula_of_a_text_is_put_on_one_line(text: str, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize("text", [r"see $\unknown{x}$ here", "$$\\unknown\n{x}$$", r"$\frac{a$"])
def test_a_formula_that_is_not_understood_keeps_its_source_and_its_marks(text: str) -> None:
    assert prose(text) == text


def test_a_formula_does_not_reach_over_an_empty_line() -> None:
    text = "a price of $x\n\nand another of y$ here"

    assert prose(text) == text
