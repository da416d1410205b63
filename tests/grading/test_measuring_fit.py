import numpy as np
import pytest

from dltutor.grading.head import Head
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.fitting import Pool, best_threshold, fit, scores, settle
from dltutor.grading.measuring.looks import Look, Looked
from dltutor.grading.scheme import Point, Scheme

TRUE = Head("1", meaning=6.0, words=3.0, offset=-3.0, covered=0.6, partly=0.4, error=0.3)
START = Head("1", meaning=1.0, words=1.0, offset=0.0, covered=0.6, partly=0.4, error=0.3)


def looked(evidence: np.ndarray, score: float, *, needed: int | None = None, wrong: bool = False) -> Looked:
    points = tuple(Point(f"p{row}", None, 1.0 + row, ("p",), ("p",)) for row in range(len(evidence)))
    look = Look(Scheme("text", points, needed), evidence, 0.0, 0.0)
    return Looked(Answer("q", "", ("r",), "a", score, wrong=wrong), (look,))


def made(count: int, head: Head, *, seed: int = 1, needed: int | None = None) -> list[Looked]:
    """Answers whose grades are exactly what a head gives them."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        evidence = np.column_stack([chance.uniform(0, 1, (3, 2)), np.ones(3)])
        one = looked(evidence, 0.0, needed=needed)
        found.append(looked(evidence, one.score(head), needed=needed))
    return found


@pytest.mark.parametrize("needed", [None, 2])
def test_the_head_that_graded_is_found_again(needed: int | None) -> None:
    head = fit(Pool.of([made(300, TRUE, needed=needed)]), START)

    assert [head.meaning, head.words, head.offset] == pytest.approx([6.0, 3.0, -3.0], rel=0.1)


def test_evidence_that_speaks_against_gets_no_negative_weight() -> None:
    against = Head("1", meaning=6.0, words=-4.0, offset=-1.0, covered=0.6, partly=0.4, error=0.3)

    head = fit(Pool.of([made(200, against)]), START)

    assert head.words == 0.0
    assert head.meaning > 0


def test_every_set_counts_the_same_and_so_does_its_share_of_wrong_answers() -> None:
    small, large = made(5, TRUE), made(200, TRUE, seed=2)
    strays = [looked(one.looks[0].evidence, 0.0, wrong=True) for one in large[:50]]

    weights = Pool.of([small, [*large, *strays]], wrong=0.3).weight

    assert [weights[:5].sum(), weights[5:205].sum(), weights[205:].sum()] == pytest.approx([1.0, 1.0, 0.3])


def test_answers_to_other_questions_lower_what_such_answers_get() -> None:
    graded = [looked(np.array([[0.5, 0.3, 1.0]]), 0.9), looked(np.array([[0.9, 0.9, 1.0]]), 1.0)] * 10
    strays = [looked(np.array([[0.1, 0.0, 1.0]]), 0.0, wrong=True)] * 6

    without, beside = fit(Pool.of([graded]), START), fit(Pool.of([[*graded, *strays]]), START)

    assert scores(strays, beside)[0] < 0.2 < scores(strays, without)[0]


def test_the_threshold_lies_between_the_classes_of_all_sets() -> None:
    first = (np.array([0.2, 0.3, 0.6, 0.7]), np.array([False, False, True, True]))
    second = (np.array([0.4, 0.45, 0.8]), np.array([False, False, True]))

    assert 0.45 < best_threshold([first, second]) <= 0.6


def test_a_threshold_between_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="both sides"):
        best_threshold([(np.array([0.1, 0.9]), np.array([True, True]))])


def test_a_settled_head_bands_its_own_grades() -> None:
    strays = [looked(np.array([[0.05, 0.0, 1.0]]), 0.0, wrong=True)] * 5

    head = settle([[*made(80, TRUE), *strays], [*made(80, TRUE, seed=2), *strays]], START, "7")

    assert head.version == "7"
    assert head.covered == pytest.approx(0.5, abs=0.05)
    assert head.partly < head.covered
    assert head.error < 0.05


def test_one_set_settles_nothing() -> None:
    with pytest.raises(ValueError, match="two sets"):
        settle([made(10, TRUE)], START, "7")
