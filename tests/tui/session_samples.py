"""Sessions for tests: a real exchange as it is kept, and the recorder that keeps it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fake_tutor import DROPOUT, ITEMS

from dltutor.config import Config
from dltutor.search.reply import Hit, Reply
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.sessions import store
from dltutor.tui.sessions.recording import Recorder, corpus_of
from dltutor.tui.sessions.session import Session

CORPUS = "/home/somebody/corpus"
BEGAN = datetime(2026, 11, 21, 17, 31, 49, tzinfo=UTC)


def answered(ticket: int, asked: str = "What does dropout do?", **more: str) -> Exchange:
    """A question, answered by the first item, with two others near it."""
    hits = (Hit(DROPOUT, 0.9, "close", (DROPOUT.source, ITEMS[1].source)),)
    near = tuple(Hit(item, 0.5, "related", (item.source,)) for item in ITEMS[2:4])
    return Exchange(ticket, asked).answered(Reply(asked, "answered", 0.8, hits + near, **more), final=True)


@dataclass
class Keeping:
    """A recorder whose clock goes on by a minute an answer."""

    wanted: bool = True
    corpus: str = CORPUS
    told: list[str] = field(default_factory=list)
    now: datetime = BEGAN

    def recorder(self) -> Recorder:
        return Recorder(lambda: self.wanted, lambda: self.corpus, self.told.append, self._clock)

    def _clock(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def kept(*asked: str) -> Session:
    """A session with these questions about the documents in use, as it is read from its file."""
    recorder = Keeping(corpus=corpus_of(Config())).recorder()
    for ticket, text in enumerate(asked, start=1):
        recorder.keep(answered(ticket, text))
    assert recorder.file is not None
    session = store.read(recorder.file)
    assert session is not None
    return session
