"""Copying that works: the platform's own tool, and OSC 52 through the terminal, since neither works everywhere.

OSC 52 reaches the person's own clipboard over ssh, but macOS Terminal ignores it and nothing says whether it arrived;
a native tool answers, but over ssh it would fill the clipboard of the machine at the other end.
"""

import asyncio
import base64
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress

TIMEOUT = 2.0
"""Seconds after which a tool that doesn't come back is given up."""


def tool(environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """The command that puts its input on the clipboard, or None where there is none that could work here."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    wayland, x11 = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    candidates = [
        (True, ["pbcopy"]),
        (wayland, ["wl-copy"]),
        (x11, ["xclip", "-selection", "clipboard"]),
        (x11, ["xsel", "--clipboard", "--input"]),
        (True, ["clip.exe"]),
    ]
    for usable, command in candidates:
        if usable and shutil.which(command[0], path=environment.get("PATH")):
            return command
    return None


def osc52(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """The escape sequence that asks the terminal to copy; wrapped where tmux or screen would swallow it."""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\a"
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("TERM", "").startswith("screen"):
        return f"\x1bP{sequence}\x1b\\"
    return sequence


async def run_tool(command: list[str], text: str) -> bool:
    """Give the text to a native tool; whether it took it."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return False
    encoding = "utf-16-le" if command[0] == "clip.exe" else "utf-8"
    try:
        await asyncio.wait_for(process.communicate(text.encode(encoding, "replace")), TIMEOUT)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        return False
    return process.returncode == 0
