"""A clock that stands where a test puts it."""

from datetime import UTC, datetime, timedelta


class SetClock:
    """Noon of a Wednesday, until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, *, days: float = 0.0, minutes: float = 0.0) -> None:
        self.moment += timedelta(days=days, minutes=minutes)
