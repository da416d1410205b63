from collections.abc import Callable

import pytest

from dltutor.bank.document import from_text
from dltutor.bank.item import Item
from dltutor.bank.parsed import Parsed
from dltutor.bank.recognise import parse


@pytest.fixture(scope="module")
def parsed(read_as: Callable[[str, str], Parsed]) -> Parsed:
    return read_as("solved_exam.txt", "exam")


def test_labels_are_texts_so_that_3_10_is_not_3_1(parsed: Parsed) -> None:
    labels = [item.source.label for item in parsed.items]

    assert labels == ["1.1", "1.2", "1.3", *(f"2.{n}" for n in range(1, 10)), "3.1", "3.10", "3.11", "3.2"]


def test_any_number_of_options_may_be_right(by_label: dict[str, Item]) -> None:
    keys = {label: [option.correct for option in by_label[label].options] for label in ("1.1", "1.2", "1.3")}

    assert keys == {"1.1": [True, True, False], "1.2": [False, False], "1.3": [False, True, False]}
    assert {by_label[label].kind for label in keys} == {"choice"}


def test_a_choice_answers_with_its_right_options_in_words(by_label: dict[str, Item]) -> None:
    assert by_label["1.1"].answer == "- Adam\n- SGD with momentum"
    assert by_label["1.2"].answer == "None of the options is right."


def test_a_numbered_list_before_the_options_belongs_to_the_question(by_label: dict[str, Item]) -> None:
    assert "2. The learning rate is 1." in by_label["1.3"].question
    assert by_label["1.3"].question.endswith("with its bias?")


def test_instructions_to_tick_boxes_are_no_stem(by_label: dict[str, Item]) -> None:
    assert by_label["1.1"].stem == ""


def test_choice_credits_come_from_the_papers_rule(by_label: dict[str, Item]) -> None:
    assert [by_label[label].credits for label in ("1.1", "1.2", "1.3")] == [2, 2, 2]


@pytest.mark.parametrize(
    ("label", "credits", "points"),
    [
        ("2.1", 2, [1, 1]),
        ("2.2", 1, [0.5, 0.5]),
        ("2.3", 1, [1]),
        ("2.4", 1, [1]),
        ("2.5", 1.5, [0.5, 1]),
        ("2.6", 1, [1]),
        ("2.7", 2, [0.5, 0.5, 1, 1]),
        ("2.8", 0.5, [0.5]),
        ("2.9", 1, [1]),
        ("3.1", 1, []),
        ("3.10", 1, [1]),
        ("3.11", 1, [1]),
        ("3.2", 2, [0.5, 1.5]),
    ],
)
def test_credits_and_key_points(by_label: dict[str, Item], label: str, credits: float, points: list[float]) -> None:
    item = by_label[label]

    assert item.credits == credits
    assert [point.credits for point in item.key_points] == points
    assert item.answer_status == ("rubric" if points else "official")


def test_a_solution_without_a_mark_is_an_official_answer(by_label: dict[str, Item]) -> None:
    assert by_label["3.1"].answer == "Training."


def test_marks_inside_a_formula_give_the_row_they_stand_in(by_label: dict[str, Item]) -> None:
    assert by_label["2.3"].key_points[0].text == "$L = (z - y)^2 = 4$"
    assert "(1p)" not in by_label["2.3"].answer
    assert by_label["2.4"].key_points[0].text.startswith(r"$\bar{L} =")


def test_a_remark_after_the_last_mark_stays_with_the_answer(by_label: dict[str, Item]) -> None:
    assert by_label["2.4"].answer.endswith("Note: the second sample fits exactly.")


def test_alternatives_are_one_key_point(by_label: dict[str, Item]) -> None:
    assert by_label["2.6"].key_points[0].text == "It may hold training samples. OR Two runs can't be compared."


def test_a_remark_that_explains_a_mark_is_no_mark(by_label: dict[str, Item]) -> None:
    assert by_label["2.9"].key_points[0].text.endswith("(1p for either)")


def test_scales_and_boxes_for_the_marker_are_no_text_and_no_options(parsed: Parsed) -> None:
    opened = [item for item in parsed.items if item.kind == "open"]

    assert not [item.id for item in opened if "☐" in item.question + item.answer + item.stem or item.options]
    assert not [item.id for item in opened if item.question[:1].isdigit()]
    assert not [item.id for item in opened if "<input" in item.answer]


def test_a_stem_holds_for_the_questions_after_it_in_its_problem(by_label: dict[str, Item]) -> None:
    assert by_label["2.1"].stem == ""
    assert by_label["2.2"].stem.startswith("Consider a linear layer")
    assert by_label["3.1"].stem == "You train a classifier on photographs of birds."
    assert by_label["3.10"].stem.startswith("You train a classifier")
    assert "flip each picture upside down" in by_label["3.10"].stem


def test_an_unfinished_question_goes_on_in_the_list_below(by_label: dict[str, Item]) -> None:
    assert by_label["3.10"].question.endswith("2. The test pictures are not flipped.")
    assert by_label["3.10"].answer.startswith("For reference")


def test_unmarked_sentences_before_the_first_mark_belong_to_the_answer(by_label: dict[str, Item]) -> None:
    assert by_label["3.2"].answer.startswith("Early stopping watches data")


def test_captions_and_page_noise_are_nowhere(parsed: Parsed) -> None:
    text = " ".join(item.stem + item.question + item.answer for item in parsed.items)

    assert "Figure" not in text
    assert "Sample Solution" not in text
    assert "Additional space" not in text


def test_marks_that_do_not_add_up_are_doubts(parsed: Parsed) -> None:
    said = [doubt.message for doubt in parsed.doubts if doubt.kind == "credits"]

    assert said == [
        "the questions add up to 11 credits, the heading says 10",
        "the marks add up to 3, the question is worth 2",
    ]


SHORT_PAPER = """\
# Midterm

## Question 1 (10 points)

Consider a network with one hidden layer.

a) Explain what a hidden unit computes. (4 points)

Solution: A weighted sum passed through a nonlinearity.

b) How many weights has it? [6 pts]

**Solution:** Twelve.

## Question 2 (5 points)

Which of these are regularisers?

- [x] dropout
- [ ] softmax

## Question 3: Define a learning rate (2 points)

Answer: The step size.
"""


def test_a_solution_below_boxes_is_kept_and_may_name_the_key_by_letters() -> None:
    text = (
        "## Problem 1 (4 points)\n\n1.1 Which layer has weights?\n\n- ☐ pooling\n- ☐ convolution\n\n"
        "Solution: B. Its kernel is learnt.\n\n"
        "1.2 Which is linear?\n\n- ☐ identity\n- ☐ ReLU\n\nSolution: Only the first is.\n"
    )
    first, second = parse(from_text("paper.md", text)).items

    assert [option.correct for option in first.options] == [False, True]
    assert first.answer == "Its kernel is learnt."
    assert [option.correct for option in second.options] == [None, None]
    assert (second.answer, second.answer_status) == ("Only the first is.", "official")


def test_letters_belong_to_the_problem_above_and_a_problem_may_be_one_question() -> None:
    items = parse(from_text("midterm.md", SHORT_PAPER)).items

    assert [(item.source.label, item.kind, item.credits, item.answer) for item in items] == [
        ("1a", "open", 4, "A weighted sum passed through a nonlinearity."),
        ("1b", "open", 6, "Twelve."),
        ("2", "choice", 5, "- dropout"),
        ("3", "open", 2, "The step size."),
    ]
    assert items[1].stem == "Consider a network with one hidden layer."
    assert items[2].question == "Which of these are regularisers?"
