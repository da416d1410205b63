"""A terminal of a test's own, in tmux: keys go in, what a person would see comes out."""

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

import pytest

from dltutor.tui import grace

LOOKS = 3000
"""Looks at the screen before what is waited for is taken not to come; each takes some milliseconds."""


class Terminal:
    """A tmux server with one window."""

    def __init__(self, socket: Path) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]

    def call(self, *words: str) -> str:
        """Give tmux a command."""
        return subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=True).stdout

    def begin(self, args: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        """Start a program; when it ends, its exit code is shown, and the shell behind it waits."""
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in env.items())
        program = f'env -i {settings} TERM=tmux-256color {shlex.join(args)}; echo "left with $?"; read end'
        self.call("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "sh", "-c", program)

    @property
    def screen(self) -> str:
        """What is shown."""
        return self.call("capture-pane", "-p")

    def wait(self, text: str) -> str:
        """What is shown once it holds a text."""
        screen = ""
        for _ in range(LOOKS):
            screen = self.screen
            if text in screen:
                return screen
        pytest.fail(f"{text!r} never came:\n{screen}")

    def read(self, text: str) -> None:
        """Wait for a text, and look at it until an answer to it counts: keys typed ahead don't."""
        self.wait(text)
        since = monotonic()
        while monotonic() - since <= 1.5 * grace.SECONDS:
            self.wait(text)

    def wait_without(self, text: str) -> None:
        """Wait until a text is shown no more."""
        for _ in range(LOOKS):
            if text not in self.screen:
                return
        pytest.fail(f"{text!r} stayed:\n{self.screen}")

    def type(self, *keys: str) -> None:
        """Press keys, by tmux's names; with "-l" in front, letters."""
        self.call("send-keys", *keys)

    def say(self, text: str) -> None:
        """Type a text and wait until it is shown, so that what is pressed next comes behind it."""
        self.type("-l", text)
        self.wait(text)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self.call("resize-window", "-x", str(columns), "-y", str(rows))

    def close(self) -> None:
        """Close the window, as a person closes a terminal."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)
