import pytest
from histories import TODAY, attempt, known

from dltutor.study.figures import wilson
from dltutor.study.progress.retention import ENOUGH, Retention, retention


def repeated(right: int, wrong: int, day: int = TODAY) -> Retention:
    """So many cards, each rated once long ago and once on a day."""
    first = [attempt(TODAY - 90, 3, number) for number in range(right + wrong)]
    again = [attempt(day, 3 if number < right else 1, number) for number in range(right + wrong)]
    return retention(known(first + again))


def test_first_ratings_are_no_retention() -> None:
    found = retention(known([attempt(TODAY, 3, number) for number in range(100)]))

    assert (found.all.count, found.all.share) == (0, None)


def test_the_share_is_of_repeated_answers_rated_hard_or_better() -> None:
    found = repeated(right=34, wrong=6)

    assert (found.recent.count, found.recent.share) == (40, 0.85)
    assert found.recent.range == wilson(34, 40)
    assert found.finding == (
        "You remembered 85% of 40 answers that were asked again in the last 30 days, as the plan means you to (90%)."
    )


@pytest.mark.parametrize(("right", "wrong", "word"), [(20, 20, "less"), (200, 0, "more")])
def test_a_share_that_differs_from_the_plans_says_so(right: int, wrong: int, word: str) -> None:
    assert f", {word} than the plan aims at (90%)" in repeated(right, wrong).finding


def test_under_thirty_it_is_hidden_and_says_why() -> None:
    found = repeated(right=ENOUGH - 1, wrong=0)

    assert found.all.share is None
    assert found.finding.startswith("29 of 30 repeated answers so far: too few")
    assert found.to_json()["all"]["hidden"] == "too few to tell: 29 of 30 repeated answers"
    assert "%" not in "\n".join(found.text(80))
    assert repeated(right=ENOUGH, wrong=0).all.share == 1.0


def test_only_the_last_thirty_days_are_recent() -> None:
    assert repeated(40, 0, TODAY - 29).recent.count == 40
    found = repeated(40, 0, TODAY - 30)
    assert (found.recent.count, found.all.count) == (0, 40)
    assert "in the last" not in found.finding


def test_what_does_not_count_for_the_scheduler_does_not_count_here() -> None:
    attempts = [attempt(TODAY - 9), attempt(TODAY, counts=False), attempt(TODAY, None), attempt(TODAY, 3, None)]

    assert retention(known(attempts)).all.count == 0
