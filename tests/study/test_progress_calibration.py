from histories import attempt

from dltutor.study.attempt import Attempt, Confidence
from dltutor.study.progress.calibration import calibration


def said(confidence: Confidence, right: int, wrong: int) -> list[Attempt]:
    return [attempt(rating=3 if number < right else 1, confidence=confidence) for number in range(right + wrong)]


def test_number_and_share_are_told_by_confidence() -> None:
    found = calibration([*said(3, 17, 4), *said(2, 3, 2), *said(1, 1, 3), *[attempt()] * 5])

    assert [(one.confidence, one.count, one.right) for one in found.said] == [
        (3, 21, 17 / 21),
        (2, 5, 0.6),
        (1, 4, 0.25),
    ]
    assert found.finding == "When sure, you were right in 81% of 21."


def test_where_sure_was_said_too_seldom_the_next_is_told() -> None:
    assert calibration([*said(3, 9, 0), *said(2, 7, 3)]).finding == "When you thought so, you were right in 70% of 10."


def test_guesses_that_do_no_worse_are_mentioned() -> None:
    found = calibration([*said(3, 5, 5), *said(1, 6, 4)])

    assert found.finding == "When sure, you were right in 50% of 10, and your guesses did no worse (60%)."


def test_a_guessed_choice_has_no_rating_but_was_right() -> None:
    guess = attempt(rating=None, confidence=1, decided=True, confirmed=True, student=1.0)

    assert calibration([guess]).said[-1].right == 1.0


def test_what_nobody_decided_is_not_taken_for_right_or_wrong() -> None:
    assert calibration([attempt(rating=None, confidence=3)]).said[0].count == 0


def test_few_and_none_are_told_as_such() -> None:
    assert "never said" in calibration([attempt()]).finding
    assert calibration(said(3, 1, 0)).finding.startswith("1 answer with a confidence so far: too few")
