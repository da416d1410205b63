"""When the student studied: twelve weeks as a grid of characters. Nothing in it can be lost."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dltutor.study.day import date_of
from dltutor.study.figures import rounded
from dltutor.study.progress.lines import day_name, wrapped
from dltutor.study.progress.section import Figure, Known

WEEKS = 12
LAST = 14
"""Days that the finding is about."""
MARKS = "·░▒▓█"
STEPS = (1, 6, 16, 31)
"""Answers a day from which on the second and each further mark is used."""


@dataclass(frozen=True, slots=True)
class StudyDay:
    """Answers given on one day."""

    day: date
    answers: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the last weeks.

    Attributes:
        days: From the Monday of the first week to today.
        last: The last day with an answer, up to today; None before the first.
    """

    days: tuple[StudyDay, ...]
    last: date | None

    @property
    def studied(self) -> int:
        """Days with an answer among the last fourteen."""
        return sum(day.answers > 0 for day in self.days[-LAST:])

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        if self.studied:
            return f"Studied on {self.studied} of the last {LAST} days."
        if self.last is None:
            return "The first answer fills the first square."
        last = " ".join(day_name(self.last).split())
        return f"Last studied on {last}; a review begins with what is fading first."

    def text(self, width: int) -> list[str]:
        """A row a weekday, a column a week; the months above."""
        weeks = [self.days[start : start + 7] for start in range(0, len(self.days), 7)]
        rows = [f"     {_months([week[0].day for week in weeks])}".rstrip()]
        for weekday in range(7):
            marks = " ".join(mark(week[weekday].answers) for week in weeks if weekday < len(week))
            rows.append(f"{date(2024, 1, 1 + weekday):%a}  {marks}")  # 2024 began on a Monday
        bounds = [f"{low}–{high - 1}" for low, high in pairwise(STEPS)] + [f"{STEPS[-1]} and more"]
        legend = ", ".join(f"{sign} {name}" for sign, name in zip(MARKS, ["none", *bounds], strict=True))
        return [*rows, "", *wrapped(f"answers a day: {legend}", width)]

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        return {"finding": self.finding, "studied": self.studied, "of": LAST, **rounded(asdict(self))}

    def figures(self) -> Iterator[Figure]:
        """Answers by day."""
        for day in self.days:
            yield Figure(day.day.isoformat(), "answers", day.answers)


def calendar(known: Known) -> Calendar:
    """Count the answers of each day. A day that has yet to come (the clock was wrong then) isn't shown."""
    answers = Counter(one.day for one in known.attempts)
    monday = known.today - date_of(known.today).weekday() - 7 * (WEEKS - 1)
    days = tuple(StudyDay(date_of(day), answers[day]) for day in range(monday, known.today + 1))
    past = [day for day in answers if day <= known.today]
    return Calendar(days, date_of(max(past)) if past else None)


def mark(answers: int) -> str:
    """The character for so many answers a day."""
    return MARKS[sum(answers >= step for step in STEPS)]


def _months(mondays: Iterable[date]) -> str:
    """The name of each month above the first week that begins in it, two cells a week."""
    row = ""
    shown = 0
    for column, monday in enumerate(mondays):
        # The last days of a month leave no room for its name.
        if monday.month != shown and len(row) <= 2 * column and (monday + timedelta(7)).month == monday.month:
            row = f"{row:<{2 * column}}{monday:%b} "
            shown = monday.month
    return row
