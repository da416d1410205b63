"""Measures the time that an exam is looked at."""

from __future__ import annotations

from time import monotonic

AWAY = 60.0
"""Seconds between two laps from which on nobody was there.

The screen laps every second. A longer gap means that the machine slept or the program was stopped, and an exam's clock
stands still then, as it does while the exam is closed. (Some systems' monotonic clocks count sleep, some don't: with
this they agree.)
"""


class Stopwatch:
    """Runs from its making; each lap tells what has passed since the last one."""

    def __init__(self) -> None:
        self._last = monotonic()

    def lap(self) -> tuple[float, float]:
        """Seconds that count since the last lap, and seconds that nobody was there."""
        now = monotonic()
        passed, self._last = now - self._last, now
        return (0.0, passed) if passed > AWAY else (passed, 0.0)
