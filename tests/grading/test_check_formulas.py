import pytest

from dltutor.grading.checks.formulas import differing_formula

STEP = r"$w \leftarrow w - \eta \, g$"


@pytest.mark.parametrize(
    ("window", "point"),
    [
        ("w <- w + eta*g", STEP),
        ("w = w + eta g, repeated", STEP),
        ("p(x) = sum_i p(x_i)", r"$p(x) = \prod_i p(x_i)$"),
        ("f(x) = min(0, x)", r"$f(x) = \max(0, x)$"),
        ("softmax(Q K^T * sqrt(d)) V", r"$\mathrm{softmax}(Q K^\top / \sqrt{d}) V$"),
        ("s(x) = 1/(1+e^x)", r"$s(x) = \frac{1}{1+e^{-x}}$"),
        ("V = 1/2 (b-a)^2", r"$V = \frac{1}{12} (b-a)^2$"),
        ("c_t = f_t c_t + i_t g_t", r"$c_t = f_t c_{t-1} + i_t g_t$"),
        ("masked if j < i", "masked if $j > i$"),
    ],
)
def test_another_sign_factor_index_or_direction_is_flagged(window: str, point: str) -> None:
    flag = differing_formula(window, point)
    assert flag is not None
    assert flag.kind == "formula"


@pytest.mark.parametrize(
    ("window", "point"),
    [
        ("w = w - eta*g", STEP),
        ("w = -eta*g + w", STEP),
        ("a = a - mu*d", STEP),
        ("w_new = w_old - eta*g", STEP),
        ("w - eta*g", STEP),
        ("f(x) = max(x, 0)", r"$f(x) = \max(0, x)$"),
        ("i < j", "$j > i$"),
        ("L = (b - a)^2", "$L = (a - b)^2$"),
        ("softmax(QK^T/sqrt(d))V", r"$\mathrm{softmax}(Q K^\top / \sqrt{d}) V$"),
        ("E = m c", STEP),
        ("no formula at all", STEP),
    ],
)
def test_notation_is_no_difference(window: str, point: str) -> None:
    assert differing_formula(window, point) is None
