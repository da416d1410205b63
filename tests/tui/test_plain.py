import io

import pytest
from fake_tutor import FakeTutor, Stale, World
from typed_lines import Interrupted, said

from dltutor.config import Config
from dltutor.errors import IndexProblem
from dltutor.tui.plain.session import run_plain


def test_an_answer_is_text_with_its_source_and_numbered_neighbours(world: World) -> None:
    text = said(world, "What does dropout do?")
    for part in (
        "Answered · exact match",
        "switches units off",
        "Source: lecture.md · 3 Training · 1, line 3",
        "Also in: twin.md · 9",
        "1. What is a learning rate? (related · lecture.md · 2)",
    ):
        assert part in text
    assert "\\frac" not in text
    assert "\x1b" not in text


def test_a_number_shows_the_answer_of_that_question_from_the_same_list(world: World) -> None:
    text = said(world, "What does dropout do?", "1", "2")
    assert "Question: What is a learning rate?" in text
    assert "The factor η that scales each step." in text
    assert "So that their scale doesn't drift." in text


def test_more_numbers_on_until_there_is_nothing_further(world: World) -> None:
    text = said(world, "What does dropout do?", "m", "m", "m", "6")
    assert "\n4. " in text
    assert "\n7. " in text
    assert "Nothing further is near." in text
    assert "unverified answer, question unknown" in text


def test_a_number_that_is_not_listed_is_said_to_be_none(world: World) -> None:
    assert "Nothing has the number 4 here." in said(world, "What does dropout do?", "4")
    assert "Nothing has the number 1 here." in said(world, "1")


def test_the_place_is_printed_with_line_numbers_and_the_items_own_marked(world: World) -> None:
    text = said(world, "o", "Why normalise activations?", "o")
    assert "There is no source to show yet." in text
    assert "lecture.md, line 9:" in text
    assert "> 9: line number 9 [CLS]" in text
    assert "  10: line number 10 [CLS]" in text


@pytest.mark.parametrize(
    ("status", "words"),
    [("unsure", "Not sure: the closest questions"), ("not_covered", "Not in your documents: the nearest questions")],
)
def test_what_is_not_answered_says_so_and_lists_what_is_near(world: World, status: str, words: str) -> None:
    world.status = status  # type: ignore[assignment]
    text = said(world, "something else")
    assert words in text
    assert "Answer:" not in text
    assert "1. What does dropout do?" in text


def test_options_say_in_words_which_are_right(world: World) -> None:
    text = said(world, "Which of these are activation functions?")
    assert "✓ right" in text
    assert "✗ wrong" in text


def test_the_library_tells_of_documents_and_of_an_index_that_is_behind(world: World) -> None:
    world.stale = Stale(new=("a.md",))
    text = said(world, "library")
    assert "lecture.md (notes): 7 questions, 6 answered, 1 doubt" in text
    assert "The index is behind: 1 new, 0 edited." in text


def test_a_rebuild_tells_its_progress_and_what_it_brought(world: World) -> None:
    text = said(world, "rebuild")
    assert "Encoding · 0 of 10 (0%)" in text
    assert "7 kept · 1 edited · 2 new · 0 gone" in text


def test_without_an_index_the_way_to_one_is_told_and_works(world: World) -> None:
    world.indexed = False
    text = said(world, "What does dropout do?", "rebuild", "What does dropout do?")
    assert text.index("Type rebuild to build it.") < text.index("7 kept") < text.index("Answered")


def test_an_error_is_a_line_and_the_session_goes_on(world: World) -> None:
    world.fails["ask"] = IndexProblem("The index is damaged.", hint="Run a command.")
    text = said(world, "anything", "help")
    assert "The index is damaged. Type rebuild to make it anew." in text
    assert "Type a question." in text


def test_quit_leaves_before_the_rest_is_read(world: World) -> None:
    said(world, "quit", "What does dropout do?")
    assert world.asked == []


def test_empty_lines_ask_nothing(world: World) -> None:
    said(world, "", "   ")
    assert world.asked == []


def test_a_damaged_index_is_built_anew_from_nothing(world: World) -> None:
    world.fails["load"] = IndexProblem("The index is damaged.")
    said(world, "rebuild", "rebuild")
    assert world.anew == [True, False]


def test_the_question_of_the_last_answer_is_put_into_review(world: World) -> None:
    text = said(world, "add-to-review", "What does dropout do?", "+")
    assert "Ask for a question first" in text
    assert "Added to your reviews: What does dropout do?" in text
    assert world.history.actions == [("lecture/1", "add")]


def test_a_quiz_of_a_topic_is_asked_in_the_session_which_goes_on_after_it(world: World) -> None:
    text = said(world, "/quiz dropout", "it switches units off", "", "3", "", "What does dropout do?")
    assert "Quiz · question 1 of 1" in text
    assert "Answered · exact match" in text


def test_the_end_of_the_input_within_a_quiz_ends_the_session(world: World) -> None:
    text = said(world, "quiz")
    assert text.rstrip().endswith("Nothing was answered.")


def test_progress_is_told(world: World) -> None:
    assert "Nothing practised yet." in said(world, "stats")


def test_ctrl_c_ends_the_session_with_130(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dltutor.tutor.Tutor.open", lambda _: FakeTutor(world))
    assert run_plain(Config(), Interrupted("What does dropout do?\n"), io.StringIO()) == 130
    assert world.asked == ["What does dropout do?"]
