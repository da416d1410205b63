"""Fit the weights of ranking and confidence, and say how well they do on questions they were not fitted on.

    python evals/fit.py --set INDEX QUESTIONS.jsonl              prints held-out numbers
    python evals/fit.py --set INDEX QUESTIONS.jsonl --write KIND fits on everything and writes weights.json

A set may name a map of its gold ids as its third part (see ``dltutor eval --map``), and there may be several: one
ranking has to serve documents with many wordings for each question and documents with one.

See README.md for the questions' format, and for why it is done as it is.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt

from dltutor.search.candidates import first_answer, signals
from dltutor.search.confidence import Certainty, Signals, certainty, status
from dltutor.search.encoders import open_encoder
from dltutor.search.evaluate import Question, is_gold, read_questions
from dltutor.search.ranking import Evidence
from dltutor.search.reply import Status
from dltutor.search.searcher import Searcher
from dltutor.search.weights import FILE, VERSION, Calibration, Kind, Ranking, Regression, Weights

KINDS = tuple(field.name for field in fields(Ranking))
COVERED = ("score", "cosine", "coverage", "length")
RIGHT = ("score", "margin", "coverage")
START = 4.0
DECAY = 0.002
MOST_REFUSED = 0.05
ANSWERED = 0.5

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with its evidence: from vectors and words, and from words alone."""

    searcher: Searcher
    question: Question
    query: str
    full: Evidence
    words: Evidence
    right: frozenset[int]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of ranking and confidence.")
    parser.add_argument("--set", type=Path, nargs="+", action="append", required=True, dest="sets", metavar="PATH")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--write", choices=get_args(Kind), help="fit on all questions, and write this part of weights.json"
    )
    given = parser.parse_args()
    cases = [case for files in given.sets for case in read_set(*files)]
    missing = sum(bool(case.question.gold) and not case.right for case in cases)
    print(f"{len(cases)} questions, {missing} of them with answers that the index doesn't hold\n")
    report_folds(cases, given.folds, given.seed)
    if given.write:
        packaged = json.loads(FILE.read_text(encoding="utf-8")) | {"version": VERSION, given.write: asdict(fit(cases))}
        FILE.write_text(json.dumps(packaged, indent=2) + "\n", encoding="utf-8")
        print(f"\nwrote {FILE}")


def read_set(index: Path, questions: Path, gold_map: Path | None = None) -> list[Case]:
    """The questions of one file with their evidence in one index."""
    searcher = Searcher.open(index)
    searcher.attach(open_encoder(searcher.generation.manifest.model))
    return [make_case(searcher, question) for question in read_questions(questions, gold_map)]


def make_case(searcher: Searcher, question: Question) -> Case:
    query, full = searcher.evidence(question.query)
    words = searcher.evidence_of_words(question.query)[1]
    rows = {*full.rows.tolist(), *words.rows.tolist()}
    items = {row: searcher.item(row) for row in rows}
    right = frozenset(
        row
        for row, item in items.items()
        if item.id in question.gold or is_gold(item.source.document, item.source.label, question.gold)
    )
    return Case(searcher, question, query, full, words, right)


def fit(cases: Sequence[Case]) -> Weights:
    """Ranking first, then the two calibrations on what that ranking puts first."""
    ranking = fit_ranking(cases)
    with_ranking(cases, ranking)
    full = [look(case, case.full) for case in cases]
    words = [look(case, case.words) for case in cases]
    return Weights(ranking, calibrate(full), calibrate(words))


def with_ranking(cases: Sequence[Case], ranking: Ranking) -> None:
    """Let the searchers rank by these weights; their calibrations, not known yet, aren't asked for."""
    unknown = Calibration(Regression(0.0, {}), Regression(0.0, {}), 0.0, 0.0)
    for case in cases:
        case.searcher.weights = Weights(ranking, unknown, unknown)


def fit_ranking(cases: Sequence[Case]) -> Ranking:
    """Weights, none negative, that make the right item's share of the softmax over all candidates large."""
    learnable = [
        (np.stack([getattr(case.full, kind) for kind in KINDS], axis=1), np.isin(case.full.rows, list(case.right)))
        for case in cases
        if case.right & set(case.full.rows.tolist())
    ]
    weights = np.full(len(KINDS), START)
    momentum = np.zeros_like(weights)
    for _ in range(400):
        gradient = DECAY * weights
        for features, right in learnable:
            odds = np.exp(features @ weights - np.max(features @ weights))
            expected = odds @ features / odds.sum()
            wanted = (odds * right) @ features / (odds * right).sum()
            gradient += (expected - wanted) / len(learnable)
        momentum = 0.9 * momentum + gradient
        weights = np.maximum(weights - 0.5 * momentum, 0.0)
    shares = np.round(weights / weights.sum(), 3)
    return Ranking(**dict(zip(KINDS, shares.tolist(), strict=True)))


@dataclass(frozen=True)
class Look:
    """What the present ranking makes of a case.

    Attributes:
        signals: Of the first candidate that holds an answer.
        rank: Of the first right candidate among those that hold an answer, from 1; 0 for none.
        covered: Whether the documents answer the question.
        type: The question's type.
    """

    signals: Signals
    rank: int
    covered: bool
    type: str


def look(case: Case, evidence: Evidence) -> Look:
    searcher = case.searcher
    found = searcher.candidates(case.query, evidence)
    first = first_answer(found)
    if first is None:
        raise SystemExit("The index holds no answer at all.")
    answers = (candidate for candidate in found if candidate.answered)
    places = (place for place, candidate in enumerate(answers, 1) if case.right & set(searcher.members(candidate)))
    return Look(signals(found, first, evidence), next(places, 0), bool(case.question.gold), case.question.type)


def calibrate(looks: Sequence[Look]) -> Calibration:
    """Two logistic regressions, and the threshold that refuses one in twenty of the answerable questions fitted on."""
    covered = regress(COVERED, looks, [one.covered for one in looks])
    answerable = [one for one in looks if one.covered]
    right = regress(RIGHT, answerable, [one.rank == 1 for one in answerable])
    unlimited = Calibration(covered, right, 0.0, ANSWERED)
    chances = [certainty(one.signals, unlimited).covered for one in answerable]
    return Calibration(covered, right, round(float(np.quantile(chances, MOST_REFUSED)), 3), ANSWERED)


def regress(names: Sequence[str], looks: Sequence[Look], labels: Sequence[bool]) -> Regression:
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


def report_folds(cases: Sequence[Case], folds: int, seed: int) -> None:
    """Fit on all folds but one, measure on that one; a question's fold follows from its best answer."""
    owners = [case.question.gold[0] if case.question.gold else case.question.query for case in cases]
    keys = sorted(set(owners))
    places = np.random.default_rng(seed).permutation(len(keys))
    fold_of = {key: int(place) % folds for key, place in zip(keys, places, strict=True)}
    held_out: list[tuple[Look, Certainty, Status]] = []
    for fold in range(folds):
        outside = [case for case, owner in zip(cases, owners, strict=True) if fold_of[owner] != fold]
        inside = [case for case, owner in zip(cases, owners, strict=True) if fold_of[owner] == fold]
        weights = fit(outside)
        for one in (look(case, case.full) for case in inside):
            known = certainty(one.signals, weights.full)
            held_out.append((one, known, status(known, weights.full)))
    print_table(held_out)
    print_calibration(held_out)
    print_baselines(cases)


def print_table(held_out: Sequence[tuple[Look, Certainty, Status]]) -> None:
    types = list(dict.fromkeys(one.type for one, *_ in held_out if one.covered))
    print(f"{'held out':<16}{'n':>5}{'P@1':>8}{'hit@3':>8}{'hit@5':>8}{'MRR':>8}{'wrongly refused':>17}")
    for name in [*types, "all"]:
        rows = [(one.rank, said) for one, _, said in held_out if one.covered and name in {one.type, "all"}]
        refused = np.mean([said == "not_covered" for _, said in rows])
        print(f"{name:<16}{ranking_numbers([place for place, _ in rows])}{refused:>17.1%}")
    outside = [said for one, _, said in held_out if not one.covered]
    if outside:
        shares = {name: np.mean([said == name for said in outside]) for name in ("not_covered", "unsure", "answered")}
        print(f"\nout of corpus: {len(outside)}, " + ", ".join(f"{name} {share:.1%}" for name, share in shares.items()))


def print_calibration(held_out: Sequence[tuple[Look, Certainty, Status]]) -> None:
    chances = np.array([known.right for _, known, _ in held_out])
    right = np.array([one.rank == 1 for one, *_ in held_out])
    covered = np.array([known.covered for _, known, _ in held_out])
    answerable = np.array([one.covered for one, *_ in held_out])
    print(f"AUROC: right {auroc(chances, right):.3f}, covered {auroc(covered, answerable):.3f}")
    print(f"Brier score of confidence: {np.mean((chances - right) ** 2):.3f}")
    for low, high in ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)):
        inside = (chances >= low) & (chances < high)
        if inside.any():
            print(f"  said {chances[inside].mean():.2f}, was right {right[inside].mean():.2f}, of {inside.sum()}")


def auroc(chances: Array, labels: npt.NDArray[np.bool_]) -> float:
    """How often a positive gets more than a negative; a tie counts half."""
    signs = np.sign(chances[labels][:, None] - chances[~labels][None, :])
    return float(np.mean((signs + 1) / 2))


def print_baselines(cases: Sequence[Case]) -> None:
    """The same questions, repaired as well, by one kind of evidence: nothing is fitted here."""
    baselines: dict[str, Callable[[Evidence], npt.NDArray[np.float32]]] = {
        "dense, question": lambda evidence: evidence.question,
        "dense, pieces": lambda evidence: evidence.piece,
        "BM25": lambda evidence: evidence.words,
    }
    print(f"\n{'baseline':<14}{'n':>5}{'P@1':>8}{'hit@3':>8}{'hit@5':>8}{'MRR':>8}")
    for name, score in baselines.items():
        ranks = []
        for case in cases:
            if case.question.gold:
                order = case.full.rows[np.argsort(-score(case.full), kind="stable")].tolist()
                ranks.append(next((place for place, row in enumerate(order, 1) if row in case.right), 0))
        print(f"{name:<14}{ranking_numbers(ranks)}")


def ranking_numbers(ranks: Sequence[int]) -> str:
    within = [np.mean([0 < place <= limit for place in ranks]) for limit in (1, 3, 5)]
    mrr = np.mean([1 / place if place else 0.0 for place in ranks])
    return f"{len(ranks):>5}" + "".join(f"{value:>8.3f}" for value in (*within, mrr))


if __name__ == "__main__":
    main()
