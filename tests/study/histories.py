"""Histories of a test's own: a day in November 2026, a few items, what was answered when."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from dltutor.bank.item import Item, Source
from dltutor.study.agreement import agreement
from dltutor.study.attempt import Attempt, Circumstances, Rating
from dltutor.study.bias import Bias
from dltutor.study.card import Card, Memory
from dltutor.study.plans import Plan
from dltutor.study.progress.section import Known, SatExam

TODAY = date(2026, 11, 21).toordinal()
"""A Saturday."""


def item(name: str = "a", topic: str = "optimisation", **more: Any) -> Item:
    source = Source("notes.md", name, more.pop("section", ()), 1)
    if "document" in more:
        source = Source(more.pop("document"), name, source.section, 1)
    fields: dict[str, Any] = {"kind": "open", "answer_status": "official", "topic": topic, **more}
    return Item(id=f"notes/{name}", question=f"What is {name}?", answer="It is.", source=source, **fields)


def card(number: int = 1, name: str = "a", **more: Any) -> Card:
    return Card(number, f"notes/{name}", f"What is {name}?", "notes.md", name, **more)


def memory(due: int = TODAY, **more: Any) -> Memory:
    fields: dict[str, Any] = {"stability": 10.0, "difficulty": 5.0, "last": TODAY - 10, "reviews": 2, "lapses": 0}
    return Memory(**{**fields, "due": due, "recall": 0.9, **more})


def attempt(day: int = TODAY, rating: Rating | None = 3, number: int | None = 1, **more: Any) -> Attempt:
    said = {name: more.pop(name) for name in ("confidence", "seconds", "gave_up", "mode") if name in more}
    fields: dict[str, Any] = {
        "id": 1,
        "at": datetime(2026, 11, 21, 12, tzinfo=UTC),
        "day": day,
        "card": number,
        "item": "notes/a",
        "question": "What is a?",
        "answer": "It is.",
        "score": 0.7,
        "verdict": "pass",
        "decided": rating is not None,
        "rating": rating,
        "counts": rating is not None,
        "circumstances": Circumstances(**said),
    }
    return Attempt(**{**fields, **more})


def known(
    attempts: Sequence[Attempt] = (),
    cards: Sequence[Card] = (),
    memories: Mapping[int, Memory] | None = None,
    items: Sequence[Item] = (),
    *,
    plan: Plan | None = None,
    exams: Sequence[SatExam] = (),
) -> Known:
    by_id = {one.id: one for one in cards}
    nobody = agreement(0, (), Bias(""))
    return Known(attempts, by_id, memories or {}, items, plan or Plan(), TODAY, nobody, exams)
