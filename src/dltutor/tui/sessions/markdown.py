"""A session as Markdown that reads well on any forge: questions as headings, answers quoted, formulas as LaTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dltutor.tui import describe
from dltutor.tui.sessions.session import date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dltutor.tui.sessions.entry import Entry, Shown
    from dltutor.tui.sessions.session import Session
    from dltutor.tutor import Source

TAG = re.compile(r"<(?=[/!?a-zA-Z][^<>]*>)")
"""What a forge would take for HTML and leave out."""
END_OF_HEADING = re.compile(r"(#+)$")


def markdown(session: Session) -> str:
    """The session as a document."""
    version = f"dltutor {session.version} · " if session.version else ""
    parts = [f"# Questions of {session.date}", f"{version}documents: `{session.corpus}` · session {session.id}"]
    for entry in session.entries:
        parts += _entry(entry, session)
    return describe.safe("\n\n".join(parts)) + "\n"


def _entry(entry: Entry, session: Session) -> Iterator[str]:
    yield f"## {END_OF_HEADING.sub(_escaped, _line(entry.asked))}"
    yield "  \n".join(_outcome(entry, session))
    if entry.shown is not None:
        if entry.shown.part:
            yield f"To the point:\n\n{_quote(entry.shown.part.strip())}\n\nThe whole answer:"
        yield _quote(_texts(entry.shown))
        first, *twins = entry.shown.places
        yield "  \n".join([f"Source: {_place(first)}", *(f"Also in: {_place(twin)}" for twin in twins)])
    if entry.listed:
        heading = "Near it:" if entry.shown is not None else "These were near:"
        rows = enumerate(entry.near[: entry.listed], start=1)
        yield "\n".join(
            [f"{heading}\n", *(f"{number}. {_line(one.title)} ({_place(one.place)})" for number, one in rows)]
        )


def _outcome(entry: Entry, session: Session) -> Iterator[str]:
    yield f"**{_line(entry.verdict)}** · {date(entry.at)}"
    if entry.searched_for:
        yield f"Searched for: {_line(entry.searched_for)}"
    if entry.understood_as and not entry.picked:
        yield f"Understood as: {_line(entry.understood_as)}"
    if entry.note and entry.note != entry.verdict and not entry.picked:
        yield _line(entry.note)
    if entry.corpus != session.corpus:
        yield f"Documents: `{entry.corpus}`"


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _texts(shown: Shown) -> str:
    """The answer as it was shown, under its question."""
    parts = [shown.stem.strip(), f"**{_line(shown.question)}**" if shown.question.strip() else "", shown.answer.strip()]
    return "\n\n".join(part for part in parts if part)


def _place(place: Source) -> str:
    return f"{_line(describe.place(place))}, line {place.line}"


def _line(words: str) -> str:
    """A text on one line, of which nothing is taken for HTML."""
    return TAG.sub(r"\\<", " ".join(words.split()))


def _escaped(marks: re.Match[str]) -> str:
    return f"\\{marks[0]}"
