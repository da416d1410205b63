import pytest
from histories import TODAY, card, item, known, memory

from dltutor.study.plans import Plan
from dltutor.study.progress.readiness import readiness
from dltutor.study.progress.recall import recall_on

SURE = memory(last=TODAY - 1, stability=1e6)


def test_recall_is_weighed_by_credits_and_what_was_never_asked_counts_nothing() -> None:
    items = [item("a", credits=3.0), item("b", credits=None), item("c", credits=6.0), item("d", answer_status="none")]

    found = readiness(known([], [card(1, "a"), card(2, "b")], {1: SURE, 2: SURE}, items))

    assert (found.total, found.practised) == (10.0, 4.0)
    assert found.share == pytest.approx(0.4, abs=0.001)
    assert found.never == pytest.approx(0.6)
    assert found.finding == ("You would know about 40% of what your documents ask; 60% of it you have never practised.")


def test_with_an_exam_the_recall_of_its_day_stands_beside_todays() -> None:
    fading = memory(last=TODAY - 1, stability=5.0)
    plan = Plan(exam=TODAY + 20)

    found = readiness(known([], [card()], {1: fading}, [item()], plan=plan))

    assert found.then == pytest.approx(recall_on(fading, TODAY + 20))
    assert found.then is not None
    assert found.then < found.share
    assert found.finding.endswith(", and the exam is in 20 days.")
    assert any(line.startswith("on Fri 11 Dec") for line in found.text(80))


def test_an_exam_that_is_over_is_no_longer_spoken_of() -> None:
    found = readiness(known([], [card()], {1: SURE}, [item()], plan=Plan(exam=TODAY - 1)))

    assert (found.exam, found.then) == (None, None)
    assert "exam" not in found.finding


def test_a_beginning_is_told_neither_as_nothing_nor_as_all() -> None:
    items = [item("a"), item("b", credits=999.0)]

    assert readiness(known([], [card()], {1: SURE}, items)).finding == (
        "You would know less than 1% of what your documents ask; nearly all of it you have never practised."
    )


def test_documents_without_answers_promise_nothing() -> None:
    found = readiness(known(items=[item(answer_status="none")]))

    assert (found.share, found.never) == (0.0, 1.0)
    assert found.finding.startswith("Your documents hold no questions with an answer")
