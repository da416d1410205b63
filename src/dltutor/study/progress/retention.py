"""True retention: how many of the answers that were known before were still known when they were asked again."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from dltutor.study.attempt import Attempt
from dltutor.study.figures import rounded, wilson
from dltutor.study.progress.lines import share_bar
from dltutor.study.progress.section import Figure, Known

ENOUGH = 30
"""Repeated answers below which their share is not shown: at 30 it is uncertain by 10 points and more as it is."""
RECENT = 30
"""Days."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Repeated answers of one period: how many, the share that was known, its 95 % interval (None for too few)."""

    count: int
    share: float | None
    range: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention, lately and over all, and what the plan aims at."""

    recent: Kept
    all: Kept
    target: float

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        kept, when = (self.recent, f" in the last {RECENT} days") if self.recent.range else (self.all, "")
        if kept.share is None or kept.range is None:
            return f"{kept.count} of {ENOUGH} repeated answers so far: too few to say how much of them you remember."
        told = f"You remembered {kept.share:.0%} of {kept.count} answers that were asked again{when}"
        low, high = kept.range
        if low <= self.target <= high:
            return f"{told}, as the plan means you to ({self.target:.0%})."
        return f"{told}, {'more' if low > self.target else 'less'} than the plan aims at ({self.target:.0%})."

    def text(self, width: int) -> list[str]:
        """A bar a period."""
        return [_line(f"last {RECENT} days", self.recent, width), _line("all", self.all, width)]

    def to_json(self) -> dict[str, Any]:
        """Plain data; a share that is hidden says why."""
        data = rounded(asdict(self))
        for name, kept in (("recent", self.recent), ("all", self.all)):
            data[name]["hidden"] = "" if kept.range else _too_few(kept)
        return {"finding": self.finding, **data}

    def figures(self) -> Iterator[Figure]:
        """Number and share by period."""
        for name, kept in ((f"last {RECENT} days", self.recent), ("all", self.all)):
            yield Figure(name, "answers", kept.count)
            yield Figure(name, "share", kept.share)
        yield Figure("plan", "share", self.target)


def retention(known: Known) -> Retention:
    """Look at the first rated attempt of each day on cards that had been rated before."""
    repeated = list(_repeated(known.attempts))
    recent = [one for one in repeated if one.day > known.today - RECENT]
    return Retention(_kept(recent), _kept(repeated), known.plan.target(known.today))


def _repeated(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    rated: set[int] = set()
    for one in attempts:
        if one.counts and one.rating is not None and one.card is not None:
            if one.card in rated:
                yield one
            rated.add(one.card)


def _kept(attempts: list[Attempt]) -> Kept:
    count = len(attempts)
    if count < ENOUGH:
        return Kept(count, None, None)
    known = sum(one.rating is not None and one.rating >= 2 for one in attempts)
    return Kept(count, known / count, wilson(known, count))


def _line(name: str, kept: Kept, width: int) -> str:
    if kept.share is None or kept.range is None:
        return f"{name:<14}{_too_few(kept)}"
    low, high = kept.range
    told = f"{kept.share:>4.0%} of {kept.count} ({low:.0%} to {high:.0%} with many more)"
    return f"{name:<14}{share_bar(kept.share, width - 60)} {told}"


def _too_few(kept: Kept) -> str:
    return f"too few to tell: {kept.count} of {ENOUGH} repeated answers"
