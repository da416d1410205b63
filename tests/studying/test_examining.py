"""Exams over a real history: what is kept, when, and what the scheduler is told."""

import pytest
from desks import EXAM, Marker, Shelf

from dltutor.errors import UsageError
from dltutor.study.exams.exam import Exam, Marks
from dltutor.studying import Studying


@pytest.fixture
def exam(study: Studying) -> Exam:
    begun = study.begin_exam(study.paper("spring"), 1800.0, 8.0)
    begun.parts[0].answer, begun.parts[1].answer = "right", "wrong"
    begun.tick(60.0)
    study.save_exam(begun)
    return begun


def test_a_paper_is_found_and_tells_its_time_and_credits(study: Studying) -> None:
    paper = study.paper("spring")
    assert (paper.out_of, paper.minutes, len(paper.parts)) == (12.0, 30.0, 6)


def test_an_exam_goes_on_where_it_was_saved(study: Studying, exam: Exam) -> None:
    again = study.exam()
    assert (again.id, again.used, again.parts[1].answer, again.handed_in) == (exam.id, 60.0, "wrong", False)


def test_handing_in_keeps_every_part_as_an_attempt_once(study: Studying, exam: Exam) -> None:
    study.hand_in_exam(exam)
    study.hand_in_exam(exam)
    kept = study.history.attempts()
    assert [one.answer for one in kept] == ["right", "wrong", "", "", "", ""]
    assert {one.circumstances.sitting for one in kept} == {f"exam-{exam.id}"}
    # The two answers in words wait for the student; the empty ones are known to be nothing.
    assert [one.rating for one in kept] == [None, None, 1, 1, 1, 1]


def test_marks_of_the_student_reach_the_scheduler_and_can_be_taken_away(study: Studying, exam: Exam) -> None:
    study.hand_in_exam(exam)
    study.mark_exam_part(exam, 0, Marks("you", 1.5, exam.parts[0].marks.graded if exam.parts[0].marks else None))
    assert study.history.attempts()[0].rating == 3
    assert study.history.attempts()[0].student == 0.75
    study.mark_exam_part(exam, 0, Marks("unmarked"))
    assert study.history.attempts()[0].rating is None
    assert len(study.history.attempts()) == 6


def test_the_report_is_of_the_latest_that_was_handed_in(study: Studying, exam: Exam) -> None:
    with pytest.raises(UsageError, match="handed in"):
        study.exam(finished=True)
    study.hand_in_exam(exam)
    report = study.exam_report(study.exam(finished=True))
    assert (report.out_of, report.predicted) == (12.0, 8.0)
    assert report.low <= report.high <= 4.0


def test_an_exam_outlives_its_paper(study: Studying, shelf: Shelf, marker: Marker, exam: Exam) -> None:
    shelf.now_holds(*shelf.known[:2])
    again = study.hand_in_exam(study.exam())
    assert marker.asked[-1][0] == EXAM[1].answer
    assert again.parts[0].marks is not None
    assert study.exam_report(again).out_of == 12.0


def test_a_mixed_paper_is_the_same_for_the_same_seed(study: Studying) -> None:
    assert study.mixed_paper(6, seed=3) == study.mixed_paper(6, seed=3)
    assert study.mixed_paper(6, seed=3).out_of == 6.0


def test_progress_tells_exams_beside_what_was_expected(study: Studying, exam: Exam) -> None:
    study.hand_in_exam(exam)
    (sat,) = study.progress().exams.exams
    assert (sat.predicted, sat.out_of) == (8.0, 12.0)
