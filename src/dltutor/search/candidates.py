"""From evidence to candidates: scored, twins made one, best first."""

from dataclasses import dataclass

import numpy as np

from dltutor.search.confidence import Signals
from dltutor.search.contents import Opened
from dltutor.search.matching import bare, same_words
from dltutor.search.ranking import Evidence
from dltutor.search.weights import Ranking

LOOKED_AT = 48
"""Candidates that are looked at closely; a hit is never so far down."""
BEHIND_FRAGMENT = 0.02
"""What a fragment must have more evidence than an item with a question, to stand before it."""
MOST_SIGNS = 12
"""Letters, marks and spaces by which two writings of the same words may differ in length."""
EXACT_FLOOR = 0.95
"""The least score of an item that asks the message word for word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One item, or several that are twins, that may answer the message.

    Attributes:
        row: Of the item: of twins, the best that holds an answer.
        place: Its place in the evidence.
        score: On the absolute scale.
        group: The row of the first of its twins, which tells two candidates apart.
        answered: Whether it holds an answer.
        exact: Whether it asks the message word for word.
    """

    row: int
    place: int
    score: float
    group: int
    answered: bool
    exact: bool


def candidates(query: str, evidence: Evidence, weights: Ranking, opened: Opened) -> list[Candidate]:
    """The distinct candidates for a message, best first."""
    scores = evidence.scores(weights)
    asked = bare(query)
    found: list[Candidate] = []
    for place in np.argsort(-scores, kind="stable")[:LOOKED_AT].tolist():
        row = int(evidence.rows[place])
        wordings = opened.wordings[row]
        score = min(1.0, max(0.0, float(scores[place]) - (0.0 if wordings else BEHIND_FRAGMENT)))
        alike = (wording for wording in wordings if abs(len(wording) - len(query)) <= MOST_SIGNS)
        exact = any(same_words(asked, bare(wording)) for wording in alike)
        if exact:
            score = EXACT_FLOOR + (1.0 - EXACT_FLOOR) * score
        found.append(Candidate(row, place, score, int(opened.twins[row]), bool(opened.answered[row]), exact))
    found.sort(key=lambda candidate: (-candidate.score, candidate.row))
    return _distinct(found)


def _distinct(found: list[Candidate]) -> list[Candidate]:
    """Of each group of twins the best that holds an answer, in the place and with the score of the best of all."""
    chosen: dict[int, Candidate] = {}
    for candidate in found:
        first = chosen.setdefault(candidate.group, candidate)
        if candidate.answered and not first.answered:
            chosen[candidate.group] = Candidate(
                candidate.row, candidate.place, first.score, first.group, answered=True, exact=first.exact
            )
    return list(chosen.values())


def first_answer(found: list[Candidate]) -> Candidate | None:
    """The best candidate that holds an answer."""
    return next((candidate for candidate in found if candidate.answered), None)


def signals(found: list[Candidate], first: Candidate, evidence: Evidence) -> Signals:
    """What speaks for ``first`` being the answer."""
    next_score = max((other.score for other in found if other.group != first.group), default=0.0)
    cosine = float(evidence.nearest()[first.place])
    return Signals(
        score=first.score,
        margin=first.score - next_score,
        cosine=cosine,
        coverage=float(evidence.coverage[first.place]),
        concept=float(evidence.concept[first.place]) if evidence.field else first.score,
        field=evidence.field or cosine,
    )
