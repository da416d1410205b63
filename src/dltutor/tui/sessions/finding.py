"""Finding sessions by words of their questions and answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dltutor.tui import describe

if TYPE_CHECKING:
    from dltutor.tui.sessions.entry import Entry
    from dltutor.tui.sessions.session import Session

WIDTH = 150
"""Characters of a question in a list."""


@dataclass(frozen=True, slots=True)
class Found:
    """A session that holds the words.

    Attributes:
        session: The session.
        first: Its first question, on one line.
        where: The question with which most of the words are found, where that isn't the first one.
    """

    session: Session
    first: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A session with the words of each of its questions and answers, in small letters."""

    session: Session
    texts: tuple[str, ...]

    @classmethod
    def of(cls, session: Session) -> Searchable:
        """Make a session searchable."""
        return cls(session, tuple(_text(entry) for entry in session.entries))

    def search(self, words: str) -> Found | None:
        """The session, if all words stand in it, in whatever order and questions; without words, always."""
        wanted = words.casefold().split()
        if not all(any(word in text for text in self.texts) for word in wanted):
            return None
        held = [sum(word in text for word in wanted) for text in self.texts]
        best = held.index(max(held))
        return Found(self.session, _line(self.session.entries[0]), _line(self.session.entries[best]) if best else "")


def _text(entry: Entry) -> str:
    shown = entry.shown
    answer = f"{shown.stem}\n{shown.question}\n{shown.answer}" if shown is not None else ""
    return f"{entry.asked}\n{entry.understood_as}\n{entry.searched_for}\n{answer}".casefold()


def _line(entry: Entry) -> str:
    return describe.shortened(" ".join(entry.asked.split()), WIDTH)
