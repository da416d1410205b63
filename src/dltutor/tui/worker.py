"""One daemon thread that does jobs in order and can be told to stop."""

import threading
from collections import deque
from collections.abc import Callable

Job = Callable[[], None]


class Worker:
    """A thread with a queue.

    It is a daemon, because a thread that sits in a native library must not hold the shell prompt; whoever ends the
    program stops and joins it first, since a daemon inside torch or ONNX Runtime at interpreter exit aborts.
    """

    def __init__(self, name: str) -> None:
        self._jobs: deque[tuple[str, Job, bool]] = deque()
        self._wake = threading.Condition()
        self._stopping = self._at_lasting = False
        self._thread = threading.Thread(target=self._run, name=f"dltutor-{name}", daemon=True)

    def start(self) -> None:
        """Start working on what is queued."""
        self._thread.start()

    def put(self, job: Job, *, slot: str = "", lasting: bool = False) -> None:
        """Queue a job.

        Args:
            job: What is to be done.
            slot: It takes the place of an unstarted one in the same slot.
            lasting: Whether it is still done after :meth:`stop`, and waited for: what the person wrote is saved all
                the same.
        """
        with self._wake:
            if slot:
                self._jobs = deque(entry for entry in self._jobs if entry[0] != slot)
            self._jobs.append((slot, job, lasting))
            self._wake.notify()

    def stop(self) -> None:
        """Do no further job but lasting ones; the one under way is left to its own stop event."""
        with self._wake:
            self._stopping = True
            self._jobs = deque(entry for entry in self._jobs if entry[2])
            self._wake.notify()

    @property
    def lasting(self) -> bool:
        """Whether a lasting job is under way or queued."""
        with self._wake:
            return self._at_lasting or any(entry[2] for entry in self._jobs)

    def join(self, timeout: float) -> bool:
        """Wait for the thread, at most ``timeout`` seconds; whether it has ended."""
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._jobs or self._stopping)
                if not self._jobs:
                    return
                _, job, self._at_lasting = self._jobs.popleft()
            job()
