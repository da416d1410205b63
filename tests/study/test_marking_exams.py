from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_papers import graded, question

from dltutor.bank.item import Item
from dltutor.errors import IndexProblem, Stopped, UsageError
from dltutor.grading.result import Flag, Graded, PointResult
from dltutor.study.exams.exam import Exam, Marks, PartState
from dltutor.study.exams.marking import mark, rating, suggested, tick, waiting
from dltutor.study.exams.paper import Paper, Part
from dltutor.study.exams.totals import span, totals

if TYPE_CHECKING:
    from dltutor.progress import Progress


def sat(*answered: tuple[Item, str]) -> Exam:
    """An exam that was handed in with these answers."""
    parts = tuple(Part(item, 1.0 if item.credits is None else item.credits, "Problem 1") for item, _ in answered)
    states = [PartState(answer) for _, answer in answered]
    return Exam(1, Paper("spring", "Spring", "spring.md", parts), parts=states, handed_in=True)


def by_number(item: Item, answer: str) -> Graded:
    """A grader whose score is the answer itself; of choices it is exact."""
    return graded(item, answer, float(answer) if answer != "?" else None, exact=bool(item.options))


def marks_of(exam: Exam) -> list[Marks]:
    return [state.marks for state in exam.parts if state.marks]


def test_what_is_exact_is_marked_by_the_tutor_and_words_wait_for_the_student() -> None:
    exam = sat((question("1", options="+-"), "0.5"), (question("2", points=(1.0, 1.0)), "0.5"))
    mark(exam, by_number)
    exact, words = marks_of(exam)
    assert (exact.by, exact.credits) == ("tutor", 1.0)
    assert (words.by, words.credits, words.points) == ("unmarked", None, {0: 0.5, 1: 0.5})
    assert waiting(exam) == (1,)


def test_an_empty_answer_gets_nothing_and_is_not_graded() -> None:
    exam = sat((question("1", options="--"), "  \n"), (question("2", answer=""), ""))
    mark(exam, lambda item, answer: pytest.fail("graded"))
    assert [(one.by, one.credits) for one in marks_of(exam)] == [("tutor", 0.0), ("tutor", 0.0)]


def test_what_has_no_key_is_unmarked_and_anything_is_possible() -> None:
    exam = sat((question("1", options="??"), "?"))
    mark(exam, by_number)
    (marks,) = marks_of(exam)
    assert (marks.by, marks.credits, marks.points) == ("unmarked", None, {})
    assert span(exam.paper.parts[0], exam.parts[0]) == (0.0, 2.0)
    with pytest.raises(UsageError, match="no points"):
        tick(exam, 0)
    assert tick(exam, 0, credits=1.5).by == "you"


@pytest.mark.parametrize("error", [IndexProblem("No index.", hint="dltutor index"), ValueError("oops")])
def test_a_part_that_can_not_be_graded_says_why_and_the_others_are_marked(error: Exception) -> None:
    def grade(item: Item, answer: str) -> Graded:
        if answer == "bad":
            raise error
        return by_number(item, answer)

    exam = sat((question("1"), "bad"), (question("2", options="+-"), "1"))
    mark(exam, grade)
    failed, done = marks_of(exam)
    assert (failed.by, failed.credits, done.credits) == ("unmarked", None, 2.0)
    assert failed.graded is not None
    assert str(error) in failed.graded.grading.note
    mark(exam, lambda item, answer: graded(item, answer, 1.0, exact=True))
    assert marks_of(exam)[0].credits == 2.0


def test_what_has_no_key_is_not_tried_again() -> None:
    exam = sat((question("1", options="??"), "?"))
    mark(exam, by_number)
    before = marks_of(exam)
    mark(exam, lambda item, answer: pytest.fail("graded again"))
    assert marks_of(exam) == before


def test_a_stop_ends_marking_and_what_is_marked_stays_when_it_goes_on() -> None:
    asked: list[str] = []

    def grade(item: Item, answer: str) -> Graded:
        asked.append(item.id)
        if len(asked) == 2:
            raise Stopped("Stopped.")
        return by_number(item, answer)

    exam = sat((question("1", points=(2.0,)), "1"), (question("2", options="+-"), "1"))
    with pytest.raises(Stopped):
        mark(exam, grade)
    tick(exam, 0, {0: 0.0})
    mark(exam, grade)
    assert [(one.by, one.credits) for one in marks_of(exam)] == [("you", 0.0), ("tutor", 2.0)]
    assert asked.count(exam.paper.parts[0].item.id) == 1


def test_marking_reports_how_far_it_is_and_needs_an_exam_that_was_handed_in() -> None:
    seen: list[Progress] = []
    exam = sat((question("1", options="+-"), "1"))
    mark(exam, by_number, seen.append)
    assert [(one.done, one.total) for one in seen] == [(0, 1), (1, 1)]
    exam.handed_in = False
    with pytest.raises(UsageError, match="not handed in"):
        mark(exam, by_number)
    with pytest.raises(UsageError):
        tick(exam, 0, credits=1)


@pytest.mark.parametrize(
    ("worth", "credits", "ticks", "earned"),
    [
        ((1.0, 1.0), 2.0, {0: 1, 1: 0}, 1.0),
        ((0.5, 1.5), 2.0, {0: 1, 1: 0.5}, 1.25),  # half a tick of a half
        ((1.0, 1.0, 1.0), 2.0, {0: 1, 1: 1, 2: 1}, 2.0),  # marks that are alternatives
        ((0.25, 0.75), 1.0, {0: 1, 1: 0}, 0.25),
        ((1.0, 1.0), 2.0, {0: 0, 1: 0}, 0.0),
    ],
)
def test_ticks_earn_what_the_rubric_says(
    worth: tuple[float, ...], credits: float, ticks: Mapping[int, float], earned: float
) -> None:
    exam = sat((question("1", points=worth, credits=credits), "0.9"))
    mark(exam, by_number)
    assert tick(exam, 0, ticks).credits == earned
    assert marks_of(exam)[0].points == ticks


def test_confirming_takes_the_suggestion_and_a_tick_changes_one_point() -> None:
    exam = sat((question("1", points=(1.0, 1.0)), "0.5"))
    mark(exam, by_number)
    assert tick(exam, 0).credits == 1.0
    assert tick(exam, 0, {1: 1}).credits == 1.5
    assert tick(exam, 0, {1: 0}).credits == 0.5


def test_a_point_beyond_those_that_are_needed_earns_what_they_do_when_the_student_ticks_it() -> None:
    exam = sat((question("1", credits=2.0), "0"))
    mark(exam, by_number)
    marks = exam.parts[0].marks
    assert marks is not None
    assert marks.graded is not None
    points = tuple(
        PointResult(name, None, 0.0, "not_found", "", weight)
        for name, weight in zip("abc", (0.5, 0.5, 0.0), strict=True)
    )
    grading = replace(marks.graded.grading, points=points)
    exam.parts[0].marks = replace(marks, graded=replace(marks.graded, grading=grading), points={})
    assert tick(exam, 0, {2: 1.0}).credits == 1.0
    assert tick(exam, 0, {1: 1.0, 2: 1.0}).credits == 2.0


def test_points_without_credits_share_those_of_the_part() -> None:
    item = question("1", points=(1.0, 1.0), credits=3.0)
    bare = graded(item, "x", 0.9)
    points = tuple(replace(point, credits=None) for point in bare.grading.points)
    exam = sat((item, "x"))
    mark(exam, lambda item, answer: replace(bare, grading=replace(bare.grading, points=points)))
    assert tick(exam, 0, {0: 1, 1: 0}).credits == 1.5


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.sampled_from([0.5, 1.0, 2.0, 5.0]))
def test_no_ticks_earn_more_than_the_part_is_worth_or_less_than_nothing(values: list[float], credits: float) -> None:
    exam = sat((question("1", points=(0.5, 1.0, 2.0), credits=credits), "0.9"))
    mark(exam, by_number)
    earned = tick(exam, 0, dict(enumerate(values))).credits
    assert earned is not None
    assert 0 <= earned <= credits


@pytest.mark.parametrize("wrong", [{0: 1.5}, {0: -0.1}, {0: float("nan")}, {5: 1.0}, {-1: 1.0}])
def test_ticks_that_can_not_be_are_refused_and_change_nothing(wrong: Mapping[int, float]) -> None:
    exam = sat((question("1", points=(1.0, 1.0)), "0.5"))
    mark(exam, by_number)
    before = marks_of(exam)
    with pytest.raises(UsageError):
        tick(exam, 0, wrong)
    for credits in (-1.0, 2.5, float("nan")):
        with pytest.raises(UsageError):
            tick(exam, 0, credits=credits)
    with pytest.raises(UsageError):
        tick(exam, 1)
    assert marks_of(exam) == before


def test_a_list_of_keywords_is_not_ticked_in_advance() -> None:
    stuffed = graded(question("1", points=(1.0,)), "mill sail wind", 0.9, flags=(Flag("stuffing"),))
    assert suggested(stuffed) == {0: 0.0}
    assert suggested(None) == {}


@pytest.mark.parametrize(("credits", "expected"), [(2.0, 3), (1.2, 3), (1.0, 1), (0.0, 1)])
def test_sixty_per_cent_of_the_credits_count_as_known(credits: float, expected: int) -> None:
    exam = sat((question("1"), "x"))
    tick(exam, 0, credits=credits)
    assert rating(exam.paper.parts[0], exam.parts[0]) == expected


def test_what_is_unmarked_or_worth_nothing_tells_the_scheduler_nothing() -> None:
    exam = sat((question("1", points=(1.0,)), "1"), (question("2", credits=0.0, options="+-"), "1"))
    mark(exam, by_number)
    assert [rating(part, state) for part, state in zip(exam.paper.parts, exam.parts, strict=True)] == [None, None]


def test_the_range_narrows_as_the_student_decides() -> None:
    exam = sat((question("1", options="+-"), "1"), (question("2", points=(2.0,)), "0.5"), (question("3"), "?"))
    mark(exam, by_number)
    found = totals(exam)
    assert (found.tutor, found.you, found.unmarked) == ((2.0, 2.0), (0.0, 0.0), 4.0)
    assert (found.low, found.high) == (pytest.approx(2.6), pytest.approx(5.4))
    tick(exam, 1)
    tick(exam, 2, credits=2)
    found = totals(exam)
    assert (found.low, found.high, found.unmarked, found.you) == (5.0, 5.0, 0.0, (3.0, 4.0))
