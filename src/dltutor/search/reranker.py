"""A re-ranker: a cross-encoder that reads the message and a candidate together, and orders the best candidates anew.

It is slower by far than comparing vectors, and sees more: each word of the message beside each word of the answer
(Nogueira and Cho: Passage Re-ranking with BERT, 2019). None comes with dltutor; a person may name a folder.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dltutor.errors import ModelError
from dltutor.search.network import FloatArray, Network, batches
from dltutor.search.texts import fields_of, readable

if TYPE_CHECKING:
    from dltutor.bank.item import Item
    from dltutor.search.candidates import Candidate

LOOKED_AT = 10
"""Candidates that are read; further down the right one hardly ever is, and each costs some ten milliseconds."""
SHARE = 0.5
"""The re-ranker's part of the new score. Absolute, so that scores can still be compared between questions: a decided
re-ranker (near 0 or 1) outweighs the ranking, whose best candidates lie within some tenths; an undecided one can't."""
ANSWER_WORDS = 60
"""Words of the answer that are read: what it is about stands in its beginning, and time grows with the words."""


@dataclass(frozen=True, slots=True)
class RerankerIdentity:
    """What a re-ranker is.

    Attributes:
        name: Its folder, as the person named it.
        hash: SHA-256 of its weights and configuration.
        max_tokens: Where a pair is cut, at the end of the longer text.
        bounded: Whether it ends in a sigmoid; else its scores are logits.
        prompt: Put before the message.
    """

    name: str
    hash: str
    max_tokens: int
    bounded: bool
    prompt: str

    @property
    def key(self) -> str:
        """The name of its folder in the cache."""
        from dltutor.search.model import encoder_key

        return encoder_key(self.hash, "fp32")

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


class Reranker:
    """An exported re-ranker, opened. Not to be used by several threads at once.

    Args:
        folder: What the exporter wrote.

    Raises:
        ModelError: The folder isn't there or is damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self.identity = RerankerIdentity(**json.loads((folder / "meta.json").read_text(encoding="utf-8")))
            self._network = Network(folder, self.identity.max_tokens, threads=1)
        except Exception as error:  # ONNX Runtime and tokenizers raise bare exceptions of many kinds
            raise ModelError(
                f"The re-ranker in {folder} can't be opened: {str(error).splitlines()[0]}",
                hint=f"Delete that folder: it is made again. ({type(error).__name__})",
            ) from error

    def scores(self, message: str, texts: Sequence[str]) -> FloatArray:
        """What ``CrossEncoder.predict`` gives for the message with each text; shape (texts,)."""
        encodings = self._network.tokens([(self.identity.prompt + message, text) for text in texts])
        scores = np.empty(len(encodings), dtype=np.float32)
        for batch in batches(encodings):
            scores[batch] = self._network.run([encodings[row] for row in batch])
        return scores

    def relevance(self, message: str, texts: Sequence[str]) -> FloatArray:
        """The same from 0 to 1: logits go through a sigmoid."""
        scores = self.scores(message, texts)
        if self.identity.bounded:
            return scores
        return (1.0 / (1.0 + np.exp(-np.clip(scores, -60.0, 60.0)))).astype(np.float32)


def reordered(
    message: str, found: "list[Candidate]", item: "Callable[[int], Item]", reranker: Reranker
) -> "list[Candidate]":
    """The candidates with their new scores, best first.

    A score becomes half the ranking's and half the re-ranker's; of those that it didn't read, only the former half is
    left, so that they stay behind in their order. Where a document asks the message word for word there is nothing to
    decide, and nothing changes.

    Args:
        message: As searched for.
        found: The candidates, best first.
        item: Gives the item of a row.
        reranker: Reads the first ten.
    """
    if not found or any(candidate.exact for candidate in found):
        return found
    texts = [text_of(item(candidate.row)) for candidate in found[:LOOKED_AT]]
    relevance = [*reranker.relevance(message, texts).tolist(), *([0.0] * len(found[LOOKED_AT:]))]
    blended = [
        replace(candidate, score=(1.0 - SHARE) * candidate.score + SHARE * read)
        for candidate, read in zip(found, relevance, strict=True)
    ]
    return sorted(blended, key=lambda candidate: -candidate.score)


def text_of(item: "Item") -> str:
    """What is read of an item: its stem and its question, and the beginning of its answer."""
    asked = readable(f"{item.stem}\n{item.question}")
    return f"{asked} {' '.join(fields_of(item)[1].split()[:ANSWER_WORDS])}".strip()
