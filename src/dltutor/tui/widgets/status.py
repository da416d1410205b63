"""The two lines that tell how things stand: the banner above the answers and the status above the prompt."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.widgets import Static

from dltutor.tui import describe
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.actions import clickable

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
    """The engine's state in words, and for the mouse a way to every command."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1; padding: 0 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
        link-style: none; link-color: $text-muted; link-background: initial;
        link-style-hover: underline; link-color-hover: $text-accent; link-background-hover: initial;
    }
    """

    def tell(self, stage: Stage, trouble: str) -> None:
        """Show the state, and what keeps it from being ready."""
        told = [content(text) for text in (STAGES[stage], trouble) if text]
        self.update(content(" · ").join([*told, clickable(content("Commands"), "command_palette")]))


class Banner(Static):
    """One line for what wants attention: a build under way, documents that changed, what a build brought."""

    DEFAULT_CSS = """
    Banner {
        height: auto; max-height: 2; padding: 0 1; display: none; background: $primary-muted; color: $text-primary;
        link-color: $text-primary; link-background: initial; link-background-hover: initial; link-style: underline;
        link-color-hover: $text-primary; link-style-hover: bold underline;
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
        if stale:
            self._show(f"Documents have changed: {stale}", "{rebuild} rebuilds", "rebuild")
        else:
            self._show(summary)
        self._tick()

    def _tick(self) -> None:
        if self._progress is not None:
            seconds = self._progress.seconds + time.monotonic() - self._told_at
            so_far = f" · {describe.duration(seconds)} so far" if self._progress.left is None and seconds >= 1 else ""
            done = f"{bar(self._progress)}{describe.progress_line(self._progress)}{so_far}"
            self._show(done, "{cancel} stops", "cancel")

    def _show(self, text: str, offer: str = "", command: str = "") -> None:
        """Show a text, and behind it what can be done about it by a key or a click."""
        self.set_class(bool(text), "-shown")
        offered = clickable(content(with_keys(offer)), command)
        self.update(content(text) + " · " + offered if offer else content(text))


def bar(progress: Progress) -> str:
    """A bar of the work done; empty where its end isn't known."""
    if not progress.total:
        return ""
    filled = round(BAR * min(progress.done / progress.total, 1))
    return "█" * filled + "░" * (BAR - filled) + " "
