import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.asking import asks, is_placeholder, sentences


@pytest.mark.parametrize(
    "text",
    [
        "What is a filter?",
        "3. What is a filter?",
        "Q7: Why does it fail?",
        "Explain the chain rule",
        "Give the definition of a stride, and say what it changes.",
        "Introduce the update rule and explain it.",
        "In the context of flows, what is a Jacobian?",
        "In the context of flows, give the definition of a coupling layer.",
        "To which family does it belong?",
        "Consider a net with two layers. How many weights has it?",
        "Briefly explain why it converges.",
        "Why is it so? In other words, what would happen otherwise?",
        "List two merits of small batches.",
        "**Which** option is right?",
        "Are all of them convex?",
    ],
)
def test_questions_and_tasks_ask(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Introduction",
        "State space models",
        "List comprehensions",
        "Why is it so? Because the slope vanishes.",
        "It adapts by itself. How? The nodes follow their input.",
        "Consider a continuous random variable.",
        "We ask what it stores, i.e. does it remember?",
        "(Explain how it works)",
        "$$ y = ? $$",
        "Give and take",
        "The question is what comes next",
    ],
)
def test_statements_headings_and_rhetoric_do_not_ask(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "TODO", "todo: write this", "Answer here", "…", "...", "tbd", "N/A", "(Explain how GD works)", "___"],
)
def test_placeholders_are_no_answers(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["0", "No.", "Adam", "(2, 3)", "To do so, clip the gradient and go on.", "$x$"])
def test_short_answers_are_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert sentences("It holds, i.e. Always. Then stop.") == ["It holds, i.e. Always.", "Then stop."]


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert asks(text) in {True, False}
    assert is_placeholder(text) in {True, False}
