"""The history: what the student answered, written the moment it is handed in, and what they decided about it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, timedelta
from typing import Any

from dltutor.errors import UsageError
from dltutor.grading.result import Graded
from dltutor.study import attempts
from dltutor.study.attempt import Attempt, Circumstances, Rating
from dltutor.study.card import Review
from dltutor.study.database import Database
from dltutor.study.day import Clock, now, study_day
from dltutor.study.decision import Decision, decided
from dltutor.study.decisions import LATEST, STANDING, Decisions

TOLERANCE = timedelta(hours=1)
"""How far in the future an answer may lie before the clock is doubted."""

_NOTHING: Mapping[str, Any] = {"score": None, "points": "{}", "confirmed": False, "student": None, "rating": None}
"""The decision that says nothing, which takes back those before it."""

_LAST_STANDING = f"""
    SELECT decisions.attempt FROM decisions JOIN attempts ON attempts.id = decisions.attempt
    WHERE {LATEST} AND {STANDING}
        AND CASE WHEN :attempt IS NULL THEN attempts.mode IS NOT 'exam' ELSE decisions.attempt = :attempt END
    ORDER BY decisions.id DESC LIMIT 1
"""  # noqa: S608  our own words


class History:
    """Attempts and decisions, only ever added to. Reading makes no file where there is none.

    Every method may raise DltutorError: file or disk can't be used, or what is in it is damaged. What was kept before
    is whole then, and nothing of the new is kept.

    Attributes:
        decisions: What the decisions come to: the bias, and how far student and tutor agree.
    """

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self.decisions = Decisions(database)
        self._database = database
        self._clock = clock

    def record(self, graded: Graded, circumstances: Circumstances, card: int | None) -> int:
        """Keep an answer that was handed in, whether or not anything is ever decided about it.

        Args:
            graded: As the student sees it.
            circumstances: How it came about.
            card: What it is an attempt at; None where the question came from elsewhere.

        Returns:
            Its number, greater than those of all before.
        """
        row = _attempt_row(graded, circumstances) | {"card": card, **self._moment()}
        with self._database.writing() as connection:
            return _insert(connection, "attempts", row)

    def decide(
        self,
        attempt: int,
        graded: Graded,
        *,
        score: float | None = None,
        points: Mapping[int, float] | None = None,
        rating: Rating | None = None,
    ) -> Decision:
        """Keep what the student decided about an attempt, in place of what they decided before, and learn from it.

        Args:
            attempt: Its number.
            graded: What was shown.
            score: The student's score of the whole, 0..1; None leaves it to the points.
            points: Their values of single key points, 0..1, by index. With neither, the grading is confirmed.
            rating: What the scheduler is told; None where it is told nothing.

        Raises:
            UsageError: See :func:`dltutor.study.decision.decided`.
        """
        decision = decided(graded.grading, score, points, graded.bias)
        row = {
            "score": decision.score,
            "points": json.dumps(dict(decision.points)),
            "confirmed": decision.confirmed,
            "student": decision.student,
            "rating": rating,
        }
        with self._database.writing() as connection:
            self._add_decision(connection, attempt, row)
        return decision

    def take_back(self, attempt: int) -> None:
        """Take back what was decided about an attempt; where nothing was, nothing happens."""
        with self._database.writing() as connection:
            if _last_standing(connection, attempt) is not None:
                self._add_decision(connection, attempt, _NOTHING)

    def undo(self) -> Attempt | None:
        """Take back the newest decision that stands, of the whole history; done again, the one before it.

        Marks of an exam are no such decision: its report would go on to count what is no longer believed.

        Returns:
            The attempt as it was with that decision; None where nothing is decided.
        """
        if not self._database.exists:
            return None
        with self._database.writing() as connection:
            number = _last_standing(connection)
            if number is None:
                return None
            every = attempts.read(connection, self._today(), self._database.file)
            undone = next(one for one in every if one.id == number)
            self._add_decision(connection, number, _NOTHING)
        return undone

    def attempt(self, number: int) -> Attempt:
        """One attempt. Raises UsageError where there is none of that number."""
        found = {one.id: one for one in self.attempts()}.get(number)
        if found is None:
            raise _unknown(number)
        return found

    def attempts(self) -> tuple[Attempt, ...]:
        """All of them, in the order in which they were handed in, whatever the clock said then."""
        if not self._database.exists:
            return ()
        with self._database.reading() as connection:
            return attempts.read(connection, self._today(), self._database.file)

    def reviews(self) -> dict[int, tuple[Review, ...]]:
        """What the scheduler is told of each card that was ever rated: its attempts that count, in their order."""
        if not self._database.exists:
            return {}
        with self._database.reading() as connection:
            return attempts.reviews(connection, self._today(), self._database.file)

    def clock_warning(self) -> str:
        """What is odd about the clock, in one sentence; empty where nothing is."""
        if not self._database.exists:
            return ""
        with self._database.reading() as connection:
            newest = attempts.newest(connection, self._database.file)
        present = self._clock()
        if newest is None or newest - present <= TOLERANCE:
            return ""
        then = newest.astimezone(present.tzinfo)
        return (
            f"The clock says {present:%Y-%m-%d %H:%M}, but your newest answer is from {then:%Y-%m-%d %H:%M}: "
            "set the clock right, or what is due will be wrong."
        )

    def _add_decision(self, connection: sqlite3.Connection, attempt: int, row: Mapping[str, Any]) -> None:
        """Add a decision and learn from it, in one transaction: undoing once more would undo the one before."""
        known = connection.execute("SELECT version FROM attempts WHERE id = ?", (attempt,)).fetchone()
        if known is None:
            raise _unknown(attempt)
        at = self._moment()["at"]
        _insert(connection, "decisions", {"attempt": attempt, "at": at, **row})
        self.decisions.learn(connection, known["version"], at)

    def _moment(self) -> dict[str, Any]:
        moment = self._clock()
        return {"at": moment.astimezone(UTC).isoformat(), "day": study_day(moment)}

    def _today(self) -> int:
        return study_day(self._clock())


def _last_standing(connection: sqlite3.Connection, attempt: int | None = None) -> int | None:
    """The attempt that was decided on last, of all outside of exams or of the one with that number."""
    row = connection.execute(_LAST_STANDING, {"attempt": attempt}).fetchone()
    return row["attempt"] if row else None


def _unknown(attempt: int) -> UsageError:
    return UsageError(f"There is no attempt {attempt} in your history.")


def _attempt_row(graded: Graded, circumstances: Circumstances) -> dict[str, Any]:
    item, grading = graded.item, graded.grading
    return {
        "item": _storable(item.id) if item else None,
        "item_hash": item.content_hash if item else None,
        "question": _storable(graded.question),
        "answer": _storable(graded.answer),
        "score": grading.score,
        "verdict": grading.verdict,
        "grading": json.dumps(asdict(grading)),
        "version": grading.version,
        "bias": graded.bias,
        **asdict(circumstances),
    }


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608  our own names
    assert cursor.lastrowid is not None  # noqa: S101  a row was just inserted
    return cursor.lastrowid


def _storable(text: str) -> str:
    """The text as SQLite keeps it whole: its tools end a text at NUL, and half a surrogate pair is no character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
