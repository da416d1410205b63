"""Study days: they begin at four in the morning, so that a late evening belongs to the day that it ends."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

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
