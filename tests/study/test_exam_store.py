import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from made_papers import graded, paper, question

from dltutor.errors import DltutorError, UsageError
from dltutor.study.database import Database
from dltutor.study.exams.exam import Marks
from dltutor.study.exams.marking import mark, tick
from dltutor.study.exams.paper import Paper, Part
from dltutor.study.exams.store import Exams

PAPER = paper(1)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


class Watch:
    """A clock that stands where it was put."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def exams(database: Database) -> Exams:
    return Exams(database, Watch())


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database.file)) as connection:
        return connection.execute(query).fetchall()


def test_an_exam_comes_back_after_a_crash_as_it_was_last_saved(exams: Exams, database: Database) -> None:
    exam = exams.begin(PAPER, 3600, 20)
    exam.tick(30)
    exam.position = 2
    exam.parts[2].answer, exam.parts[2].flagged = "It turns 🙂 \x00 once", True
    exam.tick(12.5)
    exams.save(exam)
    kept = replace(exam.parts[2])
    exam.parts[3].answer = "never saved"
    exam.tick(3)

    back = Exams(Database(database.file), Watch()).load()
    assert (back.paper, back.seconds, back.predicted, back.position) == (PAPER, 3600, 20, 2)
    assert (back.used, back.left) == (42.5, 3557.5)
    assert back.parts[2] == kept
    assert not back.parts[3].answered
    assert not back.handed_in


def test_the_clock_stands_still_while_the_exam_is_closed(database: Database) -> None:
    watch = Watch()
    exams = Exams(database, watch)
    exam = exams.begin(PAPER, 3600)
    exam.tick(100)
    exams.save(exam)
    watch.time += timedelta(days=3)
    assert exams.load(exam.id).used == 100


def test_the_paper_stays_as_it_was_when_the_exam_began(exams: Exams, database: Database) -> None:
    whole = question("1", stem="A mill.", options="+-?", points=(0.5, 1.5))
    kept = Paper("mix", "Mixed", "", (Part(whole, 2.0, "Problem 1: Mills"),))
    exam = exams.begin(kept)
    assert Exams(database, Watch()).load(exam.id).paper == kept


def test_a_save_writes_only_the_parts_that_have_changed(exams: Exams, database: Database) -> None:
    exam = exams.begin(PAPER)
    exams.save(exam)
    assert rows(database, "SELECT count(*) FROM exam_parts") == [(0,)]
    exam.parts[4].answer = "sails"
    exams.save(exam)
    assert rows(database, "SELECT part, answer FROM exam_parts") == [(4, "sails")]


def test_two_tutors_with_one_exam_keep_what_each_has_changed(exams: Exams, database: Database) -> None:
    exam = exams.begin(PAPER, 3600)
    beside = Exams(Database(database.file), Watch())
    other = beside.load(exam.id)
    exam.parts[0].answer, exam.parts[1].answer = "a", "b"
    exam.tick(50)
    exams.save(exam)
    other.parts[2].answer, other.parts[1].flagged = "c", True
    other.tick(40)
    beside.save(other)

    back = exams.load(exam.id)
    assert [part.answer for part in back.parts[:3]] == ["a", "b", "c"]
    assert back.parts[1].flagged
    assert back.used == 50


def test_of_one_answer_the_later_save_is_kept(exams: Exams, database: Database) -> None:
    exam = exams.begin(PAPER)
    beside = Exams(Database(database.file), Watch())
    other = beside.load(exam.id)
    exam.parts[0].answer = "first"
    exams.save(exam)
    other.parts[0].answer = "second"
    beside.save(other)
    exam.tick(5)
    exams.save(exam)
    assert exams.load(exam.id).parts[0].answer == "second"


def test_handing_in_takes_the_other_tutors_answers_along_and_refuses_later_ones(
    exams: Exams, database: Database
) -> None:
    exam = exams.begin(PAPER)
    beside = Exams(Database(database.file), Watch())
    other = beside.load(exam.id)
    other.parts[2].answer = "c"
    beside.save(other)
    exam.parts[0].answer = "a"
    exams.hand_in(exam)
    assert exam.handed_in
    assert [part.answer for part in exam.parts[:3]] == ["a", "", "c"]

    other.parts[0].answer = "too late"
    with pytest.raises(UsageError, match="handed in"):
        beside.save(other)
    with pytest.raises(UsageError, match="handed in"):
        beside.hand_in(other)
    assert exams.load(exam.id).parts[0].answer == "a"


def test_marks_with_their_gradings_come_back_whole(exams: Exams, database: Database) -> None:
    asked = question("1.1", points=(1.0, 1.0))
    exam = exams.begin(Paper("one", "One", "one.md", (Part(asked, 2.0),)))
    exam.parts[0].answer = "It turns."
    exams.hand_in(exam)
    mark(exam, lambda item, answer: graded(item, answer, 0.5))
    exams.save(exam)
    assert Exams(database, Watch()).load(exam.id).parts == exam.parts
    tick(exam, 0, {1: 1.0})
    exam.parts[0].marks = replace(exam.parts[0].marks or Marks("you"), attempt=7)
    exams.close(exam)
    back = exams.load(exam.id)
    assert back.parts == exam.parts
    assert back.closed


def test_the_list_tells_how_far_each_exam_is_the_latest_first(exams: Exams) -> None:
    assert exams.all() == ()
    done, waiting, sat = (exams.begin(PAPER, 600) for _ in range(3))
    for exam in (done, waiting):
        exam.parts[0].answer = "a"
        exams.hand_in(exam)
        mark(exam, lambda item, answer: graded(item, answer, 1.0, exact=True))
    exams.close(done)
    exams.save(waiting)
    sat.tick(60)
    exams.save(sat)

    listed = exams.all()
    assert [one.id for one in listed] == [sat.id, waiting.id, done.id]
    assert [one.state for one in listed] == ["sitting", "to mark", "marked"]
    assert [one.result for one in listed] == [None, (2.0, 2.0), (2.0, 2.0)]
    assert (listed[0].left, listed[0].answered, listed[1].answered, listed[0].parts) == (540, 0, 1, len(PAPER.parts))
    assert (listed[0].at, listed[0].name, listed[0].out_of) == (NOON, "exam-1", PAPER.out_of)


def test_without_a_number_the_latest_that_is_not_finished_is_meant(exams: Exams) -> None:
    first, second = exams.begin(PAPER), exams.begin(PAPER)
    exams.hand_in(second)
    assert exams.load().id == second.id
    exams.close(second)
    assert exams.load().id == first.id
    exams.hand_in(first)
    exams.close(first)
    with pytest.raises(UsageError, match="No exam waits"):
        exams.load()


@pytest.mark.parametrize("number", [7, -1, 10**30, -(10**30)])
def test_an_unknown_exam_names_those_there_are(exams: Exams, number: int) -> None:
    with pytest.raises(UsageError, match="no exam"):
        exams.load(number)
    exams.begin(PAPER)
    with pytest.raises(UsageError) as caught:
        exams.load(number)
    assert caught.value.hint == "There are: 1"


def test_asking_for_exams_makes_no_file(exams: Exams, database: Database) -> None:
    with pytest.raises(UsageError):
        exams.load()
    assert exams.all() == ()
    assert not database.exists


@pytest.mark.parametrize(("seconds", "predicted"), [(0, None), (-1, None), (float("nan"), None), (60, -1), (60, 1000)])
def test_impossible_numbers_begin_nothing(exams: Exams, seconds: float, predicted: float | None) -> None:
    with pytest.raises(UsageError):
        exams.begin(PAPER, seconds, predicted)
    with pytest.raises(UsageError, match="no questions"):
        exams.begin(Paper("empty", "Empty", "", ()))
    assert exams.all() == ()


def test_marking_can_not_be_closed_before_the_exam_is_handed_in(exams: Exams) -> None:
    with pytest.raises(UsageError, match="not handed in"):
        exams.close(exams.begin(PAPER))


def test_a_damaged_row_is_told_with_the_file(exams: Exams, database: Database) -> None:
    exam = exams.begin(PAPER)
    exam.parts[0].answer = "a"
    exams.save(exam)
    with closing(sqlite3.connect(database.file)) as connection, connection:
        connection.execute("UPDATE exam_parts SET marks = '{}'")
    for read in (exams.load, exams.all):
        with pytest.raises(DltutorError, match="damaged") as caught:
            read()
        assert str(database.file) in caught.value.message


def test_half_a_character_in_an_answer_is_kept_as_a_question_mark(exams: Exams) -> None:
    exam = exams.begin(PAPER)
    exam.parts[0].answer = "half \ud800"
    exams.save(exam)
    assert exams.load(exam.id).parts[0].answer == "half ?"


def test_an_answer_of_a_hundred_kilobytes_is_kept_whole(exams: Exams) -> None:
    exam = exams.begin(PAPER)
    exam.parts[0].answer = "数 & x\n" * 20_000
    exams.save(exam)
    assert exams.load(exam.id).parts[0].answer == exam.parts[0].answer


def test_what_one_save_could_not_write_the_next_one_brings(exams: Exams, database: Database) -> None:
    exam = exams.begin(PAPER)
    exam.parts[0].answer = "a"
    with closing(sqlite3.connect(database.file, isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON exam_parts BEGIN SELECT raise(ABORT, 'full'); END")
    with pytest.raises(sqlite3.IntegrityError):
        exams.save(exam)
    with closing(sqlite3.connect(database.file, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER full")
    exams.save(exam)
    assert exams.load(exam.id).parts[0].answer == "a"
