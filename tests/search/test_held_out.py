"""Questions measured with weights that were fitted on the questions about other items."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dltutor.errors import UsageError
from dltutor.search import held_out as module
from dltutor.search.encoder import Encoder
from dltutor.search.evaluate import Question
from dltutor.search.fitting import Case, fit
from dltutor.search.held_out import ABLATIONS, ALONE, HeldOut, hold_out
from dltutor.search.searcher import Searcher
from dltutor.search.weights import Weights

FOLDS = 3
OF_ITEMS = {
    "nets#1": ("neurons switched off at random, why", "dropout while training", "units are silenced by chance"),
    "nets#2": ("VAE", "how does a variational autoencoder sample", "distribution over latent codes"),
    "nets#3": ("gradients get smaller and smaller with depth", "what do residual connections help against"),
    "nets#4": ("which penalty makes weights zero", "sum of absolute weights in the loss"),
    "nets#5": ("penalty on squared weights", "which penalty shrinks all weights"),
    "nets#6": ("largest value of a window", "what does max pooling keep"),
    "exam#2.10": ("gradient of a linear neuron", "derivative of (wx - y)^2"),
}
OUTSIDE = ("how long do I boil an egg", "train from Bern to Basel", "who won the match", "what is a mortgage", "thanks")
QUESTIONS = [
    *(
        Question(query, "short" if len(query) < 30 else "long", (gold,))
        for gold, queries in OF_ITEMS.items()
        for query in queries
    ),
    *(Question(query, "outside", ()) for query in OUTSIDE),
]


class Measured:
    """One run, with what its weights were fitted on."""

    def __init__(self, searcher: Searcher) -> None:
        self.fitted_on: list[list[Question]] = []
        self.progress: list[tuple[int, int]] = []

        def recorded(cases: Sequence[Case]) -> Weights:
            self.fitted_on.append([case.question for case in cases])
            return fit(cases)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "fit", recorded)
            self.found: HeldOut = hold_out(
                searcher, QUESTIONS, FOLDS, report=lambda now: self.progress.append((now.done, now.total))
            )


@pytest.fixture(scope="module")
def measured(index: Path, encoder: Encoder) -> Measured:
    searcher = Searcher.open(index)
    searcher.attach(encoder)
    return Measured(searcher)


def test_every_question_is_measured_once_by_weights_that_saw_none_of_its_item(measured: Measured) -> None:
    asked = [outcome.question for outcome in measured.found.evaluation.outcomes]
    assert sorted(question.query for question in asked) == sorted(question.query for question in QUESTIONS)
    assert len(measured.fitted_on) == FOLDS
    for seen in measured.fitted_on:
        unseen = [question for question in QUESTIONS if question not in seen]
        assert unseen
        assert not {question.gold for question in seen if question.gold} & {question.gold for question in unseen}


ANSWERS = st.lists(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=2, unique=True)


def dealt(golds: list[list[str]], folds: int, seed: int) -> list[tuple[list[Question], list[Question]]]:
    cases = [
        Case(None, Question(str(number), "any", tuple(gold)), "", None, None, frozenset(), at_once=False)  # type: ignore[arg-type]
        for number, gold in enumerate(golds)
    ]
    found = module._split(cases, folds, seed)
    return [([case.question for case in outside], [case.question for case in inside]) for outside, inside in found]


@given(st.lists(ANSWERS, min_size=10, max_size=30), st.integers(2, 6), st.integers(0, 99))
def test_folds_share_no_answer_and_hold_every_question_once(golds: list[list[str]], folds: int, seed: int) -> None:
    try:
        found = dealt(golds, folds, seed)
    except UsageError:  # all questions hang together, so that nothing would be left to fit on
        assume(False)  # noqa: FBT003
    assert sorted(int(one.query) for _, inside in found for one in inside) == list(range(len(golds)))
    for outside, inside in found:
        assert len(outside) + len(inside) == len(golds)
        assert not {answer for one in outside for answer in one.gold} & {
            answer for one in inside for answer in one.gold
        }


def test_folds_are_of_like_size_however_many_questions_hang_together() -> None:
    golds = [*[["a"]] * 6, *[["b", "c"]] * 3, *[["c"]] * 3, *([letter] for letter in "defghijklmnopqr")]
    assert sorted(len(inside) for _, inside in dealt(golds, 4, seed=0)) == [6, 7, 7, 7]


def test_questions_that_all_hang_together_are_too_few_for_folds() -> None:
    with pytest.raises(UsageError, match="too few items"):
        dealt([["a", "b"], ["b", "c"], ["c"]], 2, seed=0)


def test_the_same_questions_give_the_same_numbers(measured: Measured, index: Path, encoder: Encoder) -> None:
    searcher = Searcher.open(index)
    searcher.attach(encoder)
    assert hold_out(searcher, QUESTIONS, FOLDS).to_json() == measured.found.to_json()


def test_small_talk_is_refused_without_a_search(measured: Measured) -> None:
    outcome = next(one for one in measured.found.evaluation.outcomes if one.question.query == "thanks")
    assert (outcome.status, outcome.confidence) == ("not_covered", 0.0)


def test_everything_left_out_and_everything_alone_is_measured_by_type(measured: Measured) -> None:
    others = measured.found.to_json()["others"]
    assert others.keys() == {*ABLATIONS, *ALONE}
    for rows in others.values():
        assert rows.keys() == {"short", "long", "all"}
        for first, third, fifth, reciprocal in rows.values():
            assert 0 <= first <= reciprocal <= 1
            assert first <= third <= fifth <= 1


def test_everything_together_finds_the_answers_of_a_small_index(measured: Measured) -> None:
    table = measured.found.to_json()["held_out"]
    assert table["all"]["precision_at_1"] >= 0.8
    assert (table["all"]["answerable"], table["all"]["unanswerable"]) == (len(QUESTIONS) - len(OUTSIDE), len(OUTSIDE))


def test_it_becomes_json_and_a_text_that_names_every_row(measured: Measured) -> None:
    found = measured.found
    assert json.loads(json.dumps(found.to_json())).keys() == {"held_out", "reliability", "others"}
    text = str(found)
    for name in (*ABLATIONS, *ALONE, "P@1 by type", "Expected calibration error", "everything"):
        assert name in text


def test_progress_runs_up_to_the_number_of_questions(measured: Measured) -> None:
    total = len(QUESTIONS)
    assert measured.progress == [(done, total) for done in range(1, total + 1)]
