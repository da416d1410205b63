"""The rows of the history, read back: attempts with what became of them, and the reviews that follow from them."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from dltutor.study import faults
from dltutor.study.attempt import Attempt, Circumstances
from dltutor.study.card import Review
from dltutor.study.day import in_order, study_day
from dltutor.study.decisions import LATEST, STANDING, read_decision

_JOINED = f"attempts LEFT JOIN decisions ON decisions.attempt = attempts.id AND {LATEST}"

# Rows of the first version hold verdict and student only within their grading; no other grading is read.
_OLD = f"attempts.verdict IS NULL OR ({STANDING} AND decisions.student IS NULL)"

_RATED = "attempts.id, attempts.card, decisions.rating, attempts.day, attempts.at"
_RATINGS = f"SELECT {_RATED} FROM {_JOINED} ORDER BY attempts.id"  # noqa: S608  our own words
_ATTEMPTS = f"""
    SELECT {_RATED}, attempts.item, attempts.question, attempts.answer, attempts.score, attempts.verdict,
        attempts.mode, attempts.sitting, attempts.hints, attempts.confidence, attempts.gave_up, attempts.openly,
        attempts.seconds, {STANDING}, decisions.confirmed, decisions.student,
        CASE WHEN {_OLD} THEN attempts.grading END, attempts.bias, decisions.score, decisions.points
    FROM {_JOINED} ORDER BY attempts.id
"""  # noqa: S608  our own words
_NEWEST = "SELECT at FROM attempts ORDER BY id DESC LIMIT 1"


def read(connection: sqlite3.Connection, today: int, file: Path) -> tuple[Attempt, ...]:
    """All attempts in the order of their numbers, their days put in order.

    Args:
        connection: In a transaction.
        today: The present study day.
        file: The database's, to be named in an error.
    """
    with _understood(file):
        rows = _rows(connection, _ATTEMPTS)
        days = _days(rows, today)
        counting = {number for number, _, _ in _counting(rows, days)}
        return tuple(_attempt(row, day, counts=row[0] in counting) for row, day in zip(rows, days, strict=True))


def reviews(connection: sqlite3.Connection, today: int, file: Path) -> dict[int, tuple[Review, ...]]:
    """What the scheduler is told of each card that was rated; arguments as in :func:`read`."""
    found: dict[int, list[Review]] = {}
    with _understood(file):
        rows = _rows(connection, _RATINGS)
        for _, card, review in _counting(rows, _days(rows, today)):
            found.setdefault(card, []).append(review)
    return {card: tuple(reviews) for card, reviews in found.items()}


def newest(connection: sqlite3.Connection, file: Path) -> datetime | None:
    """When the newest attempt was made, by the clock of that time."""
    with _understood(file):
        row = connection.execute(_NEWEST).fetchone()
        return _moment(row["at"]) if row else None


def _rows(connection: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    """Rows as plain tuples, which are read three times as fast as those with names."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(query).fetchall()


def _days(rows: Sequence[tuple[Any, ...]], today: int) -> list[int]:
    """The study day of each attempt; rows of the first version tell only the time."""
    return in_order([study_day(_moment(row[4])) if row[3] is None else row[3] for row in rows], today)


def _counting(rows: Sequence[tuple[Any, ...]], days: Sequence[int]) -> Iterator[tuple[int, int, Review]]:
    """Of each card on each study day, the first attempt that was rated: its number, its card, the review."""
    seen = set()
    for (number, card, rating, *_), day in zip(rows, days, strict=True):
        if card is None or rating is None or (card, day) in seen:
            continue
        seen.add((card, day))
        yield number, card, Review(day, rating)


def _attempt(row: tuple[Any, ...], day: int, *, counts: bool) -> Attempt:
    number, card, rating, _, at, item, question, answer, score, verdict = row[:10]
    mode, sitting, hints, confidence, gave_up, openly, seconds = row[10:17]
    standing, confirmed, student, *old = row[17:]
    if old[0] is not None:
        decision = read_decision(*old)
        student, verdict = decision.student, decision.grading.verdict
    return Attempt(
        id=number,
        at=_moment(at),
        day=day,
        card=card,
        item=item or "",
        question=question,
        answer=answer,
        score=score,
        verdict=verdict,
        circumstances=Circumstances(mode, sitting, hints, confidence, bool(gave_up), bool(openly), seconds),
        decided=bool(standing),
        confirmed=bool(confirmed),
        student=student if standing else None,
        rating=rating,
        counts=counts,
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


@contextmanager
def _understood(file: Path) -> Iterator[None]:
    """Content that can't be understood is damage."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise faults.damaged(file) from error
