"""A session: the questions of one chat and what came of them, and the lines of the file that holds it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dltutor.tui.sessions.entry import Entry
from dltutor.tui.sessions.shapes import made

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGUN, EXCHANGE = "begun", "exchange"
"""Events: the first line of a file, and every other."""


@dataclass(frozen=True, slots=True)
class Session:
    """One chat as it was kept.

    Attributes:
        id: When it began, as its file is called: ``2026-11-21-173149``.
        begun: The same as a time.
        version: Of the dltutor that it was begun with.
        corpus: The folder of documents that it was begun with.
        entries: Its questions, oldest first; never empty.
    """

    id: str
    begun: datetime
    version: str
    corpus: str
    entries: tuple[Entry, ...]

    @property
    def last(self) -> datetime:
        """When the last answer was there."""
        return self.entries[-1].at

    @property
    def date(self) -> str:
        """When it began, for people: ``21 Nov 2026, 17:31``."""
        return date(self.begun)

    @property
    def summary(self) -> str:
        """Its date and how many questions it holds."""
        count = len(self.entries)
        return f"{self.date} · {count} question{'s' if count > 1 else ''}"

    def to_json(self) -> dict[str, Any]:
        """The session in the shape of ``dltutor transcripts export --format json``."""
        return {
            "id": self.id,
            "begun": self.begun.isoformat(),
            "version": self.version,
            "corpus": self.corpus,
            "exchanges": [as_json(entry) for entry in self.entries],
        }


@dataclass(frozen=True, slots=True)
class Begun:
    """What the first line of a file says."""

    at: datetime
    version: str = ""
    corpus: str = ""


def date(at: datetime) -> str:
    """A time where the person is: ``21 Nov 2026, 17:31``."""
    here = at.astimezone()
    return f"{here.day} {here:%b %Y, %H:%M}"


def as_json(record: Begun | Entry) -> dict[str, Any]:
    """A record as JSON."""
    return {**asdict(record), "at": record.at.isoformat()}


def line(record: Begun | Entry) -> bytes:
    """A record as a line of a file; plain ASCII, in which every text survives, also half of a surrogate pair."""
    event = BEGUN if isinstance(record, Begun) else EXCHANGE
    return json.dumps({"event": event, **as_json(record)}).encode() + b"\n"


def read(name: str, lines: Iterable[bytes]) -> Session | None:
    """The session that lines hold; None where they hold no question.

    Lines that can't be read are passed over: a crash may have cut one, and people edit files by hand.
    """
    begun: Begun | None = None
    entries: list[Entry] = []
    for one in lines:
        with suppress(ValueError, RecursionError, OverflowError):
            record = json.loads(one)
            event = record.get("event") if isinstance(record, dict) else None
            if event == EXCHANGE:
                entries.append(made(Entry, record))
            elif event == BEGUN and begun is None:
                begun = made(Begun, record)
    if not entries:
        return None
    begun = begun or Begun(entries[0].at, corpus=entries[0].corpus)
    return Session(name, begun.at, begun.version, begun.corpus, tuple(entries))
