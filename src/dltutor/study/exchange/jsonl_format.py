"""JSON Lines: items in the shape of ``dltutor items --json``, without loss; and lines of any question and answer."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dltutor.bank.document import from_text
from dltutor.bank.item import Item
from dltutor.bank.layouts.cards.record import items
from dltutor.bank.layouts.cards.structured import read_json, read_json_lines
from dltutor.study.exchange.texts import slug

OWN = ("id", "kind", "question", "answer", "answer_status", "options", "key_points", "section", "document", "label")


def write(found: Sequence[Item]) -> bytes:
    """The file's bytes: a line an item."""
    return "".join(f"{json.dumps(item.to_json(), ensure_ascii=False)}\n" for item in found).encode(errors="replace")


def read(text: str, name: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The questions of JSON Lines, or of one JSON list, and the lines that hold none.

    Raises:
        DocumentError: A JSON document that isn't valid, with line and column.
    """
    whole = name.lower().endswith(".json")
    document = from_text(name, text)
    records, doubts = read_json(document) if whole else read_json_lines(document)
    notes = [one.message for one in doubts]
    found: list[Item] = []
    for record in records:
        own = _own(dict(record.values))
        if own is not None and own.answer_status == "transcript":
            notes.append(f"line {record.line} is a transcript, not a question with its answer; it was left out")
            continue
        if own is not None:
            found.append(own)
            continue
        others, unclear = items(document, [record])
        notes.extend(one.message for one in unclear)
        found.extend(replace(one, id=slug(one.id) if one.id else "") for one in others)
    return tuple(found), tuple(notes)


def _own(data: dict[str, Any]) -> Item | None:
    """A line of dltutor's own export; None for any other."""
    if not all(name in data for name in OWN):
        return None
    try:
        item = Item.from_json(data)
        item.to_json()
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    return item if item.question or item.kind == "fragment" else None
