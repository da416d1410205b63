"""Weights fitted to made-up evidence in which it is known what matters."""

import math
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.errors import UsageError
from dltutor.search.confidence import Signals, certainty, status
from dltutor.search.evaluate import Question
from dltutor.search.fitting import KINDS, Case, Look, calibrate, fit_ranking, logistic, make_case
from dltutor.search.ranking import Evidence
from dltutor.search.searcher import Searcher
from dltutor.search.weights import Ranking

CANDIDATES = 12


def made_up(telling: dict[str, float], count: int = 30, seed: int = 0) -> list[Case]:
    """Cases in which some kinds of evidence are this much higher for the right item, and all others are noise."""
    chance = np.random.default_rng(seed)
    cases = []
    for number in range(count):
        kinds = {kind: chance.uniform(0, 0.6, CANDIDATES).astype(np.float32) for kind in KINDS}
        right = int(chance.integers(CANDIDATES))
        for kind, more in telling.items():
            kinds[kind][right] += np.float32(more)
        evidence = Evidence(np.arange(CANDIDATES), **kinds, formula_terms=1, vectors=True, field=0.8)
        question = Question(f"question {number}", "made up", ("right",))
        nowhere = cast("Searcher", None)  # the evidence is all that a ranking is fitted to
        cases.append(Case(nowhere, question, "", evidence, evidence, frozenset([right]), at_once=False))
    return cases


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_evidence_that_tells_the_right_item_counts_most(kind: str) -> None:
    weights = fit_ranking(made_up({kind: 0.4}))
    assert getattr(weights, kind) > 0.5


def test_of_two_kinds_the_more_telling_counts_more_and_noise_least() -> None:
    weights = fit_ranking(made_up({"concept": 0.35, "words": 0.2}, count=60))
    others = [getattr(weights, kind) for kind in KINDS if kind not in {"concept", "words"}]
    assert weights.concept > weights.words > max(others)


def test_evidence_that_speaks_for_the_wrong_items_gets_nought_and_never_less() -> None:
    weights = fit_ranking(made_up({"question": 0.4, "coverage": -0.4}))
    assert weights.coverage == 0
    assert min(astuple(weights)) >= 0


def test_where_no_evidence_tells_the_right_items_all_kinds_count_alike() -> None:
    weights = fit_ranking(made_up(dict.fromkeys(KINDS, -0.5)))
    assert astuple(weights) == pytest.approx([1 / len(KINDS)] * len(KINDS), abs=0.001)


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.sampled_from(KINDS), st.floats(-0.5, 0.5), max_size=4), st.integers(0, 1000))
def test_weights_are_never_negative_and_add_up_to_one(telling: dict[str, float], seed: int) -> None:
    shares = astuple(fit_ranking(made_up(telling, count=8, seed=seed)))
    assert min(shares) >= 0
    assert sum(shares) == pytest.approx(1, abs=0.005)


def test_kinds_that_are_left_out_get_nought_and_the_others_stand_for_the_whole() -> None:
    weights = fit_ranking(made_up({"concept": 0.4, "words": 0.2}), ["words", "coverage"])
    assert {field.name for field in fields(Ranking) if getattr(weights, field.name)} <= {"words", "coverage"}
    assert weights.words + weights.coverage == pytest.approx(1, abs=0.002)


def test_questions_whose_answer_was_not_found_teach_the_ranking_nothing() -> None:
    cases = made_up({"piece": 0.4})
    lost = [replace(case, right=frozenset()) for case in made_up({"words": 0.4}, seed=1)]
    assert fit_ranking([*cases, *lost]) == fit_ranking(cases)


def test_questions_of_another_index_are_told_apart_from_bad_luck() -> None:
    lost = [replace(case, right=frozenset()) for case in made_up({})]
    with pytest.raises(UsageError, match="nothing to fit on") as caught:
        fit_ranking(lost)
    assert "--map" in caught.value.hint


def outcomes(*of: tuple[float, int, int]) -> tuple[np.ndarray, np.ndarray]:
    """A feature and labels: for each value so many that happened, of so many."""
    values = [[value] for value, _, total in of for _ in range(total)]
    labels = [number < happened for _, happened, total in of for number in range(total)]
    return np.array(values), np.array(labels, dtype=float)


def test_a_logistic_regression_of_two_groups_gives_their_own_shares() -> None:
    weights, intercept = logistic(*outcomes((0.0, 3, 10), (1.0, 8, 10)), decay=0.0)
    assert intercept == pytest.approx(math.log(0.3 / 0.7), abs=1e-6)
    assert weights[0] == pytest.approx(math.log(0.8 / 0.2) - math.log(0.3 / 0.7), abs=1e-4)


@given(st.floats(0.01, 100), st.floats(-50, 50))
def test_a_logistic_regression_does_not_depend_on_the_units_of_a_feature(scale: float, shift: float) -> None:
    features, labels = outcomes((0.0, 3, 10), (1.0, 8, 10))
    weights, intercept = logistic(features, labels)
    moved, base = logistic(features * scale + shift, labels)
    assert moved[0] * scale == pytest.approx(weights[0], rel=1e-2)
    assert base + moved[0] * shift == pytest.approx(intercept, abs=1e-2)


def test_decay_keeps_the_coefficient_of_what_separates_perfectly_bounded() -> None:
    features, labels = outcomes((0.0, 0, 10), (1.0, 10, 10))
    loose, _ = logistic(features, labels, decay=0.1)
    tight, _ = logistic(features, labels, decay=10.0)
    assert 0 < tight[0] < loose[0] < 100


def looks(answerable: Sequence[float], unanswerable: Sequence[float]) -> list[Look]:
    """Looks whose scores are these; of the answerable ones those with more than 0.5 are right."""

    def one(score: float, gold: tuple[str, ...]) -> Look:
        signals = Signals(score, score / 4, score, score, concept=score, field=score)
        return Look(signals, int(bool(gold) and score > 0.5), Question("asked", "made up", gold))

    return [*(one(score, ("right",)) for score in answerable), *(one(score, ()) for score in unanswerable)]


def test_the_threshold_refuses_one_in_twenty_of_the_answerable_and_the_far_ones() -> None:
    chance = np.random.default_rng(0)
    made = looks(chance.uniform(0.3, 1, 400).tolist(), chance.uniform(0, 0.4, 200).tolist())
    calibration = calibrate(made)
    refused = [status(certainty(one.signals, calibration), calibration) == "not_covered" for one in made]
    assert np.mean(refused[:400]) == pytest.approx(0.05, abs=0.01)
    assert np.mean(refused[400:]) > 0.8


def test_confidence_rises_with_the_evidence_and_is_high_where_the_first_hit_was_right() -> None:
    chance = np.random.default_rng(1)
    calibration = calibrate(looks(chance.uniform(0.2, 1, 400).tolist(), chance.uniform(0, 0.4, 200).tolist()))
    weak, middle, strong = (certainty(one.signals, calibration).right for one in looks([0.2, 0.5, 0.9], []))
    assert weak < 0.1 < middle < 0.9 < strong


def test_a_case_knows_the_right_items_by_id_and_by_place_and_whether_it_needs_a_search(searcher: Searcher) -> None:
    def right(query: str, *gold: str) -> set[Any]:
        case = make_case(searcher, Question(query, "any", gold))
        assert not case.at_once
        return {searcher.item(row).id for row in case.right}

    assert right("what does dropout do", "nets/1") == {"nets/1"}
    assert right("what does dropout do", "exam#1a", "nets/1") == {"nets/1", "exam/1a"}
    assert right("what does dropout do", "elsewhere/1") == set()
    assert make_case(searcher, Question("thanks", "chat", ())).at_once
