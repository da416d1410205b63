import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dltutor.grading.exact.number import judge_number

QUESTION = "How many parameters does a layer with 16 filters of 3x3 on 3 channels have?"

RIGHT = [
    ("33", "33"),
    ("33", "33."),
    ("33", "**33**"),
    ("33", "answer: 33"),
    ("33", "33 parameters"),
    ("33", "so 33"),
    ("33", "that's 33 parameters"),
    ("33", "33, because 16+17=33"),
    ("33", "33. There are 16 weights and 17 biases"),
    ("33", "16 weights + 17 biases = 33"),
    ("33", "16 weights and 17 biases, 33 in total"),
    ("33", "not 16 but 33"),
    ("33", "it has 16 + 17"),
    ("33", "33 instead of 500"),
    ("17", "17, since 16 + 1 bias"),
    ("448", "16*(3*3*3+1)"),
    ("448", "16 filters, 3x3 kernel, 3 channels plus bias -> 448"),
    ("448", "3*3*3=27, so 28 with bias, times 16 = 448"),
    ("490", "28->14->7, k=10*7*7"),
    ("490", "28 -> 14 -> 7, then 10x7x7"),
    ("490", r"$10 \cdot 7 \cdot 7$"),
    ("10·7·7 = 490", "490"),
    ("9", "a 3x3 kernel has 9 weights"),
    ("1024", "2^10"),
    ("1024", "2**10"),
    (r"$\sqrt{8}$", "2.83"),
    ("2.83", "sqrt(8)"),
    ("2.83", "√8"),
    ("1/3", "0.33"),
    ("0.33", "1/3"),
    (r"\frac{1}{3}", "0.333"),
    ("3.5", "3 1/2"),
    ("3.5", "3½"),
    ("1000", "1,000"),
    ("1000", "1 000"),
    ("1000000", "1.000.000"),
    (r"$46\,949$", "46949"),
    ("0.5", "0,5"),
    ("5.82%", "0.0582"),
    ("5.82%", "5.8 %"),
    ("5.82%", "5.82 percent"),
    ("50%", "50"),
    ("0.003", "3‰"),
    ("0.001", "1e-3"),
    ("0.001", "10^-3"),
    ("0.001", "10**-3"),
    ("7850", "784 inputs times 10 outputs plus 10 biases, i.e. 7850"),
    (r"1.15 \cdot 10^{-6}", "1.15e-6"),
    ("300000", "3x10^5"),
    ("300000", "3·10⁵"),
    ("12000", "12k"),
    ("1200000", "1.2M"),
    ("1200000", "1.2 million"),
    ("3", "three"),
    ("0", "none"),
    ("20 ms", "0.02 s"),
    ("2 MB", "2000 KB"),
    ("2 MB", "2048 KB"),
    ("1.5 m", "150cm"),
    ("0.137", "about 0.14"),
    ("0.137", "≈ 0.1372"),
    ("-2.1894", "minus 2.19"),
    ("-2.1894", "−2.1894"),
    ("6", "6x6"),
    ("20", "after 20 steps"),
    ("1.14", "dL/dx = 0.5232*(1+0.420+0.762) = 1.14"),
    ("10", "1) 5 per class\n2) together 10"),
]

WRONG = [
    ("33", "16"),
    ("33", "3.3"),
    ("33", "330"),
    ("33", "33.5"),
    ("33", "-33"),
    ("33", "16 weights, so 16"),
    ("490", "7*7=49"),
    ("490", "28->14->7, so k = 7*7 = 49"),
    ("490", "k = 10*28*28 = 7840"),
    ("490", "489"),
    ("1/3", "3"),
    ("0.33", "0.3"),
    ("0.33", "0.35"),
    ("0.4", "40"),
    ("5.82%", "5.82e-4"),
    ("20 ms", "20 s"),
    ("2 MB", "2 KB"),
    ("1000", "1,001"),
    ("6", "5x5"),
    ("12000", "12M"),
    ("three", "four"),
]


@pytest.mark.parametrize(("key", "answer"), RIGHT)
def test_the_right_number_counts_in_any_notation(key: str, answer: str) -> None:
    judged = judge_number(key, answer)
    assert judged is not None
    assert (judged.share, judged.flags, judged.unclear) == (1.0, (), "")
    assert judged.evidence
    assert judged.evidence in answer or "\\" in answer


@pytest.mark.parametrize(("key", "answer"), WRONG)
def test_another_number_is_wrong_and_named(key: str, answer: str) -> None:
    judged = judge_number(key, answer)
    assert judged is not None
    assert judged.share == 0.0
    assert [flag.kind for flag in judged.flags] == ["number"]


@pytest.mark.parametrize("answer", ["33 or 16", "16 or 33", "16, 33", "many", "it depends", ""])
def test_an_answer_that_names_no_single_number_is_asked_about_not_marked_down(answer: str) -> None:
    judged = judge_number("33", answer)
    assert judged is not None
    assert (judged.share, judged.flags) == (0.0, ())
    assert judged.unclear.endswith("?")


def test_the_question_about_two_numbers_names_both() -> None:
    judged = judge_number("33", "16 or 33")
    assert judged is not None
    assert judged.unclear == "Which of 16 and 33 is your answer?"


def test_numbers_of_the_question_are_no_answers() -> None:
    judged = judge_number("448", "the layer with its 16 filters and 3 channels has 448", QUESTION)
    assert judged is not None
    assert judged.share == 1.0


@pytest.mark.parametrize(
    "key",
    ["between 0 and 1", "> 0.5", "5 and 6", "N × 19", "(k=3, s=1, p=1)", "it depends", "14 or 7", "", "0.1 to 0.3"],
)
def test_a_key_that_is_no_single_number_is_left_to_others(key: str) -> None:
    assert judge_number(key, "1") is None


whole = st.integers(-999_999, 999_999)


@settings(deadline=None)
@given(
    whole, st.sampled_from(["{}", "= {}", "it is {}.", "{} parameters", "answer: {}", "so {}", "({})", "{}.0", "${}$"])
)
def test_a_whole_number_is_right_in_every_notation(value: int, notation: str) -> None:
    judged = judge_number(str(value), notation.format(value))
    assert judged is not None
    assert judged.share == 1.0


@settings(deadline=None)
@given(st.integers(1000, 10**9), st.sampled_from([",", " ", "'", "_"]))
def test_thousands_may_be_set_apart(value: int, sign: str) -> None:
    judged = judge_number(str(value), f"{value:,}".replace(",", sign))
    assert judged is not None
    assert judged.share == 1.0


@settings(deadline=None)
@given(whole, whole)
def test_any_other_whole_number_is_wrong(key: int, answer: int) -> None:
    judged = judge_number(str(key), str(answer))
    assert judged is not None
    assert judged.share == float(key == answer)


@settings(deadline=None)
@example(value=0.99999, factor=0.96875)
@given(st.floats(0.001, 1000).map(lambda value: float(f"{value:.6g}")), st.floats(0.9, 1.1))
def test_a_real_number_is_right_within_a_hundredth(value: float, factor: float) -> None:
    # With its places written out: 1.0 would stand for all that is rounded to it.
    judged = judge_number(f"{value + 0.00001:.7f}", f"{value * factor:.9f}")
    assert judged is not None
    if abs(factor - 1) < 0.0095:
        assert judged.share == 1.0
    if abs(factor - 1) > 0.03:
        assert judged.share == 0.0


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_judged_within_bounds(key: str, answer: str) -> None:
    for judged in (judge_number(key, answer, answer), judge_number("33", answer, key)):
        assert judged is None or 0.0 <= judged.share <= 1.0
