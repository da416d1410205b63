from dataclasses import fields, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.confidence import Signals, certainty, status
from dltutor.search.weights import Calibration, Kind, Ranking, load_weights

UNIT = st.floats(0, 1)
SIGNALS = st.builds(
    Signals,
    score=UNIT,
    margin=st.floats(-1, 1),
    cosine=UNIT,
    coverage=UNIT,
    concept=UNIT,
    field=UNIT,
)

BOTH = [load_weights(kind) for kind in get_args(Kind)]


@pytest.fixture(params=["full", "words"])
def calibration(request: pytest.FixtureRequest) -> Calibration:
    found = getattr(load_weights("bare"), request.param)
    assert isinstance(found, Calibration)
    return found


def test_what_each_kind_of_evidence_counts_adds_up_to_one() -> None:
    for weights in BOTH:
        shares = [getattr(weights.ranking, field.name) for field in fields(Ranking)]
        assert min(shares) >= 0
        assert sum(shares) == pytest.approx(1, abs=0.005)


@given(SIGNALS)
def test_the_first_hit_is_never_surer_than_that_there_is_an_answer(signals: Signals) -> None:
    for calibration in (part for weights in BOTH for part in (weights.full, weights.words)):
        known = certainty(signals, calibration)
        assert 0 <= known.right <= known.covered <= 1


@given(SIGNALS, UNIT)
def test_more_evidence_never_makes_a_reply_less_sure(signals: Signals, more: float) -> None:
    for calibration in (part for weights in BOTH for part in (weights.full, weights.words)):
        better = replace(signals, score=max(signals.score, more), margin=max(signals.margin, more))
        assert certainty(better, calibration).right >= certainty(signals, calibration).right


def test_the_status_follows_from_both_probabilities(calibration: Calibration) -> None:
    strong = Signals(score=0.9, margin=0.4, cosine=0.9, coverage=1.0, concept=0.9, field=0.9)
    weak = Signals(score=0.1, margin=0.0, cosine=0.1, coverage=0.0, concept=0.1, field=0.1)
    assert status(certainty(strong, calibration), calibration) == "answered"
    assert status(certainty(weak, calibration), calibration) == "not_covered"
    assert status(certainty(strong, calibration), replace(calibration, least_right=1.0)) == "unsure"
