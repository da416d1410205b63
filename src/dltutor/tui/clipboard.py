"""Copying that works: the platform's own tool, and OSC 52 through the terminal, since neither works everywhere.

OSC 52 reaches the person's own clipboard over ssh, but macOS Terminal ignores it and nothing says whether it arrived;
a native tool answers, but over ssh it would fill the clipboard of the machine at the other end.
"""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT = 2.0
"""Seconds after which a tool that doesn't come back is given up."""
DEAF = ("linux", "dumb")
"""Terminals (TERM) that take no orders to copy."""
DEAF_PROGRAMS = ("Apple_Terminal",)
"""The same, by TERM_PROGRAM."""
LARGEST = 74_000
"""Bytes that a terminal takes at once for sure; several drop what is longer."""


class Tool(NamedTuple):
    """A program that fills the clipboard with its input.

    Attributes:
        write: Its command.
        read: The command that prints what the clipboard holds; empty where there is none.
        hint: What a person must know about it.
    """

    write: tuple[str, ...]
    read: tuple[str, ...] = ()
    hint: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.write[0]


PBCOPY = Tool(("pbcopy",), ("pbpaste",))
WL_COPY = Tool(("wl-copy",), ("wl-paste", "--no-newline"))
XCLIP = Tool(("xclip", "-selection", "clipboard"), ("xclip", "-selection", "clipboard", "-o"))
XSEL = Tool(("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output"))
CLIP = Tool(("clip.exe",))
TMUX = Tool(("tmux", "load-buffer", "-w", "-"), ("tmux", "show-buffer"), "Its own paste key brings it back.")
"""Its buffer, which it also hands on to its terminal; works at the other end of ssh, too."""


def tool(environment: Mapping[str, str] = os.environ) -> Tool | None:
    """The tool that reaches the person's clipboard, or None where there is none that could work here."""
    here = not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
    wayland, x11 = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    local = [(here, PBCOPY), (here and wayland, WL_COPY), (here and x11, XCLIP), (here and x11, XSEL), (here, CLIP)]
    candidates = [*local, (environment.get("TMUX"), TMUX)]
    for usable, candidate in candidates:
        if usable and shutil.which(candidate.name, path=environment.get("PATH")):
            return candidate
    return None


def osc52(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """The escape sequence that asks the terminal to copy; wrapped where tmux or screen would swallow it."""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\a"
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("TERM", "").startswith("screen"):
        return f"\x1bP{sequence}\x1b\\"
    return sequence


def deaf(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is known to copy nothing, or nothing as long as this."""
    size = len(text.encode("utf-8", "replace"))
    return environment.get("TERM") in DEAF or environment.get("TERM_PROGRAM") in DEAF_PROGRAMS or size * 4 / 3 > LARGEST


async def copy(with_tool: Tool, text: str) -> bool | None:
    """Fill the clipboard; whether it holds the text then, None where the tool took it and nothing tells."""
    encoding = "utf-16-le" if with_tool is CLIP else "utf-8"
    data = text.encode(encoding, "replace")
    if await _run(with_tool.write, data) is None:
        return False
    if not with_tool.read:
        return None
    held = await _run(with_tool.read, b"", answers=True)
    return None if held is None else held.rstrip(b"\r\n") == data.rstrip(b"\r\n")


async def _run(command: tuple[str, ...], data: bytes, *, answers: bool = False) -> bytes | None:
    """What a command prints, empty where it isn't asked to answer; None where it fails or doesn't come back."""
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    try:
        # A tool that stays to serve the clipboard would hold a pipe open for ever: only the reader's output is read.
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe if answers else nothing, stderr=nothing
        )
    except OSError:
        return None
    try:
        printed, _ = await asyncio.wait_for(process.communicate(data), TIMEOUT)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        return None
    return (printed or b"") if process.returncode == 0 else None
