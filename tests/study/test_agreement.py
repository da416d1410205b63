import json

import pytest
from gradings import VERSION, grading
from hypothesis import given
from hypothesis import strategies as st

from dltutor.study.agreement import TELLING, agreement
from dltutor.study.bias import Bias
from dltutor.study.decision import Decision, decided

NONE = Bias(VERSION)


def some(confirmed: int, overridden: int, score: float = 0.9) -> list[Decision]:
    return [decided(grading(0.4, 0.8))] * confirmed + [decided(grading(0.4, 0.8), score)] * overridden


def test_nothing_decided_is_said() -> None:
    found = agreement(3, (), NONE)

    assert str(found).startswith("Nothing decided yet")
    assert found.to_json()["override_rate"] is None
    assert found.to_json()["graded"] == 3


def test_what_is_exact_is_no_judgement_unless_the_student_differs() -> None:
    exact = grading(1.0, margin=0.0)
    found = agreement(3, [decided(exact)] * 5 + [decided(exact, 0.0)] + some(2, 0), NONE)
    assert (found.decided, found.confirmed, found.overridden) == (3, 2, 1)


def test_few_decisions_conclude_nothing() -> None:
    found = agreement(5, some(2, 3), NONE)

    assert "too few" in found.finding
    assert found.decided == 5 < TELLING


def test_the_counts_and_differences() -> None:
    found = agreement(50, some(30, 10), NONE)

    assert (found.graded, found.decided, found.confirmed, found.overridden) == (50, 40, 30, 10)
    assert found.override_rate == 0.25
    assert found.difference == pytest.approx(-0.3 / 4)
    assert found.distance == pytest.approx(0.3 / 4)
    assert "ever decided on 50 decided 40" in " ".join(str(found).split())


@pytest.mark.parametrize(
    ("score", "word"), [(1.0, "stricter than you, by 10%"), (0.2, "more generous than you, by 10%")]
)
def test_the_finding_says_who_is_stricter(score: float, word: str) -> None:
    finding = agreement(40, some(30, 10, score), NONE).finding

    assert "confirmed 30 of the 40" in finding
    assert word in finding


def test_a_lean_within_chance_is_none() -> None:
    both = some(10, 6, 0.9) + some(0, 5, 0.3)

    assert "neither stricter nor more generous" in agreement(21, both, NONE).finding


def test_the_interval_is_wide_for_few_and_narrow_for_many() -> None:
    few, many = agreement(4, some(3, 1), NONE).override_range, agreement(400, some(300, 100), NONE).override_range

    assert few is not None
    assert many is not None
    assert few[0] < many[0] < 0.25 < many[1] < few[1]
    assert few[1] - few[0] > 0.5
    # Wilson's interval for 1 of 4, by hand: centre 0.3725, half width 0.3268.
    assert few == pytest.approx((0.0456, 0.6994), abs=2e-4)


def test_verdicts_and_bands_are_counted_apart() -> None:
    decisions = [
        decided(grading(0.9, 0.2), points={1: 1.0}),
        decided(grading(0.9, 0.2)),
        decided(grading(0.9, 0.9)),
        decided(grading(0.1, 0.1), 0.8),
    ]
    found = agreement(4, decisions, NONE)

    assert {name: (row.decided, row.kept) for name, row in found.verdicts.items()} == {
        "check": (2, 1),
        "pass": (1, 1),
        "not_yet": (1, 0),
    }
    # A score for the whole says nothing of the points below it.
    assert {name: (row.decided, row.kept) for name, row in found.bands.items()} == {
        "covered": (4, 4),
        "not_found": (2, 1),
    }
    assert found.bands["not_found"].difference == pytest.approx(-0.4)


def test_what_was_learnt_is_said() -> None:
    assert "bias +0.40, from 31 changes" in str(agreement(40, some(9, 31), Bias(VERSION, 0.4, 31)))
    assert "adapts after 30 changes to it, and has 12" in str(agreement(40, some(28, 12), Bias(VERSION, 0.0, 12)))


@given(st.lists(st.none() | st.floats(0, 1), max_size=40))
def test_any_decisions_give_json_and_text(scores: list[float | None]) -> None:
    found = agreement(len(scores), [decided(grading(0.4, 0.8), score) for score in scores], NONE)

    data = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert data["confirmed"] + data["overridden"] == data["decided"] == len(scores)
    assert data["finding"] in str(found)
