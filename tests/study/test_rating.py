import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.study.attempt import Circumstances, Rating
from dltutor.study.rating import COMPLETE, PASS, rating_of

PLAIN = Circumstances("review", confidence=2)
scores = st.floats(0, 1)


@pytest.mark.parametrize(
    ("score", "rating"), [(0.0, 1), (0.3, 1), (0.59, 1), (PASS, 2), (0.8, 2), (COMPLETE, 3), (1.0, 3)]
)
def test_partly_right_is_not_recalled_and_incomplete_is_hard(score: float, rating: Rating) -> None:
    assert rating_of(score, PLAIN, choice=False) == rating


@given(score=scores, choice=st.booleans(), openly=st.booleans(), hints=st.integers(0, 2))
def test_nothing_is_ever_easy_unless_the_student_says_so(
    *, score: float, choice: bool, openly: bool, hints: int
) -> None:
    circumstances = Circumstances("quiz", hints=hints, openly=openly, confidence=3)
    assert rating_of(score, circumstances, choice=choice) != 4


def test_easy_holds_for_a_complete_answer_without_hints_only() -> None:
    assert rating_of(0.95, PLAIN, choice=False, easy=True) == 4
    assert rating_of(0.7, PLAIN, choice=False, easy=True) == 2
    assert rating_of(0.2, PLAIN, choice=False, easy=True) == 1
    assert rating_of(1.0, Circumstances("quiz", hints=1), choice=False, easy=True) == 2


def test_each_hint_lowers_the_best_rating() -> None:
    assert [rating_of(1.0, Circumstances("quiz", hints=hints), choice=False) for hints in range(3)] == [3, 2, 1]


@given(score=scores | st.none(), choice=st.booleans(), easy=st.booleans(), mode=st.sampled_from(["quiz", "exam"]))
def test_giving_up_is_again_whatever_was_scored(*, score: float | None, choice: bool, easy: bool, mode: str) -> None:
    gave_up = Circumstances(mode, gave_up=True, confidence=1)  # type: ignore[arg-type]
    assert rating_of(score, gave_up, choice=choice, easy=easy) == 1


def test_a_missing_essential_point_is_again() -> None:
    assert rating_of(0.9, PLAIN, choice=False, missing_essential=True) == 1


def test_what_nobody_graded_has_no_rating() -> None:
    assert rating_of(None, PLAIN, choice=False) is None


def test_a_choice_is_right_with_every_option_only() -> None:
    assert rating_of(1.0, PLAIN, choice=True) == 3
    assert rating_of(0.75, PLAIN, choice=True) == 1


def test_a_guess_that_was_right_says_nothing_of_memory_and_one_that_was_wrong_does() -> None:
    guess = Circumstances("quiz", confidence=1)
    assert rating_of(1.0, guess, choice=True) is None
    assert rating_of(0.0, guess, choice=True) == 1
    assert rating_of(1.0, guess, choice=False) == 3


def test_a_choice_asked_openly_is_rated_like_any_open_answer() -> None:
    openly = Circumstances("quiz", confidence=1, openly=True)
    assert [rating_of(score, openly, choice=True) for score in (0.5, 0.7, 0.9)] == [1, 2, 3]


@pytest.mark.parametrize(("score", "rating"), [(0.59, 1), (0.6, 3), (1.0, 3)])
def test_an_exam_knows_passed_and_not_passed_only(score: float, rating: Rating) -> None:
    exam = Circumstances("exam", confidence=1)
    assert rating_of(score, exam, choice=True) == rating
    assert rating_of(score, exam, choice=False, easy=True) == rating
