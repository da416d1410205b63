"""Printing: JSON and text on standard output, narration and progress on standard error."""

import json
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self, TextIO

from dltutor.progress import Progress

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import TaskID


def say(text: str) -> None:
    """Narrate, on standard error."""
    _write(text, sys.stderr)
    sys.stderr.flush()


def put(text: str) -> None:
    """Print data, on standard output."""
    _write(text, sys.stdout)


def _write(text: str, stream: TextIO) -> None:
    """Write a line: as it is for a program, and without orders to the terminal where there is one."""
    if stream.isatty():
        from dltutor.tui.describe import safe

        text = safe(text)
    stream.write(text + "\n")


def put_json(value: Any) -> None:
    """Print one JSON value as one line, and flush: whoever asked may be waiting for it."""
    put(json.dumps(value, ensure_ascii=False))
    sys.stdout.flush()


class ProgressBar:
    """Progress on standard error: a bar with rate and time left on a terminal, else a line a stage."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        console = Console(stderr=True)
        self._live = console.is_terminal
        self._bar = Bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._stage = ""
        self._began = 0.0

    def __enter__(self) -> Self:
        if self._live:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        with suppress(Exception):
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Show a report."""
        if progress.stage != self._stage:
            self._stage, self._began = progress.stage, time.monotonic()
            if not self._live:
                say(f"{progress.stage} …")
                return
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(progress.stage, total=progress.total or None, rate="")
        if self._live and self._task is not None:
            seconds = time.monotonic() - self._began
            rate = f"{progress.done / seconds:.0f}/s" if progress.done and seconds > 0.2 else ""
            self._bar.update(self._task, completed=progress.done, total=progress.total or None, rate=rate)
