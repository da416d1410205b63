"""A grading in words, for the command line and both forms of the tutor; knows nothing of screens.

A grading is a suggestion, and it is worded as one: an estimate with its range, a sign and a word for every key point,
and a question wherever the answer and the reference seem to say different things.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dltutor.tui import describe

if TYPE_CHECKING:
    from dltutor.tutor import Flag, Graded, Grading, Item, PointResult

BANDS = {"covered": ("✓", "covered"), "partly": ("~", "partly"), "not_found": ("✗", "not found")}
"""Sign and word of a key point's zone; the sign is never alone."""
OPTION_BANDS = {"covered": ("✓", "agrees"), "partly": ("~", "partly"), "not_found": ("✗", "differs")}
"""The same for an option of a choice, which is chosen as the key says or not."""
VERDICTS = {"pass": "Pass", "check": "Please check", "not_yet": "Not yet", "ungraded": "Not graded"}
FRIENDLY = {
    "empty": "There is no answer yet. A few words are enough to begin with.",
    "dont_know": "Not knowing yet is where learning starts: read the reference answer, and try again later.",
    "echo": "This repeats the question. What would you say to it in your own words?",
    "stuffing": "These are keywords side by side. What have they to do with each other? A sentence or two would tell.",
    "language": "Only English answers are graded. Plain English is enough.",
}
NO_GRADING = "There is nothing here to hold an answer against."
QUOTE = 160
"""Characters of a quote at most; a longer one is cut at a word."""
HALF = 0.5
"""Credits in which an estimate is told; anything finer would claim more than it knows."""
PERCENT_STEP = 0.05


def grading_text(graded: Graded, *, reveal: bool = True, numbered: bool = False) -> str:
    """A grading as plain text: verdict, key points, what to look at, then the source and the reference answer.

    Args:
        graded: What to tell of.
        reveal: Whether to tell what is missing in full; else there are only hints, and no reference answer. Where
            nothing was graded, both are left out: the answer may only have been misread.
        numbered: Whether key points bear the numbers by which a student names them.
    """
    grading = graded.grading
    blocks = [verdict_line(grading)]
    if grading.score is not None:
        blocks.append(grading.note)
        blocks += _points_blocks(graded, reveal=reveal, numbered=numbered)
    questions = [f"- {flag_line(flag)}" for flag in grading.flags]
    blocks.append("\n".join(["To look at:", *questions]) if questions else "")
    if graded.item is not None and graded.item.source.document:
        source = graded.item.source
        blocks.append(f"Source: {describe.place(source)}, line {source.line}")
    if reveal and grading.score is not None:
        blocks.append(f"Reference answer:\n{describe.prose(reference_markdown(graded)).strip()}")
    return "\n\n".join(block for block in blocks if block)


def verdict_line(grading: Grading) -> str:
    """The outcome as an estimate with its range, and the verdict in words; or why nothing was graded."""
    if grading.score is None:
        return f"{VERDICTS['ungraded']}: {grading.note or NO_GRADING}"
    return f"{_upper(estimate(grading))}: {VERDICTS[grading.verdict].lower()}"


def estimate(grading: Grading) -> str:
    """The score with its range: ``about 1.5 of 2 credits (machine estimate, likely 1–2)``; exact where it is exact."""
    if grading.score is None:
        return VERDICTS["ungraded"].lower()
    low, high = grading.low, grading.high
    if is_exact(grading):
        return amount(grading, grading.score)
    if low is None or high is None:
        return f"{about(grading, grading.score)} (machine estimate)"
    step = _step(grading)
    ends = math.floor(low / step + 1e-9) * step, min(1.0, math.ceil(high / step - 1e-9) * step)
    scale, unit = (100.0, " %") if grading.out_of is None else (grading.out_of, "")
    likely = "–".join(_number(end * scale) for end in ends)
    return f"{about(grading, grading.score)} (machine estimate, likely {likely}{unit})"


def is_exact(grading: Grading) -> bool:
    """Whether the score is no estimate: that of a choice, or of a number."""
    return grading.low is not None and grading.low == grading.high


def about(grading: Grading, score: float) -> str:
    """A score that is an estimate, told as finely as one may be: to half a credit, or to five per cent."""
    step = _step(grading)
    return f"about {amount(grading, round(score / step) * step)}"


def amount(grading: Grading, score: float) -> str:
    """A score in credits, or in per cent where the document gives no credits."""
    if grading.out_of is None:
        return f"{_number(score * 100)} %"
    return f"{_number(score * grading.out_of)} of {credits_text(grading.out_of)}"


def credits_text(credits_: float) -> str:
    """Credits with their word."""
    return f"{_number(credits_)} credit{'' if credits_ == 1 else 's'}"


def score_typed(grading: Grading, text: str) -> float | None:
    """The score that a person types: in credits, or in per cent; None where the text is none.

    A number means credits where the document gives any, and per cent where it doesn't or where a sign says so.
    """
    number = text.replace(",", ".").removesuffix("%").strip()
    most = 100.0 if grading.out_of is None or text.endswith("%") else grading.out_of
    try:
        score = float(number) / most
    except (ValueError, ZeroDivisionError):
        return None
    return score if 0.0 <= score <= 1.0 else None


def point_text(point: PointResult) -> str:
    """What a key point says and is worth, on one line."""
    worth = "" if point.credits is None else f" ({credits_text(point.credits)})"
    return describe.one_line(point.text) + worth


def flag_line(flag: Flag) -> str:
    """What a student should look at, as a question or a friendly sentence, never as a verdict."""
    student, reference = quoted(flag.student), quoted(flag.reference)
    if flag.kind in FRIENDLY:
        return FRIENDLY[flag.kind]
    if flag.kind == "other_item":
        what = f": {quoted(describe.one_line(flag.note))}" if flag.note else ""
        return f"This describes another question{what}: see {flag.reference}"
    if flag.kind == "misconception":
        claim = quoted(flag.note) or reference
        against = f" Against it stands {reference}." if claim != reference else ""
        return f"You write {student}. A common mix-up is {claim}.{against} Is that what you mean?"
    if not student or not reference:
        return flag.note or "Please compare your answer with the reference."
    # A note may be the very question: "0.1 or 0.9?"
    which = f"Which is it: {flag.note}" if flag.note.endswith("?") else f"Which is it? {flag.note}".strip()
    return f"You write {student}; the reference says {reference}. {which}"


def quoted(text: str) -> str:
    """A text in quotes on one line, shortened at a word; empty for nothing."""
    one_line = " ".join(text.split())
    return f'"{describe.shortened(one_line, QUOTE)}"' if one_line else ""


def reference_markdown(graded: Graded) -> str:
    """The official answer as Markdown; of a choice its key alone, since the points tell of every option."""
    item = graded.item
    if item is None or (is_choice(graded) and item.answer.strip()):
        return graded.reference
    return describe.answer_markdown(item)


def is_choice(graded: Graded) -> bool:
    """Whether options were chosen, so that the points are options."""
    return graded.item is not None and bool(graded.item.options)


def bands(graded: Graded) -> dict[str, tuple[str, str]]:
    """Sign and word of each zone that a point of this grading can be in."""
    return OPTION_BANDS if is_choice(graded) else BANDS


def held_back(graded: Graded) -> bool:
    """Whether there is something to find before it is shown: key points that are missing."""
    return not is_choice(graded) and any(point.band == "not_found" for point in graded.grading.points)


def rule_line(item: Item) -> str:
    """How a choice is scored, in words."""
    from dltutor.tutor import rule_in_words

    return rule_in_words(item.choice_rule)


def _points_blocks(graded: Graded, *, reveal: bool, numbered: bool) -> list[str]:
    if is_choice(graded):
        return [_options_text(graded)]
    return [_found_text(graded.grading, numbered=numbered), _missing_text(graded, reveal=reveal, numbered=numbered)]


def _options_text(graded: Graded) -> str:
    lines = ["Your choice, option by option:"]
    for point in graded.grading.points:
        sign, word = OPTION_BANDS[point.band]
        lines.append(f"{sign} {word}: {point_text(point)}")
    return "\n".join(lines) if graded.grading.points else ""


def _found_text(grading: Grading, *, numbered: bool) -> str:
    lines = []
    for number, point in enumerate(grading.points, start=1):
        if point.band != "not_found":
            sign, word = BANDS[point.band]
            lines.append(f"{f'{number}. ' if numbered else ''}{sign} {word}: {point_text(point)}")
            lines += [f"  You write: {quoted(point.evidence)}"] if point.evidence.strip() else []
    return "\n".join(["What your answer covers:", *lines]) if lines else ""


def _missing_text(graded: Graded, *, reveal: bool, numbered: bool) -> str:
    """Hints first; the points themselves, or only what each is worth."""
    sign, word = BANDS["not_found"]
    lines = [f"Hint: {describe.one_line(hint)}" for hint in graded.hints]
    for number, point in enumerate(graded.grading.points, start=1):
        if point.band == "not_found":
            worth = "" if point.credits is None else f" ({credits_text(point.credits)})"
            text = f"{sign} {word}: {point_text(point)}" if reveal else f"{sign} {word}{worth}"
            lines.append(f"{number}. {text}" if numbered else text)
    return "\n".join(["What is missing:", *lines]) if lines else ""


def _step(grading: Grading) -> float:
    """The share of the whole that an estimate is rounded to."""
    return PERCENT_STEP if grading.out_of is None else HALF / max(grading.out_of, 1.0)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
