import os
import subprocess
import sys
from pathlib import Path

import pytest

from dltutor.errors import DltutorError
from dltutor.tui.terminal import edit, editor_command, guarded_screen


@pytest.mark.parametrize(("number", "stream"), [(1, "stdout"), (2, "stderr")])
def test_what_native_code_prints_goes_to_the_log_and_python_keeps_the_terminal(
    number: int, stream: str, tmp_path: Path
) -> None:
    log = tmp_path / "state" / "dltutor.log"
    code = (
        "import os, sys, pathlib\n"
        "from dltutor.tui.terminal import guarded_screen\n"
        f"with guarded_screen(pathlib.Path({str(log)!r})):\n"
        f"    os.write({number}, b'native noise')\n"
        f"    sys.__{stream}__.write('drawn'); sys.__{stream}__.flush()\n"
        f"os.write({number}, b' and after')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert getattr(done, stream) == "drawn and after"
    assert log.read_text(encoding="utf-8") == "native noise"


def test_without_a_place_for_the_log_the_app_still_runs(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    with guarded_screen(blocker / "dltutor.log"):
        ran = True
    assert ran


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("nano", ["nano", "+7", "/a/b.md"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "/a/b.md"]),
        ("code", ["code", "--wait", "--goto", "/a/b.md:7"]),
    ],
)
def test_the_editor_opens_at_the_line(monkeypatch: pytest.MonkeyPatch, editor: str, command: list[str]) -> None:
    monkeypatch.setenv("EDITOR", editor)
    assert editor_command(Path("/a/b.md"), 7) == command


def test_without_an_editor_or_with_a_file_that_is_no_text_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DltutorError, match="No editor"):
        editor_command(Path("b.md"), 1)
    monkeypatch.setenv("EDITOR", "nano")
    with pytest.raises(DltutorError, match="not a text file"):
        editor_command(Path("b.pdf"), 1)


def test_an_editor_that_does_not_exist_is_named() -> None:
    with pytest.raises(DltutorError, match="no-such-editor can't be started"):
        edit(["no-such-editor", "+1", "b.md"])


def test_the_guard_gives_the_descriptors_back(tmp_path: Path) -> None:
    before = [os.fstat(number).st_ino for number in (1, 2)]
    with guarded_screen(tmp_path / "log"):
        assert {os.fstat(number).st_ino for number in (1, 2)}.isdisjoint(before)
    assert [os.fstat(number).st_ino for number in (1, 2)] == before


def test_alt_and_a_digit_arrive_as_such_from_terminals_that_send_escape_first() -> None:
    code = (
        "from textual._xterm_parser import XTermParser\n"
        "from dltutor.tui.terminal import plain_alt_digits\n"
        "plain_alt_digits()\n"
        "parser = XTermParser()\n"
        "print([event.key for data in ('\\x1b1', '') for event in parser.feed(data)])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['alt+1']\n"
