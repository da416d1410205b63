import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item, KeyPoint, Option, Source
from dltutor.study.wording import answer, normalised, wording


def item(question: str = "What is a gate?", text: str = "", **more: object) -> Item:
    return Item("a/1", "open", question, text, "official", Source("a.md", "1"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is **dropout**?", "what is dropout"),
        ("What is a *mini-batch*?", "What is a mini batch?"),
        ("- one\n- two", "one\ntwo"),
        ("1. one\n2. two", "* one\n* two"),
        ("```python\nx = 1\n```", "`x = 1`"),
        ("## one\n> two", "one two"),
        ("Is $x^2$ convex?", "Is x^2 convex?"),
        ("$W^Tx+b$", "$W^T x + b$"),
        (r"$\left( a \, b \right)$", "$(ab)$"),
        (r"$\dfrac{1}{2}$", r"$$\frac{1}{2}$$"),
        (r"\(a \le b\)", r"$a \leq b$"),
        (r"$\mathbf{w}$", "$w$"),
        (r"$\sigma$", "σ"),
        (r"$\text{ReLU}(x)$", "ReLU($x$)"),
        ("It doesn't learn.", "It doesn’t learn"),
        ("It can't learn.", "It cannot learn."),
        ("“quoted” – and so on", '"quoted" - and so on'),
        ("a [link](https://example.org) to it", "a link to it"),
        ("one<br>two", "one two"),
        ('<span class="x">one</span>', "one"),
        ("ﬁlter", "filter"),
    ],
)
def test_looks_make_no_difference(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stride 2", "stride 3"),
        ("26.", "24."),
        ("It has size\n26.", "It has size\n24."),
        ("if a<b and c>d", "if a<x and c>d"),
        ("a rate of 0.1", "a rate of 0.01"),
        ("a rate of 0.5", "a rate of 5"),
        ("$a + b$", "$a - b$"),
        ("$a < b$", "$a > b$"),
        ("it is -1", "it is 1"),
        ("$x_1$", "$x^1$"),
        ("It learns.", "It doesn't learn."),
        (r"$\alpha$", r"$\beta$"),
        ("$\\frac{1}{2}$", "$\\frac{2}{1}$"),
    ],
)
def test_what_means_something_makes_one(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_a_wording_is_question_stem_and_options_whatever_their_order() -> None:
    options = (Option("Gates", correct=True), Option("*Cells*", correct=False))
    asked = item("Which are learnt?", stem="Think of an LSTM.", options=options)

    assert wording(asked) == "which are learnt\nthink of an lstm\ncells\ngates"
    assert wording(item("Which are learnt?", stem="Think of an LSTM.", options=options[::-1])) == wording(asked)


def test_the_key_belongs_to_the_answer_and_not_to_the_wording() -> None:
    right, wrong = (item(options=(Option("Gates", key), Option("Cells", not key))) for key in (True, False))

    assert wording(right) == wording(wrong)
    assert answer(right) != answer(wrong)


def test_that_no_option_is_right_is_an_answer_and_that_nobody_knows_is_none() -> None:
    assert answer(item(options=(Option("Gates", correct=False),)))
    assert not answer(item(options=(Option("Gates"),)))


def test_the_order_of_key_points_makes_no_difference() -> None:
    points = (KeyPoint("multiplies"), KeyPoint("lies between 0 and 1"))

    assert answer(item(text="A soft switch.", key_points=points)) == answer(
        item(text="A soft switch.", key_points=points[::-1])
    )


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_every_item_has_a_wording_of_whole_lines(question: str, text: str, options: list[str]) -> None:
    found = wording(item(question, text, options=tuple(map(Option, options))))

    assert found
    assert found.count("\n") == 1 + len(options)


@given(st.text(max_size=80))
def test_case_and_space_around_make_no_difference(text: str) -> None:
    assert normalised(f"  {text} ") == normalised(text)
