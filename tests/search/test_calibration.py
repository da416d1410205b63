import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dltutor.search.calibration import auroc, reliability

CHANCES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def split(pairs: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [chance for chance, _ in pairs], [label for _, label in pairs]


def test_the_error_is_the_mean_distance_between_what_was_said_and_what_came_of_it() -> None:
    chances = [0.9] * 10 + [0.25] * 4
    right = [True] * 7 + [False] * 3 + [True] + [False] * 3
    found = reliability(chances, right, right)
    assert [(band.count, band.said, band.was) for band in found.bands] == [
        (4, pytest.approx(0.25), 0.25),
        (10, pytest.approx(0.9), 0.7),
    ]
    assert found.error == pytest.approx(10 / 14 * 0.2)


@pytest.mark.parametrize(("chance", "expected"), [(1.0, 0.0), (0.0, 1.0), (0.6, 0.4)])
def test_the_error_of_one_confidence_for_what_is_always_right(chance: float, expected: float) -> None:
    assert reliability([chance] * 5, [True] * 5, [True] * 5).error == pytest.approx(expected)


@pytest.mark.parametrize(
    ("chances", "labels", "expected"),
    [
        ([0.1, 0.2, 0.8, 0.9], [False, False, True, True], 1.0),
        ([0.1, 0.2, 0.8, 0.9], [True, True, False, False], 0.0),
        ([0.1, 0.4, 0.35, 0.8], [False, False, True, True], 0.75),
        ([0.5, 0.5, 0.5], [True, False, False], 0.5),
        ([0.3, 0.9], [True, True], 0.5),
        ([], [], 0.5),
    ],
)
def test_the_area_under_the_curve_counts_how_often_a_positive_gets_more(
    chances: list[float], labels: list[bool], expected: float
) -> None:
    assert auroc(chances, labels) == pytest.approx(expected)


def test_answerable_is_judged_by_coverage_where_that_is_known() -> None:
    right, answerable = [True, False, False], [True, True, False]
    found = reliability([0.9, 0.2, 0.4], right, answerable, coverage=[0.9, 0.8, 0.1])
    assert found.answerable == 1.0
    assert reliability([0.9, 0.2, 0.4], right, answerable).answerable == 0.5


@given(CHANCES)
@example([(0.0, False), (1.0, True)])
def test_every_reply_lies_in_one_band_and_the_error_between_0_and_1(pairs: list[tuple[float, bool]]) -> None:
    chances, right = split(pairs)
    found = reliability(chances, right, right)
    assert sum(band.count for band in found.bands) == len(chances)
    assert sum(band.count * band.was for band in found.bands) == pytest.approx(sum(right))
    assert all(band.low - 1e-9 <= band.said <= band.high + 1e-9 for band in found.bands)
    assert 0 <= found.error <= 1
    assert 0 <= found.auroc <= 1


@given(CHANCES)
def test_the_area_is_that_of_the_order_alone_and_turns_round_with_it(pairs: list[tuple[float, bool]]) -> None:
    chances, labels = split(pairs)
    area = auroc(chances, labels)
    ranks = {chance: rank for rank, chance in enumerate(sorted(set(chances)))}
    assert auroc([ranks[chance] for chance in chances], labels) == area
    assert auroc([-chance for chance in chances], labels) == pytest.approx(1 - area)


@given(CHANCES)
def test_the_diagram_has_a_line_for_each_band_of_one_width_and_says_both_numbers(
    pairs: list[tuple[float, bool]],
) -> None:
    chances, right = split(pairs)
    found = reliability(chances, right, right)
    head, *lines = str(found).splitlines()
    bands = lines[: len(found.bands)]
    assert head.split() == ["confidence", "replies", "said", "right"]
    assert all("│" in line for line in bands)
    assert len({len(line) for line in bands}) <= 1
    assert f"{found.error:.3f}" in lines[-2]
    assert f"{found.auroc:.3f}" in lines[-1]


@given(CHANCES)
def test_it_becomes_json(pairs: list[tuple[float, bool]]) -> None:
    chances, right = split(pairs)
    found = reliability(chances, right, right)
    stored = json.loads(json.dumps(found.to_json()))
    assert stored["error"] == found.error
    assert [band["count"] for band in stored["bands"]] == [band.count for band in found.bands]
