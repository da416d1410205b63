"""Ranking: dense and lexical evidence on one absolute scale.

Nothing is made relative to the other candidates (no rank fusion, no min-max): that costs precision on short questions,
and leaves no scale on which to say "not in your documents".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dltutor.search.lexicon import Words
from dltutor.search.texts import Role
from dltutor.search.vectors import Vectors
from dltutor.search.weights import Ranking

NEAREST_PASSAGES = 256
BEST_BY_WORDS = 64
BEST_BY_CONCEPTS = 32
BEST_BY_FORMULAS = 32

ROLES: dict[str, tuple[Role, ...]] = {
    "question": (Role.QUESTION, Role.ALIAS),
    "piece": (Role.PIECE,),
    "context": (Role.CONTEXT,),
}
"""Which passages each kind of dense evidence looks at."""

FloatArray = npt.NDArray[np.float32]
RowArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Passages:
    """The vectors of an index, and whose they are.

    Attributes:
        vectors: Of all passages.
        starts: The first passage of each item, and the number of passages; shape (items + 1,).
        roles: What each passage is of its item; shape (passages,).
    """

    vectors: Vectors
    starts: RowArray
    roles: npt.NDArray[np.uint8]

    def owners(self, passages: RowArray) -> RowArray:
        """The items that some passages belong to."""
        owners: RowArray = np.searchsorted(self.starts, passages, side="right") - 1
        return owners

    def of(self, items: RowArray) -> tuple[RowArray, RowArray]:
        """All passages of some items, and for each the place of its item among them."""
        counts = self.starts[items + 1] - self.starts[items]
        places = np.repeat(np.arange(len(items)), counts)
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.starts[items][places] + offsets, places


@dataclass(frozen=True)
class Evidence:
    """What speaks for each candidate: one number of each kind from 0 to 1, arrays of shape (candidates,).

    The kinds are those of :class:`Ranking`. ``rows`` are the candidates' items, ``formula_terms`` counts the terms of
    the message's formulas, ``vectors`` tells whether vectors were asked at all, and ``field`` is the cosine of the
    message to the nearest concept, 0 where there are no concepts.
    """

    rows: RowArray
    question: FloatArray
    piece: FloatArray
    context: FloatArray
    words: FloatArray
    coverage: FloatArray
    concept: FloatArray
    formula: FloatArray
    formula_terms: int
    vectors: bool
    field: float = 0.0

    def scores(self, weights: Ranking) -> FloatArray:
        """The evidence in one number from 0 to 1; where a kind isn't to be had, the others stand for the whole."""
        had = weights.without(self._missing())
        scores: FloatArray = (
            self.dense(had) + self.lexical(had) + had.concept * self.concept + had.formula * self.formula
        )
        return scores

    def _missing(self) -> set[str]:
        """The kinds that say nothing for any item: there are no vectors, no concepts, or no formula in the message."""
        missing = set() if self.vectors else set(ROLES)
        if not self.field:
            missing.add("concept")
        if not self.formula_terms:
            missing.add("formula")
        return missing

    def dense(self, weights: Ranking) -> FloatArray:
        """The part of the score that comes from vectors."""
        summed: FloatArray = (
            weights.question * self.question + weights.piece * self.piece + weights.context * self.context
        )
        return summed

    def lexical(self, weights: Ranking) -> FloatArray:
        """The part of the score that comes from words."""
        summed: FloatArray = weights.words * self.words + weights.coverage * self.coverage
        return summed

    def nearest(self) -> FloatArray:
        """The best cosine of any kind."""
        best: FloatArray = np.maximum(np.maximum(self.question, self.piece), self.context)
        return best


@dataclass(frozen=True)
class Asked:
    """A message, or a sentence of a long one, as both kinds of search see it.

    Attributes:
        vector: Of its text.
        words: The evidence of its words.
        concept: What its concepts say for each item, shape (items,); nought where there are no concepts.
        field: Its cosine to the nearest concept; 0 where there are no concepts.
    """

    vector: FloatArray
    words: Words
    concept: FloatArray
    field: float


def gather(asked: Sequence[Asked], shares: FloatArray, passages: Passages, formulas: Words) -> Evidence:
    """Evidence of every kind for every item that any of them proposes.

    Args:
        asked: The message, and the sentences of a long one.
        shares: What each of them counts; they add up to 1.
        passages: The index's vectors.
        formulas: The evidence of the message's formulas.
    """
    rows = np.unique(np.concatenate([*(_proposed(one, passages) for one in asked), _by_formulas(formulas)]))
    found, places = passages.of(rows)
    cosines = passages.vectors.take(found) @ np.stack([one.vector for one in asked], axis=1)
    roles = passages.roles[found]

    starts = np.searchsorted(places, np.arange(len(rows)))

    def best(kind: str) -> FloatArray:
        return best_of(cosines, roles, kind, starts) @ shares

    def mean(values: Sequence[FloatArray]) -> FloatArray:
        return np.stack([one[rows] for one in values], axis=1) @ shares

    return Evidence(
        rows,
        question=best("question"),
        piece=best("piece"),
        context=best("context"),
        words=mean([one.words.scores for one in asked]),
        coverage=mean([one.words.coverage for one in asked]),
        concept=mean([one.concept for one in asked]),
        formula=formulas.coverage[rows],
        formula_terms=formulas.terms,
        vectors=True,
        field=asked[0].field,
    )


def best_of(cosines: FloatArray, roles: npt.NDArray[np.uint8], kind: str, starts: RowArray) -> FloatArray:
    """For each item its best cosine of one kind, 0 where it has none.

    Args:
        cosines: Of passages, item by item, to some texts; shape (passages, texts).
        roles: What each passage is of its item.
        kind: A key of ``ROLES``.
        starts: The first passage of each item.
    """
    counted = np.where(np.isin(roles, ROLES[kind])[:, None], cosines, np.float32(0.0))
    highest: FloatArray = np.maximum.reduceat(counted, starts, axis=0)
    return np.maximum(highest, 0.0)


def _proposed(asked: Asked, passages: Passages) -> RowArray:
    """The items that any kind of search proposes."""
    nearest, _ = passages.vectors.search(asked.vector, NEAREST_PASSAGES)
    by_words = _best(asked.words.scores + asked.words.coverage, BEST_BY_WORDS)
    by_concepts = _best(asked.concept, BEST_BY_CONCEPTS if asked.field else 0)
    return np.concatenate((passages.owners(nearest), by_words, by_concepts))


def gather_words(words: Words, formulas: Words) -> Evidence:
    """Evidence of words and formulas alone; that of vectors is nought."""
    rows = np.union1d(_best(words.scores + words.coverage, BEST_BY_WORDS), _by_formulas(formulas))
    nothing = np.zeros(len(rows), dtype=np.float32)
    return Evidence(
        rows,
        question=nothing,
        piece=nothing,
        context=nothing,
        words=words.scores[rows],
        coverage=words.coverage[rows],
        concept=nothing,
        formula=formulas.coverage[rows],
        formula_terms=formulas.terms,
        vectors=False,
    )


def _by_formulas(formulas: Words) -> RowArray:
    """The items that a message's formulas propose; none where it has no formula."""
    return _best(formulas.coverage, BEST_BY_FORMULAS if formulas.terms else 0)


def _best(strength: FloatArray, limit: int) -> RowArray:
    """The rows of the strongest items, in the order of the rows."""
    limit = min(limit, len(strength))
    best = np.argpartition(-strength, limit - 1)[:limit] if limit else np.zeros(0, dtype=np.int64)
    return np.sort(best)
