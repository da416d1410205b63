"""Study days: they begin at four in the morning, so that a late evening belongs to the day that it ends."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

ROLLOVER = time(4)
"""Local time at which a study day begins."""

Clock = Callable[[], datetime]
"""Tells the time; aware."""


def now() -> datetime:
    """The present, in local time."""
    return datetime.now().astimezone()


def study_day(moment: datetime) -> int:
    """The study day of an aware moment, as the ordinal of its date (:meth:`datetime.date.toordinal`)."""
    local = moment.astimezone() if moment.tzinfo is UTC else moment
    return (local - timedelta(hours=ROLLOVER.hour, minutes=ROLLOVER.minute)).date().toordinal()


def date_of(day: int) -> date:
    """The date of a study day."""
    return date.fromordinal(day)


def in_order(days: Sequence[int], today: int) -> list[int]:
    """The study days of a history as they must have been: none before the one that it follows, none after today.

    Where the days as written break that, the clock was wrong for a while. The longest row of rising days that ends by
    today is believed, since a clock is wrong on fewer days than it is right on; the others become the day believed
    before them, or after them at the beginning. So neither a clock that was moved back nor one that ran years ahead
    takes a question out of review.

    Args:
        days: As written, in the order in which they were written.
        today: The present study day.
    """
    believed = _longest_rise([day for day in days if day <= today])
    present = believed[-1] if believed else today
    ordered = []
    for day in days:
        if believed and day == believed[-1]:
            present = believed.pop()
        ordered.append(present)
    return ordered


def _longest_rise(days: Sequence[int]) -> list[int]:
    """The longest row of rising days in a sequence, last day first, by patience sorting (M. L. Fredman, 1975).

    It is searched from the end, so that of rows as long as each other the one with the later days is found.
    """
    keys: list[int] = []  # the latest day that a row of each length can begin with, negated so that they rise
    rows: list[tuple[int, Any]] = []  # those rows: their first day, and the row that follows it
    for day in reversed(days):
        length = bisect_left(keys, -day)
        keys[length : length + 1] = [-day]
        rows[length : length + 1] = [(day, rows[length - 1] if length else None)]
    rise = []
    row = rows[-1] if rows else None
    while row is not None:
        day, row = row
        rise.append(day)
    return rise[::-1]
