"""Lines on a terminal: broken at words; formulas, tables and code whole."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.tui.plain.console import Console
from dltutor.tui.plain.formulas import prose
from dltutor.tui.plain.wrapping import GLUE, broken


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


def test_only_a_terminal_gets_broken_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _: type("Size", (), {"columns": 30}))
    pipe, terminal = io.StringIO(), Terminal()
    text = prose("The long line ends with $a + b = c + d$ and a few words.")
    for out in (pipe, terminal):
        Console(io.StringIO(), out).say(text)
    assert pipe.getvalue().count("\n") == 1
    assert terminal.getvalue().splitlines() == ["The long line ends with", "a + b = c + d and a few words."]


def test_code_and_tables_are_not_broken_and_entries_hang() -> None:
    row, code = "| " + "cell | " * 9, "x = " + "f(x) + " * 9
    text = f"{row}\n```python\n{code}\n```\n- an entry of several words that is long"
    assert list(broken(text, 24)) == [
        row, "```python", code, "```", "- an entry of several", "  words that is long",
    ]  # fmt: skip


@given(st.text(alphabet="ab 界-*1.é", max_size=200), st.integers(20, 60))
def test_breaking_loses_no_word_and_keeps_to_the_width(text: str, width: int) -> None:
    from rich.cells import cell_len

    lines = list(broken(text, width))
    assert " ".join(lines).split() == text.split()
    longest = max((cell_len(word) for word in text.split()), default=0)
    assert all(cell_len(line) <= max(width, longest + width // 2) or not line.strip() for line in lines)


@given(st.text(max_size=200))
def test_on_one_line_a_text_is_what_it_is_everywhere(text: str) -> None:
    from dltutor import texmath

    assert prose(text).replace(GLUE, " ") == texmath.prose(text).replace(GLUE, " ")
