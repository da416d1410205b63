from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.bank.item import Item, KeyPoint, Option, Source
from dltutor.grading.item_types import answer_type, exact_key, type_of

EXACT = [
    ("How many parameters does it have?", "33", "numeric", "33"),
    ("How many parameters does it have?", "33, since there are 32 weights and a bias", "numeric", "33"),
    ("How many parameters does it have?", "It has 33 parameters.", "numeric", "33 parameters"),
    ("Compute the loss.", "The loss is 0.137.", "numeric", "0.137"),
    ("Compute the loss.", "Answer: 0.137", "numeric", "0.137"),
    ("How many neurons?", "$10 \\cdot 7 \\cdot 7 = 490$", "numeric", "$10 \\cdot 7 \\cdot 7 = 490$"),
    ("What is the value of k?", "Pooling halves it twice. So $k = 10 \\cdot 7$.", "numeric", "$k = 10 \\cdot 7$"),
    ("How many layers?", "two", "numeric", "two"),
    ("What is the shape of the output?", "N × 10", "shape", "N × 10"),
    ("What is the output size?", "6 × 6", "shape", "6 × 6"),
    (
        "What are the dimensions of b and x?",
        "$1 \\times M$\n\n$N \\times M$",
        "shape",
        "$1 \\times M$\n\n$N \\times M$",
    ),
    ("Which settings keep the size?", "(k=3, s=1, p=1)", "tuple", "(k=3, s=1, p=1)"),
    ("Write down attention.", "softmax(QK^T/sqrt(d_k))V", "formula", "softmax(QK^T/sqrt(d_k))V"),
    ("Write down one step.", "$w \\leftarrow w - \\eta g$", "formula", "$w \\leftarrow w - \\eta g$"),
    ("How is precision defined?", "TP / (TP + FP)", "formula", "TP / (TP + FP)"),
]


@pytest.mark.parametrize(("question", "reference", "kind", "key"), EXACT)
def test_an_answer_that_is_a_value_is_exact(question: str, reference: str, kind: str, key: str) -> None:
    assert type_of(question, reference) == (kind, key)


@pytest.mark.parametrize(
    ("question", "reference"),
    [
        ("Which loss?", "Cross-entropy"),
        ("Which one is used?", "L1 / L2"),
        ("Which dataset is augmented?", "Training."),
        ("Does it converge?", "No."),
        ("A or B?", "B"),
        ("What happens to the width?", "It halves, since the stride is 2."),
        ("How many layers does it need, and why?", "Two, because each layer passes messages along one edge only."),
        ("Why does the loss stay at 2.3?", "Because it is ln 10 = 2.3, the loss of a guess."),
        ("How many times more weights has the dense layer?", "It depends on the size of the image."),
        ("What is the receptive field?", "The part of the input that one unit sees, for instance 5 x 5 pixels of it."),
        ("What is the range of the sigmoid?", "(0, 1)"),
        ("What is the complexity of attention?", "O(n^2)"),
        ("What does MSE stand for?", "mean squared error"),
        ("Which paper?", "ResNet-50"),
        ("Explain the update.", "w <- w - lr*grad"),
        ("Which layer mixes channels?", "1x1 convolution"),
    ],
)
def test_an_answer_in_words_is_text(question: str, reference: str) -> None:
    assert type_of(question, reference) == ("text", "")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Name two regularisers.", "list"),
        ("Which three kinds of learning are there?", "list"),
        ("List all the steps of training.", "list"),
        ("Name two regularisers and explain how they work.", "text"),
        ("Name one regulariser.", "text"),
        ("Why are two layers enough?", "text"),
    ],
)
def test_names_that_are_asked_for_in_number_are_a_list(question: str, kind: str) -> None:
    assert type_of(question, "Dropout; weight decay; early stopping")[0] == kind


def item(**parts: object) -> Item:
    plain = Item("exam/1", "open", "How many weights are there?", "33", "official", Source("exam.md", "1"))
    return replace(plain, **parts)  # type: ignore[arg-type]


def test_options_make_a_choice() -> None:
    asked = item(options=(Option("32", correct=False), Option("33", correct=True)))
    assert (answer_type(asked), exact_key(asked)) == ("choice", "")


def test_an_item_with_one_value_is_exact() -> None:
    assert (answer_type(item()), exact_key(item())) == ("numeric", "33")


def test_several_key_points_make_a_text_unless_all_are_shapes() -> None:
    points = (KeyPoint("counts the weights", 1.0), KeyPoint("adds the bias", 1.0))
    assert answer_type(item(key_points=points)) == "text"
    shapes = (KeyPoint("1 × M", 0.5), KeyPoint("N × M", 0.5))
    assert (
        answer_type(item(question="Which shapes have b and y?", answer="1 × M\n\nN × M", key_points=shapes)) == "shape"
    )


def test_a_fragment_asks_for_no_value() -> None:
    assert answer_type(item(kind="fragment", question="", answer="$a = b$")) == "text"


@settings(deadline=None)
@given(st.text(max_size=120), st.text(max_size=300))
def test_any_question_and_answer_have_a_type(question: str, reference: str) -> None:
    kind, key = type_of(question, reference)
    assert kind in {"text", "list", "numeric", "shape", "tuple", "formula"}
    assert bool(key) == (kind not in {"text", "list"})
