import base64
import stat
from pathlib import Path

import pytest
from driving import Opened, app_of, ask, notices, settled
from textual import events

from dltutor.config import Config
from dltutor.tui import clipboard
from dltutor.tui.clipboard import CLIP, PBCOPY, TMUX, WL_COPY, XCLIP, Tool


def program(folder: Path, name: str, script: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def test_a_native_tool_is_found_by_what_the_desktop_offers(tmp_path: Path) -> None:
    for name in ("wl-copy", "xclip"):
        program(tmp_path, name, "cat")
    path = {"PATH": str(tmp_path)}
    assert clipboard.tool({**path, "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}) is WL_COPY
    assert clipboard.tool({**path, "DISPLAY": ":0"}) is XCLIP
    assert clipboard.tool(path) is None


def test_over_ssh_the_clipboard_of_the_far_machine_is_left_alone_but_tmux_hands_on(tmp_path: Path) -> None:
    for name in ("pbcopy", "tmux"):
        program(tmp_path, name, "cat")
    path = {"PATH": str(tmp_path)}
    assert clipboard.tool(path) is PBCOPY
    assert clipboard.tool({**path, "SSH_TTY": "/dev/pts/1"}) is None
    assert clipboard.tool({**path, "SSH_TTY": "/dev/pts/1", "TMUX": "/run/tmux,1,0"}) is TMUX


async def test_a_copy_is_believed_only_when_the_clipboard_holds_it(tmp_path: Path) -> None:
    held = tmp_path / "held"
    write = (str(program(tmp_path, "write", f"cat > {held}")),)
    read = (str(program(tmp_path, "read", f"cat {held}")),)
    other = (str(program(tmp_path, "other", "echo something else")),)
    broken = (str(program(tmp_path, "broken", "exit 1")),)
    assert await clipboard.copy(Tool(write, read), "∇ [CLS]") is True
    assert held.read_text(encoding="utf-8") == "∇ [CLS]"
    assert await clipboard.copy(Tool(write, other), "x") is False
    assert await clipboard.copy(Tool(write, broken), "x") is None
    assert await clipboard.copy(Tool(write), "x") is None
    assert await clipboard.copy(Tool(broken), "x") is False
    assert await clipboard.copy(Tool((str(tmp_path / "none"),)), "x") is False


async def test_a_native_tool_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.01)
    assert await clipboard.copy(Tool((str(program(tmp_path, "slow", "exec sleep 60")),)), "x") is False


def test_the_escape_sequence_holds_the_text_and_is_wrapped_for_tmux() -> None:
    plain = clipboard.osc52("∇", {})
    assert plain.startswith("\x1b]52;c;")
    assert base64.b64decode(plain[7:-1]).decode() == "∇"
    assert clipboard.osc52("∇", {"TMUX": "/run/tmux,1,0"}) == f"\x1bPtmux;\x1b{plain}\x1b\\"
    assert clipboard.osc52("∇", {"TERM": "screen-256color"}) == f"\x1bP{plain}\x1b\\"


def test_terminals_that_copy_nothing_or_not_as_much_are_known() -> None:
    assert clipboard.deaf("x", {"TERM": "linux"})
    assert clipboard.deaf("x", {"TERM_PROGRAM": "Apple_Terminal"})
    assert clipboard.deaf("x" * 100_000, {"TERM": "xterm-256color"})
    assert not clipboard.deaf("x", {"TERM": "xterm-256color"})


@pytest.mark.parametrize(
    ("copied", "deaf", "told"),
    [
        (True, False, "Copied the answer with clip.exe."),
        (None, False, "Gave the answer to clip.exe to copy."),
        (False, False, "Sent the answer to the terminal (OSC 52); not every terminal copies it."),
        (False, True, "Nothing was copied: this terminal takes no copies"),
    ],
)
async def test_what_is_told_of_a_copy_is_what_is_known_of_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, *, copied: bool | None, deaf: bool, told: str
) -> None:
    async def copy(tool: Tool, text: str) -> bool | None:
        assert (tool, text) == (CLIP, "x")
        return copied

    monkeypatch.setattr(clipboard, "tool", lambda: CLIP)
    monkeypatch.setattr(clipboard, "copy", copy)
    monkeypatch.setattr(clipboard, "deaf", lambda _: deaf)
    async with opened() as pilot:
        app_of(pilot).copy("x", "the answer")
        await settled(pilot)
        assert told in notices(pilot)


async def test_what_the_mouse_selects_is_copied_by_ctrl_c_and_at_once_where_that_is_wanted(opened: Opened) -> None:
    for wanted in (False, True):
        async with opened(config=Config(copy_on_select=wanted)) as pilot:
            await ask(pilot, "What does dropout do?")
            app_of(pilot).chat.transcript.cards[-1].query("Static").first().text_select_all()
            pilot.app.screen.post_message(events.TextSelected())
            await settled(pilot)
            assert pilot.app.clipboard == ("You asked: What does dropout do?" if wanted else "")
            await pilot.press("ctrl+c")
            await settled(pilot)
            assert pilot.app.clipboard == "You asked: What does dropout do?"
            assert "again to quit" not in notices(pilot)
