"""What the student's decisions come to: how strict the grader should be with them, and how far the two agree."""

import json
import sqlite3

from dltutor.errors import DltutorError
from dltutor.grading.result import Grading
from dltutor.study import faults
from dltutor.study.agreement import Agreement, agreement
from dltutor.study.bias import ENOUGH, Bias, fit_bias
from dltutor.study.database import Database
from dltutor.study.decision import Decision

LATEST = "decisions.id = (SELECT max(id) FROM decisions AS others WHERE others.attempt = decisions.attempt)"
"""SQL: nothing was decided about the attempt later."""
_OVERRIDDEN = "(decisions.score IS NOT NULL OR decisions.points <> '{}')"
STANDING = f"(decisions.confirmed OR {_OVERRIDDEN})"
"""SQL: the decision says something, and so takes nothing back. NULL where there is none."""

_READ = f"""
    SELECT attempts.grading, attempts.bias, decisions.score, decisions.points
    FROM decisions CROSS JOIN attempts ON attempts.id = decisions.attempt
    WHERE {LATEST} AND %s AND :version IN ('', attempts.version) ORDER BY attempts.id
"""  # noqa: S608  our own words
_STANDING, _OVERRIDES = _READ % STANDING, _READ % _OVERRIDDEN
_GRADED = "SELECT count(score) FROM attempts WHERE id IN (SELECT attempt FROM decisions)"
_LAST_VERSION = "SELECT version FROM attempts WHERE version <> '' ORDER BY id DESC LIMIT 1"
_BIAS = "SELECT version, value, overrides FROM biases WHERE version = ?"
_KEEP_BIAS = """
    INSERT INTO biases (version, value, overrides, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (version) DO UPDATE SET value = excluded.value, overrides = excluded.overrides, at = excluded.at
"""


class Decisions:
    """What was decided, read from the history's database. Reading makes no file where there is none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bias(self, version: str) -> Bias:
        """What was learnt for a version of the grader."""
        if not self._database.exists:
            return Bias(version)
        with self._database.reading() as connection:
            return _bias(connection, version)

    def latest(self, version: str = "") -> tuple[Decision, ...]:
        """The last decision on each answer, oldest answer first; of one version of the grader, or of all."""
        if not self._database.exists:
            return ()
        with self._database.reading() as connection:
            return self._decisions(connection, _STANDING, version)

    def agreement(self) -> Agreement:
        """How far student and tutor agree; the bias is that of the grader that was in use last."""
        if not self._database.exists:
            return agreement(0, (), Bias(""))
        with self._database.reading() as connection:
            graded = connection.execute(_GRADED).fetchone()[0]
            last = connection.execute(_LAST_VERSION).fetchone()
            bias = _bias(connection, last["version"] if last else "")
            return agreement(graded, self._decisions(connection, _STANDING, ""), bias)

    def learn(self, connection: sqlite3.Connection, version: str, at: str) -> None:
        """Fit the bias anew after a decision; within its transaction, so that each fit has seen all decisions.

        Args:
            connection: In a transaction that writes.
            version: Of the grader that graded what was decided about.
            at: When, as it is written.
        """
        try:
            told = self._decisions(connection, _OVERRIDES, version)
            if len(told) >= ENOUGH:  # fewer leave the bias at 0, whatever was confirmed
                told = self._decisions(connection, _STANDING, version)
        except DltutorError:
            return  # where older gradings are damaged, there is nothing to learn from; a decision is still kept
        bias = fit_bias(told, version)
        if bias != _bias(connection, version):
            connection.execute(_KEEP_BIAS, (version, bias.value, bias.overrides, at))

    def _decisions(self, connection: sqlite3.Connection, query: str, version: str) -> tuple[Decision, ...]:
        rows = connection.execute(query, {"version": version}).fetchall()
        try:
            return tuple(read_decision(*row) for row in rows)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise faults.damaged(self._database.file) from error


def read_decision(grading: str, bias: float, score: float | None, points: str | None) -> Decision:
    """A decision as it was written. Raises ValueError, TypeError, KeyError or AttributeError if it is damaged."""
    given = {int(index): float(value) for index, value in json.loads(points or "{}").items()}
    return Decision(Grading.restored(json.loads(grading)), score, given, bias)


def _bias(connection: sqlite3.Connection, version: str) -> Bias:
    row = connection.execute(_BIAS, (version,)).fetchone()
    return Bias(*row) if row else Bias(version)
