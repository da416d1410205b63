import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.grading.scheme import Point, Scheme
from dltutor.grading.scoring import score, shares

PARTS = st.floats(0.0, 1.0)


def point(credits: float | None = None, weight: float | None = None, text: str = "it falls") -> Point:
    worth = 1.0 if credits is None else credits
    return Point(text, credits, worth if weight is None else weight, (text,), (text,))


def scored(scheme: Scheme, coverage: Sequence[float]) -> float:
    return score(shares(scheme, coverage), coverage)


@given(st.lists(st.tuples(st.floats(0.1, 10.0), PARTS), min_size=1, max_size=8))
def test_shares_add_up_to_one_and_the_score_is_a_mean(pairs: list[tuple[float, float]]) -> None:
    scheme = Scheme("text", tuple(point(weight=weight) for weight, _ in pairs))
    coverage = [covered for _, covered in pairs]
    assert sum(shares(scheme, coverage)) == pytest.approx(1.0)
    assert min(coverage) - 1e-9 <= scored(scheme, coverage) <= max(coverage) + 1e-9


def test_credits_weigh_the_points() -> None:
    assert scored(Scheme("text", (point(1.5), point(0.5)), credits=2.0), [1.0, 0.0]) == pytest.approx(0.75)


def test_two_of_four_earn_full_marks_and_the_others_count_nothing() -> None:
    scheme = Scheme("list", tuple(point(1.0) for _ in range(4)), needed=2, credits=2.0)
    assert shares(scheme, [0.1, 1.0, 0.0, 1.0]) == [0.0, 0.5, 0.0, 0.5]
    assert scored(scheme, [0.1, 1.0, 0.0, 1.0]) == 1.0
    assert scored(scheme, [0.0, 1.0, 0.0, 0.0]) == 0.5


def test_marks_that_add_up_to_more_than_the_credits_are_alternatives() -> None:
    scheme = Scheme("text", (point(1.0), point(1.0), point(1.0)), credits=2.0)
    assert scored(scheme, [1.0, 0.0, 1.0]) == 1.0
    assert scored(scheme, [1.0, 1.0, 1.0]) == 1.0
    assert scored(scheme, [1.0, 0.0, 0.0]) == 0.5


@pytest.mark.parametrize("credits", [None, 0.0, 2.0])
def test_marks_worth_nothing_still_give_a_score(credits: float | None) -> None:
    scheme = Scheme("text", (point(0.0), point(0.0)), credits=credits)
    assert scored(scheme, [1.0, 0.0]) == pytest.approx(0.5)


@given(
    st.lists(st.tuples(st.floats(0.5, 3.0), PARTS, PARTS), min_size=1, max_size=6),
    st.one_of(st.none(), st.integers(1, 6)),
    st.one_of(st.none(), st.floats(0.5, 12.0)),
)
def test_covering_more_never_scores_less(
    points: list[tuple[float, float, float]], needed: int | None, credits: float | None
) -> None:
    kept = needed if needed is not None and needed < len(points) else None
    scheme = Scheme("text", tuple(point(worth) for worth, *_ in points), kept, credits)
    less = [min(one, other) for _, one, other in points]
    more = [max(one, other) for _, one, other in points]
    assert scored(scheme, less) <= scored(scheme, more) + 1e-9
    assert 0.0 <= scored(scheme, more) <= 1.0


def test_without_points_there_is_nothing_to_share() -> None:
    assert shares(Scheme("choice", credits=2.0), []) == []
    assert scored(Scheme("text"), []) == 0.0


NUMBERS = st.floats(0.0, 100.0)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
POINTS = st.builds(
    Point,
    TEXTS,
    st.one_of(st.none(), NUMBERS),
    NUMBERS,
    st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
)
SCHEMES = st.builds(
    Scheme,
    st.sampled_from(["text", "list", "choice", "numeric", "shape", "tuple", "formula"]),
    st.lists(POINTS, max_size=4).map(tuple),
    st.one_of(st.none(), st.integers(1, 9)),
    st.one_of(st.none(), NUMBERS),
    TEXTS,
    st.sampled_from(["all_or_nothing", "per_option", "right_minus_wrong", "negative"]),
    st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
)


@given(SCHEMES)
def test_a_scheme_comes_back_from_json_as_it_was(scheme: Scheme) -> None:
    assert Scheme.from_json(json.loads(json.dumps(scheme.to_json()))) == scheme
