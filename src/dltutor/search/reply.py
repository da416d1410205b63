"""What comes back from a question. Plain data, safe to import anywhere."""

from dataclasses import dataclass, field
from typing import Any, Literal

from dltutor.bank.item import Item, Source

Status = Literal["answered", "unsure", "not_covered"]
Match = Literal["exact", "close", "related"]
Action = Literal["more", "other_source", "formula", "example", "clarify"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved item.

    Attributes:
        item: The item whose answer is quoted.
        score: Evidence on one absolute scale, 0 to 1; comparable between questions.
        match: The same in words.
        sources: Every place that holds this question; the item's own place first, twins of other documents after it.
        coverage: The part of the message's terms, weighed by rarity, that the item holds, 0 to 1.
        part: What of the item's answer the message asks for, word for word; "" where that is the whole, and for every
            hit but the first of an answered message.
    """

    item: Item
    score: float
    match: Match
    sources: tuple[Source, ...]
    coverage: float = 0.0
    part: str = ""

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
            "part": self.part,
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
        hits: Best first; empty where the index holds no items, and where the message asks nothing of them.
        searched_for: The message in English and after spelling repair, where that changed it; else empty.
        note: What a person should be told beside it, in a sentence or two; with no hits it is all that there is to say.
        provisional: Made from words alone, before the encoder was ready; a better reply follows.
        action: What was done with the answer shown before, where a message of a conversation asked for that.
        understood_as: What a message was taken for that went on from the ones before; empty where it stood alone.
    """

    query: str
    status: Status
    confidence: float
    hits: tuple[Hit, ...] = field(default=())
    searched_for: str = ""
    provisional: bool = False
    action: Action | None = None
    understood_as: str = ""
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The reply in the shape of ``dltutor ask --json`` and ``--batch``."""
        return {
            "query": self.query,
            "status": self.status,
            "confidence": round(self.confidence, 4),
            "searched_for": self.searched_for,
            "action": self.action,
            "understood_as": self.understood_as,
            "note": self.note,
            "hits": [hit.to_json() for hit in self.hits],
        }
