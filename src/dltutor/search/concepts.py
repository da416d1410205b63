"""Concepts: what the field is asked about, and how it is asked, known before any document is read.

Students ask in words that their documents don't hold. ``concepts.safetensors`` keeps, for every question of the shipped
course, the vectors of the many ways in which it is asked, and its plain wording. A build relates every concept to every
item; a message then finds concepts by the way it is asked, and through them the items, also of documents with one
wording a question. It is query expansion by a thesaurus of questions instead of words (on the idea: Rocchio, 1971;
Voorhees, "Query expansion using lexical-semantic relations", 1994). ``evals/concepts.py`` makes the file, for the
default encoder; with another one the other evidence stands alone.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("concepts.safetensors")
LIKELIEST = 8
"""Concepts that a message is taken to be about, by shares."""
SHARPNESS = 0.025
"""How much less cosine makes a concept less likely by a factor of e."""

FloatArray = npt.NDArray[np.float32]
RowArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Likely:
    """The concepts that a message may be about.

    Attributes:
        concepts: Their numbers, likeliest first; shape (LIKELIEST,) or less.
        shares: How likely each is; they add up to 1.
        cosine: Of the message to the nearest wording of all.
    """

    concepts: RowArray
    shares: FloatArray
    cosine: float


@dataclass(frozen=True)
class Concepts:
    """Concepts of the field.

    Attributes:
        encoder: The hash of the encoder whose vectors these are.
        headings: The plain question of each.
        heads: Its vectors; shape (concepts, dimension).
        wordings: Vectors of all ways in which they are asked, concept by concept; shape (wordings, dimension).
        starts: The first wording of each concept; shape (concepts,).
    """

    encoder: str
    headings: tuple[str, ...]
    heads: FloatArray
    wordings: FloatArray
    starts: RowArray

    def likely(self, query: FloatArray) -> Likely:
        """The concepts that a message, by its vector, may be about."""
        cosines = np.maximum.reduceat(self.wordings @ query, self.starts)
        best = np.argpartition(-cosines, LIKELIEST)[:LIKELIEST] if len(cosines) > LIKELIEST else np.arange(len(cosines))
        best = best[np.argsort(-cosines[best], kind="stable")]
        odds = np.exp((cosines[best] - cosines[best[0]]) / SHARPNESS)
        return Likely(best.astype(np.int64), (odds / odds.sum()).astype(np.float32), float(cosines[best[0]]))


@cache
def load_concepts() -> Concepts:
    """Read the packaged concepts."""
    from safetensors import safe_open

    with safe_open(FILE, framework="numpy") as stored:
        metadata: dict[str, str] = stored.metadata()
        headings = tuple(json.loads(metadata["headings"]))
        heads, wordings = (_whole(stored, name) for name in ("heads", "wordings"))
        starts: RowArray = stored.get_tensor("starts").astype(np.int64)
    return Concepts(metadata["encoder"], headings, heads, wordings, starts)


def save_concepts(concepts: Concepts, file: Path) -> None:
    """Write concepts; vectors become bytes, which costs a cosine less than a hundredth."""
    from safetensors.numpy import save_file

    tensors: dict[str, npt.NDArray[Any]] = {"starts": concepts.starts.astype(np.int32)}
    for name, vectors in (("heads", concepts.heads), ("wordings", concepts.wordings)):
        scales = np.abs(vectors).max(axis=1, keepdims=True) / 127
        tensors[name] = np.round(vectors / scales).astype(np.int8)
        tensors[f"{name}.scales"] = scales.astype(np.float32)
    headings = json.dumps(concepts.headings, ensure_ascii=False)
    save_file(tensors, file, metadata={"encoder": concepts.encoder, "headings": headings})


def _whole(stored: Any, name: str) -> FloatArray:
    """Vectors out of bytes and their scales."""
    vectors: FloatArray = stored.get_tensor(name).astype(np.float32) * stored.get_tensor(f"{name}.scales")
    return vectors
