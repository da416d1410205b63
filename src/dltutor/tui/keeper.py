"""Saving every few seconds while a line is waited for, so that a clock is right whatever happens to the program."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Self

from dltutor.errors import DltutorError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

EVERY = 5.0
"""Seconds between two saves."""


class Keeper:
    """Saves on a thread of its own, but only while its owner waits for input; the two are never at it at once.

    Args:
        save: What is done; a DltutorError of it is passed over, since its owner saves, too, and tells.
    """

    def __init__(self, save: Callable[[], object]) -> None:
        self._save = save
        self._busy = Lock()
        self._end = Event()
        self._thread = Thread(target=self._run, name="keeper", daemon=True)

    def __enter__(self) -> Self:
        self._busy.acquire()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._busy.release()
        self._thread.join()

    def waiting(self, read: Callable[[], str]) -> str:
        """What ``read`` gives, which may take long; meanwhile it is saved."""
        self._busy.release()
        try:
            return read()
        finally:
            self._busy.acquire()

    def _run(self) -> None:
        while not self._end.wait(EVERY):
            with self._busy:
                if not self._end.is_set():
                    with suppress(DltutorError):
                        self._save()
