import base64
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dltutor.errors import DltutorError
from dltutor.tui import clipboard
from dltutor.tui.terminal import edit, editor_command, quiet_stderr


def program(folder: Path, name: str, script: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def test_what_native_code_prints_goes_to_the_log_and_python_keeps_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "state" / "dltutor.log"
    code = (
        "import os, sys, pathlib\n"
        "from dltutor.tui.terminal import quiet_stderr\n"
        f"with quiet_stderr(pathlib.Path({str(log)!r})):\n"
        "    os.write(2, b'native noise')\n"
        "    sys.__stderr__.write('drawn'); sys.__stderr__.flush()\n"
        "os.write(2, b' and after')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "drawn and after"
    assert log.read_text(encoding="utf-8") == "native noise"


def test_without_a_place_for_the_log_the_app_still_runs(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    with quiet_stderr(blocker / "dltutor.log"):
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


def test_a_native_tool_is_found_by_what_the_desktop_offers(tmp_path: Path) -> None:
    for name in ("wl-copy", "xclip"):
        program(tmp_path, name, "cat")
    path = {"PATH": str(tmp_path)}
    assert clipboard.tool({**path, "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}) == ["wl-copy"]
    assert clipboard.tool({**path, "DISPLAY": ":0"}) == ["xclip", "-selection", "clipboard"]
    assert clipboard.tool(path) is None


def test_over_ssh_the_clipboard_of_the_far_machine_is_left_alone(tmp_path: Path) -> None:
    program(tmp_path, "pbcopy", "cat")
    assert clipboard.tool({"PATH": str(tmp_path)}) == ["pbcopy"]
    assert clipboard.tool({"PATH": str(tmp_path), "SSH_TTY": "/dev/pts/1"}) is None


async def test_a_native_tool_gets_the_text_and_its_failure_is_noticed(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    good, bad = program(tmp_path, "good", f"cat > {taken}"), program(tmp_path, "bad", "exit 1")
    assert await clipboard.run_tool([str(good)], "∇ [CLS]")
    assert taken.read_text(encoding="utf-8") == "∇ [CLS]"
    assert not await clipboard.run_tool([str(bad)], "x")
    assert not await clipboard.run_tool([str(tmp_path / "none")], "x")


async def test_a_native_tool_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.01)
    slow = program(tmp_path, "slow", "exec sleep 60")
    assert not await clipboard.run_tool([str(slow)], "x")


def test_the_escape_sequence_holds_the_text_and_is_wrapped_for_tmux() -> None:
    plain = clipboard.osc52("∇", {})
    assert plain.startswith("\x1b]52;c;")
    assert base64.b64decode(plain[7:-1]).decode() == "∇"
    assert clipboard.osc52("∇", {"TMUX": "/run/tmux,1,0"}) == f"\x1bPtmux;\x1b{plain}\x1b\\"
    assert clipboard.osc52("∇", {"TERM": "screen-256color"}) == f"\x1bP{plain}\x1b\\"


def test_the_guard_gives_descriptor_two_back(tmp_path: Path) -> None:
    before = os.fstat(2).st_ino
    with quiet_stderr(tmp_path / "log"):
        assert os.fstat(2).st_ino != before
    assert os.fstat(2).st_ino == before


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
