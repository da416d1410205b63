"""Quizzes and reviews in words, for both forms of the tutor; knows nothing of screens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dltutor.tui import describe, describe_grading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.study.attempt import Handed, Mode, Rating
    from dltutor.study.sitting import Asked, Settled, Summary, Why
    from dltutor.tutor import Graded, Item

NAMES: dict[Mode, str] = {"try": "Try", "quiz": "Quiz", "review": "Review", "exam": "Exam"}
RESULTS: dict[Rating, str] = {1: "not yet", 2: "right but incomplete", 3: "right", 4: "easy"}
"""What a rating means, as a student reads it."""
WHYS: dict[Why, str] = {
    "due": "",
    "changed": "its answer has changed",
    "weak": "",
    "new": "new",
    "chosen": "",
    "missed": "missed before",
    "openly": "asked openly: which statements are right, and why?",
}
SURE = "How sure were you?"
SURENESS = {1: "1 a guess", 2: "2 think so", 3: "3 sure", 0: "Enter skips"}
"""What is said of it, by what an answer is handed in with; 0 for not said."""
HOW_SURE = f"{SURE} {' · '.join(SURENESS.values())}"
HINT_COSTS = (
    "Hint 1 of 2 (the best result is now: right but incomplete)",
    "Hint 2 of 2 (whatever you answer, it now counts as: not yet)",
)
"""What each hint costs, said with it."""
NO_SOLUTION = "No solution in your documents: say yourself whether you were right, y or n."
GAVE_UP = "You said that you don't know yet: read the reference answer."
OWN_WORD = "{why} Compare it with the reference yourself: y I was right, n not yet."
FOR_PRACTICE = "For practice: only a day's first answer decides when it comes again."
GUESSED = "Right, by a guess: it comes again in this sitting without its options, and that will count."
MINUTE = 60


def header(mode: Mode, asked: Asked, left: float | None) -> str:
    """Where the sitting is: ``Quiz · question 3 of 12 · 9 min left · missed before · 2 credits``."""
    item = asked.wanted.item
    parts = [NAMES[mode]]
    if mode != "try":
        parts.append(f"question {asked.number} of {asked.total}")
    if left is not None:
        parts.append(f"{minutes(left)} left")
    parts.append(WHYS[asked.wanted.why])
    if item.credits is not None:
        parts.append(describe_grading.credits_text(item.credits))
    return " · ".join(part for part in parts if part)


def minutes(seconds: float) -> str:
    """A time in whole minutes, rounded up, since it says how much there still is."""
    return f"{-int(-seconds // MINUTE)} min"


def in_days(days: int) -> str:
    """When something comes again."""
    return {0: "today", 1: "tomorrow"}.get(days, f"{days} d")


def as_asked(handed: Handed) -> Graded:
    """The grading of the question as it was asked: of a choice that was asked openly, without its options."""
    graded = handed.graded
    if graded.item is None or not handed.circumstances.openly:
        return graded
    return replace(graded, item=replace(graded.item, kind="open", options=(), answer=graded.reference))


def is_own_word(handed: Handed) -> bool:
    """Whether nothing was graded, so that only the student can say whether they were right."""
    return handed.graded.grading.score is None and not handed.circumstances.gave_up


def own_word(handed: Handed) -> str:
    """Why nothing was graded, and that the student says themselves whether they were right."""
    item = handed.graded.item
    if item is None or not item.answered:
        return NO_SOLUTION
    return OWN_WORD.format(why=describe_grading.verdict_line(handed.graded.grading))


def looks_like(handed: Handed) -> str:
    """What the tutor takes the answer for; empty where no rating is to be had."""
    return "" if handed.suggested is None else f"looks like {RESULTS[handed.suggested].upper()}, you decide"


def no_dates(handed: Handed) -> str:
    """Why an answer changes no date, in a sentence."""
    how, item = handed.circumstances, handed.graded.item
    is_guess = how.confidence == 1 and not how.openly and item is not None and bool(item.options)
    return GUESSED if is_guess else FOR_PRACTICE


def outcome(summary: Summary) -> str:
    """How a sitting went, in a sentence."""
    if not summary.answered:
        return "Nothing was answered."
    text = f"{summary.right} of {summary.answered} right at the first try"
    return text + (f", {summary.recovered} more later." if summary.recovered else ".")


def neighbours(items: Sequence[Item], item: Item) -> tuple[Item | None, Item | None]:
    """The questions that stand before and after an item in its document."""
    same = [one for one in items if one.source.document == item.source.document and one.question.strip()]
    at = next((place for place, one in enumerate(same) if one.id == item.id), None)
    if at is None:
        return None, None
    return (same[at - 1] if at else None), (same[at + 1] if at + 1 < len(same) else None)


def known(summary: Summary) -> list[str]:
    """The questions that were right in the end, by title, each once."""
    last = {one.asked.wanted.item.id: one for one in summary.settled if one.right is not None}
    return [describe.title(one.asked.wanted.item) for one in last.values() if one.right]


def missed(summary: Summary) -> list[Item]:
    """The items that were missed at any try, each once."""
    items = {one.asked.wanted.item.id: one.asked.wanted.item for one in summary.settled if one.right is False}
    return list(items.values())


def to_read(summary: Summary) -> Item | None:
    """The one item to read now: that of the lowest score; None where all was right."""
    wrong = [one for one in summary.settled if one.right is False]
    return min(wrong, key=_score).asked.wanted.item if wrong else None


def _score(settled: Settled) -> float:
    return (settled.handed.graded.grading.score or 0.0) if settled.handed is not None else 0.0
