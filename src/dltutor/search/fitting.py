"""Fit the weights of ranking and confidence to questions whose answers are known.

What is fitted is small on purpose: a weight for each kind of evidence, none negative, and two logistic regressions of a
few signals, all with a decay. ``evals/README.md`` says why it is done so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from dltutor.errors import UsageError
from dltutor.search.candidates import first_answer, signals
from dltutor.search.confidence import Signals, certainty
from dltutor.search.evaluate import Question, is_gold
from dltutor.search.ranking import Evidence
from dltutor.search.searcher import Searcher
from dltutor.search.weights import Calibration, Ranking, Regression, Weights

KINDS = tuple(field.name for field in fields(Ranking))
COVERED = ("score", "cosine", "coverage", "concept", "field")
RIGHT = ("score", "margin", "coverage", "concept")
START = 4.0
DECAY = 0.002
STEPS = 400
PADDING = -100.0
"""Evidence of no candidate at all; real evidence lies between 0 and 1."""
MOST_REFUSED = 0.04
ANSWERED = 0.5

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with its evidence: from vectors and words, and from words alone.

    Attributes:
        searcher: Whose index was asked.
        question: What was asked.
        query: The same as searched for.
        full: All evidence.
        words: That of words alone.
        right: The rows of the items that answer it.
        at_once: Whether it is answered without a search, as small talk is; nothing is fitted on it then.
    """

    searcher: Searcher
    question: Question
    query: str
    full: Evidence
    words: Evidence
    right: frozenset[int]
    at_once: bool


@dataclass(frozen=True)
class Look:
    """What a ranking makes of a case.

    Attributes:
        signals: Of the first candidate that holds an answer.
        rank: Of the first right candidate among those that hold an answer, from 1; 0 for none.
        question: What was asked.
    """

    signals: Signals
    rank: int
    question: Question

    @property
    def answerable(self) -> bool:
        """Whether the documents answer the question."""
        return bool(self.question.gold)


def make_case(searcher: Searcher, question: Question) -> Case:
    """Ask a question of an index whose encoder is attached."""
    query, full = searcher.evidence(question.query)
    words = searcher.evidence_of_words(question.query)[1]
    items = {row: searcher.item(row) for row in {*full.rows.tolist(), *words.rows.tolist()}}
    right = frozenset(
        row
        for row, item in items.items()
        if item.id in question.gold or is_gold(item.source.document, item.source.label, question.gold)
    )
    return Case(searcher, question, query, full, words, right, searcher.at_once(question.query) is not None)


def fit(cases: Sequence[Case], for_ranking: Sequence[Case] = ()) -> Weights:
    """Ranking first, then the two calibrations on what that ranking puts first.

    Args:
        cases: For both.
        for_ranking: Further ones, for the ranking alone.
    """
    ranking = fit_ranking([*cases, *for_ranking])
    searched = [case for case in cases if not case.at_once]
    return Weights(
        ranking,
        calibrate([look(case, case.full, ranking) for case in searched]),
        calibrate([look(case, case.words, ranking) for case in searched]),
    )


def fit_ranking(cases: Sequence[Case], kinds: Sequence[str] = KINDS) -> Ranking:
    """Weights, none negative, that make the right item's share of the softmax over all candidates large.

    ``kinds`` are the kinds of evidence that may count; the others get nought. UsageError where no right item was found.
    """
    learnable = [case for case in cases if case.right & set(case.full.rows.tolist())]
    if not learnable:
        raise UsageError(
            "No question's answer is in the index: there is nothing to fit on.",
            hint="Is it the index of these questions? The ids of another corpus need --map.",
        )
    features, right = _padded(learnable, kinds)
    weights = np.full(len(kinds), START)
    momentum = np.zeros_like(weights)
    for _ in range(STEPS):
        scores = features @ weights
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))  # of padding, whose features are far below: nought
        expected = odds / odds.sum(axis=1, keepdims=True)
        wanted = odds * right / (odds * right).sum(axis=1, keepdims=True)
        gradient = DECAY * weights + np.einsum("qc,qck->k", expected - wanted, features) / len(features)
        momentum = 0.9 * momentum + gradient
        weights = np.maximum(weights - 0.5 * momentum, 0.0)
    if not weights.any():  # no kind tells the right items from the others: all count alike
        weights = np.ones_like(weights)
    shares = dict(zip(kinds, np.round(weights / weights.sum(), 3).tolist(), strict=True))
    return Ranking(**{kind: shares.get(kind, 0.0) for kind in KINDS})


def _padded(cases: Sequence[Case], kinds: Sequence[str]) -> tuple[Array, npt.NDArray[np.bool_]]:
    """The candidates' evidence, shape (cases, most candidates, kinds), and which of them are right."""
    most = max(len(case.full.rows) for case in cases)
    features = np.full((len(cases), most, len(kinds)), PADDING)
    right = np.zeros((len(cases), most), dtype=np.bool_)
    for number, case in enumerate(cases):
        candidates = len(case.full.rows)
        features[number, :candidates] = np.stack([getattr(case.full, kind) for kind in kinds], axis=1)
        right[number, :candidates] = np.isin(case.full.rows, list(case.right))
    return features, right


def look(case: Case, evidence: Evidence, ranking: Ranking) -> Look:
    """What a ranking makes of one kind of a case's evidence; UsageError where the index holds no answer."""
    searcher = case.searcher
    found = searcher.candidates(case.query, evidence, ranking)
    first = first_answer(found)
    if first is None:
        raise UsageError("The index holds no answer at all.", hint="Add documents with answers: dltutor add")
    answers = (candidate for candidate in found if candidate.answered)
    places = (place for place, candidate in enumerate(answers, 1) if case.right & set(searcher.members(candidate)))
    return Look(signals(found, first, evidence), next(places, 0), case.question)


def calibrate(looks: Sequence[Look]) -> Calibration:
    """Two logistic regressions, and the threshold that refuses few of the answerable questions fitted on."""
    covered = _regress(COVERED, looks, [one.answerable for one in looks])
    answerable = [one for one in looks if one.answerable]
    right = _regress(RIGHT, answerable, [one.rank == 1 for one in answerable])
    unlimited = Calibration(covered, right, 0.0, ANSWERED)
    chances = [certainty(one.signals, unlimited).covered for one in answerable]
    return Calibration(covered, right, round(float(np.quantile(chances, MOST_REFUSED)), 3), ANSWERED)


def _regress(names: Sequence[str], looks: Sequence[Look], labels: Sequence[bool]) -> Regression:
    features = np.array([[getattr(one.signals, name) for name in names] for one in looks])
    weights, intercept = logistic(features, np.array(labels, dtype=float))
    return Regression(round(intercept, 3), dict(zip(names, np.round(weights, 3).tolist(), strict=True)))


def logistic(features: Array, labels: Array, decay: float = 1.0) -> tuple[Array, float]:
    """Coefficients for the features as they are; the decay works on them in units of their spread."""
    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    scaled = np.column_stack([(features - middle) / spread, np.ones(len(features))])
    penalty = np.diag([decay] * features.shape[1] + [0.0])
    weights = np.zeros(scaled.shape[1])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (labels - chances) - penalty @ weights
        curvature = (scaled * (chances * (1 - chances))[:, None]).T @ scaled + penalty
        weights = weights + np.linalg.solve(curvature, gradient)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)
