import sqlite3
from contextlib import closing

import pytest
from gradings import VERSION, graded, grading

from dltutor.errors import DltutorError, UsageError
from dltutor.grading.result import Graded, Grading
from dltutor.study.bias import ENOUGH
from dltutor.study.database import Database
from dltutor.study.decision import decided
from dltutor.study.decisions import Decisions


@pytest.fixture
def decisions(database: Database) -> Decisions:
    return Decisions(database)


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database.file)) as connection:
        return connection.execute(query).fetchall()


def test_a_grading_is_read_back_as_it_was_shown(decisions: Decisions) -> None:
    shown = graded(0.123456789, 0.7)
    decisions.decide(shown, points={0: 1.0}, bias=0.25)

    (decision,) = decisions.latest()
    assert decision.grading == shown.grading
    assert (decision.score, decision.points, decision.bias) == (None, {0: 1.0}, 0.25)


def test_an_attempt_holds_question_answer_and_item_as_they_were(decisions: Decisions, database: Database) -> None:
    shown = graded(0.7, answer="It's the mean, isn't it? 🙂 \ud800")
    decisions.decide(shown)

    (row,) = rows(database, "SELECT item, item_hash, question, answer, version FROM attempts")
    assert shown.item is not None
    assert row == ("pooling/1", shown.item.content_hash, shown.question, "It's the mean, isn't it? 🙂 ?", VERSION)


def test_the_last_decision_counts_and_the_ones_before_are_kept(decisions: Decisions, database: Database) -> None:
    shown = graded(0.7, 0.3)
    decisions.decide(shown)
    decisions.decide(shown, score=0.9)
    decisions.decide(shown, points={1: 1.0})

    (decision,) = decisions.latest()
    assert (decision.score, decision.points) == (None, {1: 1.0})
    assert rows(database, "SELECT count(*) FROM attempts") == [(1,)]
    assert rows(database, "SELECT score, points, confirmed FROM decisions ORDER BY id") == [
        (None, "{}", 1),
        (0.9, "{}", 0),
        (None, '{"1": 1.0}', 0),
    ]


def test_a_decision_can_be_taken_back_and_made_again(decisions: Decisions, database: Database) -> None:
    shown = graded(0.7, 0.3)
    decisions.decide(shown, points={})
    assert not database.exists

    decisions.decide(shown, score=0.9)
    decisions.decide(shown, points={})
    assert decisions.latest() == ()
    assert (decisions.agreement().graded, decisions.agreement().decided) == (1, 0)

    decisions.decide(shown)
    assert [decision.confirmed for decision in decisions.latest()] == [True]
    assert rows(database, "SELECT count(*) FROM attempts") == [(1,)]


def test_the_same_answer_given_again_is_another_attempt(decisions: Decisions) -> None:
    first, again = graded(0.7), graded(0.7)
    decisions.decide(first)
    decisions.decide(again, score=0.2)

    assert [decision.score for decision in decisions.latest()] == [None, 0.2]


def test_two_tutors_at_once_keep_both_and_learn_from_both(decisions: Decisions, database: Database) -> None:
    beside = Decisions(Database(database.file))
    for number in range(ENOUGH):
        (decisions, beside)[number % 2].decide(graded(0.4, 0.5), score=0.9)

    assert decisions.bias(VERSION) == beside.bias(VERSION)
    assert decisions.bias(VERSION).overrides == ENOUGH
    assert decisions.bias(VERSION).value > 0.2
    beside.close()


def test_the_bias_is_kept_by_version_and_goes_when_the_overrides_do(decisions: Decisions) -> None:
    shown = [graded(0.4, 0.5) for _ in range(ENOUGH)]
    for one in shown:
        decisions.decide(one, score=0.9)
    learnt = decisions.bias(VERSION)
    decisions.decide(graded(0.4, 0.5, version="8"), score=0.1)
    assert decisions.bias(VERSION) == learnt
    assert decisions.bias("8").value == 0

    decisions.decide(shown[0])
    assert decisions.bias(VERSION).value == 0
    assert decisions.bias(VERSION).overrides == ENOUGH - 1


def test_reading_makes_nothing(decisions: Decisions, database: Database) -> None:
    assert decisions.latest() == ()
    assert decisions.bias(VERSION).value == 0
    assert decisions.agreement().decided == 0
    assert not database.file.parent.exists()


def test_agreement_speaks_of_all_decisions_and_of_the_grader_in_use(decisions: Decisions) -> None:
    decisions.decide(graded(0.4, version="6"))
    decisions.decide(graded(0.4), score=0.9)

    found = decisions.agreement()
    assert (found.graded, found.decided, found.confirmed, found.overridden) == (2, 2, 1, 1)
    assert found.bias.version == VERSION


def test_a_decision_that_can_not_be_kept_leaves_nothing(decisions: Decisions, database: Database) -> None:
    decisions.decide(graded(0.4))
    for wrong in (1.5, -0.1, float("nan")):
        with pytest.raises(UsageError):
            decisions.decide(graded(0.4), score=wrong)
    with pytest.raises(UsageError, match="key point 1"):
        decisions.decide(graded(0.4), points={1: 1.0})

    assert rows(database, "SELECT count(*) FROM attempts") == [(1,)]


def test_content_that_can_not_be_understood_is_damage(decisions: Decisions, database: Database) -> None:
    decisions.decide(graded(0.4))
    with closing(sqlite3.connect(database.file)) as connection, connection:
        connection.execute("DROP TRIGGER attempts_no_update")
        connection.execute("""UPDATE attempts SET grading = '{"score": 1}'""")

    with pytest.raises(DltutorError, match="damaged"):
        decisions.latest()


def test_what_was_not_graded_can_only_be_given_a_score(decisions: Decisions) -> None:
    shown = graded(0.4)
    ungraded = Graded(shown.item, shown.question, shown.answer, "", Grading(None, "ungraded", note="No key."))
    with pytest.raises(UsageError, match="nothing to confirm"):
        decisions.decide(ungraded)

    decisions.decide(ungraded, score=0.5)
    assert decisions.latest()[0].student == 0.5
    assert (decisions.agreement().graded, decisions.agreement().decided) == (0, 0)


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
