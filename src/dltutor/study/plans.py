"""The student's plan: when the exam is, and how many minutes a day they give to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date
from random import Random

from dltutor.errors import UsageError
from dltutor.study.database import Database
from dltutor.study.day import Clock, date_of, study_day

MINUTES = 25
"""A day, where the student doesn't say."""
MOST_MINUTES = 600
TARGET = 0.90
FAR_TARGET = 0.80
NEAR_TARGET = 0.85
FAR, NEAR = 28, 14
"""Days before an exam down to which the low target holds, and from which on the other does; between them it rises day
by day, since a step would make all that lies between the two due at once. A low target and one look at the end save
reviews for the days in which they count."""
LAST_DAYS = 3
MANY = 150
MORE_LAST_DAYS = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan.

    Attributes:
        exam: The study day of the exam; None without one.
        minutes: To study a day.
    """

    exam: int | None = None
    minutes: int = MINUTES

    def days_left(self, today: int) -> int | None:
        """Days until the exam; 0 on its day, None without one and when it is over."""
        return None if self.exam is None or self.exam < today else self.exam - today

    def target(self, today: int) -> float:
        """The recall to aim at, 0..1: how far a card's recall may fall before it is asked again."""
        left = self.days_left(today)
        if left is None:
            return TARGET
        share = min(1.0, max(0.0, (FAR - left) / (FAR - NEAR)))
        return FAR_TARGET + share * (NEAR_TARGET - FAR_TARGET)

    def last_looks(self, cards: Collection[int], today: int) -> dict[int, int]:
        """The study day of each card's last look before the exam; empty outside the final days.

        The days take equally many, and which cards fall on which day follows from the cards' numbers and the exam.
        """
        days = MORE_LAST_DAYS if len(cards) > MANY else LAST_DAYS
        if self.exam is None or not self.exam - days <= today < self.exam:
            return {}
        exam = self.exam
        drawn = Random(exam).sample(sorted(cards), len(cards))  # noqa: S311  not for secrets
        return {card: exam - days + place * days // len(drawn) for place, card in enumerate(drawn)}


class Plans:
    """The plans that were made; the last one is in force.

    Args:
        database: The history's.
        clock: Tells when a plan is made.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def plan(self) -> Plan:
        """The plan in force; makes no file where there is none."""
        if not self._database.exists:
            return Plan()
        with self._database.reading() as connection:
            row = connection.execute("SELECT exam, minutes FROM plans ORDER BY id DESC LIMIT 1").fetchone()
        return Plan(row["exam"], row["minutes"]) if row else Plan()

    def set(self, exam: date | None, minutes: int) -> Plan:
        """Put a new plan in force.

        Args:
            exam: The day of the exam; None for none.
            minutes: To study a day.

        Raises:
            UsageError: The day is past, or nobody could study that long.
        """
        now = self._clock()
        today = study_day(now)
        if exam is not None and exam.toordinal() < today:
            raise UsageError(
                f"{exam.isoformat()} is past: today is {date_of(today).isoformat()}.",
                hint="Give the day of an exam that is still to come, or none.",
            )
        if not 1 <= minutes <= MOST_MINUTES:
            raise UsageError(
                f"{minutes} minutes a day can't be planned.", hint=f"Give between 1 and {MOST_MINUTES} minutes a day."
            )
        plan = Plan(None if exam is None else exam.toordinal(), minutes)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO plans (at, exam, minutes) VALUES (?, ?, ?)",
                (now.astimezone(UTC).isoformat(), plan.exam, plan.minutes),
            )
        return plan
