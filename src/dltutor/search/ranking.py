"""Ranking: dense and lexical evidence on one absolute scale.

Nothing is made relative to the other candidates (no rank fusion, no min-max): that costs precision on short questions,
and leaves no scale on which to say "not in your documents".
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dltutor.search.lexicon import Words
from dltutor.search.texts import Role
from dltutor.search.vectors import Vectors
from dltutor.search.weights import Ranking

NEAREST_PASSAGES = 256
BEST_BY_WORDS = 64

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

    The kinds are those of :class:`Ranking`. ``rows`` are the candidates' items, ``terms`` counts the terms of the
    message, and ``vectors`` tells whether vectors were asked at all.
    """

    rows: RowArray
    question: FloatArray
    piece: FloatArray
    context: FloatArray
    words: FloatArray
    coverage: FloatArray
    terms: int
    vectors: bool

    def scores(self, weights: Ranking) -> FloatArray:
        """The evidence in one number from 0 to 1; without vectors, the words' part of it stands for the whole."""
        if self.vectors:
            return self.dense(weights) + self.lexical(weights)
        scores: FloatArray = self.lexical(weights) / (weights.words + weights.coverage)
        return scores

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


def gather(query: FloatArray, words: Words, passages: Passages) -> Evidence:
    """Evidence of both kinds for every item that either kind of search proposes."""
    nearest, _ = passages.vectors.search(query, NEAREST_PASSAGES)
    rows = np.union1d(passages.owners(nearest), _best_by_words(words))
    found, places = passages.of(rows)
    cosines = np.maximum(passages.vectors.take(found) @ query, 0.0)
    roles = passages.roles[found]

    def best(chosen: npt.NDArray[np.bool_]) -> FloatArray:
        highest = np.zeros(len(rows), dtype=np.float32)
        np.maximum.at(highest, places[chosen], cosines[chosen])
        return highest

    return Evidence(
        rows,
        question=best(roles <= Role.ALIAS),
        piece=best(roles == Role.PIECE),
        context=best(roles == Role.CONTEXT),
        words=words.scores[rows],
        coverage=words.coverage[rows],
        terms=words.terms,
        vectors=True,
    )


def gather_words(words: Words) -> Evidence:
    """Evidence of words alone; that of vectors is nought."""
    rows = _best_by_words(words)
    nothing = np.zeros(len(rows), dtype=np.float32)
    return Evidence(
        rows, nothing, nothing, nothing, words.scores[rows], words.coverage[rows], words.terms, vectors=False
    )


def _best_by_words(words: Words) -> RowArray:
    strength = words.scores + words.coverage
    limit = min(BEST_BY_WORDS, len(strength))
    best = np.argpartition(-strength, limit - 1)[:limit] if limit else np.zeros(0, dtype=np.int64)
    return np.sort(best)
