import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.grading.measuring.agreement import agreement
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.metrics import auc, balanced_accuracy, pearson, pearson_within, rmse

scores = st.lists(st.floats(0, 1), min_size=4, max_size=30)


def answer(question: str, score: float, *, wrong: bool = False) -> Answer:
    return Answer(question, "Why?", ("Because.",), "so", score, wrong=wrong)


@given(scores, st.randoms(use_true_random=False))
def test_auc_counts_the_pairs_that_stand_in_the_right_order(values: list[float], chance: object) -> None:
    positive = np.array([place % 2 == 0 for place in range(len(values))])
    predicted = np.array(values)
    pairs = [
        1.0 if high > low else 0.5 if high == low else 0.0
        for high in predicted[positive]
        for low in predicted[~positive]
    ]

    assert auc(predicted, positive) == pytest.approx(np.mean(pairs))


def test_difficulty_of_questions_earns_no_correlation_inside_them() -> None:
    graded = np.array([0.1, 0.2, 0.3, 0.9, 0.8, 0.7])
    predicted = np.array([0.1, 0.1, 0.1, 0.9, 0.9, 0.9])

    assert pearson(predicted, graded) > 0.9
    assert pearson_within(predicted, graded, ["a"] * 3 + ["b"] * 3) == 0.0


def test_a_question_weighs_as_many_answers_as_it_has() -> None:
    graded = np.array([0.0, 0.5, 1.0, 0.0, 0.3, 0.6, 1.0])
    predicted = np.array([0.0, 0.5, 1.0, 1.0, 0.7, 0.4, 0.0])

    assert pearson_within(predicted, graded, ["a"] * 3 + ["b"] * 4) == pytest.approx((3 - 4) / 7)


def test_what_is_not_defined_is_nan() -> None:
    same, other = np.ones(3), np.array([0.1, 0.2, 0.3])
    everything = np.array([True, True, True])

    undefined = [pearson(other, same), pearson_within(other, same, "aaa"), auc(other, everything)]
    assert np.isnan([*undefined, balanced_accuracy(everything, everything), rmse(other[:0], same[:0])]).all()


def test_answers_to_other_questions_are_told_apart_and_ungraded_ones_left_out() -> None:
    answers = [answer("a", 1.0), answer("a", 0.0), answer("a", 0.5), answer("a", 0.0, wrong=True)]

    row = agreement("x", answers, [0.9, 0.1, None, 0.6], 0.5)

    assert (row.count, row.mae, row.passed) == (2, pytest.approx(0.1), 1.0)
    assert (row.wrong, row.wrong_mean, row.wrong_above) == (1, 0.6, 1.0)


def test_json_holds_null_where_nothing_is_defined() -> None:
    row = agreement("x", [answer("a", 1.0)], [0.9], 0.5).to_json()

    assert row["within"] is None
    assert row["count"] == 1
