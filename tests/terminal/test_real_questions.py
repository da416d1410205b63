"""The real program in tmux, typed at as a person would: asking, following up, finding, trying, a quiz, sizes."""

import shutil

import pytest

from small_course import Course
from tmux_terminal import Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed")


def test_a_person_asks_follows_up_finds_tries_is_asked_resizes_and_leaves(terminal: Terminal, course: Course) -> None:
    terminal.begin(course.command(), course.environment)
    terminal.wait("Ask a question")
    terminal.wait("Ready")

    terminal.say("what is gradient clipping?")
    terminal.type("Enter")
    terminal.wait("steep step can't ruin")
    terminal.say("give me the formula")
    terminal.type("Enter")
    assert "‖g‖" in terminal.wait("You asked: give me the formula")

    terminal.say("/try clipping")
    terminal.type("Enter")
    terminal.wait("Write your answer here")
    terminal.say("it rescales a gradient whose norm is above a threshold")
    terminal.type("C-d")
    assert "covered" in terminal.wait("Your answer")
    terminal.type("Escape")
    terminal.wait_without("Your answer")

    terminal.say("/quiz pooling")
    terminal.type("Enter")
    terminal.wait("What does max pooling compute?")
    terminal.wait("Write your answer here")
    terminal.say("the largest value of each window")
    terminal.type("C-d")
    terminal.wait("How sure")
    terminal.type("2")
    terminal.wait("Reference answer")

    for columns, rows in ((60, 20), (120, 40), (80, 24)):
        terminal.resize(columns, rows)
        screen = terminal.wait("pass")
        assert len(screen.splitlines()) <= rows

    terminal.type("Escape")
    terminal.wait_without("Reference answer")
    terminal.type("C-f")
    terminal.wait("Find:")
    terminal.type("-l", "steep")
    terminal.wait("2 of 2")
    terminal.type("C-q")
    assert terminal.wait("left with 0").strip() == "left with 0"
