"""The two lines that tell how things stand: the banner above the answers and the status above the prompt."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.widgets import Static

from dltutor.tui import describe
from dltutor.tui.text import content

if TYPE_CHECKING:
    from dltutor.progress import Progress
    from dltutor.tui.messages import Stage
    from dltutor.tutor import Stale

STAGES: dict[Stage, str] = {
    "loading": "Loading the index…",
    "no index": "No index yet",
    "words": "Answers by words; loading the encoder…",
    "ready": "Ready",
    "words only": "Answers by words only",
    "failed": "No index in use",
}
BAR = 10
"""Cells of the progress bar."""


class StatusLine(Static):
    """The engine's state in words."""

    DEFAULT_CSS = (
        "StatusLine { height: 1; padding: 0 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }"
    )

    def tell(self, stage: Stage, trouble: str, *, unseen: bool) -> None:
        """Show the state, what keeps it from being ready, and whether an answer waits below."""
        parts = [STAGES[stage], *([trouble] if trouble else [])]
        if unseen:
            parts.insert(0, "A new answer is below (Ctrl+End)")
        self.update(content(" · ".join(parts)))


class Banner(Static):
    """One line for what wants attention: a build under way, documents that changed, what a build brought."""

    DEFAULT_CSS = """
    Banner {
        height: auto; max-height: 2; padding: 0 1; display: none; background: $primary-muted; color: $text-primary;
    }
    Banner.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._told_at = 0.0

    def on_mount(self) -> None:
        """Let the time go on while a build has nothing to report, so that it doesn't seem to hang."""
        self.set_interval(1.0, self._tick)

    def tell(self, progress: Progress | None, stale: Stale | None, summary: str) -> None:
        """Show the most pressing of the three, or nothing."""
        self._progress, self._told_at = progress, time.monotonic()
        self._show(f"Documents have changed: {stale} · Ctrl+R rebuilds" if stale else summary)
        self._tick()

    def _tick(self) -> None:
        if self._progress is not None:
            seconds = self._progress.seconds + time.monotonic() - self._told_at
            so_far = f" · {describe.duration(seconds)} so far" if self._progress.left is None and seconds >= 1 else ""
            self._show(f"{bar(self._progress)}{describe.progress_line(self._progress)}{so_far} · Alt+X stops")

    def _show(self, text: str) -> None:
        self.set_class(bool(text), "-shown")
        self.update(content(text))


def bar(progress: Progress) -> str:
    """A bar of the work done; empty where its end isn't known."""
    if not progress.total:
        return ""
    filled = round(BAR * min(progress.done / progress.total, 1))
    return "█" * filled + "░" * (BAR - filled) + " "
