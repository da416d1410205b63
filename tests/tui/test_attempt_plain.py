"""A single question in the plain session: a sitting of one question."""

import pytest
from fake_tutor import World
from typed_lines import said

from dltutor.grading.result import Grading


@pytest.mark.parametrize("end", ["", "."])
def test_an_answer_of_several_lines_is_graded_and_told(world: World, end: str) -> None:
    text = said(world, "What does dropout do?", "try", "It turns units off", "  in training.", end, "y")
    assert world.graded == [("lecture/1", "It turns units off\n  in training.")]
    assert "About 2 of 3 credits" in text
    assert "3. ✗ not found: so that units don't rely on each other" in text
    assert world.decided == [(None, None)]


def test_credits_of_ones_own_are_kept_and_what_is_none_is_asked_for_again(world: World) -> None:
    text = said(world, "/try lecture/2", "x", ".", "seven", "9", "1,5")
    assert world.decided == [(0.5, None)]
    assert text.count("Please type Enter, w, n, a number") == 2
    assert "You: 1.5 of 3 credits" in text


def test_a_question_that_was_missed_is_not_asked_again_and_the_chat_goes_on(world: World) -> None:
    text = said(world, "/try learning rate", "x", "", "n", "What is a learning rate?")
    assert len(world.graded) == 1
    assert "Answered · exact match" in text


def test_how_sure_one_is_is_not_asked_of_a_single_question(world: World) -> None:
    assert "How sure" not in said(world, "/try lecture/1", "x", "", "")


def test_the_end_of_the_input_ends_an_answer_too(world: World) -> None:
    said(world, "/try lecture/1", "x")
    assert world.graded == [("lecture/1", "x")]
    assert world.decided == []


def test_no_answer_is_not_graded(world: World) -> None:
    assert "nothing was graded" in said(world, "/try lecture/1", "")
    assert world.graded == []


def test_quitting_a_question_leads_back_to_the_chat(world: World) -> None:
    text = said(world, "/try lecture/1", "/quit", "What is a learning rate?")
    assert world.graded == []
    assert "Answered · exact match" in text


def test_what_was_not_graded_is_for_the_student_to_say(world: World) -> None:
    world.grading = Grading(None, "ungraded", note="No key.")
    text = said(world, "/try lecture/1", "x", "")
    assert "Not graded: No key." in text
    assert "Reference answer:" in text
    assert world.decided == []


def test_what_can_not_be_tried_says_why(world: World) -> None:
    text = said(world, "try", "/try lecture/7", "/try lecture/99", "help")
    assert "type /try and its ID or some words" in text
    assert "a passage of a document, not a question" in text
    assert "There is no item 'lecture/99'" in text
    assert "try [ID or words]: " in text


def test_without_an_index_nothing_can_be_tried(world: World) -> None:
    world.indexed = False
    assert said(world, "/try lecture/1").count("There is no index of your documents yet.") == 2
