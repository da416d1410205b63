"""Attempts and what the student decided about them, written at once and read back."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Self

from dltutor.grading.result import Flag, Graded, Grading, PointResult
from dltutor.study import faults
from dltutor.study.agreement import Agreement, agreement
from dltutor.study.bias import Bias, fit_bias
from dltutor.study.database import Database, history_file
from dltutor.study.decision import Decision, decided

_LATEST = """
    SELECT attempts.grading, attempts.bias, decisions.score, decisions.points
    FROM attempts JOIN decisions ON decisions.id = (SELECT max(id) FROM decisions WHERE attempt = attempts.id)
    WHERE ? IN ('', attempts.version)
        AND (decisions.confirmed OR decisions.score IS NOT NULL OR decisions.points <> '{}')
    ORDER BY attempts.id
"""
_KEEP_BIAS = """
    INSERT INTO biases (version, value, overrides, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (version) DO UPDATE SET value = excluded.value, overrides = excluded.overrides, at = excluded.at
"""


class Decisions:
    """What the student decided, in the history's database. Reading makes no file where there is none."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._attempts: dict[int, tuple[Graded, int]] = {}

    @classmethod
    def open(cls) -> Self:
        """Those of this person. Touches nothing yet."""
        return cls(Database(history_file()))

    def decide(
        self,
        graded: Graded,
        *,
        score: float | None = None,
        points: Mapping[int, float] | None = None,
        bias: float = 0.0,
    ) -> None:
        """Keep a decision about an answer, and the answer with it when it is the first; then learn from it.

        Args:
            graded: The very object that was shown; deciding on it again replaces what was decided before.
            score: The student's score of the whole, 0..1; None leaves it to the points.
            points: Their values of single key points, 0..1, by index. With neither, the grading is confirmed; an empty
                mapping and no score take back what was decided before.
            bias: That the grading was made with.

        Raises:
            UsageError: See :func:`dltutor.study.decision.decided`.
            DltutorError: The database can't be written; nothing of it was kept.
        """
        taken_back = score is None and points is not None and not points
        known = self._attempts.get(id(graded))
        if taken_back and not known:
            return
        decision = None if taken_back else decided(graded.grading, score, points, bias)
        with self._database.writing() as connection:
            attempt = known[1] if known else _add_attempt(connection, graded, bias)
            _add_decision(connection, attempt, decision)
        # Kept together with the object, whose identity would else be given to another.
        self._attempts[id(graded)] = graded, attempt
        self._learn(graded.grading.version)

    def bias(self, version: str) -> Bias:
        """What was learnt for a version of the grader."""
        if not self._database.exists:
            return Bias(version)
        with self._database.reading() as connection:
            row = connection.execute("SELECT value, overrides FROM biases WHERE version = ?", (version,)).fetchone()
        return Bias(version, row["value"], row["overrides"]) if row else Bias(version)

    def latest(self, version: str = "") -> tuple[Decision, ...]:
        """The last decision on each answer, oldest answer first; of one version of the grader, or of all."""
        if not self._database.exists:
            return ()
        with self._database.reading() as connection:
            return self._latest(connection, version)

    def agreement(self) -> Agreement:
        """How far student and tutor agree; the bias is that of the grader that was in use last."""
        if not self._database.exists:
            return agreement(0, (), Bias(""))
        with self._database.reading() as connection:
            graded = connection.execute("SELECT count(score) FROM attempts").fetchone()[0]
            last = connection.execute("SELECT version FROM attempts ORDER BY id DESC LIMIT 1").fetchone()
            decisions = self._latest(connection, "")
        return agreement(graded, decisions, self.bias(last["version"] if last else ""))

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _learn(self, version: str) -> None:
        """Fit the bias anew; one at a time, so that the last fit has seen all decisions of both tutors."""
        with self._database.writing() as connection:
            bias = fit_bias(self._latest(connection, version), version)
            connection.execute(_KEEP_BIAS, (version, bias.value, bias.overrides, _now()))

    def _latest(self, connection: sqlite3.Connection, version: str) -> tuple[Decision, ...]:
        rows = connection.execute(_LATEST, (version,)).fetchall()
        try:
            return tuple(_decision(row) for row in rows)
        except (ValueError, TypeError, KeyError) as error:
            raise faults.damaged(self._database.file) from error


def _add_attempt(connection: sqlite3.Connection, graded: Graded, bias: float) -> int:
    item, grading = graded.item, graded.grading
    values = {
        "at": _now(),
        "item": item.id if item else None,
        "item_hash": item.content_hash if item else None,
        "question": _storable(graded.question),
        "answer": _storable(graded.answer),
        "score": grading.score,
        "grading": _json(asdict(grading)),
        "version": grading.version,
        "bias": bias,
    }
    return _insert(connection, "attempts", values)


def _add_decision(connection: sqlite3.Connection, attempt: int, decision: Decision | None) -> None:
    """Add a decision; None takes back those before it."""
    values = {
        "attempt": attempt,
        "at": _now(),
        "score": decision.score if decision else None,
        "points": _json(dict(decision.points) if decision else {}),
        "confirmed": bool(decision and decision.confirmed),
    }
    _insert(connection, "decisions", values)


def _insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", values)  # noqa: S608  our own names
    assert cursor.lastrowid is not None  # noqa: S101  a row was just inserted
    return cursor.lastrowid


def _decision(row: sqlite3.Row) -> Decision:
    """A decision as it was written."""
    points = {int(index): float(value) for index, value in json.loads(row["points"]).items()}
    return Decision(_grading(json.loads(row["grading"])), row["score"], points, row["bias"])


def _grading(data: dict[str, Any]) -> Grading:
    """The inverse of ``asdict``."""
    points = tuple(PointResult(**point) for point in data["points"])
    return Grading(**{**data, "points": points, "flags": tuple(Flag(**flag) for flag in data["flags"])})


def _json(value: Any) -> str:
    return json.dumps(value)


def _storable(text: str) -> str:
    """The text as SQLite takes it: half a surrogate pair, as broken input brings, is no character."""
    return text.encode(errors="replace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat()
