import pytest

from dltutor.grading.checks.echo import echo

REFERENCE = "Gradients reach early layers through a shortcut, so that signals survive and optimisation stays easy."


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("What is weight sharing in convolutions?", "What is weight sharing in convolutions?"),
        ("Weight sharing is when convolutions share weights.", "What is weight sharing in convolutions?"),
        ("Normalisation of activations means that activations are normalised.", "Why are activations normalized?"),
        (
            "Bottlenecks in autoencoders are useful because autoencoders have many uses for a bottleneck.",
            "Why do autoencoders have a bottleneck?",
        ),
        (
            "Gradients explode in recurrent networks because their gradients are exploding in training.",
            "Why do gradients explode in recurrent networks?",
        ),
    ],
)  # fmt: skip
def test_the_question_given_back_is_an_echo(answer: str, question: str) -> None:
    flag = echo(answer, question, REFERENCE)
    assert flag is not None
    assert flag.kind == "echo"


@pytest.mark.parametrize(
    "answer",
    [
        "The update in Adam is scaled by sqrt(v_t).",
        "Because the update in Adam needs to be scaled by the square root of v_t",
        "the update in Adam is scaled by sqrt(vt)",
    ],
)
@pytest.mark.parametrize("typed", ["√(vₜ)", "√v_t", r"$\sqrt{v_t}$", r"$\sqrt{v_{t}}$"])
def test_an_echo_may_type_a_formula_in_another_way(answer: str, typed: str) -> None:
    assert echo(answer, f"Why is the update in Adam scaled by {typed}?", REFERENCE) is not None
    assert echo(f"{answer} It bounds steps", f"Why is the update in Adam scaled by {typed}?", REFERENCE) is None


@pytest.mark.parametrize(
    "question",
    ["What goes wrong if labels of two classes are mixed up?", "What happens if labels of two classes are mixed up?"],
)
def test_that_something_happens_is_nothing_new(question: str) -> None:
    assert echo("If labels of two classes are mixed up, something goes wrong.", question, REFERENCE) is not None
    assert echo("If labels of two classes are mixed up, errors go up.", question, REFERENCE) is None


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("B", "Which is better, A or B?"),
        ("SGD uses one example", "What does SGD use, a batch or one example?"),
        ("a batch", "What does SGD use, a batch or one example?"),
        ("No, residual connections aren't necessary here", "Are residual connections necessary here?"),
        ("Weight sharing in convolutions saves parameters", "What is weight sharing in convolutions?"),
        ("The kernel size of the first layer is 5", "What is the kernel size of the first layer?"),
        ("In deep networks the residual is larger", "Is the residual larger or smaller in deep networks?"),
    ],
)  # fmt: skip
def test_one_new_word_or_a_choice_makes_it_an_answer(answer: str, question: str) -> None:
    assert echo(answer, question, REFERENCE) is None


def test_where_the_reference_itself_has_hardly_a_new_word_nothing_is_an_echo() -> None:
    question = "Does the gradient of a sigmoid vanish for large inputs?"
    assert echo("the gradient of a sigmoid vanishes for large inputs", question, "The gradient vanishes.") is None
