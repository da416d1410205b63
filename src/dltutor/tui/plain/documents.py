"""The documents: what they hold, what is doubtful, adding some, building the index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dltutor.errors import UsageError
from dltutor.study.figures import counted
from dltutor.tui import describe, library_rows

if TYPE_CHECKING:
    from dltutor.tui.plain.talk import Talk
    from dltutor.tutor import DocumentSummary

QUESTION = 150
"""Characters of a question in a list."""


def library(talk: Talk, rest: str) -> None:
    """Say what documents there are, or which questions one holds."""
    documents = talk.tutor.library()
    if rest:
        _tell_questions(talk, _meant(documents, rest))
        return
    for document in documents:
        change = f", {document.change}" if document.change else ""
        talk.say(
            f"{document.path} ({document.layout}): {counted(document.questions, 'question')}, "
            f"{document.answered} answered, {counted(document.doubts, 'doubt')}{change}"
        )
    talk.say(f"{counted(len(documents), 'document')} in {talk.config.corpus_dir}.")
    talk.say("/library and a document's name lists its questions, doubts what to look at.")
    stale = talk.tutor.stale()
    if stale:
        talk.say(f"The index is behind: {stale}. Type rebuild to bring it up to date.")


def _meant(documents: tuple[DocumentSummary, ...], name: str) -> str:
    """The document of a name, or of a part of one. Raises UsageError where there is none, or several."""
    paths = [document.path for document in documents]
    found = [path for path in paths if path == name] or [path for path in paths if name.casefold() in path.casefold()]
    if not found:
        raise UsageError(f"No document is called {name!r}.", hint="library lists them.")
    if len(found) > 1:
        raise UsageError(f"{len(found)} documents are called like this.", hint=f"Which one: {', '.join(found)}?")
    return found[0]


def _tell_questions(talk: Talk, document: str) -> None:
    items = [item for item in talk.tutor.items() if item.source.document == document]
    talk.say(f"{document}: {library_rows.holdings(items)}")
    for item in items:
        label, way, title = library_rows.item_row(item, QUESTION)
        talk.say(f"{label or item.source.line}: {title} ({way}; {item.id})")


def doubts(talk: Talk, rest: str) -> None:
    """Say what a person should look at."""
    found = [doubt for doubt in talk.tutor.inbox() if rest.casefold() in doubt.document.casefold()]
    talk.say(*map(str, found), f"{counted(len(found), 'doubt')}." if found else "Nothing to look at.")


def add(talk: Talk, rest: str) -> None:
    """Copy a document or a folder into the corpus."""
    if not rest:
        talk.say("Add what? Type /add and a file or a folder. add-to-review puts a question into your reviews.")
        return
    path = Path(rest.strip("'\"")).expanduser()
    for one in talk.tutor.add([path]):
        where = f" as {one.document}" if one.accepted and one.document else ""
        talk.say(f"{one.path}{where}: {'' if one.accepted else 'refused: '}{one.outcome}")
    talk.look()


def rebuild(talk: Talk) -> None:
    """Bring the index up to date."""
    talk.say("Building the index; Ctrl+C stops that.")
    try:
        report = talk.tutor.build(rebuild=talk.damaged, report=talk.console.progress)
    except KeyboardInterrupt:
        talk.say("The build was stopped; the index is as it was.")
        return
    talk.damaged = False
    talk.say(describe.build_line(report))
    talk.look()
