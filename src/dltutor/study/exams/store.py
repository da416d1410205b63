"""Exams in the history's database: begun, saved while they are sat, resumed after whatever happened, marked."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from typing import Any, Literal

from dltutor.errors import UsageError
from dltutor.study import faults
from dltutor.study.database import Database
from dltutor.study.day import Clock
from dltutor.study.exams.exam import Exam, Marks, PartState
from dltutor.study.exams.paper import Paper
from dltutor.study.exams.record import marks_from_json, marks_to_json, paper_from_json, paper_to_json
from dltutor.study.exams.summary import ExamSummary, summary

__all__ = ["ExamSummary", "Exams"]

_EXAMS = """
    SELECT exams.id, exams.at, exams.paper, exams.seconds, exams.predicted, used, position, handed_in, reported
    FROM exams JOIN exam_states ON exam_states.exam = exams.id
"""
_ENDLESS = 2**63
"""Numbers from here on SQLite doesn't know."""
_SAVE_STATE = """
    UPDATE exam_states SET at = :at, used = max(used, :used), position = :position WHERE exam = :exam
"""
_SAVE_PART = """
    INSERT INTO exam_parts (exam, part, answer, flagged, seconds, marks)
    VALUES (:exam, :part, :answer, :flagged, :seconds, :marks)
    ON CONFLICT (exam, part) DO UPDATE SET
        answer = CASE WHEN :answer_changed THEN excluded.answer ELSE answer END,
        flagged = CASE WHEN :flagged_changed THEN excluded.flagged ELSE flagged END,
        marks = CASE WHEN :marks_changed THEN excluded.marks ELSE marks END,
        seconds = seconds + :more
"""


class Exams:
    """The exams of one history.

    Two tutors may have one exam open. Each saves what was changed in it: of one part's answer the later save is kept,
    and what the other left alone is never overwritten. Once one of them has handed in, the other's answers are refused.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._saved: dict[int, tuple[Exam, list[PartState]]] = {}

    def begin(self, paper: Paper, seconds: float | None = None, predicted: float | None = None) -> Exam:
        """Begin to sit a paper, which is kept as it is now.

        Args:
            paper: The paper.
            seconds: Allowed; None for no clock.
            predicted: Credits that the student expects; None where they don't say.

        Raises:
            UsageError: The paper has no questions, or a number is out of range.
        """
        _check(paper, seconds, predicted)
        kept = json.dumps(paper_to_json(paper), ensure_ascii=False)
        with self._database.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO exams (at, name, paper, seconds, predicted) VALUES (?, ?, ?, ?, ?)",
                (self._now(), paper.name, _storable(kept), seconds, predicted),
            )
            assert cursor.lastrowid is not None  # noqa: S101  a row was just inserted
            number = cursor.lastrowid
            connection.execute(
                "INSERT INTO exam_states (exam, at, used, position) VALUES (?, ?, 0, 0)", (number, self._now())
            )
        exam = Exam(number, paper, seconds, predicted, parts=[PartState() for _ in paper.parts])
        self._remember(exam)
        return exam

    def save(self, exam: Exam) -> None:
        """Keep what has changed since the exam was begun, loaded or saved; all of it or nothing.

        Raises:
            UsageError: It was handed in by another tutor meanwhile.
            DltutorError: The database can't be written; the next save brings what this one did not.
        """
        with self._database.writing() as connection:
            self._save(connection, exam)
        self._remember(exam)

    def hand_in(self, exam: Exam) -> None:
        """Keep the answers for good, another tutor's with them: from now on only marks change.

        Raises:
            UsageError: It was handed in by another tutor meanwhile.
        """
        with self._database.writing() as connection, self._understood():
            self._save(connection, exam)
            self._stamp(connection, exam, "handed_in")
            row = connection.execute(f"{_EXAMS} WHERE id = ?", (exam.id,)).fetchone()
            for mine, kept in zip(exam.parts, self._exam(connection, row).parts, strict=True):
                mine.answer, mine.flagged, mine.seconds = kept.answer, kept.flagged, kept.seconds
        exam.handed_in = True
        self._remember(exam)

    def close(self, exam: Exam) -> None:
        """Keep that marking is done. Raises UsageError where the exam was not handed in."""
        if not exam.handed_in:
            raise UsageError("This exam is not handed in yet.", hint="Hand it in first; marking comes after that.")
        with self._database.writing() as connection:
            self._save(connection, exam)
            self._stamp(connection, exam, "reported")
        exam.closed = True
        self._remember(exam)

    def load(self, number: int | None = None) -> Exam:
        """An exam as it was last saved; without a number the latest that is not marked to its end.

        Raises:
            UsageError: There is no such exam.
        """
        if not self._database.exists or (number is not None and not 0 < number < _ENDLESS):
            raise self._unknown(number)
        with self._database.reading() as connection, self._understood():
            if number is None:
                row = connection.execute(f"{_EXAMS} WHERE reported IS NULL ORDER BY id DESC LIMIT 1").fetchone()
            else:
                row = connection.execute(f"{_EXAMS} WHERE id = ?", (number,)).fetchone()
            exam = None if row is None else self._exam(connection, row)
        if exam is None:
            raise self._unknown(number)
        self._remember(exam)
        return exam

    def all(self) -> tuple[ExamSummary, ...]:
        """All exams, the latest first."""
        if not self._database.exists:
            return ()
        with self._database.reading() as connection, self._understood():
            rows = connection.execute(f"{_EXAMS} ORDER BY id DESC").fetchall()
            return tuple(summary(self._exam(connection, row), datetime.fromisoformat(row["at"])) for row in rows)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """What is read makes sense, or the history is damaged."""
        try:
            yield
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise faults.damaged(self._database.file) from error

    def _save(self, connection: sqlite3.Connection, exam: Exam) -> None:
        row = connection.execute("SELECT handed_in FROM exam_states WHERE exam = ?", (exam.id,)).fetchone()
        if row is None:
            raise self._unknown(exam.id)
        if row["handed_in"] and not exam.handed_in:
            raise UsageError(
                "This exam was handed in elsewhere meanwhile; what was written here since is not kept.",
                hint="Mark it with: dltutor exam mark",
            )
        state = {"exam": exam.id, "at": self._now(), "used": exam.used, "position": exam.position}
        connection.execute(_SAVE_STATE, state)
        for number, (part, before) in enumerate(zip(exam.parts, self._before(exam), strict=True)):
            if part != before:
                connection.execute(_SAVE_PART, _changes(exam.id, number, part, before))

    def _stamp(self, connection: sqlite3.Connection, exam: Exam, column: Literal["handed_in", "reported"]) -> None:
        """Note when something happened; the first time counts."""
        connection.execute(
            f"UPDATE exam_states SET {column} = coalesce({column}, ?) WHERE exam = ?",  # noqa: S608  our own names
            (self._now(), exam.id),
        )

    def _exam(self, connection: sqlite3.Connection, row: sqlite3.Row) -> Exam:
        paper = paper_from_json(json.loads(row["paper"]))
        parts = [PartState() for _ in paper.parts]
        for kept in connection.execute("SELECT * FROM exam_parts WHERE exam = ?", (row["id"],)):
            marks = json.loads(kept["marks"]) if kept["marks"] else None
            parts[kept["part"]] = PartState(
                answer=kept["answer"],
                flagged=bool(kept["flagged"]),
                seconds=kept["seconds"],
                marks=None if marks is None else marks_from_json(marks, paper.parts[kept["part"]]),
            )
        return Exam(
            id=row["id"],
            paper=paper,
            seconds=row["seconds"],
            predicted=row["predicted"],
            used=row["used"],
            position=min(max(0, row["position"]), len(parts) - 1),
            parts=parts,
            handed_in=row["handed_in"] is not None,
            closed=row["reported"] is not None,
        )

    def _remember(self, exam: Exam) -> None:
        # Kept together with the object, whose identity would else be given to another.
        self._saved[id(exam)] = exam, [copy(part) for part in exam.parts]

    def _before(self, exam: Exam) -> Sequence[PartState]:
        """The parts as they were when this very exam was last saved or loaded."""
        known = self._saved.get(id(exam))
        return known[1] if known else [PartState() for _ in exam.parts]

    def _unknown(self, number: int | None) -> UsageError:
        if number is None:
            return UsageError("No exam waits for you.", hint="Begin one with: dltutor exam")
        known = ", ".join(str(summary.id) for summary in self.all()[:10])
        return UsageError(f"There is no exam {number}.", hint=f"There are: {known}" if known else "Begin one first.")

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat()


def _check(paper: Paper, seconds: float | None, predicted: float | None) -> None:
    if not paper.parts:
        raise UsageError(f"The paper {paper.name!r} has no questions.")
    if seconds is not None and not 0 < seconds < float("inf"):
        raise UsageError(
            f"An exam can't take {seconds:g} seconds.", hint="Allow more than 0, or sit it without a clock."
        )
    if predicted is not None and not 0 <= predicted <= paper.out_of:
        raise UsageError(f"{predicted:g} of {paper.out_of:g} credits can't be had.", hint="Expect 0 or more.")


def _changes(exam: int, number: int, part: PartState, before: PartState) -> dict[str, Any]:
    """What :data:`_SAVE_PART` needs: columns that were left alone stay as another tutor may have made them."""
    return {
        "exam": exam,
        "part": number,
        "answer": _storable(part.answer),
        "flagged": part.flagged,
        "seconds": part.seconds,
        "marks": _marks(part.marks),
        "answer_changed": part.answer != before.answer,
        "flagged_changed": part.flagged != before.flagged,
        "marks_changed": part.marks != before.marks,
        "more": part.seconds - before.seconds,
    }


def _marks(marks: Marks | None) -> str | None:
    return None if marks is None else _storable(json.dumps(marks_to_json(marks), ensure_ascii=False))


def _storable(text: str) -> str:
    """The text as SQLite takes it: half a surrogate pair, as broken input brings, is no character."""
    return text.encode(errors="replace").decode()
