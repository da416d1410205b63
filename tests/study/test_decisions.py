import sqlite3
from contextlib import closing

import pytest
from gradings import VERSION, graded, grading

from dltutor.errors import DltutorError, UsageError
from dltutor.grading.result import Graded, Grading
from dltutor.study.attempt import Circumstances
from dltutor.study.bias import ENOUGH
from dltutor.study.database import Database
from dltutor.study.decision import decided
from dltutor.study.history import History


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database.file)) as connection:
        return connection.execute(query).fetchall()


def give(history: History, shown: Graded, score: float | None = None) -> int:
    """Hand in an answer and decide on it."""
    attempt = history.record(shown, Circumstances(), None)
    history.decide(attempt, shown, score=score)
    return attempt


def test_a_grading_is_read_back_as_it_was_shown(history: History) -> None:
    shown = graded(0.123456789, 0.7, bias=0.25)
    attempt = history.record(shown, Circumstances(), None)
    history.decide(attempt, shown, points={0: 1.0})

    (decision,) = history.decisions.latest()
    assert decision.grading == shown.grading
    assert (decision.score, decision.points, decision.bias) == (None, {0: 1.0}, 0.25)


def test_the_last_decision_counts_and_the_ones_before_are_kept(history: History, database: Database) -> None:
    shown = graded(0.7, 0.3)
    attempt = give(history, shown)
    history.decide(attempt, shown, score=0.9)
    history.decide(attempt, shown, points={1: 1.0})

    (decision,) = history.decisions.latest()
    assert (decision.score, decision.points) == (None, {1: 1.0})
    assert rows(database, "SELECT count(*) FROM attempts") == [(1,)]
    assert rows(database, "SELECT score, points, confirmed, round(student, 3) FROM decisions ORDER BY id") == [
        (None, "{}", 1, 0.5),
        (0.9, "{}", 0, 0.9),
        (None, '{"1": 1.0}', 0, 0.85),
    ]


def test_a_decision_can_be_taken_back_and_made_again(history: History) -> None:
    shown = graded(0.7, 0.3)
    attempt = give(history, shown, 0.9)
    history.take_back(attempt)
    assert history.decisions.latest() == ()
    found = history.decisions.agreement()
    assert (found.graded, found.decided) == (1, 0)

    history.decide(attempt, shown)
    assert [decision.confirmed for decision in history.decisions.latest()] == [True]


def test_taking_back_where_nothing_stands_adds_nothing(history: History, database: Database) -> None:
    attempt = history.record(graded(0.7), Circumstances(), None)
    give(history, graded(0.7))
    history.take_back(attempt)
    history.take_back(0)

    assert rows(database, "SELECT attempt, confirmed FROM decisions") == [(2, 1)]


def test_an_answer_that_nothing_was_decided_on_says_nothing_of_agreement(history: History) -> None:
    history.record(graded(0.7), Circumstances(), None)
    give(history, graded(0.7))

    found = history.decisions.agreement()
    assert (found.graded, found.decided) == (1, 1)


def test_two_tutors_at_once_keep_both_and_learn_from_both(history: History, database: Database) -> None:
    other = Database(database.file)
    beside = History(other)
    for number in range(ENOUGH):
        give((history, beside)[number % 2], graded(0.4, 0.5), 0.9)

    assert history.decisions.bias(VERSION) == beside.decisions.bias(VERSION)
    assert history.decisions.bias(VERSION).overrides == ENOUGH
    assert history.decisions.bias(VERSION).value > 0.2
    other.close()


def test_the_bias_is_kept_by_version_and_goes_when_the_overrides_do(history: History) -> None:
    attempts = [give(history, graded(0.4, 0.5), 0.9) for _ in range(ENOUGH)]
    learnt = history.decisions.bias(VERSION)
    give(history, graded(0.4, 0.5, version="8"), 0.1)
    assert history.decisions.bias(VERSION) == learnt
    assert history.decisions.bias("8").value == 0

    history.decide(attempts[0], graded(0.4, 0.5))
    assert history.decisions.bias(VERSION).value == 0
    assert history.decisions.bias(VERSION).overrides == ENOUGH - 1


def test_what_was_confirmed_is_learnt_from_once_there_are_enough_overrides(history: History) -> None:
    for _ in range(ENOUGH):
        give(history, graded(0.4, 0.5), 0.9)
    overridden = history.decisions.bias(VERSION)
    for _ in range(ENOUGH):
        give(history, graded(0.4, 0.5))

    assert 0 < history.decisions.bias(VERSION).value < overridden.value


def test_reading_makes_nothing(history: History, database: Database) -> None:
    assert history.decisions.latest() == ()
    assert history.decisions.bias(VERSION).value == 0
    assert history.decisions.agreement().decided == 0
    assert not database.file.parent.exists()


def test_agreement_speaks_of_all_decisions_and_of_the_grader_in_use(history: History) -> None:
    give(history, graded(0.4, version="6"))
    give(history, graded(0.4), 0.9)

    found = history.decisions.agreement()
    assert (found.graded, found.decided, found.confirmed, found.overridden) == (2, 2, 1, 1)
    assert found.bias.version == VERSION


def test_a_decision_that_can_not_be_kept_leaves_nothing(history: History, database: Database) -> None:
    attempt = history.record(graded(0.4), Circumstances(), None)
    for wrong in (1.5, -0.1, float("nan")):
        with pytest.raises(UsageError):
            history.decide(attempt, graded(0.4), score=wrong)
    with pytest.raises(UsageError, match="key point 1"):
        history.decide(attempt, graded(0.4), points={1: 1.0})
    with pytest.raises(UsageError, match="no attempt 9"):
        history.decide(9, graded(0.4))

    assert rows(database, "SELECT * FROM decisions") == []


def test_content_that_can_not_be_understood_is_damage(history: History, database: Database) -> None:
    attempt = give(history, graded(0.4), 0.9)
    with closing(sqlite3.connect(database.file)) as connection, connection:
        connection.execute("DROP TRIGGER attempts_no_update")
        connection.execute("""UPDATE attempts SET grading = '{"score": 1}'""")

    with pytest.raises(DltutorError, match="damaged"):
        history.decisions.latest()
    history.decide(attempt, graded(0.4), score=0.7)  # is kept all the same
    assert history.attempt(attempt).student == 0.7


def test_what_was_not_graded_can_only_be_given_a_score(history: History) -> None:
    shown = graded(0.4)
    ungraded = Graded(shown.item, shown.question, shown.answer, "", Grading(None, "ungraded", note="No key."))
    attempt = history.record(ungraded, Circumstances(), None)
    with pytest.raises(UsageError, match="nothing to confirm"):
        history.decide(attempt, ungraded)

    history.decide(attempt, ungraded, score=0.5)
    assert history.decisions.latest()[0].student == 0.5
    assert (history.decisions.agreement().graded, history.decisions.agreement().decided) == (0, 0)


def test_giving_what_was_there_confirms_it() -> None:
    assert decided(grading(0.4, 0.8), 0.6).confirmed
    assert decided(grading(0.4, 0.8), points={0: 0.4}).confirmed
    assert not decided(grading(0.4, 0.8), 0.61).confirmed


def test_changed_points_change_the_whole_by_their_weight() -> None:
    assert decided(grading(0.4, 0.8), points={0: 1.0}).student == pytest.approx(0.9)
    assert decided(grading(0.4, 0.8, score=0.2), points={0: 1.0, 1: 0.5}).student == pytest.approx(0.75)
    assert decided(grading(0.4, 0.8, score=0.2), points={0: 1.0}).student == pytest.approx(0.7)
    assert decided(grading(0.4, 0.8), 0.5, {0: 1.0}).student == 0.5
    assert decided(grading(0.4, 0.8)).student == pytest.approx(0.6)
