"""What else an answer may be: a known misconception, or the answer to another question."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from dltutor.grading.evidence import Typed
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
"""The least cosine of a statement to a wrong claim, before it is read."""


class Neighbours(Protocol):
    """Finds whose answer a text resembles."""

    def __call__(self, vector: FloatArray) -> Sequence[tuple[str, str, float]]:
        """The nearest items' ids, questions and cosines, best first."""


Claims = Callable[[str, str], bool]
"""Whether a statement makes a claim: (claim, statement)."""


class Notices:
    """Compares answers with misconceptions and with other items.

    Args:
        neighbours: Finds other items.
        claims: Tells whether a statement makes a wrong claim.
    """

    def __init__(self, neighbours: Neighbours, claims: Claims | None = None) -> None:
        self._neighbours = neighbours
        self._claims = claims

    def of(self, task: Task, typed: Typed, score: float) -> list[Flag]:
        """The flags for one answer."""
        return [*self._misconceptions(task, typed), *self._other_item(task, typed, score)]

    def _misconceptions(self, task: Task, typed: Typed) -> list[Flag]:
        found = []
        for (claim, correction), vectors in zip(task.scheme.misconceptions, task.marked.wrong, strict=True):
            to_claim, to_correction = vectors @ typed.vectors.T
            window = int(np.argmax(to_claim))
            near = to_claim[window] >= LIKE_CLAIM and to_claim[window] > to_correction[window]
            if near and self._claims is not None and self._claims(claim, typed.windows[window]):
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
