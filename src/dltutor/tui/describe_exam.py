"""Exams in words: clock, parts, rules and what is still open; knows nothing of screens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from dltutor.study.exams.numbering import labels
from dltutor.study.exams.report import ranged
from dltutor.tui import describe, describe_grading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.study.exams.exam import Exam, PartState
    from dltutor.study.exams.paper import Paper
    from dltutor.study.exams.report import ExamReport, Row
    from dltutor.tutor import Item

Hurry = Literal["", "short", "last", "over"]
"""How little time is left: ten minutes, five, none."""

SHORT, LAST = 600.0, 300.0
"""Seconds left from which on the clock says that time is short, and then counts seconds."""
SIGNS = {"answered": "■", "empty": "□", "flagged": "⚑"}
WARNINGS: dict[Hurry, str] = {
    "short": "10 minutes left.",
    "last": "5 minutes left.",
    "over": "Time is up. {hand_in} hands in; you can also go on writing, which is counted as overtime.",
}
ANY_NUMBER = "Any number of options may be right, also none."


def number(value: float) -> str:
    """A number of credits, as short as it goes."""
    return f"{round(value, 2):g}"


def plural(count: int, word: str) -> str:
    """A count with its word."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def span(seconds: float) -> str:
    """A time in hours and minutes, or in seconds where it is below a minute."""
    if seconds < 60:
        return f"{round(seconds)} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def hurry(exam: Exam) -> Hurry:
    """How little time is left."""
    left = exam.left
    if left is None or left > SHORT:
        return ""
    return "short" if left > LAST else "last" if left > 0 else "over"


def clock(exam: Exam) -> str:
    """The time that is left: minutes rounded up, the last five with their seconds; or what there is instead."""
    left = exam.left
    if left is None or exam.seconds is None:
        return f"{span(exam.used)} used · no clock"
    if left <= 0:
        return f"Time is up · {_exactly(exam.used - exam.seconds)} over"
    if left <= LAST:
        return f"{_exactly(left)} left · last minutes"
    return f"{span(60 * math.ceil(left / 60))} left{' · time is short' if left <= SHORT else ''}"


def _exactly(seconds: float) -> str:
    minutes, rest = divmod(math.ceil(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def done(exam: Exam) -> str:
    """How much is answered and flagged: ``12/43 answered · 18.5/80 credits · 2 flagged``."""
    answered = [part for part, state in zip(exam.paper.parts, exam.parts, strict=True) if state.answered]
    flagged = sum(state.flagged for state in exam.parts)
    credits = number(sum(part.credits for part in answered))
    text = f"{len(answered)}/{len(exam.parts)} answered · {credits}/{number(exam.paper.out_of)} credits"
    return text + (f" · {flagged} flagged" if flagged else "")


def part_line(exam: Exam, index: int) -> str:
    """Which part it is: ``2.3 (2 credits) · 14 of 45 · ⚑ flagged``."""
    worth = describe_grading.credits_text(exam.paper.parts[index].credits)
    text = f"{labels(exam.paper)[index]} ({worth}) · {index + 1} of {len(exam.parts)}"
    return text + (f" · {SIGNS['flagged']} flagged" if exam.parts[index].flagged else "")


def rule(item: Item) -> str:
    """How a choice is scored, in words; empty where there is nothing to choose."""
    return f"{ANY_NUMBER} {describe_grading.rule_line(item)}" if item.options else ""


def rule_name(item: Item) -> str:
    """The same where there is little room: what the rule is called."""
    return describe_grading.rule_line(item).partition(":")[0] + "." if item.options else ""


def rules(paper: Paper) -> list[str]:
    """How the choices of a paper are scored; of several rules only the names, since each question tells its own."""
    choices = [part.item for part in paper.parts if part.item.options]
    full, names = (list(dict.fromkeys(map(tell, choices))) for tell in (rule, rule_name))
    if len(full) < 2:
        return full
    listed = "; ".join(name.rstrip(".").lower() for name in names)
    return [f"{ANY_NUMBER} Which rule counts is told with each question: {listed}."]


def instructions(paper: Paper) -> list[str]:
    """What the paper tells before its first problem, paragraph by paragraph."""
    return [describe.one_line(text) for text in paper.instructions.split("\n\n") if text.strip()]


def state_sign(state: PartState) -> str:
    """What stands before a part's label: whether it is answered and flagged, in characters."""
    flag = SIGNS["flagged"] if state.flagged else " "
    return SIGNS["answered" if state.answered else "empty"] + flag


def hand_in_question(exam: Exam) -> str:
    """What to think of before handing in, and the question itself."""
    empty = sum(not state.answered for state in exam.parts)
    flagged = sum(state.flagged for state in exam.parts)
    said = [f"{plural(empty, 'part')} {'is' if empty == 1 else 'are'} empty"] if empty else []
    said += [f"{flagged} {'is' if flagged == 1 else 'are'} flagged"] if flagged else []
    left = exam.left
    said += [f"{span(left)} left"] if left else []
    return f"{', '.join(said)}. Hand in?" if said else "Every part is answered. Hand in?"


def unsolved(paper: Paper) -> int:
    """Parts that the documents hold no solution to, so that they stay unmarked."""
    return sum(not part.item.answered for part in paper.parts)


def paper_facts(paper: Paper) -> str:
    """``43 parts · 80 credits · 90 min · 2 without solution``."""
    facts = [plural(len(paper.parts), "part"), describe_grading.credits_text(paper.out_of)]
    facts += [span(60 * paper.minutes)] if paper.minutes else ["states no time"]
    missing = unsolved(paper)
    facts += [f"{missing} without solution, unmarked"] if missing else []
    return " · ".join(facts)


def bar(low: float, high: float, out_of: float, width: int) -> str:
    """A bar of what was got ``█``, what may have been ``▒``, and what was not ``·``."""
    full, maybe = (round(width * share / out_of) if out_of else 0 for share in (low, high))
    return "█" * full + "▒" * (maybe - full) + "·" * (width - maybe)


def table(rows: Sequence[Row], width: int) -> list[str]:
    """A line for each row: bar, credits, time, name; the name last, since it may be cut."""
    got = [f"{ranged(row.low, row.high)} of {number(row.out_of)}" for row in rows]
    took = [span(row.seconds) for row in rows]
    columns = (max(map(len, got)), max(map(len, took)))
    return [
        f"{bar(row.low, row.high, row.out_of, width)}  {credits:<{columns[0]}}  {time:>{columns[1]}}  "
        f"{describe.one_line(row.name) or '–'}"
        for row, credits, time in zip(rows, got, took, strict=True)
    ]


def result_lines(report: ExamReport) -> list[str]:
    """Who marked how much, what was expected, and the time."""
    marked = [f"tutor {_got(report.tutor)}"] if report.tutor[1] else []
    marked += [f"you {_got(report.you)}"] if report.you[1] else []
    marked += [f"unmarked {number(report.unmarked)}"] if report.unmarked else []
    result = f"{ranged(report.low, report.high)} of {number(report.out_of)}"
    lines = [f"Marked by {' · '.join(marked)} → {result} credits"]
    if report.predicted is not None:
        lines.append(f"Expected {number(report.predicted)} · got {ranged(report.low, report.high)}")
    over = report.seconds_used - (report.seconds_allowed or report.seconds_used)
    time = f"Time {span(report.seconds_used)}"
    time += f" of {span(report.seconds_allowed)}" if report.seconds_allowed is not None else " without a clock"
    time += f" · {span(over)} of it overtime" if over >= 1 else ""
    return [*lines, f"{time} · {span(report.per_credit)} a credit"]


def _got(pair: tuple[float, float]) -> str:
    return f"{number(pair[0])} of {number(pair[1])}"
