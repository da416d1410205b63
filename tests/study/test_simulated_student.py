from datetime import timedelta
from pathlib import Path

import pytest
from simulated import FIRST_DAY, PACE, Student, known_of

from dltutor.bank.item import Item
from dltutor.study.choosing import NEW_A_DAY
from dltutor.study.database import Database
from dltutor.study.history import History

DAYS = 60
MINUTES = 6


@pytest.fixture(scope="module")
def student(shipped_items: tuple[Item, ...], tmp_path_factory: pytest.TempPathFactory) -> Student:
    """Sixty days of the whole course, without an exam."""
    file = tmp_path_factory.mktemp("student") / "history.sqlite3"
    studied = Student(shipped_items, Database(file), seed=1)
    studied.plans.set(None, MINUTES)
    studied.study(DAYS)
    return studied


def test_after_sixty_days_what_was_asked_is_known(student: Student) -> None:
    assert student.true_recall() >= 0.88
    assert abs(student.true_recall() - student.believed_recall()) < 0.05
    assert len(student.memories.reviews) >= 70


def test_no_day_takes_more_than_its_minutes_and_the_question_that_was_begun(student: Student) -> None:
    assert all(day.seconds < MINUTES * 60 + day.longest for day in student.days)


def test_the_minutes_are_used_and_new_questions_never_swamp_a_day(student: Student) -> None:
    asked = sum(day.asked for day in student.days)
    assert 0.8 * DAYS * MINUTES * 60 / PACE < asked < 1.1 * DAYS * MINUTES * 60 / PACE
    assert all(day.begun <= NEW_A_DAY for day in student.days)
    assert sum(day.begun > 0 for day in student.days) > DAYS / 2


def test_the_scheduler_was_told_the_first_rating_of_each_card_and_day_and_nothing_else(student: Student) -> None:
    told = {card: tuple(reviews) for card, reviews in student.told.items() if reviews}
    assert student.history.reviews() == told
    assert sum(map(len, told.values())) < sum(day.asked for day in student.days)


def test_the_attempts_and_decisions_alone_give_the_same_schedule_again(student: Student, tmp_path: Path) -> None:
    copy = Database(tmp_path / "copy.sqlite3")
    with student.history._database.reading() as old, copy.writing() as new:
        for table in ("cards", "attempts", "decisions"):
            rows = old.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608  our own names
            places = ", ".join("?" * len(rows[0]))
            new.executemany(f"INSERT INTO {table} VALUES ({places})", [tuple(row) for row in rows])  # noqa: S608
    rebuilt = History(copy, lambda: student.today)
    assert known_of(rebuilt, student.plans.plan(), student.day) == student.known()
    assert len(rebuilt.attempts()) == sum(day.asked for day in student.days)
    copy.close()


def test_an_exam_is_met_with_more_known_for_less_work(
    student: Student, shipped_items: tuple[Item, ...], tmp_path: Path
) -> None:
    examined = Student(shipped_items[::9], Database(tmp_path / "exam.sqlite3"), seed=2)
    examined.plans.set((FIRST_DAY + timedelta(days=DAYS)).date(), MINUTES)
    examined.study(DAYS)
    assert examined.true_recall() >= 0.93
    assert len(examined.memories.reviews) == len(shipped_items[::9])
    assert sum(day.asked for day in examined.days) < sum(day.asked for day in student.days)
    assert all(day.seconds < MINUTES * 60 + day.longest for day in examined.days)
    assert not any(day.begun for day in examined.days[-5:])
