import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dltutor.grading.exact.shape import judge_shape

TWO = r"The input is $N \times 3 \times 32 \times 32$, the output $N \times 10$, because there are ten classes."

RIGHT = [
    ("N × 10", "N x 10"),
    ("N × 10", "Nx10"),
    ("N × 10", "n×10"),
    ("N × 10", "N*10"),
    ("N × 10", "(N, 10)"),
    ("N × 10", "[n, 10]"),
    ("N × 10", "N by 10"),
    ("N × 10", r"N \times 10"),
    ("N × 10", r"$N \times 10$"),
    ("N × 10", "B x 10"),
    ("N × 10", "(batch_size, 10)"),
    ("N × 10", "batch x 10"),
    ("N × 10", "shape: N×10."),
    ("N × 10", "N x 2*5"),
    ("N × 10", "the output has shape N x 10 because there are 10 classes"),
    ("N × 10", "the input is N x 3 x 32 x 32, so the output is N x 10"),
    ("N × 490", "N x 10*7*7"),
    ("N × 490", "(N, 10*7*7)"),
    ("N × 490", "N x (10·7·7)"),
    (r"$N \times D$", "NxD"),
    ("N × D", "n x d"),
    ("1 × M", "1xM"),
    ("6 × 6", "(6×6)"),
    ("6 × 6", "6"),
    ("6 × 6", "6 pixels"),
    ("(28×28)", "28x28"),
    ("16×48×48", "16x48x48"),
    ("32x10", "torch.Size([32, 10])"),
    ("(10,)", "(10,)"),
    ("(T, d)", "T x d"),
    ("H/2 x W/2", "(H/2, W/2)"),
    ("C_out x C_in x 3 x 3", "(C_out, C_in, 3, 3)"),
    (r"$d_k \times d_{model}$", "dk x dmodel"),
    (TWO, "in: N x 3 x 32 x 32, out: N x 10"),
    (TWO, "output N x 10, input N x 3 x 32 x 32"),
    (TWO, "N x 3 x 32 x 32 and N x 10"),
    (TWO, "(N,3,32,32) -> (N,10)"),
]


@pytest.mark.parametrize(("key", "answer"), RIGHT)
def test_the_right_shape_counts_in_any_notation(key: str, answer: str) -> None:
    judged = judge_shape(key, answer)
    assert judged is not None
    assert (judged.share, judged.flags, judged.unclear) == (1.0, (), "")
    assert judged.evidence


@pytest.mark.parametrize(
    ("key", "answer", "share"),
    [
        ("N × 10", "N x 9", 0),
        ("N × 10", "N x 1 x 10", 0),
        ("N × D", "N x M", 0),
        ("6 × 6", "5", 0),
        ("2x3x4", "2x3", 0),
        (TWO, "N x 3 x 32 x 32 and N x 9", 0.5),
        (TWO, "N x 1 x 32 x 64 and N x 100", 0),
        (TWO, "in: N x 10, out: N x 3 x 32 x 32", 0),
        (TWO, "input: N x 3 x 32 x 32, output: N x 1", 0.5),
    ],
)
def test_a_shape_that_differs_is_flagged_and_the_right_part_counts(key: str, answer: str, share: float) -> None:
    judged = judge_shape(key, answer)
    assert judged is not None
    assert judged.share == share
    assert {flag.kind for flag in judged.flags} == {"number"}


@pytest.mark.parametrize(("key", "answer"), [("N × 10", "10 x N"), ("2x3", "3x2"), ("N × D", "(D, N)")])
def test_a_transposed_shape_is_wrong_and_the_note_says_why(key: str, answer: str) -> None:
    judged = judge_shape(key, answer)
    assert judged is not None
    assert judged.share == 0
    assert "transposed" in judged.flags[0].note


def test_one_of_two_shapes_earns_its_half_without_a_flag() -> None:
    judged = judge_shape(TWO, "N x 10")
    assert judged is not None
    assert (judged.share, judged.flags) == (0.5, ())


@pytest.mark.parametrize("answer", ["no shape at all", "10", "N x 10 or 10 x N", ""])
def test_an_answer_without_one_shape_is_asked_about(answer: str) -> None:
    judged = judge_shape("N × 10", answer)
    assert judged is not None
    assert (judged.share, judged.flags) == (0.0, ())
    assert judged.unclear.endswith("?")


@pytest.mark.parametrize("key", ["33", "(k=3, s=1, p=1)", "dout W^T", "a 3x3 convolution halves width and height here"])
def test_a_key_that_is_no_shape_is_left_to_others(key: str) -> None:
    assert judge_shape(key, "3x3") is None


sides = st.lists(st.integers(1, 512) | st.sampled_from("NDHWCKM"), min_size=2, max_size=5)


@settings(deadline=None)
@given(sides, st.sampled_from([" x ", "x", " × ", "×", "*", " by ", r" \times ", ", "]))
def test_a_shape_is_right_in_every_notation(dims: list[int | str], sign: str) -> None:
    written = sign.join(map(str, dims))
    judged = judge_shape(" × ".join(map(str, dims)), f"({written})" if sign == ", " else written)
    assert judged is not None
    assert judged.share == 1.0


@settings(deadline=None)
@given(sides, st.randoms(use_true_random=False))
def test_a_permuted_shape_is_wrong(dims: list[int | str], chance: object) -> None:
    turned = list(dims)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assume(turned != dims)
    judged = judge_shape(" × ".join(map(str, dims)), " x ".join(map(str, turned)))
    assert judged is not None
    assert judged.share == 0
    assert "transposed" in judged.flags[0].note


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_judged_within_bounds(key: str, answer: str) -> None:
    for judged in (judge_shape(key, answer), judge_shape(TWO, answer)):
        assert judged is None or 0.0 <= judged.share <= 1.0
