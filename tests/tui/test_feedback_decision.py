from dataclasses import replace

import pytest
from fake_tutor import GRADING
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.tui.decision import Decision

CAPPED = replace(GRADING, score=0.2)


def test_nothing_decided_is_the_graders_score() -> None:
    assert Decision().score(GRADING) == GRADING.score
    assert not Decision().is_made


def test_points_that_are_all_the_students_make_the_whole_whatever_the_grader_took_off() -> None:
    decision = Decision().with_point(0, 1.0).with_point(1, 0.5).with_point(2, 0.0)
    assert decision.score(GRADING) == pytest.approx(0.5)
    assert decision.score(CAPPED) == pytest.approx(0.5)


def test_one_point_more_never_makes_the_whole_less() -> None:
    for grading in (GRADING, CAPPED):
        assert Decision().with_point(2, 1.0).score(grading) > Decision().score(grading)


def test_the_whole_overrides_the_points_until_a_point_is_judged_again() -> None:
    decision = Decision().with_point(0, 0.0).with_whole(1.0)
    assert decision.score(GRADING) == 1.0
    assert decision.points == {0: 0.0}
    assert decision.with_point(0, 1.0).whole is None


def test_a_step_is_half_a_credit_onto_the_next_full_one() -> None:
    up = Decision().stepped(GRADING, 1)
    assert up.score(GRADING) * 3 == pytest.approx(2.0)
    assert up.stepped(GRADING, 1).score(GRADING) * 3 == pytest.approx(2.5)
    assert Decision().stepped(GRADING, -1).score(GRADING) * 3 == pytest.approx(1.5)


def test_without_credits_a_step_is_a_tenth() -> None:
    assert Decision().stepped(replace(GRADING, out_of=None), 1).score(GRADING) == pytest.approx(0.7)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0.0, 0.5, 1.0])) | st.sampled_from([1, -1])),
    st.sampled_from([None, 0.5, 1.0, 3.0, 7.5]),
)
def test_a_score_stays_within_its_bounds(steps: list[tuple[int, float] | int], out_of: float | None) -> None:
    grading, decision = replace(GRADING, out_of=out_of), Decision()
    for step in steps:
        decision = decision.stepped(grading, step) if isinstance(step, int) else decision.with_point(*step)
        assert 0.0 <= decision.score(grading) <= 1.0
