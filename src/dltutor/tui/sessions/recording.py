"""Keeping a session as it goes: every exchange is written as soon as its last answer is there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dltutor import __version__
from dltutor.tui import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from dltutor.config import Config
    from dltutor.tui.answers.exchange import Exchange
    from dltutor.tui.sessions.entry import Entry, Near, Shown
    from dltutor.tui.sessions.session import Session
    from dltutor.tutor import Hit


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def corpus_of(config: Config) -> str:
    """The folder of the documents in use, by a name that is the same wherever the tutor is started."""
    return str(config.corpus_dir.resolve())


@dataclass
class Recorder:
    """The session under way.

    What can't be written is told once and stays in memory, so that it can still be exported: keeping must never stand
    between a person and their question.

    Attributes:
        wanted: Whether sessions are to be kept at all, asked before each is written.
        corpus: The folder of the documents in use.
        tell: Says something to the person.
        clock: Tells the time.
        entries: What the session holds so far.
        file: Where it is kept; None before the first answer, and where nothing is kept.
    """

    wanted: Callable[[], bool]
    corpus: Callable[[], str]
    tell: Callable[[str], object]
    clock: Callable[[], datetime] = now
    entries: list[Entry] = field(default_factory=list)
    file: Path | None = None
    _seen: set[int] = field(default_factory=set)
    _told: bool = False

    def keep(self, exchange: Exchange) -> None:
        """Keep an exchange whose last answer is there; another one, or the same again, is passed over."""
        if exchange.final and exchange.ticket not in self._seen:
            self._seen.add(exchange.ticket)
            entry = entry_of(exchange, self.corpus(), self.clock())
            self.entries.append(entry)
            if self.wanted():
                self._write(entry)

    def begin_anew(self) -> None:
        """What follows is another session."""
        self.entries, self.file = [], None

    def forget(self, name: str) -> None:
        """A session was deleted: if it is the one under way, what follows is another one."""
        if self.file is not None and self.file.stem == name:
            self.begin_anew()

    def go_on(self, session: Session, tickets: Iterable[int]) -> None:
        """What follows belongs to a session that was kept; ``tickets`` are those of its exchanges here."""
        from dltutor.tui.sessions import store

        self.entries, self.file = [*session.entries], store.folder() / f"{session.id}{store.ENDING}"
        self._seen.update(tickets)

    @property
    def session(self) -> Session | None:
        """The session so far; None before its first answer."""
        from dltutor.tui.sessions.session import Session

        if not self.entries:
            return None
        begun = self.entries[0].at
        name = self.file.stem if self.file is not None else f"{begun.astimezone():%Y-%m-%d-%H%M%S}"
        return Session(name, begun, __version__, self.entries[0].corpus, tuple(self.entries))

    def _write(self, entry: Entry) -> None:
        from dltutor.tui.sessions import store
        from dltutor.tui.sessions.session import Begun, line

        try:
            if self.file is None:
                begun = Begun(entry.at, __version__, entry.corpus)
                self.file = store.begin(entry.at, line(begun) + line(entry))
            else:
                store.append(self.file, line(entry))
        except OSError as error:
            if not self._told:
                self._told = True
                why = error.strerror or str(error)
                self.tell(f"This session can't be kept in {store.folder()}: {why}. /export writes it elsewhere.")


def entry_of(exchange: Exchange, corpus: str, at: datetime) -> Entry:
    """What is kept of an exchange."""
    from dltutor.tui.sessions.entry import Entry  # the Tutor's data; not before the first paint

    reply = exchange.reply
    status = "failed" if reply is None else reply.status
    verdict = exchange.verdict or " ".join(filter(None, exchange.error or ()))
    entry = Entry(at, corpus, exchange.asked, exchange.picked, status, verdict)
    if reply is None:
        return entry
    return replace(
        entry,
        confidence=reply.confidence,
        provisional=reply.provisional,
        action=reply.action,
        understood_as=reply.understood_as,
        searched_for=reply.searched_for,
        note=reply.note,
        shown=None if exchange.hit is None else _shown(exchange.hit),
        near=_near(exchange.others[: describe.LISTABLE]),
        listed=len(exchange.listed_hits),
    )


def _shown(hit: Hit) -> Shown:
    from dltutor.tui.sessions.entry import Shown

    item = hit.item
    return Shown(
        id=item.id,
        kind=item.kind,
        stem=item.stem,
        question=item.question,
        answer=describe.answer_markdown(item),
        answer_status=item.answer_status,
        match=hit.match,
        places=hit.sources or (item.source,),
        part=hit.part,
    )


def _near(hits: Sequence[Hit]) -> tuple[Near, ...]:
    from dltutor.tui.sessions.entry import Near

    return tuple(Near(hit.item.id, describe.title(hit.item), hit.match, hit.item.source) for hit in hits)
