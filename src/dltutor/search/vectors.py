"""The vectors of an index, in FAISS: which kind of index for how many, and how it is made, kept and searched."""

import math
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MOST_FLAT = 100_000
MOST_SCALAR = 500_000
PROBES = 32
"""Lists that an IVF index looks into for a question: a recall of 0.95 at 100,000 vectors."""

FloatArray = npt.NDArray[np.float32]
RowArray = npt.NDArray[np.int64]


def factory_string(vectors: int) -> str:
    """FAISS's name for the index that suits so many vectors.

    Exact up to 100,000 (7 ms a question there), 8-bit numbers up to 500,000 (16 ms), and beyond that inverted lists, 4
    times the square root of their number, with 8-bit numbers.
    """
    if vectors <= MOST_FLAT:
        return "Flat"
    if vectors <= MOST_SCALAR:
        return "SQ8"
    return f"IVF{round(4 * math.sqrt(vectors))},SQ8"


class Vectors:
    """Unit vectors under inner product, which for them is the cosine."""

    def __init__(self, index: Any) -> None:
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def search(self, query: FloatArray, limit: int) -> tuple[RowArray, FloatArray]:
        """The nearest vectors' rows and cosines, best first; fewer than ``limit`` where there are fewer."""
        scores, rows = self._index.search(query[None, :], min(limit, len(self)) or 1)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def take(self, rows: RowArray) -> FloatArray:
        """The vectors of some rows (as the index keeps them), shape (rows, dimension)."""
        vectors: FloatArray = self._index.reconstruct_batch(rows)
        return vectors

    def save(self, file: Path) -> None:
        """Write the index to a file."""
        _faiss().write_index(self._index, str(file))

    @classmethod
    def load(cls, file: Path) -> "Vectors":
        """Open an index; FAISS raises RuntimeError where the file isn't one."""
        faiss = _faiss()
        # For one question at a time, waking another thread costs more than it brings, above all on a busy machine.
        faiss.omp_set_num_threads(1)
        return cls(faiss.read_index(str(file)))


def build_vectors(vectors: FloatArray, factory: str) -> Vectors:
    """Make an index of unit vectors, shape (number, dimension), of the kind that ``factory`` names."""
    faiss = _faiss()
    index = faiss.index_factory(vectors.shape[1], factory, faiss.METRIC_INNER_PRODUCT)
    if not index.is_trained:
        index.train(vectors)
    index.add(vectors)
    if factory.startswith("IVF"):
        index.nprobe = PROBES
        index.make_direct_map()  # without it, `take` can't look a row up
    return Vectors(index)


def _faiss() -> Any:
    """FAISS, whose bindings complain about their own types at import."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import faiss
    return faiss
