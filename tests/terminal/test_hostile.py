"""What a document holds never drives the terminal: it is shown, or left out, but not obeyed."""

import os
import pty
import re
import select
import shutil
import subprocess

import pytest

from small_course import Course
from tmux_terminal import Terminal

QUESTION = "what does the zebra protocol send"
OBEYED = re.compile(r"\x1b\]0;STOLEN|\x1b\[2J\x1b\]|\x1b\]52;|\x9b|\x1b\[6n|\x08|\x0b|[\u202a-\u202e\u2066-\u2069]")
"""What would be obeyed, or turn what is shown around."""
PATIENCE = 60.0


def on_a_terminal(course: Course, *words: str, typed: str = "") -> str:
    """All that a command writes to a terminal of its own."""
    ours, its = pty.openpty()
    command = course.command(*words)
    process = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, env={**course.environment, "TERM": "xterm"}, start_new_session=True
    )
    os.close(its)
    os.write(ours, typed.encode())
    written = b""
    while True:
        ready, _, _ = select.select([ours], [], [], PATIENCE)
        assert ready, "it hangs"
        try:
            some = os.read(ours, 65536)
        except OSError:  # its end is closed: the program has ended
            break
        if not some:
            break
        written += some
    os.close(ours)
    process.wait(PATIENCE)
    return written.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("words", "typed"),
    [(("ask", QUESTION), ""), (("show", "hostile/1"), ""), (("items",), ""), (("--plain",), f"{QUESTION}\n/quit\n")],
)
def test_what_is_printed_shows_the_words_and_obeys_nothing(words: tuple[str, ...], typed: str, course: Course) -> None:
    written = on_a_terminal(course, *words, typed=typed)
    assert "zebra protocol" in written
    assert OBEYED.findall(written) == []


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed")
def test_the_app_shows_the_words_and_keeps_title_clipboard_and_screen(terminal: Terminal, course: Course) -> None:
    terminal.begin(course.command(), course.environment)
    terminal.call("set-option", "-g", "set-clipboard", "on")
    title = terminal.call("display-message", "-p", "#{pane_title}")
    terminal.wait("Ask a question")
    terminal.say(QUESTION)
    terminal.type("Enter")
    screen = terminal.wait("sends stripes")
    assert "You asked" in screen
    assert OBEYED.findall(terminal.call("capture-pane", "-p", "-e")) == []
    assert terminal.call("display-message", "-p", "#{pane_title}") == title
    assert terminal.call("list-buffers") == ""
    terminal.type("C-q")
    terminal.wait("left with 0")
