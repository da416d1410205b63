"""What else an answer may be: a known misconception, or the answer to another question."""

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from dltutor.grading.checks.contradiction import contradictions
from dltutor.grading.evidence import Typed, holds
from dltutor.grading.result import Flag
from dltutor.grading.store import FloatArray
from dltutor.grading.task import Task
from dltutor.search.tokens import terms

NEARER = 0.12
"""How much nearer an answer must be to another item than to any of its own points."""
LEAST_NEAR = 0.6
LOW = 0.45
"""The score from which an answer fits its own question well enough."""
LIKE_CLAIM = 0.6
"""The least cosine of a statement to a wrong claim."""
NEARER_CLAIM = 0.1
"""How much nearer it must be to the claim than to the correction."""
LEAST_OF_CLAIM = 0.6
"""The share of a claim's content stems that a statement which makes it holds."""


_NEGATOR = re.compile(r"\b(?:not|no|never|nothing|none|without|cannot|hardly)\b|n['’]t\b", re.IGNORECASE)


class Neighbours(Protocol):
    """Finds whose answer a text resembles."""

    def __call__(self, vector: FloatArray) -> Sequence[tuple[str, str, float]]:
        """The nearest items' ids, questions and cosines, best first."""


class Notices:
    """Compares answers with misconceptions and with other items.

    Args:
        neighbours: Finds other items.
    """

    def __init__(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours

    def of(self, task: Task, typed: Typed, score: float) -> list[Flag]:
        """The flags for one answer."""
        return [*self._misconceptions(task, typed), *self._other_item(task, typed, score)]

    def _misconceptions(self, task: Task, typed: Typed) -> list[Flag]:
        found = []
        for (claim, correction), vectors in zip(task.scheme.misconceptions, task.marked.wrong, strict=True):
            to_claim, to_correction = vectors @ typed.vectors.T
            window = int(np.argmax(to_claim))
            near = to_claim[window] >= LIKE_CLAIM and to_claim[window] >= to_correction[window] + NEARER_CLAIM
            if near and claims(claim, typed.mended[window]):
                found.append(Flag("misconception", typed.windows[window], correction or claim, claim))
        return found

    def _other_item(self, task: Task, typed: Typed, score: float) -> list[Flag]:
        if score >= LOW:
            return []
        whole = typed.vectors.mean(axis=0)
        whole /= np.linalg.norm(whole) or 1.0
        own = max((float((probes @ whole).max()) for probes in task.probes), default=0.0)
        for name, question, cosine in self._neighbours(whole):
            if name == task.item.id or terms(question) == terms(task.item.question):
                continue  # the same question may stand in several documents
            if cosine >= max(LEAST_NEAR, own + NEARER):
                return [Flag("other_item", typed.text, name, question)]
        return []


def claims(claim: str, statement: str) -> bool:
    """Whether a statement makes a claim: it has most of its words, and turns none of them round.

    Similarity alone can't tell "it drops units at test time" from "it never drops units at test time".
    """
    wanted = set(terms(claim))
    held = {stem for stem in wanted if holds(stem, frozenset(terms(statement)))}
    if not wanted or len(held) / len(wanted) < LEAST_OF_CLAIM:
        return False
    return negators(claim) % 2 == negators(statement) % 2 and not contradictions([statement], [claim])


def negators(text: str) -> int:
    """How many words of a text deny."""
    return len(_NEGATOR.findall(text))
