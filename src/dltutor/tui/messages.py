"""What the engine tells the app. Small dataclasses, posted from its threads, handled on the app's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dltutor.progress import Progress
    from dltutor.tutor import Addition, BuildReport, DocumentSummary, Doubt, Item, Reply, Source, Stale

Stage = Literal["loading", "no index", "words", "ready", "words only", "failed"]


@dataclass
class EngineState(Message):
    """How far the engine is: asking by words comes before asking by meaning."""

    stage: Stage
    message: str = ""
    hint: str = ""


@dataclass
class AnswerReady(Message):
    """The reply to a question; where it isn't ``final``, a better one follows under the same ticket."""

    ticket: int
    reply: Reply
    final: bool


@dataclass
class AnswerFailed(Message):
    """A question that could not be answered, and what to do about it."""

    ticket: int
    message: str
    hint: str


@dataclass
class ItemFound(Message):
    """The question that the person wants to try."""

    item: Item


@dataclass
class Studied(Message):
    """A study request is done (or failed); what is to be done about it on the app's own thread."""

    act: Callable[[], object]


@dataclass
class Suggested(Message):
    """Known questions that begin with what has been typed."""

    prefix: str
    questions: tuple[str, ...]


@dataclass
class ItemsRead(Message):
    """What the documents hold."""

    items: tuple[Item, ...]


@dataclass
class LibraryRead(Message):
    """The corpus as it is on disk."""

    documents: tuple[DocumentSummary, ...]
    items: tuple[Item, ...]
    doubts: tuple[Doubt, ...]


@dataclass
class CorpusLooked(Message):
    """What differs between the corpus and the index in use."""

    stale: Stale


@dataclass
class PlaceRead(Message):
    """The lines around an item's place; ``first`` is the number of the first of them."""

    source: Source
    file: Path
    line: int
    first: int
    lines: tuple[str, ...]


@dataclass
class Added(Message):
    """What became of the paths that were added."""

    additions: tuple[Addition, ...]


@dataclass
class BuildProgress(Message):
    """How far the build has come."""

    progress: Progress


@dataclass
class BuildDone(Message):
    """The build is over and asking goes on with the new index."""

    report: BuildReport


@dataclass
class BuildEnded(Message):
    """The build ended without a new index: it was stopped (no hint), or failed."""

    message: str
    hint: str = ""
    stopped: bool = False


@dataclass
class Failed(Message):
    """A request other than a question or a build failed."""

    message: str
    hint: str
