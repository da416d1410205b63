"""A program in a terminal of its own: what it draws, and what it takes in time, CPU and memory. Linux only."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

TICKS = os.sysconf("SC_CLK_TCK")
RESTING = 0.06
"""CPU a second of a program that has nothing to do."""
PATIENCE = 60.0
"""Seconds without the words that are waited for, after which a program counts as broken."""


class TerminalProgram:
    """Starts a program at once; it is killed at the end of a ``with``.

    Args:
        command: What to start.
        columns: Of the terminal.
        rows: Of the terminal.
    """

    def __init__(self, command: Sequence[str], columns: int = 80, rows: int = 24) -> None:
        self._began = time.perf_counter()
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.environ["TERM"] = "xterm-256color"
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execv(command[0], list(command))  # noqa: S606  there is no shell to go through

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)

    def seconds(self) -> float:
        """Since it was started."""
        return time.perf_counter() - self._began

    def cpu(self) -> float:
        """Seconds of CPU that all of its threads have taken."""
        fields = Path(f"/proc/{self._child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Megabytes of memory that are its own or shared at present."""
        status = Path(f"/proc/{self._child}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def _read(self) -> bytes:
        try:
            return os.read(self._terminal, 65536)
        except OSError:
            sys.exit("The program that is measured has ended.")

    def until(self, words: str) -> float:
        """Read until some words are drawn; the seconds that took. A restyled word in them would hide them."""
        began, drawn, wanted = time.perf_counter(), b"", words.encode()
        while wanted not in drawn:
            left = began + PATIENCE - time.perf_counter()
            if left <= 0:
                sys.exit(f"{words!r} was not drawn in {PATIENCE:.0f} s, but\n{drawn[-2000:].decode(errors='replace')}")
            if select.select([self._terminal], [], [], left)[0]:
                drawn += self._read()
        return time.perf_counter() - began

    def rest(self, quiet: float = 0.2) -> float:
        """Read until nothing has been drawn for so many seconds, which must be fewer than between a cursor's blinks.

        Returns:
            How many seconds after the start the last of it was drawn.
        """
        last = self.seconds()
        while select.select([self._terminal], [], [], quiet)[0]:
            self._read()
            last = self.seconds()
        return last

    def watch(self, seconds: float) -> None:
        """Read whatever is drawn for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                self._read()

    def leaves(self) -> tuple[float, int]:
        """Read until it has ended; the seconds that took, and its exit code."""
        began = time.perf_counter()
        while time.perf_counter() - began < PATIENCE:
            if select.select([self._terminal], [], [], 0.01)[0]:
                with suppress(OSError):  # nobody holds the other end any more
                    self._read()
            # It stays a zombie, for the end of the ``with``.
            ended = os.waitid(os.P_PID, self._child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is not None:
                return time.perf_counter() - began, ended.si_status
        sys.exit(f"It did not end in {PATIENCE:.0f} s.")

    def idle(self, seconds: float = 1.0) -> None:
        """Read until it has done nothing for so long but let its cursor blink."""
        before = -1.0
        while self.cpu() - before > RESTING * seconds:
            before = self.cpu()
            self.watch(seconds)

    def type(self, keys: str) -> None:
        """Press keys, as a terminal sends them."""
        os.write(self._terminal, keys.encode())

    def press(self, keys: Sequence[str], pause: float = 0.05) -> float:
        """Press one key after another at a person's pace; the seconds of CPU for each of them."""
        self.rest()
        before = self.cpu()
        for key in keys:
            self.type(key)
            self.watch(pause)
        self.rest()
        return (self.cpu() - before) / len(keys)
