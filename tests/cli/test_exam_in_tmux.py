"""The app on a real terminal that is closed in the middle of an exam."""

import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from student import Student

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed")
LOOKS = 3000
"""Looks at the screen before what is waited for is taken not to come; each takes some milliseconds."""


class Terminal:
    """A tmux server of a test's own."""

    def __init__(self, socket: Path) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]

    def call(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=True).stdout

    def begin(self, command: dict[str, object]) -> None:
        settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in command["env"].items())  # type: ignore[attr-defined]
        words = shlex.join(command["args"])  # type: ignore[call-overload]
        program = f"env -i {settings} TERM=tmux-256color {words}; read end"
        self.call("new-session", "-d", "-x", "80", "-y", "24", program)

    def wait(self, text: str) -> str:
        screen = ""
        for _ in range(LOOKS):
            screen = self.call("capture-pane", "-p")
            if text in screen:
                return screen
        pytest.fail(f"{text!r} never came:\n{screen}")

    def type(self, *keys: str) -> None:
        self.call("send-keys", *keys)

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path / "tmux")
    yield opened
    opened.close()


def test_a_terminal_that_is_closed_in_an_exam_loses_nothing_and_the_exam_goes_on(
    student: Student, terminal: Terminal
) -> None:
    terminal.begin(student.command("exam", "trial"))
    terminal.wait("do you expect?")
    terminal.type("Enter")
    terminal.wait("1.1 (4 credits)")
    terminal.type("a", "c", "C-n")
    terminal.wait("2.1 (2 credits)")
    terminal.type("-l", "zero where it is negative")
    terminal.wait("zero where it is negative")
    terminal.close()
    for _ in range(LOOKS // 20):  # the app may still be saving
        said = student.types("exam", "resume")
        if "zero where it is negative" in said.out:
            break
    assert "2.1 (2 credits) · 2 of 3" in said.out
    assert "Your answer so far: zero where it is negative" in said.out
    assert "Your answer so far: a, c" in student.types("exam", "resume", stdin="/back\n").out
