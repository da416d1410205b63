"""The app on a real terminal that is closed in the middle of an exam."""

import shutil

import pytest
from student import Student

from tmux_terminal import LOOKS, Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed")


def test_a_terminal_that_is_closed_in_an_exam_loses_nothing_and_the_exam_goes_on(
    student: Student, terminal: Terminal
) -> None:
    terminal.begin(**student.command("exam", "trial"))
    terminal.read("do you expect?")
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
