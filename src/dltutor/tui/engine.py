"""The engine: threads of the app's own that own the Tutors, so that the screen never waits.

- *asking* owns the Tutor that answers; *warming* only loads its encoder, so that questions are answered by words
  meanwhile;
- *building* makes a Tutor of its own for every build, and hands it over to *asking* when the new index is current;
- *reading* reads documents (a library of PDFs takes seconds) with a third one.

Requests are methods; what comes of them arrives as messages. After :meth:`Engine.stop` nothing is posted.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from dltutor.errors import DltutorError, Stopped
from dltutor.tui import messages
from dltutor.tui.answers import asking
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.threads import Threads
from dltutor.tui.trying import find_item, is_id
from dltutor.tui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.message import Message

    from dltutor.progress import Progress
    from dltutor.studying import Studying
    from dltutor.tui.worker import Job
    from dltutor.tutor import Conversation, Hit, Source, Tutor

T = TypeVar("T")

BUILD_HINT = "Press {rebuild} to build it."
LINES_AROUND = 200
"""Lines shown on either side of an item's place."""
REPORT_EVERY = 0.1
"""Seconds between two reports of a build; more often is only work for the screen."""


class Engine(Threads):
    """Asks, builds and reads on threads of its own.

    Args:
        post: Takes every message; called from any thread.
        open_tutor: Makes a Tutor; called once for each thread that needs one.
    """

    def __init__(self, post: Callable[[Message], object], open_tutor: Callable[[], Tutor]) -> None:
        self._open = open_tutor
        self._asking, self._warming = Worker("asking"), Worker("warming")
        self._building, self._reading = Worker("building"), Worker("reading")
        orderly = (self._asking, self._building)
        super().__init__(post, (*orderly, self._warming, self._reading), orderly)
        self._tutor: Tutor | None = None
        self._conversation: Conversation | None = None
        self._reader: Tutor | None = None
        self._has_index = self._by_words_only = False
        self._trouble = ""
        self._waiting: list[Job] = []
        self._cancel, self._reported = threading.Event(), 0.0

    def start(self) -> None:
        """Start the threads and load the index."""
        super().start()
        self._asking.put(lambda: self._guarded(self._load, self._not_loaded))

    def stop(self) -> None:
        """Stop everything as soon as it can be stopped."""
        self._cancel.set()
        super().stop()

    # Requests: called by the app

    def ask(self, ticket: int, query: str, *, alone: bool = False) -> None:
        """Answer a question, within the conversation or ``alone``.

        :class:`~messages.AnswerReady` or :class:`~messages.AnswerFailed` carry the ticket.
        """
        ask = partial(self._ask, ticket, query, alone=alone)
        self._asking.put(lambda: self._guarded(ask, partial(messages.AnswerFailed, ticket)))

    def pick(self, hit: Hit) -> None:
        """Take the item that the person opened for what the conversation is about."""
        self._asking.put(lambda: self._talk(lambda conversation: conversation.pick(hit)))

    def forget(self) -> None:
        """Begin the conversation anew."""
        self._asking.put(lambda: self._talk(lambda conversation: conversation.clear()))

    def find(self, words: str) -> None:
        """Find the question to try: by its id among the documents, else by asking."""
        worker, tutor = (self._reading, self._read) if is_id(words) else (self._asking, self._answering)
        worker.put(lambda: self._guarded(lambda: self._post(messages.ItemFound(find_item(tutor(), words)))))

    def study(  # noqa: PLR0913  all by name but the first three
        self,
        job: Callable[[Studying], T],
        take: Callable[[T], object],
        failed: Callable[[str, str], object] | None = None,
        *,
        encoder: bool = False,
        slot: str = "",
        lasting: bool = False,
    ) -> None:
        """Do something of quiz, review, exam or progress on the asking thread.

        Args:
            job: What is done.
            take: Gets what comes of it, on the app's thread.
            failed: Gets message and hint of a failure, which else are a notice.
            encoder: Whether the job waits until the encoder is loaded, which grading needs.
            slot: Of unstarted jobs in the same slot, only the latest is done.
            lasting: Whether it is done even if the app ends first.
        """

        def tell_failure(message: str, hint: str) -> Message:
            return messages.Failed(message, hint) if failed is None else messages.Studied(lambda: failed(message, hint))

        def do() -> None:
            if encoder and self._has_index and not (self._answering().ready or self._by_words_only):
                self._waiting.append(lambda: self._asking.put(guarded, lasting=lasting))
            elif self._tutor is None:
                raise DltutorError(self._trouble or "The index could not be loaded.", hint=with_keys(BUILD_HINT))
            else:
                result = job(self._tutor.study)
                self._post(messages.Studied(lambda: take(result)))

        guarded = partial(self._guarded, do, tell_failure)
        self._asking.put(guarded, slot=slot, lasting=lasting)

    def suggest(self, prefix: str) -> None:
        """Find known questions that begin like this; only the latest request is looked at."""
        self._asking.put(lambda: self._guarded(lambda: self._suggest(prefix)), slot="suggest")

    def read_items(self) -> None:
        """Read what the documents hold, without looking for doubts."""
        self._reading.put(lambda: self._guarded(self._read_items), slot="items")

    def read_library(self) -> None:
        """Read documents, items and doubts."""
        self._reading.put(lambda: self._guarded(self._read_library), slot="library")

    def look(self) -> None:
        """See whether documents have changed."""
        self._reading.put(lambda: self._guarded(self._look), slot="look")

    def read_place(self, source: Source) -> None:
        """Read the lines around an item's place."""
        self._reading.put(lambda: self._guarded(lambda: self._read_place(source)))

    def add(self, paths: Sequence[Path]) -> None:
        """Copy documents into the corpus."""
        self._reading.put(lambda: self._guarded(lambda: self._add(paths)), lasting=True)

    def build(self, *, anew: bool = False) -> None:
        """Bring the index up to date; ``anew`` keeps nothing of it, which a damaged one needs."""
        self._cancel.clear()
        self._building.put(lambda: self._guarded(lambda: self._build(anew=anew), messages.BuildEnded), slot="build")

    def cancel(self) -> None:
        """Stop the build under way."""
        self._cancel.set()

    # Asking: run by the asking thread

    def _load(self) -> None:
        self._post(messages.EngineState("loading"))
        from dltutor.tutor import Conversation  # not before the first paint

        self._conversation = Conversation()
        self._tutor = self._open()
        self._has_index = self._tutor.load()
        self._begin()

    def _begin(self) -> None:
        """Answer from the present Tutor: by words at once, by meaning when its encoder is there."""
        tutor, self._by_words_only, self._trouble = self._tutor, False, ""
        if tutor is None or not self._has_index:
            self._post(messages.EngineState("no index"))
        elif tutor.ready:
            self._warmed()
        else:
            self._post(messages.EngineState("words"))
            self._warming.put(lambda: self._guarded(lambda: self._warm(tutor), self._not_warmed))

    def _not_loaded(self, message: str, _hint: str) -> Message:
        # The hint names a command; here a key does it.
        self._trouble = message
        return messages.EngineState("failed", message, with_keys(BUILD_HINT))

    def _warm(self, tutor: Tutor) -> None:
        tutor.warm()
        self._asking.put(lambda: self._guarded(self._warmed))
        tutor.suggest("")  # makes the index of suggestions, so that no key press waits for it

    def _not_warmed(self, message: str, hint: str) -> Message:
        self._asking.put(lambda: self._guarded(self._settle_for_words))
        return messages.EngineState("words only", message, hint)

    def _warmed(self) -> None:
        self._post(messages.EngineState("ready"))
        self._ask_waiting()

    def _settle_for_words(self) -> None:
        self._by_words_only = True
        self._ask_waiting()

    def _ask_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for again in waiting:
            again()

    def _answering(self) -> Tutor:
        if self._tutor is None or not self._has_index:
            raise DltutorError(self._trouble or "There is no index to answer from yet.", hint=with_keys(BUILD_HINT))
        return self._tutor

    def _ask(self, ticket: int, query: str, *, alone: bool) -> None:
        tutor = self._answering()
        if tutor.ready:
            reply = asking.reply(tutor.ask, query, self._conversation, alone=alone)
            self._post(messages.AnswerReady(ticket, reply, final=True))
            return
        talk = self._conversation
        if talk is not None and not self._by_words_only:
            talk = talk.copy()  # the better reply that follows is the one to remember
        reply = asking.reply(tutor.ask_by_words, query, talk, alone=alone)
        if not self._by_words_only:
            self._waiting.append(lambda: self.ask(ticket, query, alone=alone))
        self._post(messages.AnswerReady(ticket, reply, final=self._by_words_only))

    def _talk(self, do: Callable[[Conversation], None]) -> None:
        if self._conversation is not None:
            do(self._conversation)

    def _suggest(self, prefix: str) -> None:
        if self._tutor is not None and self._has_index:
            self._post(messages.Suggested(prefix, self._tutor.suggest(prefix)))

    def _adopt(self, tutor: Tutor) -> None:
        """Answer from a new Tutor, whose index is the one just built."""
        old, self._tutor, self._has_index = self._tutor, tutor, True
        if old is not None:
            old.close()
        self._begin()

    # Building: run by the building thread

    def _build(self, *, anew: bool) -> None:
        tutor = self._open()
        try:
            report = tutor.build(rebuild=anew, report=self._report, stop=self._cancel)
        except Stopped:
            tutor.close()
            self._post(messages.BuildEnded("The build was stopped; the index is as it was.", stopped=True))
            return
        # An encoder that can't be loaded is reported when asking begins, which then goes on by words.
        with suppress(DltutorError):
            tutor.warm()
        self._asking.put(lambda: self._guarded(lambda: self._adopt(tutor), self._not_loaded))
        self._post(messages.BuildDone(report))

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.done in {0, progress.total} or now - self._reported >= REPORT_EVERY:
            self._reported = now
            self._post(messages.BuildProgress(progress))

    # Reading: run by the reading thread

    def _read(self) -> Tutor:
        if self._reader is None:
            self._reader = self._open()
        return self._reader

    def _read_items(self) -> None:
        self._post(messages.ItemsRead(self._read().items()))

    def _read_library(self) -> None:
        tutor = self._read()
        self._post(messages.LibraryRead(tutor.library(), tutor.items(), tutor.inbox()))

    def _look(self) -> None:
        self._post(messages.CorpusLooked(self._read().stale()))

    def _read_place(self, source: Source) -> None:
        tutor = self._read()
        file, line = tutor.place(source)
        first, lines = tutor.lines(source, around=LINES_AROUND)
        self._post(messages.PlaceRead(source, file, line, first, lines))

    def _add(self, paths: Sequence[Path]) -> None:
        self._post(messages.Added(self._read().add(paths)))
