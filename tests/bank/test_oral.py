from collections.abc import Callable

import pytest

from dltutor.bank.parsed import Parsed


@pytest.fixture(scope="module")
def parsed(read_as: Callable[[str, str], Parsed]) -> Parsed:
    return read_as("oral_questions.txt", "oral")


def test_each_asking_paragraph_is_a_question_with_a_running_label(parsed: Parsed) -> None:
    openings = [(item.source.label, item.question.split()[0]) for item in parsed.items]

    assert openings == [
        ("1", "Explain"),
        ("2", "What"),
        ("3", "Why"),
        ("4", "Define"),
        ("5", "Give"),
        ("6", "Introduce"),
        ("7", "In"),
    ]


def test_a_question_that_runs_into_the_next_has_no_answer(parsed: Parsed) -> None:
    assert parsed.items[0].answer_status == "none"
    assert parsed.items[1].answer_status == "official"


def test_a_question_may_be_several_sentences_long(parsed: Parsed) -> None:
    assert parsed.items[2].question.endswith("features of neighbouring nodes?")
    assert parsed.items[4].question.endswith("describe a suitable readout.")


def test_rhetorical_questions_stay_in_the_answer(parsed: Parsed) -> None:
    answer = parsed.items[1].answer

    assert "How? Its basis changes" in answer
    assert "does a message reach the other end?" in answer


def test_notes_of_the_author_are_left_out_and_put_down(parsed: Parsed) -> None:
    everything = " ".join(item.question + item.answer for item in parsed.items)
    notes = [doubt.line for doubt in parsed.doubts if doubt.kind == "placeholder"]

    assert "Explain what the Laplacian" not in everything
    assert "Similar to the question" not in everything
    assert notes == [8, 16, 36]


def test_an_answer_that_is_only_a_note_or_a_placeholder_is_none(parsed: Parsed) -> None:
    assert [item.source.label for item in parsed.items if item.answer_status == "none"] == ["1", "6", "7"]


def test_formulas_and_lists_belong_to_the_answer(parsed: Parsed) -> None:
    assert r"$$H^{(l+1)} = \tilde{A} H^{(l)}$$" in parsed.items[2].answer
    assert "- graph tasks: a sum" in parsed.items[4].answer
