"""The real ``dltutor serve`` in a process of its own."""

import contextlib
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from small_course import Course

LOOKS = 2000
"""Looks at the processes before what is waited for is taken not to come; each takes some milliseconds."""


@dataclass
class Served:
    """The server's process and its address."""

    process: subprocess.Popen[str]
    address: str

    def apps(self) -> list[str]:
        """The processes of its tabs."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return found.stdout.split()

    def wait_for_apps(self, count: int) -> list[str]:
        """The processes of its tabs, once there are so many."""
        for _ in range(LOOKS):
            if len(apps := self.apps()) == count:
                return apps
        raise AssertionError(f"There are still {apps}, not {count}.")


@contextlib.contextmanager
def serving(course: Course) -> Iterator[Served]:
    """Serve a course, and end the server after."""
    process = subprocess.Popen(
        course.command("serve", "--port", "0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=course.environment,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        yield Served(process, process.stdout.readline().strip())
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
