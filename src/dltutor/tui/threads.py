"""Threads that do guarded jobs and tell by messages what came of them: what the engine stands on."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from dltutor.errors import DltutorError
from dltutor.tui import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.message import Message

    from dltutor.tui.worker import Job, Worker

log = logging.getLogger("dltutor")


class Threads:
    """Workers that start, stop and end together; after :meth:`stop` nothing is posted.

    Args:
        post: Takes every message; called from any thread.
        workers: The threads.
        orderly: Those among them that are not to be cut off: they write what the person did, or run a process.
    """

    def __init__(
        self, post: Callable[[Message], object], workers: Sequence[Worker], orderly: Sequence[Worker] = ()
    ) -> None:
        self._post_to = post
        self._workers = workers
        self._orderly = orderly
        self._stopped = threading.Event()

    def start(self) -> None:
        """Start the threads."""
        for worker in self._workers:
            worker.start()

    def stop(self) -> None:
        """Stop everything as soon as it can be stopped."""
        self._stopped.set()
        for worker in self._workers:
            worker.stop()

    def join(self, timeout: float, rest: float | None = None) -> bool:
        """Wait for the threads; whether every one has ended.

        Args:
            timeout: Seconds that all of them get together.
            rest: Seconds that those get that nothing depends on; else as many.
        """
        began = time.monotonic()
        ends = {worker: timeout if self._matters(worker) or rest is None else rest for worker in self._workers}
        ended = [worker.join(max(0.0, began + end - time.monotonic())) for worker, end in ends.items()]
        return all(ended)

    def _matters(self, worker: Worker) -> bool:
        """Whether a worker is worth waiting for."""
        return worker in self._orderly or worker.lasting

    def _post(self, message: Message) -> None:
        # The app's loop may close between the two; a closed loop has nobody to tell.
        if not self._stopped.is_set():
            with suppress(RuntimeError):
                self._post_to(message)

    def _guarded(self, job: Job, failed: Callable[[str, str], Message] = messages.Failed) -> None:
        """Do a job; whatever goes wrong becomes a message, since a thread has nobody to raise to."""
        try:
            job()
        except DltutorError as error:
            self._post(failed(error.message, error.hint))
        except Exception as error:
            log.exception("In %s", threading.current_thread().name)
            self._post(failed(f"Something went wrong inside: {error!r}.", "The log in the state folder tells more."))
