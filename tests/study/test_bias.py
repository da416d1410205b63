from math import exp, log
from random import Random

import pytest
from gradings import VERSION, grading, spread
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.grading.result import Grading
from dltutor.study.bias import ENOUGH, LIMIT, fit_bias
from dltutor.study.decision import Decision, decided

few = settings(max_examples=25, deadline=None)
coverages = st.floats(0.02, 0.98)
points = st.lists(coverages, min_size=1, max_size=4)
decision = st.builds(
    lambda found, score, bias: decided(grading(*found), score, bias=bias),
    points,
    st.none() | st.floats(0, 1),
    st.floats(-LIMIT, LIMIT),
)


def shifted(coverage: float, by: float) -> float:
    return 1 / (1 + exp(-(log(coverage / (1 - coverage)) + by)))


def judged(count: int, by: float, graded_with: float = 0.0, version: str = VERSION) -> list[Decision]:
    """Decisions of a student who judges as a grader with this bias would."""
    found = []
    for one in spread(count):
        shown = grading(*(shifted(one, graded_with) for one in (one, 1 - one, 0.5)), version=version)
        truth = sum(point.weight * shifted(point.coverage, by - graded_with) for point in shown.points)
        found.append(decided(shown, truth, bias=graded_with))
    return found


def test_fewer_than_thirty_overrides_change_nothing() -> None:
    some = judged(ENOUGH - 1, by=1.0)
    confirmed = [decided(grading(0.3, 0.6)) for _ in range(100)]

    assert fit_bias(some, VERSION).value == 0
    assert fit_bias(some + confirmed, VERSION).value == 0
    assert fit_bias(some, VERSION).overrides == ENOUGH - 1


@few
@given(st.lists(decision, max_size=ENOUGH - 1))
def test_whatever_was_decided_fewer_than_thirty_change_nothing(decisions: list[Decision]) -> None:
    assert fit_bias(decisions, VERSION).value == 0


@few
@given(st.floats(0.3, 1.2), st.integers(ENOUGH, 90))
def test_it_moves_towards_generous_and_stern_students(by: float, count: int) -> None:
    generous, stern = fit_bias(judged(count, by), VERSION), fit_bias(judged(count, -by), VERSION)

    assert 0.5 * by < generous.value <= by
    assert -by <= stern.value < -0.5 * by


@few
@given(st.floats(0.3, 1.2), st.integers(ENOUGH, 90))
def test_it_moves_back_when_the_student_does(by: float, count: int) -> None:
    there = fit_bias(judged(count, by), VERSION).value
    back = fit_bias(judged(count, by) + judged(count, -by), VERSION).value

    assert abs(back) < 0.2 * there


@few
@given(st.floats(-1.0, 1.0), st.floats(-1.0, 1.0))
def test_it_does_not_add_to_the_bias_that_the_gradings_were_made_with(by: float, graded_with: float) -> None:
    plain, biased = fit_bias(judged(60, by), VERSION), fit_bias(judged(60, by, graded_with), VERSION)

    # A grading that was right already is a confirmation and no override.
    assert biased.overrides < ENOUGH or abs(plain.value - biased.value) < 0.01


@few
@given(st.lists(decision, min_size=ENOUGH, max_size=60))
def test_it_is_bounded(decisions: list[Decision]) -> None:
    assert abs(fit_bias(decisions, VERSION).value) <= LIMIT


def test_extreme_students_reach_no_more_than_the_bound() -> None:
    always_full = [decided(grading(0.05, 0.05), 1.0) for _ in range(300)]

    assert fit_bias(always_full, VERSION).value == LIMIT


@few
@given(st.lists(st.floats(0, 0.4), min_size=ENOUGH // 2, max_size=40))
def test_noise_to_both_sides_does_not_move_it(noises: list[float]) -> None:
    noisy = [decided(grading(0.4, 0.6), 0.5 + sign * noise) for noise in noises for sign in (1, -1)]

    assert abs(fit_bias(noisy, VERSION).value) < 0.01


@pytest.mark.parametrize("seed", range(5))
def test_scores_by_the_toss_of_a_coin_move_it_little(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  noise, nothing secret
    tossed = [decided(grading(0.4, 0.6), chance.choice((0.0, 1.0))) for _ in range(100)]

    assert abs(fit_bias(tossed, VERSION).value) < 0.5


@few
@given(st.lists(decision, min_size=ENOUGH, max_size=60), st.randoms(use_true_random=False))
def test_the_same_decisions_in_any_order_give_the_same(decisions: list[Decision], chance: Random) -> None:
    shuffled = list(decisions)
    chance.shuffle(shuffled)

    assert fit_bias(decisions, VERSION) == fit_bias(shuffled, VERSION) == fit_bias(decisions, VERSION)


def test_only_the_same_version_of_the_grader_counts() -> None:
    decisions = judged(60, by=1.0, version="6")

    assert fit_bias(decisions, VERSION).value == 0
    assert fit_bias(decisions, VERSION).overrides == 0
    assert fit_bias(decisions + judged(60, by=-1.0), VERSION) == fit_bias(judged(60, by=-1.0), VERSION)


def test_confirmations_hold_it_back() -> None:
    alone = judged(40, by=1.0)
    content = [decided(grading(one, 1 - one, 0.5)) for one in spread(120)]

    assert 0 < fit_bias(alone + content, VERSION).value < 0.5 * fit_bias(alone, VERSION).value


def test_points_that_were_changed_count_too() -> None:
    more = [decided(grading(0.4, 0.5), points={0: 1.0}) for _ in range(40)]
    less = [decided(grading(0.4, 0.5), points={1: 0.0}) for _ in range(40)]

    assert fit_bias(more, VERSION).value > 0.2
    assert fit_bias(less, VERSION).value < -0.2


@pytest.mark.parametrize(
    "shown",
    [
        grading(0.0, 1.0),  # checks decided on every point
        grading(score=0.0),  # no points
        grading(2 / 3, margin=0.0),  # an exact value, two of three parts right
    ],
)
def test_what_no_bias_can_move_does_not_count(shown: Grading) -> None:
    assert fit_bias([decided(shown, 1.0)] * 40, VERSION).overrides == 0


def test_the_whole_does_not_count_where_a_check_has_capped_it() -> None:
    capped = [decided(grading(0.8, 0.8, score=0.25), 0.9) for _ in range(40)]

    assert fit_bias(capped, VERSION).value == 0
