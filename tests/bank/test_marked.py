from collections.abc import Callable

import pytest

from dltutor.bank.item import Item
from dltutor.bank.parsed import Parsed


@pytest.fixture(scope="module")
def parsed(read_as: Callable[[str, str], Parsed]) -> Parsed:
    return read_as("marked_qa.txt", "marked")


def test_every_marked_question_becomes_an_item_with_its_printed_number(parsed: Parsed) -> None:
    assert [item.source.label for item in parsed.items] == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_ids_are_the_documents_slug_and_the_label(by_label: dict[str, Item]) -> None:
    assert by_label["4"].id == "marked_qa/4"


def test_all_three_ways_to_set_the_mark_are_read(by_label: dict[str, Item]) -> None:
    questions = [by_label[label].question for label in ("2", "3", "4")]

    assert questions == [
        "Which states does an LSTM carry from step to step?",
        "How many gates has a GRU?",
        "Why are gradients clipped?",
    ]


def test_the_section_is_the_trail_of_numbered_headings(by_label: dict[str, Item]) -> None:
    assert by_label["1"].source.section == ("1 Recurrence", "1.1 Cells")
    assert by_label["4"].source.section == ("1 Recurrence", "1.2 Training them")
    assert by_label["6"].source.section == ("2 Attention",)


def test_formulas_stay_as_they_are_written(by_label: dict[str, Item]) -> None:
    assert r"$$f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f), \quad (1.1)$$" in by_label["1"].answer
    assert r"$$S = \frac{QK^\top}{\sqrt{d_k}}.$$" in by_label["6"].question


def test_captions_belong_neither_to_question_nor_answer(parsed: Parsed) -> None:
    assert not [item.id for item in parsed.items if "Figure" in item.question + item.answer]


def test_a_sentence_cut_by_a_caption_is_whole_again(by_label: dict[str, Item]) -> None:
    assert "and the second of them is changed only by additions" in by_label["2"].answer


def test_a_list_before_the_answers_mark_belongs_to_the_question(by_label: dict[str, Item]) -> None:
    assert "(1) Teacher forcing" in by_label["5"].question
    assert "(3) Clipping" in by_label["5"].question
    assert by_label["5"].answer.startswith("Justified answers:")


def test_a_list_after_the_answers_mark_belongs_to_the_answer(by_label: dict[str, Item]) -> None:
    assert "(2) a bound on each component." in by_label["4"].answer


def test_an_answers_mark_inside_an_answer_is_only_text(by_label: dict[str, Item]) -> None:
    assert 'The remark "A — B" in an answer' in by_label["4"].answer


def test_a_placeholder_is_no_answer(by_label: dict[str, Item]) -> None:
    assert (by_label["7"].answer, by_label["7"].answer_status) == ("", "none")


def test_question_and_answer_may_stand_on_consecutive_lines(by_label: dict[str, Item]) -> None:
    assert by_label["8"].question == "Describe one use of a mask."
    assert by_label["8"].answer == "A causal mask hides the future."


def test_answered_items_are_official(parsed: Parsed) -> None:
    assert [item.answer_status for item in parsed.items].count("official") == 7


def test_prose_outside_questions_and_missing_answers_are_doubts(parsed: Parsed) -> None:
    assert {(doubt.kind, doubt.line) for doubt in parsed.doubts} == {("skipped", 16), ("unanswered", 87)}
