"""How far a piece of work has come: what the floors report and both faces show."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of a piece of work under way.

    Attributes:
        stage: What is being done, in a word or two ("reading", "encoding").
        done: Units finished.
        total: Units in all; 0 where it isn't known.
        seconds: Time since the stage began, in seconds.
    """

    stage: str
    done: int = 0
    total: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Units a second so far; 0.0 before the first is done."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds left at the present rate, or None where that can't be told yet."""
        return (self.total - self.done) / self.rate if self.total and self.rate else None


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Report to nobody."""
