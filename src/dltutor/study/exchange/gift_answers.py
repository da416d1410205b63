"""What stands between the braces of a GIFT question: options, words, numbers, pairs, true or false, or nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dltutor.bank.item import KeyPoint, Option
from dltutor.study.exchange.gift_syntax import cut, places

TRUTH = re.compile(r"(t|true|f|false)\s*(?=#|$)", re.IGNORECASE)
WEIGHT = re.compile(r"\s*%(-?\d+(?:[.,]\d+)?)%")
NUMBER = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
TOLERANCE = re.compile(rf"({NUMBER})\s*(?::\s*({NUMBER}))?")
RANGE = re.compile(rf"({NUMBER})\s*\.\.\s*({NUMBER})")
Shown = Callable[[str], str]
"""Makes Markdown of a piece of GIFT."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer of a question.

    Attributes:
        answer: In words; for a choice what explains it.
        options: Of a choice.
        key_points: What earns credit, where several words do.
        misconceptions: Wrong answers with what is said against them.
        more: What the question has to show besides: the two sides to match.
    """

    answer: str
    options: tuple[Option, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    misconceptions: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """One answer: whether ``=`` marks it, its weight in percent, its text as written, and its feedback."""

    equals: bool
    weight: float
    raw: str
    feedback: str


def read_answers(raw: str, shown: Shown) -> Answered:
    """Read the text between two braces. Raises ValueError that says what is wrong with it."""
    raw, general = cut(raw, "####")
    raw, said = raw.strip(), shown(general)
    if not raw:
        return Answered(said)
    if TRUTH.match(raw):
        return _truth(raw, said, shown)
    if raw.startswith("#"):
        return _number(raw[1:].strip(), said, shown)
    rows = _rows(raw, shown)
    if not all(row.equals for row in rows):
        return _choice(rows, said, shown)
    if all(next(places(row.raw, "->"), -1) >= 0 for row in rows):
        return _matching(rows, said, shown)
    return _words(rows, said, shown)


def _rows(raw: str, shown: Shown) -> list[_Row]:
    starts = sorted([*places(raw, "="), *places(raw, "~")])
    if not starts or raw[: starts[0]].strip():
        raise ValueError("its answers don't begin with = or ~")
    rows = []
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        text, feedback = cut(raw[start + 1 : end], "#")
        weight = WEIGHT.match(text)
        equals = raw[start] == "="
        worth = float(weight.group(1).replace(",", ".")) if weight else 100.0 if equals else 0.0
        body = text[weight.end() :] if weight else text
        if shown(body):
            rows.append(_Row(equals, worth, body, shown(feedback)))
    if not rows:
        raise ValueError("its answers are empty")
    return rows


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _truth(raw: str, said: str, shown: Shown) -> Answered:
    """The first feedback is for those who answer wrongly, the second for the others."""
    answer, feedback = cut(raw, "#")
    true = answer.strip().lower().startswith("t")
    against, praise = (shown(part) for part in cut(feedback, "#"))
    options = (
        Option("True", true, praise if true else against),
        Option("False", not true, against if true else praise),
    )
    return Answered(said, options)


def _choice(rows: Sequence[_Row], said: str, shown: Shown) -> Answered:
    options = tuple(
        Option(" ".join(shown(row.raw).split()), row.weight > 0, " ".join(row.feedback.split())) for row in rows
    )
    return Answered(said, options)


def _matching(rows: Sequence[_Row], said: str, shown: Shown) -> Answered:
    pairs = [tuple(shown(part) for part in cut(row.raw, "->")) for row in rows]
    asked = [left for left, _ in pairs if left]
    given = sorted({right for _, right in pairs if right}, key=str.casefold)
    more = _joined("\n".join(f"- {left}" for left in asked), "Match each with one of these:",
                   "\n".join(f"- {right}" for right in given))  # fmt: skip
    told = [f"{left} → {right}" for left, right in pairs if left]
    points = tuple(KeyPoint(text) for text in told)
    return Answered(_joined("\n".join(f"- {text}" for text in told), said), key_points=points, more=more)


def _words(rows: Sequence[_Row], said: str, shown: Shown) -> Answered:
    """The best answer, what is accepted as well, and what is known to be wrong."""
    best = max(row.weight for row in rows)
    right = [row for row in rows if row.weight == best and best > 0]
    if not right:
        raise ValueError("none of its answers is right")
    texts = [shown(row.raw) for row in right]
    also = [f"{shown(row.raw)} ({row.weight:g} %)" for row in rows if 0 < row.weight < best]
    partly = f"Partly right: {'; '.join(also)}." if also else ""
    wrong = tuple(f"{shown(row.raw)} → {row.feedback}" for row in rows if row.weight <= 0 and row.feedback)
    points = (KeyPoint(" OR ".join(texts)),) if len(texts) > 1 else ()
    return Answered(_joined(texts[0], partly, right[0].feedback, said), key_points=points, misconceptions=wrong)


def _number(raw: str, said: str, shown: Shown) -> Answered:
    rows = _rows(raw if raw.startswith(("=", "~")) else f"={raw}", shown)
    numbers = [(row, _spelt(shown(row.raw))) for row in rows if row.weight > 0 and row.equals]
    if not numbers:
        raise ValueError("none of its numbers is right")
    best, (value, counts) = max(numbers, key=lambda pair: pair[0].weight)
    partly = [f"Partly right ({row.weight:g} %): {' '.join(part for part in spelt if part)}"
              for row, spelt in numbers if row is not best]  # fmt: skip
    return Answered(_joined(value, counts, *partly, best.feedback, said))


def _spelt(text: str) -> tuple[str, str]:
    """A number, and which others count."""
    between, exact = RANGE.fullmatch(text), TOLERANCE.fullmatch(text)
    if between:
        return "", f"Any value from {between.group(1)} to {between.group(2)} counts."
    if not exact:
        raise ValueError(f"{text!r} is no number")
    value, tolerance = exact.groups()
    if not tolerance or not float(tolerance):
        return value, ""
    low, high = (float(value) + sign * abs(float(tolerance)) for sign in (-1, 1))
    return value, f"Any value from {low:.10g} to {high:.10g} counts."
