import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from clocks import SetClock
from gradings import VERSION, graded
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.errors import UsageError
from dltutor.study.attempt import Attempt, Circumstances, Rating
from dltutor.study.card import Review
from dltutor.study.database import Database
from dltutor.study.day import in_order, study_day
from dltutor.study.history import History, _storable
from dltutor.study.schema import MIGRATIONS

DAYS = st.lists(st.integers(1, 40), max_size=30)
SOME_DAYS = st.lists(st.integers(2, 40), min_size=2).filter(lambda days: len(set(days)) > 1)


@pytest.fixture
def cards(database: Database) -> tuple[int, ...]:
    with database.writing() as connection:
        connection.executemany("INSERT INTO cards (at) VALUES (?)", [("2026-01-01",)] * 3)
    return (1, 2, 3)


def rate(history: History, card: int | None, rating: Rating | None) -> int:
    """Hand in an answer and decide on it."""
    attempt = history.record(graded(0.7), Circumstances(mode="review"), card)
    history.decide(attempt, graded(0.7), rating=rating)
    return attempt


def counts(database: Database) -> tuple[int, int]:
    """Rows of attempts and of decisions."""
    with database.reading() as connection:
        found = connection.execute("SELECT (SELECT count(*) FROM attempts), (SELECT count(*) FROM decisions)")
        return tuple(found.fetchone())


def test_an_answer_is_kept_the_moment_it_is_handed_in(history: History, database: Database) -> None:
    shown = graded(0.7)
    circumstances = Circumstances("quiz", "quiz-1", 2, 3, gave_up=True, openly=True, seconds=12.5)
    number = history.record(shown, circumstances, None)

    other = Database(database.file)
    (attempt,) = History(other).attempts()
    other.close()
    assert attempt == Attempt(
        id=number,
        at=datetime(2026, 3, 4, 12, tzinfo=UTC),
        day=study_day(datetime(2026, 3, 4, 12, tzinfo=UTC)),
        card=None,
        item="pooling/1",
        question=shown.question,
        answer=shown.answer,
        score=shown.grading.score,
        verdict="pass",
        circumstances=circumstances,
    )


def test_what_was_decided_is_read_with_the_attempt(history: History, cards: tuple[int, ...]) -> None:
    attempt = rate(history, cards[0], 3)
    found = history.attempt(attempt)
    assert (found.decided, found.confirmed, found.student, found.rating) == (True, True, 0.7, 3)

    history.decide(attempt, graded(0.7), score=0.2, rating=1)
    found = history.attempt(attempt)
    assert (found.decided, found.confirmed, found.student, found.rating) == (True, False, 0.2, 1)

    history.take_back(attempt)
    found = history.attempt(attempt)
    assert (found.decided, found.confirmed, found.student, found.rating, found.counts) == (
        False,
        False,
        None,
        None,
        False,
    )


def test_only_the_first_rated_attempt_of_a_card_on_its_day_counts(
    history: History, cards: tuple[int, ...], clock: SetClock
) -> None:
    unrated, first, again = (rate(history, cards[0], rating) for rating in (None, 1, 3))
    other = rate(history, cards[1], 4)
    nobodys = rate(history, None, 3)
    clock.move(days=1)
    later = rate(history, cards[0], 2)

    assert [one.id for one in history.attempts() if one.counts] == [first, other, later]
    assert {unrated, again, nobodys} == {one.id for one in history.attempts() if not one.counts}
    today = study_day(clock())
    assert history.reviews() == {
        cards[0]: (Review(today - 1, 1), Review(today, 2)),
        cards[1]: (Review(today - 1, 4),),
    }


def test_where_the_first_attempt_is_taken_back_the_next_one_counts(history: History, cards: tuple[int, ...]) -> None:
    first, second = rate(history, cards[0], 1), rate(history, cards[0], 3)
    history.take_back(first)

    assert [one.id for one in history.attempts() if one.counts] == [second]


def test_a_study_day_lasts_until_four_in_the_morning(history: History, cards: tuple[int, ...], clock: SetClock) -> None:
    clock.moment = datetime(2026, 3, 4, 23).astimezone()
    rate(history, cards[0], 1)
    clock.moment = datetime(2026, 3, 5, 3, 59).astimezone()
    rate(history, cards[0], 3)
    clock.moment = datetime(2026, 3, 5, 4).astimezone()
    rate(history, cards[0], 3)

    assert [one.counts for one in history.attempts()] == [True, False, True]


def test_undo_goes_back_through_the_decisions_newest_first(history: History, cards: tuple[int, ...]) -> None:
    first, second, third = (rate(history, card, 3) for card in cards)
    history.decide(first, graded(0.7), score=0.1, rating=1)

    undone = [history.undo() for _ in range(4)]

    assert [one.id if one else None for one in undone] == [first, third, second, None]
    assert undone[0] is not None
    assert (undone[0].student, undone[0].rating, undone[0].decided) == (0.1, 1, True)
    assert not any(one.decided for one in history.attempts())
    assert history.reviews() == {}


def test_undo_leaves_the_marks_of_an_exam_alone(history: History, cards: tuple[int, ...]) -> None:
    before = rate(history, cards[0], 3)
    marked = history.record(graded(0.7), Circumstances(mode="exam"), cards[1])
    history.decide(marked, graded(0.7), score=1.0, rating=3)

    undone = [history.undo() for _ in range(2)]

    assert [one.id if one else None for one in undone] == [before, None]
    assert history.attempt(marked).decided


def test_undo_only_adds(history: History, database: Database, cards: tuple[int, ...]) -> None:
    rate(history, cards[0], 3)
    history.undo()

    assert counts(database) == (1, 2)


def test_reading_makes_nothing(history: History, database: Database) -> None:
    assert history.attempts() == ()
    assert history.reviews() == {}
    assert history.undo() is None
    assert history.clock_warning() == ""
    with pytest.raises(UsageError, match="no attempt 1"):
        history.attempt(1)
    assert not database.file.parent.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("слой усредняет\nпо окну 平均池化 🙂", "слой усредняет\nпо окну 平均池化 🙂"),
        ("half a \ud800 pair", "half a \ufffd pair"),
        ("a whole \ud83d\ude42 in halves", "a whole 🙂 in halves"),
        ("nothing\0after", "nothing\ufffdafter"),
        ("x" * 100_000, "x" * 100_000),
        ("ж" * 5_000_000, "ж" * 5_000_000),
    ],
    ids=["empty", "other scripts", "half a pair", "a pair in halves", "nul", "100 kB", "10 MB"],
)
def test_whatever_was_typed_is_kept_as_readable_text(history: History, given: str, kept: str) -> None:
    history.record(graded(0.7, answer=given), Circumstances(), None)

    (attempt,) = history.attempts()
    assert attempt.answer == kept


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_is_kept_as_text_that_can_be_shown(text: str) -> None:
    kept = _storable(text)  # looked at from inside: a history for each of a hundred texts would take seconds

    assert kept.encode().decode() == kept
    assert "\0" not in kept
    assert kept == text or "\ufffd" in kept or any("\ud800" <= letter <= "\udfff" for letter in text)


def test_a_clock_that_was_moved_back_takes_no_review_away(
    history: History, cards: tuple[int, ...], clock: SetClock
) -> None:
    today = study_day(clock())
    rate(history, cards[0], 3)
    clock.move(days=-365)
    rate(history, cards[0], 1)
    rate(history, cards[1], 3)
    clock.move(days=367)
    rate(history, cards[0], 3)

    assert history.reviews() == {
        cards[0]: (Review(today, 3), Review(today + 2, 3)),
        cards[1]: (Review(today, 3),),
    }
    assert [one.day for one in history.attempts()] == [today, today, today, today + 2]


def test_a_clock_that_ran_ten_years_ahead_takes_no_question_out_of_review(
    history: History, cards: tuple[int, ...], clock: SetClock
) -> None:
    today = study_day(clock())
    rate(history, cards[0], 3)
    clock.move(days=3650)
    rate(history, cards[1], 3)
    clock.move(days=-3640)
    rate(history, cards[2], 3)
    clock.move(days=30)

    assert history.reviews() == {
        cards[0]: (Review(today, 3),),
        cards[1]: (Review(today, 3),),
        cards[2]: (Review(today + 10, 3),),
    }


def test_an_answer_from_the_future_is_told_of(history: History, clock: SetClock) -> None:
    history.record(graded(0.7), Circumstances(), None)
    assert history.clock_warning() == ""
    clock.move(minutes=-59)
    assert history.clock_warning() == ""

    clock.move(days=-365)
    assert "2026-03-04" in history.clock_warning()
    assert "2025-03-04" in history.clock_warning()

    history.record(graded(0.7), Circumstances(), None)
    assert history.clock_warning() == ""


@settings(deadline=None)
@given(days=DAYS, today=st.integers(1, 40))
def test_days_in_order_never_go_back_and_never_lie_ahead(days: list[int], today: int) -> None:
    ordered = in_order(days, today)

    assert len(ordered) == len(days)
    assert all(one <= other for one, other in pairwise([*ordered, today]))


@settings(deadline=None)
@given(days=DAYS)
def test_days_that_are_in_order_stay_as_they_are(days: list[int]) -> None:
    assert in_order(sorted(days), 40) == sorted(days)


@settings(deadline=None)
@given(before=SOME_DAYS, after=SOME_DAYS, wrong=st.sampled_from([1, 90]), length=st.integers(1, 20))
def test_an_hour_with_a_wrong_clock_changes_no_other_day(
    before: list[int], after: list[int], wrong: int, length: int
) -> None:
    first, last = sorted(before), [40 + day for day in sorted(after)]
    ordered = in_order([*first, *[wrong] * length, *last], 100)

    assert ordered[: len(first)] == first
    assert ordered[-len(last) :] == last


@pytest.fixture
def old(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A history that the first version wrote: confirmed, overridden in a point, taken back, never decided on."""
    shown = graded(0.4, 0.8)
    grading = {
        "score": 0.6,
        "verdict": "check",
        "credits": 1.2,
        "out_of": 2.0,
        "low": 0.35,
        "high": 0.85,
        "points": [
            {"text": "point", "credits": 1.0, "coverage": cover, "band": "partly", "evidence": "words", "weight": 0.5}
            for cover in (0.4, 0.8)
        ],
        "flags": [],
        "note": "",
        "version": VERSION,
    }
    with monkeypatch.context() as patch:
        patch.setattr("dltutor.study.database.MIGRATIONS", MIGRATIONS[:1])
        with database.writing() as connection:
            for number in range(4):
                at = (datetime(2026, 3, 4, 12, tzinfo=UTC) + timedelta(days=number)).isoformat()
                connection.execute(
                    "INSERT INTO attempts (at, item, question, answer, score, grading, version, bias) "
                    "VALUES (?, 'pooling/1', ?, ?, 0.6, ?, ?, 0)",
                    (at, shown.question, f"old {number}", json.dumps(grading), VERSION),
                )
            connection.executemany(
                "INSERT INTO decisions (attempt, at, score, points, confirmed) VALUES (?, '2026-03-04', NULL, ?, ?)",
                [(1, "{}", 1), (2, '{"0": 1.0}', 0), (3, "{}", 1), (3, "{}", 0)],
            )
        database.close()
    return database


def test_what_an_older_dltutor_kept_is_read_as_it_was_meant(old: Database, clock: SetClock) -> None:
    clock.move(days=10)
    attempts = History(old, clock).attempts()

    first = study_day(datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert [one.day for one in attempts] == [first, first + 1, first + 2, first + 3]
    assert [(one.decided, one.confirmed) for one in attempts] == [
        (True, True),
        (True, False),
        (False, False),
        (False, False),
    ]
    assert [one.student for one in attempts] == [pytest.approx(0.6), pytest.approx(0.9), None, None]
    assert {one.verdict for one in attempts} == {"check"}
    assert {(one.card, one.rating, one.circumstances) for one in attempts} == {(None, None, Circumstances())}


def test_what_an_older_dltutor_kept_can_be_decided_anew(old: Database, clock: SetClock) -> None:
    clock.move(days=10)
    history = History(old, clock)

    undone = history.undo()
    assert undone is not None
    assert undone.answer == "old 1"
    assert [one.decided for one in history.attempts()] == [True, False, False, False]
    assert history.decisions.agreement().decided == 1


def test_attempts_and_decisions_can_only_be_added(history: History, database: Database, cards: tuple[int, ...]) -> None:
    rate(history, cards[0], 3)

    with closing(sqlite3.connect(database.file)) as connection:
        for statement in ("DELETE FROM attempts", "DELETE FROM decisions", "UPDATE decisions SET rating = 4"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                connection.execute(statement)
    assert counts(database) == (1, 1)
