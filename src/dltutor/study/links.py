"""The links of cards to items, as the history's database keeps them: written one after the other, the last counts.

A row's texts (question, wording, answer) are empty where they are as before; a wording never is by itself. The answer
is the last one that was another than that before it: mended slips don't replace it, and so can't add up unnoticed.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from dltutor.study.card import LinkReason
from dltutor.study.day import study_day
from dltutor.study.likeness import answer_changed
from dltutor.study.traces import Seen, Trace


@dataclass(frozen=True, slots=True)
class Link:
    """A row that is to be written: a card, the item it belongs to or is gone from, and why."""

    card: int
    reason: LinkReason
    seen: Seen | None = None
    trace: Trace | None = None


def read_traces(connection: sqlite3.Connection) -> dict[int, Trace]:
    """Every card with what its links tell, by number."""
    traces: dict[int, Trace] = {}
    for row in connection.execute("SELECT * FROM links ORDER BY id"):
        known = traces.get(row["card"])
        traces[row["card"]] = _first(row) if known is None else _next(known, row)
    return dict(sorted(traces.items()))


def last_link(connection: sqlite3.Connection) -> int:
    """The number of the last link; tells whether anybody has written one since."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM links").fetchone()[0])


def write_link(connection: sqlite3.Connection, link: Link, moment: datetime) -> None:
    """Add a link."""
    row: dict[str, Any] = {
        "card": link.card,
        "at": moment.astimezone(UTC).isoformat(),
        "day": study_day(moment),
        "reason": link.reason,
    }
    row |= _place(link.seen) if link.seen else _last_place(link.trace)
    row |= _texts(link)
    # Half a surrogate pair, as broken input brings, is no character that SQLite takes.
    row = {
        name: value.encode(errors="replace").decode() if isinstance(value, str) else value
        for name, value in row.items()
    }
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO links ({names}) VALUES ({places})", row)  # noqa: S608  our own names


def _first(row: sqlite3.Row) -> Trace:
    texts = {name: row[name] for name in ("question", "wording", "answer")}
    return Trace(card=row["card"], gone=row["reason"] == "gone", **_place_of(row), **texts)


def _next(known: Trace, row: sqlite3.Row) -> Trace:
    if row["reason"] == "refused":
        return replace(known, refused=known.refused | {row["wording"]})
    if row["reason"] == "gone":
        return replace(known, gone=True)
    if not row["wording"]:
        return replace(known, gone=False, **_place_of(row))
    changed = row["day"] if row["answer"] != known.answer else known.answer_changed
    return replace(_first(row), answer_changed=changed, refused=known.refused)


def _place_of(row: sqlite3.Row) -> dict[str, Any]:
    names = ("item", "item_hash", "document", "label")
    return {**{name: row[name] for name in names}, "explicit": bool(row["explicit"])}


def _place(seen: Seen) -> dict[str, Any]:
    item = seen.item
    return {
        "item": item.id,
        "item_hash": seen.hash,
        "explicit": bool(seen.name),
        "document": item.source.document,
        "label": item.source.label,
    }


def _last_place(trace: Trace | None) -> dict[str, Any]:
    assert trace is not None  # noqa: S101  what is gone was once there
    names = ("item", "item_hash", "explicit", "document", "label")
    return {name: getattr(trace, name) for name in names}


def _texts(link: Link) -> Mapping[str, str]:
    """The texts of a row; all empty where they are as before."""
    seen, trace = link.seen, link.trace
    before = {"question": "", "wording": "", "answer": ""}
    if seen is None:
        return before
    question = " ".join((seen.item.question or seen.item.answer).split())
    answer = seen.answer if trace is None or answer_changed(trace.answer, seen.answer) else trace.answer
    if trace and (trace.question, trace.wording, trace.answer) == (question, seen.wording, answer):
        return before
    return {"question": question, "wording": seen.wording, "answer": answer}
