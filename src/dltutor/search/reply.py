"""What comes back from a question. Plain data, safe to import anywhere."""

from dataclasses import dataclass, field
from typing import Any, Literal

from dltutor.bank.item import Item, Source

Status = Literal["answered", "unsure", "not_covered"]
Match = Literal["exact", "close", "related"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved item.

    Attributes:
        item: The item whose answer is quoted.
        score: Evidence on one absolute scale, 0 to 1; comparable between questions.
        match: The same in words.
        sources: Every place that holds this question; the item's own place first, twins of other documents after it.
    """

    item: Item
    score: float
    match: Match
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """The hit in the shape of ``dltutor ask --json``."""
        item = self.item
        return {
            "id": item.id,
            "document": item.source.document,
            "label": item.source.label,
            "section": item.source.trail,
            "line": item.source.line,
            "question": item.question,
            "answer": item.answer,
            "answer_status": item.answer_status,
            "score": round(self.score, 4),
            "match": self.match,
            "sources": [
                {"document": source.document, "label": source.label, "section": source.trail, "line": source.line}
                for source in self.sources
            ],
        }


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one message.

    Attributes:
        query: The message as typed.
        status: answered, unsure (show the hits as "closest questions"), or not_covered (the nearest three, as such).
        confidence: Probability that the first hit answers the question, 0 to 1.
        hits: Best first; empty only where the index holds no items.
        searched_for: The message after spelling repair, where that changed it; else empty.
        provisional: Made from words alone, before the encoder was ready; a better reply follows.
    """

    query: str
    status: Status
    confidence: float
    hits: tuple[Hit, ...] = field(default=())
    searched_for: str = ""
    provisional: bool = False

    def to_json(self) -> dict[str, Any]:
        """The reply in the shape of ``dltutor ask --json`` and ``--batch``."""
        return {
            "query": self.query,
            "status": self.status,
            "confidence": round(self.confidence, 4),
            "searched_for": self.searched_for,
            "hits": [hit.to_json() for hit in self.hits],
        }
