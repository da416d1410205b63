from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from asking import TODAY
from hypothesis import given
from hypothesis import strategies as st

from dltutor.errors import UsageError
from dltutor.study.database import Database
from dltutor.study.plans import Plan, Plans

NIGHT = datetime(2027, 2, 10, 1, 30, tzinfo=timezone(timedelta(hours=1)))  # the study day is still the 9th


@pytest.fixture
def plans(database: Database) -> Plans:
    return Plans(database, lambda: NIGHT)


def test_without_a_plan_there_is_no_exam_and_no_file_is_made(plans: Plans, database: Database) -> None:
    assert plans.plan() == Plan(None, 25)
    assert not database.exists


def test_the_last_plan_is_in_force_and_those_before_are_kept(plans: Plans, database: Database) -> None:
    exam = date(2027, 3, 1)
    assert plans.set(exam, 40) == plans.plan() == Plan(exam.toordinal(), 40)
    plans.set(None, 10)
    assert Plans(Database(database.file), lambda: NIGHT).plan() == Plan(None, 10)
    with database.reading() as connection:
        rows = connection.execute("SELECT at, minutes FROM plans ORDER BY id").fetchall()
    assert [row["minutes"] for row in rows] == [40, 10]
    assert datetime.fromisoformat(rows[0]["at"]) == NIGHT
    assert datetime.fromisoformat(rows[0]["at"]).tzinfo == UTC


def test_an_exam_in_the_past_is_refused_and_one_today_is_not(plans: Plans) -> None:
    with pytest.raises(UsageError, match="2027-02-08 is past: today is 2027-02-09"):
        plans.set(date(2027, 2, 8), 25)
    assert plans.set(date(2027, 2, 9), 25).exam == date(2027, 2, 9).toordinal()


@pytest.mark.parametrize("minutes", [0, -3, 601])
def test_minutes_that_nobody_can_study_are_refused(plans: Plans, minutes: int) -> None:
    with pytest.raises(UsageError, match="can't be planned"):
        plans.set(None, minutes)


@pytest.mark.parametrize(
    ("days", "target"), [(None, 0.9), (60, 0.8), (28, 0.8), (21, 0.825), (14, 0.85), (1, 0.85), (0, 0.85), (-1, 0.9)]
)
def test_the_target_is_low_while_the_exam_is_far(days: int | None, target: float) -> None:
    assert Plan(None if days is None else TODAY + days).target(TODAY) == pytest.approx(target)


@given(count=st.integers(1, 400), seed=st.integers(0, 1000))
def test_last_looks_are_spread_evenly_over_the_final_days(count: int, seed: int) -> None:
    plan = Plan(TODAY + seed)
    cards = range(100, 100 + count)
    days = 5 if count > 150 else 3
    looks = plan.last_looks(cards, TODAY + seed - 1)
    assert looks.keys() == set(cards)
    counts = Counter(looks.values())
    assert counts.keys() <= set(range(TODAY + seed - days, TODAY + seed))
    assert max(counts.values()) - min(counts.values()) <= 1
    assert looks == plan.last_looks(cards[::-1], TODAY + seed - days)


def test_there_are_no_last_looks_outside_the_final_days() -> None:
    plan = Plan(TODAY)
    assert all(plan.last_looks([1, 2], TODAY - before) for before in (1, 2, 3))
    assert not any(plan.last_looks([1, 2], TODAY - before) for before in (-1, 0, 4))
    assert plan.last_looks(range(151), TODAY - 5)
    assert not Plan().last_looks([1], TODAY)
    assert not plan.last_looks([], TODAY - 1)
