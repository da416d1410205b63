import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.grading.exact.tuples import judge_tuple

KEY = "(k=3, s=1, p=1)"


@pytest.mark.parametrize(
    "answer",
    [
        "(k=3, s=1, p=1)",
        "k=3,s=1,p=1",
        "p=1, s=1, k=3",
        "K = 3, S = 1, P = 1",
        "k=3 s=1 p=1",
        "k3 s1 p1",
        "$(k=3, s=1, p=1)$",
        "(3,1,1)",
        "3, 1, 1",
        "[3, 1, 1]",
        "3/1/1",
        "(kernel size, stride, padding) = (3, 1, 1)",
        "(stride, padding, kernel) = (1, 1, 3)",
        "kernel 3, stride 1, padding 1",
        "kernel size 3, stride 1, padding 1",
        "kernel_size=3, stride=1, padding=1",
        "kernel=(3,3), stride=1, padding=1",
        "kernel: 3; stride: 1; pad: 1",
        "kernel size is 3, stride is 1, padding is 1",
        "kernel size of 3, a stride of 1 and padding of 1",
        "filter size 3, stride one, padding one",
        "3x3 kernel, stride 1, padding 1",
        "3x3 kernel with stride 1 and padding 1",
        "stride 1, padding 1, kernel 3x3",
        "1 stride, 1 padding, 3x3 kernel",
        "conv(k=3, s=1, p=1)",
        "kernel 3x3, s=1, padding=(3-1)/2",
        "use a kernel of 3, padding 1 and stride 1",
    ],
)
def test_right_settings_count_in_any_order_and_notation(answer: str) -> None:
    judged = judge_tuple(KEY, answer)
    assert judged is not None
    assert (judged.share, judged.flags) == (1.0, ())


@pytest.mark.parametrize(
    ("answer", "right", "flags"),
    [
        ("(k=3, s=2, p=1)", 2, 1),
        ("k=5, s=1, p=2", 1, 2),
        ("(1,3,1)", 1, 2),
        ("kernel 3", 1, 0),
        ("stride 1 and padding 1", 2, 0),
        ("k=3, k=5, s=1, p=1", 2, 1),
        ("5x5 kernel, stride 2, no padding", 0, 2),
    ],
)
def test_each_right_setting_counts_and_each_wrong_one_is_flagged(answer: str, right: int, flags: int) -> None:
    judged = judge_tuple(KEY, answer)
    assert judged is not None
    assert judged.share == pytest.approx(right / 3)
    assert len(judged.flags) == flags


@pytest.mark.parametrize("answer", ["3, 1", "no idea", "", "what was k?"])
def test_settings_that_cannot_be_read_are_asked_about(answer: str) -> None:
    judged = judge_tuple(KEY, answer)
    assert judged is not None
    assert judged.unclear == "What are your values of k, s, p?"


def test_other_settings_than_an_examples_are_asked_about_not_marked_down() -> None:
    judged = judge_tuple("Example: (k=3, s=1, p=1).", "k=5, s=1, p=2")
    assert judged is not None
    assert judged.flags == ()
    assert "(k=3, s=1, p=1)" in judged.unclear


@pytest.mark.parametrize("key", ["33", "N × 10", "a = 3", "Use 100 filters, kernel-size=28, padding=0", ""])
def test_a_key_that_is_no_tuple_is_left_to_others(key: str) -> None:
    assert judge_tuple(key, "k=3") is None


names = st.permutations(["kernel size", "stride", "padding", "dilation", "groups"])


@settings(deadline=None)
@given(
    names,
    st.lists(st.integers(0, 64), min_size=5, max_size=5),
    st.sampled_from(["{}={}", "{} {}", "{}: {}", "{} of {}"]),
)
def test_named_settings_are_right_in_any_order(order: list[str], values: list[int], notation: str) -> None:
    key = ", ".join(f"{name[0]}={value}" for name, value in zip(sorted(order), values, strict=True))
    own = dict(zip(sorted(order), values, strict=True))
    judged = judge_tuple(key, ", ".join(notation.format(name, own[name]) for name in order))
    assert judged is not None
    assert judged.share == 1.0


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_judged_within_bounds(key: str, answer: str) -> None:
    for judged in (judge_tuple(key, answer), judge_tuple(KEY, answer)):
        assert judged is None or 0.0 <= judged.share <= 1.0
