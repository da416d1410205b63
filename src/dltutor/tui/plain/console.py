"""Lines in and out, for everything that is said line by line: no colours, no cursor, nothing that moves."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, TextIO

from dltutor.tui import describe
from dltutor.tui.plain.wrapping import GLUE, broken

if TYPE_CHECKING:
    from collections.abc import Collection

    from dltutor.errors import DltutorError
    from dltutor.progress import Progress

ENDS = frozenset({"", "."})
"""Lines that end an answer."""
TENTHS = 10
"""How often the progress of a stage is printed at most."""
_COMMAND = re.compile(r"/[a-z][a-z-]*", re.IGNORECASE)


class Paused(Exception):  # noqa: N818  not an error: the person wants to ask something in between
    """A quiz is to wait."""


class Ended(Exception):  # noqa: N818  not an error: the person has had enough
    """The input has ended, or the person wants to leave."""


class Console:
    """Standard input and output, or what stands for them.

    Args:
        stdin: Where lines come from.
        stdout: Where they go.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._in = stdin
        self._out = stdout
        self._told = (-1, "")

    def say(self, *lines: str) -> None:
        """Print lines, with control characters made visible; on a terminal they are broken at words."""
        width = self._width()
        for line in lines:
            safe = describe.safe(line)
            told = safe if width is None else "\n".join(broken(safe, width))
            self._out.write(told.replace(GLUE, " ") + "\n")
        self._out.flush()

    def quote(self, text: str) -> None:
        """Print a text as it stands, to be copied: only control characters are made visible."""
        self._out.write(describe.safe(text) + "\n")
        self._out.flush()

    def _width(self) -> int | None:
        """Cells of a line, or None where nothing is to be broken: programs read whole lines."""
        if not self._out.isatty():
            return None
        try:
            return os.get_terminal_size(self._out.fileno()).columns or None
        except OSError:  # it calls itself a terminal, and knows no size
            return None

    def tell(self, error: DltutorError) -> None:
        """Print what went wrong and what to do about it."""
        self.say(f"{error.message} {error.hint}".strip())

    def progress(self, progress: Progress) -> None:
        """Print how far something is, a few times a stage."""
        tenth = progress.done * TENTHS // progress.total if progress.total else 0
        if (tenth, progress.stage) != self._told:
            self._told = (tenth, progress.stage)
            self.say(describe.progress_line(progress))

    def line(self) -> str:
        """The next line with its end; empty when the input has ended."""
        if self._in.isatty():
            self._out.write("> ")
        self._out.flush()
        return self._in.readline()

    def reply(self) -> str:
        """The next line, stripped. Raises Ended when the input has ended."""
        line = self.line()
        if not line:
            raise Ended
        return line.strip()

    def agreed(self, question: str) -> bool:
        """Whether a question is answered with yes. Raises Ended when the input has ended."""
        self.say(f"{question} y or n")
        return self.reply().lower() in {"y", "yes"}

    def answer(self, *, commands: Collection[str] = (), single: bool = False) -> str:
        """Lines until an empty one or a lone dot, as one text; a command on the first line is handed back by itself.

        Args:
            commands: Those that may have a word behind them.
            single: Whether an answer is one line.

        Raises:
            Ended: The input had ended before.
        """
        line = self.line()
        if not line:
            raise Ended
        if single or is_command(line, commands):
            return line.strip()
        lines: list[str] = []
        while line and line.strip() not in ENDS:
            lines.append(line.rstrip("\r\n"))
            line = self.line()
        return "\n".join(lines)


def is_command(text: str, commands: Collection[str] = ()) -> bool:
    """Whether a line is a slash and a word by itself, or begins with one of these commands."""
    words = text.split()
    return bool(words) and (words[0].lower() in commands or (len(words) == 1 and bool(_COMMAND.fullmatch(words[0]))))
