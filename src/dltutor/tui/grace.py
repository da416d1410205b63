"""A moment in which what has just appeared takes no answer, so that a key typed ahead can't answer it unseen."""

from __future__ import annotations

from time import monotonic

SECONDS = 0.4
"""Below this nobody has read anything; above it people would notice that they wait."""


class Grace:
    """Runs from when something is shown."""

    def __init__(self) -> None:
        self._since = 0.0

    def begin(self) -> None:
        """Let it run from now."""
        self._since = monotonic()

    @property
    def over(self) -> bool:
        """Whether what is pressed now may be an answer to what is shown."""
        return monotonic() - self._since >= SECONDS
