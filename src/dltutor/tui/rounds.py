"""A sitting as the app holds it: what awaits a decision, which hints were seen, and how much time was spent."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dltutor.tui.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from dltutor.study.attempt import Handed, Mode, Rating
    from dltutor.study.sitting import Asked, Settled, Sitting


@dataclass
class Progress:
    """How far a question has come.

    Attributes:
        seconds: That it was looked at before it was handed in.
        hints: Both hints, once the first was asked for.
        seen: Hints that were shown.
        grading: Whether an answer is being graded.
        handed: What was handed in and awaits a decision.
        decisions: What the student decided about that, step by step; the last counts.
    """

    seconds: float = 0.0
    hints: tuple[str, ...] = ()
    seen: int = 0
    grading: bool = False
    handed: Handed | None = None
    decisions: list[Decision] = field(default_factory=lambda: [Decision()])


class Round:
    """A sitting with its clock, which runs only while a screen of the sitting is seen.

    Args:
        sitting: What is asked.
        clock: Seconds that only go forward.
    """

    def __init__(self, sitting: Sitting, clock: Callable[[], float] = time.monotonic) -> None:
        self.sitting = sitting
        self.mode: Mode = sitting.mode
        self._begun: dict[tuple[str, str], Progress] = {}
        self._clock = clock
        self._used = 0.0
        self._since: float | None = None
        self._viewer: object = None
        self._counts: Progress | None = None

    @property
    def asked(self) -> Asked | None:
        """The question that is asked now; None when nothing is left, or the time is up and none is begun."""
        asked = self.sitting.asked
        if asked is None or (self.mode == "try" and self.sitting.settled):
            return None
        return None if self.left == 0.0 and _key(asked) not in self._begun else asked

    @property
    def now(self) -> Progress:
        """How far the question that is asked now has come."""
        asked = self.sitting.asked
        return Progress() if asked is None else self._begun.setdefault(_key(asked), Progress())

    @property
    def left(self) -> float | None:
        """Seconds left, not below 0; None without a limit."""
        left = self.sitting.time_left(self._used + self._running)
        return None if left is None else max(0.0, left)

    @property
    def _running(self) -> float:
        return 0.0 if self._since is None else self._clock() - self._since

    def start(self, viewer: object, progress: Progress | None = None) -> None:
        """Let the clock run.

        Args:
            viewer: Who looks at the sitting from now on; whoever did before has no say in the clock any more.
            progress: Of the question that the time counts for; None where nothing is being answered.
        """
        self.lap()
        self._viewer, self._counts, self._since = viewer, progress, self._clock()

    def stop(self, viewer: object) -> None:
        """Stop the clock, unless somebody else looks at the sitting by now."""
        if viewer is self._viewer:
            self.lap()
            self._viewer = self._since = None

    def lap(self) -> None:
        """Count the time until now."""
        if self._since is not None:
            spent, self._since = self._running, self._clock()
            self._used += spent
            if self._counts is not None:
                self._counts.seconds += spent

    def take(self, asked: Asked, handed: Handed) -> None:
        """Keep what was handed in until the student decides, unless the sitting has gone on meanwhile."""
        if self.sitting.asked is not None and _key(self.sitting.asked) == _key(asked):
            self.now.handed, self.now.grading = handed, False

    def settle(self, handed: Handed, *, right: bool | None, rating: Rating | None) -> None:
        """Go on to the next question."""
        self._done()
        self.sitting.settle(handed, right, rating)

    def skip(self) -> None:
        """Go on to the next question without an answer."""
        self._done()
        self.sitting.skip()

    def bury(self) -> None:
        """Go on to the next question; this one isn't asked again in the sitting."""
        self._done()
        self.sitting.bury()

    def undo(self) -> Settled | None:
        """Go back to the question before, which awaits its decision again; None at the beginning."""
        settled = self.sitting.undo()
        if settled is not None:
            self._begun[_key(settled.asked)] = Progress(handed=settled.handed)
        return settled

    def _done(self) -> None:
        if self.sitting.asked is not None:
            self._begun.pop(_key(self.sitting.asked), None)


def _key(asked: Asked) -> tuple[str, str]:
    """What tells a question from all others of its sitting, also from itself when it comes again."""
    return asked.wanted.item.id, asked.wanted.why
