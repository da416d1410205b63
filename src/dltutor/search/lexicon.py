"""Search by words: BM25 on an absolute scale, and how much of a question an item covers.

bm25s computes every score when the index is built. A question only adds up columns of its sparse matrix, which is
opened with numpy: importing bm25s would cost more than answering does.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dltutor.search.tokens import terms

K1 = 1.2
B = 0.75
QUESTION_WEIGHT = 3
"""What is asked counts as if it stood there three times: a word of the question says more than one of the answer."""

FloatArray = npt.NDArray[np.float32]
Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Words:
    """The evidence of words, for every item.

    Attributes:
        scores: BM25, divided by the sum of the query terms' inverse document frequencies, which it can't exceed: 0 to
            1, comparable between questions. Shape (items,).
        coverage: The part of that sum whose terms the item holds, 0 to 1. Shape (items,).
        terms: How many different terms the question has.
    """

    scores: FloatArray
    coverage: FloatArray
    terms: int

    def best_of(self, other: "Words") -> "Words":
        """For each item the better of two wordings of one question."""
        return Words(
            np.maximum(self.scores, other.scores),
            np.maximum(self.coverage, other.coverage),
            min(self.terms, other.terms),
        )


class Lexicon:
    """A sparse matrix of scores, by term: its column lies between two of ``starts`` in ``rows`` and ``data``."""

    def __init__(self, vocabulary: dict[str, int], columns: Columns, items: int) -> None:
        self._vocabulary = vocabulary
        self._columns = columns
        self._items = items

    def score(self, query: str) -> Words:
        """The evidence of a question's words for every item."""
        return self.score_terms(terms(query))

    def score_terms(self, asked: Iterable[str]) -> Words:
        """The same for terms that are not made of words, as those of formulas."""
        scores = np.zeros(self._items, dtype=np.float32)
        coverage = np.zeros(self._items, dtype=np.float32)
        total = 0.0
        wanted = sorted(set(asked))
        for term in wanted:
            rows, values = self._column(term)
            weight = self._idf(len(rows))
            scores[rows] += values
            coverage[rows] += weight
            total += weight
        total = total or 1.0
        return Words(scores / np.float32(total), coverage / np.float32(total), len(wanted))

    def _column(self, term: str) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        number = self._vocabulary.get(term)
        if number is None:
            return self._columns["rows"][:0], self._columns["data"][:0]
        start, end = self._columns["starts"][number : number + 2]
        return self._columns["rows"][start:end], self._columns["data"][start:end]

    def _idf(self, frequency: int) -> float:
        """Lucene's inverse document frequency; a word that no item holds gets the highest."""
        return float(np.log1p((self._items - frequency + 0.5) / (frequency + 0.5)))

    def save(self, folder: Path) -> None:
        """Write the matrix as ``.npy`` files and the vocabulary as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        stored = {"items": self._items, "terms": list(self._vocabulary)}
        (folder / "vocabulary.json").write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
        for name, array in self._columns.items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        """Open what :meth:`save` wrote, mapped from disk rather than read."""
        stored = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        columns = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("data", "rows", "starts")}
        return cls({term: number for number, term in enumerate(stored["terms"])}, columns, stored["items"])


def build_lexicon(fields: Sequence[tuple[str, str]]) -> Lexicon:
    """Compute every term's BM25 score in every item, from what each item asks and what it answers."""
    return build_lexicon_of([terms(asked) * QUESTION_WEIGHT + terms(answered) for asked, answered in fields])


def build_lexicon_of(documents: Sequence[list[str]]) -> Lexicon:
    """The same from the terms of each item, whatever they are made of."""
    counted = Counter(term for document in documents for term in document)
    vocabulary = {term: number for number, term in enumerate(sorted(counted))}
    return Lexicon(vocabulary, _columns(documents, vocabulary), len(documents))


def _columns(documents: Sequence[list[str]], vocabulary: dict[str, int]) -> Columns:
    if not vocabulary:  # bm25s can't index documents without a single word
        return {"data": np.zeros(0, np.float32), "rows": np.zeros(0, np.int32), "starts": np.zeros(1, np.int64)}
    import bm25s

    engine = bm25s.BM25(method="lucene", k1=K1, b=B)
    numbered = [[vocabulary[term] for term in document] for document in documents]
    engine.index((numbered, vocabulary), create_empty_token=False, show_progress=False)
    scores = engine.scores
    return {"data": scores["data"], "rows": scores["indices"], "starts": scores["indptr"]}
