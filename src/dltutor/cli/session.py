"""What the global options settle for every command: the configuration, and the Tutor made with it."""

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dltutor.config import Config, apply, load
from dltutor.tutor import Tutor


@dataclass(frozen=True)
class Session:
    """One run of the command line."""

    config: Config
    plain: bool = False

    @classmethod
    def of(cls, *, corpus: Path | None, index: Path | None, plain: bool) -> "Session":
        """Read the configuration; the command line's options win."""
        return cls(load({"corpus": corpus, "index": index}), plain)

    @cached_property
    def tutor(self) -> Tutor:
        """The Tutor of this run."""
        return Tutor.open(self.config)

    def changed(self, **settings: str | None) -> "Session":
        """The same with some settings of its own; those that are None stay. Raises UsageError for a wrong one."""
        return Session(apply(self.config, settings, "the command line"), self.plain)

    def run(self, start: str = "", wish: Any = None) -> int:
        """Open the tutor: the app, or line by line where that is asked for or there is no terminal.

        Args:
            start: Where it begins: "quiz", "review", "exams", "paper" or "exam"; empty or "resume" for the chat.
            wish: What is wanted of it; see :mod:`dltutor.tui.plain.start`; to resume, the session.
        """
        if self.plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
            if start and start != "resume":
                from dltutor.tui.plain.start import run_start

                return run_start(self.config, sys.stdin, sys.stdout, start, wish)
            from dltutor.tui.plain.session import run_plain

            return run_plain(self.config, sys.stdin, sys.stdout, wish)
        from dltutor.tui.app import run

        return run(self.config, start=start, wish=wish)
