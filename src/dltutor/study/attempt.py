"""An attempt: one answer to one question, how it came about and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dltutor.grading.result import Graded, Verdict

Mode = Literal["try", "quiz", "review", "exam"]
Confidence = Literal[1, 2, 3]
"""Said before the grading is seen: 1 a guess, 2 thinks so, 3 sure."""
Rating = Literal[1, 2, 3, 4]
"""What happened to memory, as FSRS counts it: 1 again, 2 hard, 3 good, 4 easy."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How an answer came about.

    Attributes:
        mode: Where it was asked.
        sitting: The quiz, review or exam that it belongs to; attempts of one have it in common.
        hints: Hints that were shown before.
        confidence: How sure the student was; None where they didn't say.
        gave_up: Whether they said that they don't know.
        openly: Whether the question had options and was asked again without them.
        seconds: From the question to the answer; None where nobody measured it.
    """

    mode: Mode = "try"
    sitting: str = ""
    hints: int = 0
    confidence: Confidence | None = None
    gave_up: bool = False
    openly: bool = False
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A row of the history, without its grading.

    Attributes:
        id: Of the attempt; later ones have greater ids, whatever the clock said.
        at: When; UTC.
        day: The study day; see :func:`dltutor.study.day.study_day`.
        card: What it is an attempt at; None where the question came from elsewhere.
        item: The item's id at that time.
        question: As it was asked then.
        answer: The student's own text.
        score: The tutor's, 0..1; None where nothing could be graded.
        verdict: The tutor's.
        circumstances: How it came about.
        decided: Whether the student has decided on it (and not taken that back).
        confirmed: Whether they left everything as the tutor had it.
        student: The student's score, 0..1; None where nothing is decided.
        rating: What was sent to the scheduler; None where nothing was.
        counts: Whether the scheduler takes it: the first rated attempt of its card on its day.
    """

    id: int
    at: datetime
    day: int
    card: int | None
    item: str
    question: str
    answer: str
    score: float | None
    verdict: Verdict
    circumstances: Circumstances
    decided: bool = False
    confirmed: bool = False
    student: float | None = None
    rating: Rating | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """An answer that was handed in: graded, and kept in the history.

    Attributes:
        attempt: Its number in the history.
        graded: What the tutor makes of it. Where nothing could be graded, its score is None and the student says
            themselves whether they were right.
        circumstances: How it came about.
        next_days: Days until the question comes again, by rating; empty where no rating is to be had (a guessed choice
            is first asked openly, the second attempt of a day counts for nothing).
        suggested: The rating that follows from the tutor's score; None as above.
    """

    attempt: int
    graded: Graded
    circumstances: Circumstances
    suggested: Rating | None
    next_days: dict[Rating, int]
