from collections.abc import Callable

import pytest

from dltutor.bank.item import Item
from dltutor.bank.parsed import Parsed


@pytest.fixture(scope="module")
def parsed(read_as: Callable[[str, str], Parsed]) -> Parsed:
    return read_as("unsolved_exam.txt", "exam")


def test_every_labelled_question_is_an_item_without_answer(by_label: dict[str, Item]) -> None:
    labels = ["1a", "1b", "2a", "2b", "2c", "3a", "4a", "4b", "4c", "5a", "5b", "5c"]

    assert list(by_label) == labels
    assert {item.answer_status for item in by_label.values()} == {"none"}
    assert not [item.id for item in by_label.values() if item.answer]


def test_options_lose_their_letters_and_have_no_key(by_label: dict[str, Item]) -> None:
    assert [option.text for option in by_label["1a"].options] == ["A normalising flow", "A decision tree"]
    assert [option.text for option in by_label["2c"].options] == ["Yes", "No"]
    assert {option.correct for item in by_label.values() for option in item.options} == {None}
    assert [label for label, item in by_label.items() if item.kind == "choice"] == ["1a", "1b", "2a", "2b", "2c"]


def test_credits_stand_before_the_label_or_on_the_line_above(by_label: dict[str, Item]) -> None:
    credits = {label: item.credits for label, item in by_label.items()}

    assert credits == {
        "1a": 2,
        "1b": 2,
        "2a": 2,
        "2b": 3,
        "2c": None,
        "3a": None,
        "4a": 1,
        "4b": 2,
        "4c": 4,
        "5a": 4,
        "5b": 3,
        "5c": 2,
    }


def test_credits_without_a_label_point_to_a_missing_question(parsed: Parsed, by_label: dict[str, Item]) -> None:
    lost = [doubt for doubt in parsed.doubts if "without a label" in doubt.message]

    assert [(doubt.line, doubt.kind) for doubt in lost] == [(80, "skipped")]
    assert not [label for label, item in by_label.items() if "triangle" in str(item.hints) + item.question + item.stem]


def test_text_before_a_question_is_its_stem(by_label: dict[str, Item]) -> None:
    assert by_label["2a"].stem.startswith("Let a cubic layer be")
    assert by_label["2b"].stem.endswith("We compare it with a linear layer.")
    assert by_label["4a"].stem == "A flow maps noise to data by invertible steps."
    assert by_label["4b"].stem.endswith("determinants are costly.")
    assert by_label["5c"].stem.endswith("Another variation divides by two.")


def test_a_new_number_drops_the_stem_of_the_old_one(parsed: Parsed, by_label: dict[str, Item]) -> None:
    assert by_label["3a"].stem == ""
    assert [doubt.line for doubt in parsed.doubts if "last question" in doubt.message] == [58]


def test_code_that_a_question_needs_is_in_its_stem(by_label: dict[str, Item]) -> None:
    assert "class Net(nn.Module):" in by_label["5a"].stem
    assert "lr=50" in by_label["5a"].stem
    assert "# Problem 9 is a comment" in by_label["5a"].stem


def test_notes_and_assumptions_belong_to_the_question(by_label: dict[str, Item]) -> None:
    assert "*Note: the data are fine.*" in by_label["5a"].question
    assert by_label["5b"].question.endswith("- Both have unit variance.")


def test_sections_are_siblings_however_they_are_set(by_label: dict[str, Item]) -> None:
    sections = {label: item.source.trail for label, item in by_label.items()}

    assert sections["1a"] == "Exam: Choice"
    assert sections["4a"] == "Exam: Flows"
    assert sections["5a"] == "Exam: Code"


def test_a_cheat_sheet_becomes_fragments(parsed: Parsed) -> None:
    sheet = [item for item in parsed.items if item.kind == "fragment"]

    assert [item.source.section[-1] for item in sheet] == ["Momentum", "Derivative of the softplus"]
    assert "m_t = \\beta m_{t-1} + g_t" in sheet[-2].answer


def test_illegible_places_and_blank_pages_leave_nothing(parsed: Parsed) -> None:
    text = " ".join(item.stem + item.question + item.answer for item in parsed.items)

    assert "illegible" not in text
    assert "left blank" not in text
