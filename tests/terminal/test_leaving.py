"""Leaving the real program at moments at which that is hard; the terminal is as it was, and the exit code is 0."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from small_course import Course
from tmux_terminal import LOOKS, Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed")

PROMPT = "Ask a question"


def begin(terminal: Terminal, course: Course, *words: object) -> None:
    """Start it, and wait until it can be typed at."""
    terminal.begin(course.command(*words), course.environment)
    terminal.wait(PROMPT)


def process(terminal: Terminal) -> int:
    """The program's process: the child of the window's shell."""
    shell = terminal.call("list-panes", "-F", "#{pane_pid}").strip()
    return int(Path(f"/proc/{shell}/task/{shell}/children").read_text(encoding="utf-8").split()[0])


def while_loading(terminal: Terminal, course: Course) -> None:
    begin(terminal, course)


def while_grading(terminal: Terminal, course: Course) -> None:
    begin(terminal, course)
    terminal.say("/quiz pooling")
    terminal.type("Enter")
    terminal.wait("What does max pooling compute?")
    terminal.say("it keeps the largest value")
    terminal.type("C-d")
    terminal.wait("How sure")
    terminal.type("2")


def while_help_lies_over_an_exam(terminal: Terminal, course: Course) -> None:
    terminal.begin(course.command("exam", "trial"), course.environment)
    terminal.read("do you expect?")
    terminal.type("Enter")
    terminal.wait("1.1 (4 credits)")
    terminal.type("F1")
    terminal.wait("Help")


def while_encoding(terminal: Terminal, course: Course) -> None:
    terminal.begin([*course.command(), "--index", str(course.home / "another")], course.environment)
    terminal.wait("No index yet")
    terminal.type("C-r")
    terminal.wait("stops")


@pytest.mark.parametrize("reach", [while_loading, while_grading, while_help_lies_over_an_exam, while_encoding])
def test_ctrl_q_leaves_at_any_moment_with_0_and_a_clean_terminal(
    reach: Callable[[Terminal, Course], None], terminal: Terminal, course: Course
) -> None:
    reach(terminal, course)
    terminal.type("C-q")
    assert terminal.wait("left with 0").strip() == "left with 0"


def test_told_to_end_it_gives_the_terminal_back(terminal: Terminal, course: Course) -> None:
    begin(terminal, course)
    os.kill(process(terminal), signal.SIGTERM)
    assert terminal.wait("left with 0").strip() == "left with 0"


def test_stopped_it_gives_the_terminal_back_continued_it_goes_on_and_a_second_ctrl_c_leaves(
    terminal: Terminal, course: Course
) -> None:
    begin(terminal, course)
    number = process(terminal)
    os.kill(number, signal.SIGTSTP)
    for _ in range(LOOKS):
        if Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "T":
            break
    terminal.wait_without(PROMPT)
    os.kill(number, signal.SIGCONT)
    terminal.wait(PROMPT)
    terminal.say("still here")
    terminal.type("C-c")
    terminal.wait("Press Ctrl+C again to quit.")
    terminal.type("C-c")
    assert terminal.wait("left with 0").strip() == "left with 0"
