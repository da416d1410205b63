import pytest

from dltutor.grading.checks.stuffing import stuffing

PROSE = "A convolution slides a small kernel over the image, and the same weights are used at each of the places."


@pytest.mark.parametrize(
    "answer",
    [
        "kernel stride padding channel feature map receptive field",
        "transformer attention query key value softmax multi-head positional encoding",
        "residual block identity shortcut depth gradient layers x + F(x)",
        "kernel, stride, padding, channels, feature maps, pooling, receptive field",
    ],
)
def test_a_row_of_keywords_is_no_answer(answer: str) -> None:
    flag = stuffing(answer, PROSE, listed=False)
    assert flag is not None
    assert flag.kind == "stuffing"


@pytest.mark.parametrize(
    "answer",
    [
        "theta <- theta - eta*g. GD: g over all samples, SGD: g over one",
        "Lasso: + c*sum|theta| -> many zeros; ridge: + c*sum theta^2 -> small weights",
        "pro: fewer parameters; con: fixed receptive field",
        "saturated units (slope 0 for large inputs -> no learning); outputs not centred",
        "sigmoid saturates large inputs, gradients vanish, early layers learn slowly",
        "less memory per step, faster single update, noisy direction, slower convergence overall",
        "The same kernel is used everywhere, so a shifted object gives a shifted map.",
        "kernel stride padding",
    ],
)
def test_terse_notes_and_sentences_are_answers(answer: str) -> None:
    assert stuffing(answer, PROSE, listed=False) is None


def test_a_list_that_was_asked_for_may_be_a_row_of_words() -> None:
    assert stuffing("kernel stride padding channel feature map receptive field", PROSE, listed=True) is None


def test_where_the_reference_is_a_row_of_words_the_answer_may_be_one() -> None:
    words = "kernel stride padding channel feature map receptive field"
    assert stuffing(words, "Kernel, stride, padding, dilation, channels.", listed=False) is None
