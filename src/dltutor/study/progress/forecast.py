"""What comes due in the next two weeks, and how long it will take."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median
from typing import Any

from dltutor.study.day import date_of
from dltutor.study.figures import counted, rounded
from dltutor.study.progress.lines import bar, day_name, minutes
from dltutor.study.progress.section import Figure, Known

DAYS = 14


@dataclass(frozen=True, slots=True)
class DueDay:
    """What comes due on one day; ``minutes`` is None where no answer was ever timed."""

    day: date
    cards: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next days, today first.

    Attributes:
        days: Today and those that follow.
        overdue: Of today's cards, those whose day was an earlier one.
        seconds: The median time of the student's answers; None where none was timed.
        budget: Minutes a day that the plan gives.
        later: The first day beyond on which anything comes due; None where there is none.
    """

    days: tuple[DueDay, ...]
    overdue: int
    seconds: float | None
    budget: int
    later: date | None = None

    @property
    def total(self) -> int:
        """Cards that come due in all of these days."""
        return sum(day.cards for day in self.days)

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        today = self.days[0]
        if self.overdue and today.minutes is not None and today.minutes > self.budget:
            # A backlog makes people quit; what helps is to know that nobody asks for all of it at once.
            return f"More is due than fits into {self.budget} minutes; a review begins with what is fading first."
        if today.cards:
            time = f", about {minutes(today.minutes)}" if today.minutes is not None else ""
            verb = "is" if today.cards == 1 else "are"
            rest = f"; {self.total} within {DAYS} days" if self.total > today.cards else ""
            return f"{counted(today.cards, 'question')} {verb} due today{time}{rest}."
        following = next((day for day in self.days if day.cards), None)
        if following:
            verb = "comes" if following.cards == 1 else "come"
            return f"Nothing is due today; {counted(following.cards, 'question')} {verb} due on {_on(following.day)}."
        if self.later:
            return f"Nothing is due in the next {DAYS} days; the next question comes on {_on(self.later)}."
        return "Nothing is scheduled yet: what you answer comes again."

    def text(self, width: int) -> list[str]:
        """A bar a day, the numbers at its end."""
        if not self.total:
            return []
        most = max(day.cards for day in self.days)
        lines = []
        for number, day in enumerate(self.days):
            time = f" · {minutes(day.minutes)}" if day.minutes else ""
            name = f"{day_name(day.day)}{'  today' if not number else ''}"
            blocks = bar(day.cards, most, width - 40)
            lines.append(f"{name:<18}{blocks}{' ' if blocks else ''}{day.cards}{time}")
        return [*lines, f"{self.overdue} of today's come from earlier days."] if self.overdue else lines

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        return {"finding": self.finding, **rounded(asdict(self))}

    def figures(self) -> Iterator[Figure]:
        """Cards and minutes by day."""
        yield Figure("today", "from earlier days", self.overdue)
        for day in self.days:
            yield Figure(day.day.isoformat(), "cards", day.cards)
            yield Figure(day.day.isoformat(), "minutes", day.minutes)


def forecast(known: Known) -> Forecast:
    """Count what comes due by day. What is overdue stands in today; what was put off until tomorrow, there."""
    due = [_asked(known, card) for card in known.memories if _is_asked(known, card)]
    by_day = Counter(max(day, known.today) for day in due)
    seconds = _seconds(known)
    days = tuple(
        DueDay(date_of(day), by_day[day], None if seconds is None else by_day[day] * seconds / 60)
        for day in range(known.today, known.today + DAYS)
    )
    later = [day for day in due if day >= known.today + DAYS]
    overdue = sum(day < known.today for day in due)
    return Forecast(days, overdue, seconds, known.plan.minutes, date_of(min(later)) if later else None)


def _is_asked(known: Known, card: int) -> bool:
    """Whether review ever asks it: a card that was taken out, or whose item is gone, isn't."""
    return card in known.cards and not (known.cards[card].gone or known.cards[card].suspended)


def _asked(known: Known, card: int) -> int:
    """The day on which a card is to be asked."""
    day = known.memories[card].due
    return max(day, known.today + 1) if known.cards[card].buried == known.today else day


def _seconds(known: Known) -> float | None:
    """The median, which a lunch break within one answer doesn't move."""
    times = [seconds for one in known.attempts if (seconds := one.circumstances.seconds) is not None and seconds > 0]
    return median(times) if times else None


def _on(day: date) -> str:
    return " ".join(day_name(day).split())
