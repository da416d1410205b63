"""What search is worth on questions that its weights were not fitted on, beside what its parts are worth alone."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dltutor.errors import UsageError
from dltutor.progress import Progress, Report, silent
from dltutor.search.calibration import Reliability, reliability
from dltutor.search.confidence import Certainty, certainty, status
from dltutor.search.evaluate import Evaluation, Outcome, Question, mean_ranks
from dltutor.search.fitting import KINDS, Case, Look, fit, fit_ranking, look, make_case
from dltutor.search.ranking import Evidence, FloatArray
from dltutor.search.searcher import Searcher

ABLATIONS = {
    "without concepts": ("concept",),
    "without formulas": ("formula",),
    "without words": ("words", "coverage"),
    "without pieces of answers": ("piece", "context"),
    "without wordings": ("question",),
}
"""Kinds of evidence left out, the others fitted anew."""
ALONE: dict[str, Callable[[Evidence], FloatArray]] = {
    "concepts alone": lambda evidence: evidence.concept,
    "formulas alone": lambda evidence: evidence.formula,
    "cosine to a wording alone": lambda evidence: evidence.question,
    "cosine to a piece alone": lambda evidence: evidence.piece,
    "BM25 alone": lambda evidence: evidence.words,
}
"""One kind of evidence by itself; nothing is fitted."""


@dataclass(frozen=True)
class HeldOut:
    """What came of every question with weights fitted on the questions about other items.

    Attributes:
        evaluation: Ranks and refusals, by type of question.
        reliability: Of the confidence.
        others: P@1, hit@3, hit@5 and MRR, by type and for "all", of each part left out and of each part alone.
    """

    evaluation: Evaluation
    reliability: Reliability
    others: dict[str, dict[str, tuple[float, ...]]]

    def to_json(self) -> dict[str, Any]:
        """The tables as plain data."""
        return {
            "held_out": self.evaluation.table(),
            "reliability": self.reliability.to_json(),
            "others": {name: {kind: list(row) for kind, row in rows.items()} for name, rows in self.others.items()},
        }

    def __str__(self) -> str:
        types = list(next(iter(self.others.values()), {}))
        lines = [self.evaluation.table_text(), "", str(self.reliability), ""]
        lines.append(f"{'all questions':<28}{'P@1':>8}{'hit@3':>8}{'hit@5':>8}{'MRR':>8}")
        lines += [
            f"{name:<28}" + "".join(f"{value:>8.3f}" for value in rows["all"]) for name, rows in self.others.items()
        ]
        lines += ["", f"{'P@1 by type':<28}" + "".join(f"{kind[:11]:>12}" for kind in types)]
        whole = {row.name: row.precision_at_1 for row in self.evaluation.rows}
        lines.append(f"{'everything':<28}" + "".join(f"{whole[kind]:>12.3f}" for kind in types))
        for name, rows in self.others.items():
            lines.append(f"{name:<28}" + "".join(f"{rows[kind][0]:>12.3f}" for kind in types))
        return "\n".join(lines)


def hold_out(
    searcher: Searcher, questions: Sequence[Question], folds: int, seed: int = 0, report: Report = silent
) -> HeldOut:
    """Fit on all folds but one, measure on that one, for each; no item's questions are on both sides.

    Args:
        searcher: With an encoder attached.
        questions: With their gold.
        folds: How many.
        seed: Deals the items out to the folds.
        report: Told how far it has come.

    Raises:
        UsageError: Too few items are asked about.
    """
    cases = []
    for done, question in enumerate(questions, start=1):
        cases.append(make_case(searcher, question))
        report(Progress("asking", done, len(questions)))
    outcomes: list[Outcome] = []
    known: list[Certainty] = []
    left_out: dict[str, list[Look]] = {name: [] for name in ABLATIONS}
    for outside, inside in _split(cases, folds, seed):
        weights = fit(outside)
        for case in inside:
            one = look(case, case.full, weights.ranking)
            sure = Certainty(0.0, 0.0) if case.at_once else certainty(one.signals, weights.full)
            known.append(sure)
            said = "not_covered" if case.at_once else status(sure, weights.full)
            outcomes.append(Outcome(case.question, one.rank, said, sure.right))
        for name, kinds in ABLATIONS.items():
            ranking = fit_ranking(outside, [kind for kind in KINDS if kind not in kinds])
            left_out[name] += [look(case, case.full, ranking) for case in inside]
    right = [outcome.rank == 1 for outcome in outcomes]
    answerable = [bool(outcome.question.gold) for outcome in outcomes]
    rows = {name: [(one.question, one.rank) for one in looks] for name, looks in left_out.items()}
    rows |= {name: [(case.question, _rank_alone(case, score)) for case in cases] for name, score in ALONE.items()}
    return HeldOut(
        Evaluation(tuple(outcomes)),
        reliability([one.right for one in known], right, answerable, [one.covered for one in known]),
        {name: _by_type(ranks) for name, ranks in rows.items()},
    )


def _split(cases: Sequence[Case], folds: int, seed: int) -> list[tuple[list[Case], list[Case]]]:
    """For each fold the cases outside and inside it: groups of questions go where the fewest questions are."""
    groups = _groups(cases)
    sizes = Counter(groups)
    shuffled: list[str] = np.random.default_rng(seed).permutation(sorted(sizes)).tolist()
    fold_of: dict[str, int] = {}
    filled = [0] * folds
    for group in sorted(shuffled, key=lambda group: -sizes[group]):
        fold_of[group] = filled.index(min(filled))
        filled[fold_of[group]] += sizes[group]
    marked = [(fold_of[group], case) for case, group in zip(cases, groups, strict=True)]
    dealt = [
        ([case for fold, case in marked if fold != number], [case for fold, case in marked if fold == number])
        for number in range(folds)
    ]
    if not all(any(case.question.gold and not case.at_once for case in outside) for outside, _ in dealt):
        raise UsageError(
            f"These questions are about too few items for {folds} folds: one would leave nothing to fit on.",
            hint="Add questions that the documents answer, or measure without --folds.",
        )
    return dealt


def _groups(cases: Sequence[Case]) -> list[str]:
    """For each case the name of its group: questions with a common answer, or joined by others, are of one."""
    named_by: dict[str, str] = {}

    def name_of(answer: str) -> str:
        while named_by.setdefault(answer, answer) != answer:
            answer = named_by[answer]
        return answer

    for case in cases:
        for answer in case.question.gold:
            named_by[name_of(answer)] = name_of(case.question.gold[0])
    return [name_of(case.question.gold[0]) if case.question.gold else case.question.query for case in cases]


def _rank_alone(case: Case, score: Callable[[Evidence], FloatArray]) -> int:
    order = case.full.rows[np.argsort(-score(case.full), kind="stable")].tolist()
    return next((place for place, row in enumerate(order, 1) if row in case.right), 0)


def _by_type(ranks: Sequence[tuple[Question, int]]) -> dict[str, tuple[float, ...]]:
    answerable = [(question.type, rank) for question, rank in ranks if question.gold]
    types = dict.fromkeys(kind for kind, _ in answerable)
    found = {kind: mean_ranks([rank for of, rank in answerable if of == kind]) for kind in types}
    return {**found, "all": mean_ranks([rank for _, rank in answerable])}
