"""Vectors by the text they stand for: why a rebuild encodes only what changed.

One file for each model. It can be deleted at any time; a damaged one is passed over and written anew.
"""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
import numpy.typing as npt

from dltutor import paths
from dltutor.files import write_atomically

SPARE = 50_000
"""Vectors kept beyond those of the last build: other corpora's, and those of texts that may come back."""

FloatArray = npt.NDArray[np.float32]


class VectorCache:
    """The vectors that a model has given so far.

    Args:
        key: The model's short name (:attr:`ModelIdentity.key`).
        dimension: Numbers in a vector; a file with others is passed over.
    """

    def __init__(self, key: str, dimension: int) -> None:
        self._file = paths.cache_dir() / "vectors" / f"{key}.npz"
        self._dimension = dimension
        self._vectors = self._read()

    def get(self, text: str) -> FloatArray | None:
        """The vector of a text, shape (dimension,), or None; remembers that it is still in use."""
        digest = _digest(text)
        vector = self._vectors.pop(digest, None)
        if vector is not None:
            self._vectors[digest] = vector  # now the last to be dropped
        return vector

    def put(self, texts: Sequence[str], vectors: FloatArray) -> None:
        """Add vectors, one row for each text."""
        for text, vector in zip(texts, vectors, strict=True):
            self._vectors[_digest(text)] = vector

    def save(self, in_use: int) -> None:
        """Write the cache in one step, less what wasn't used for longest; a full disk costs time, nothing else."""
        kept = list(self._vectors.items())[-(in_use + SPARE) :]
        keys = np.frombuffer(b"".join(key for key, _ in kept), dtype=np.uint8).reshape(-1, 32)
        values = np.stack([vector for _, vector in kept]) if kept else np.zeros((0, self._dimension), np.float32)
        content = io.BytesIO()
        np.savez(content, keys=keys, vectors=values)
        with suppress(OSError):
            write_atomically(self._file, content.getvalue())

    def _read(self) -> dict[bytes, FloatArray]:
        try:
            # Opened here, because NumPy leaves a file open that it finds to be no archive.
            with self._file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
                keys, vectors = stored["keys"], stored["vectors"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return {}
        fits = keys.ndim == vectors.ndim == 2 and len(keys) == len(vectors) and keys.shape[1] == 32
        if not fits or vectors.dtype != np.float32 or vectors.shape[1] != self._dimension:
            return {}
        return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
