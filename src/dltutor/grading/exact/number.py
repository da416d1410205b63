"""Is a typed number the right one?"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from dltutor.grading.exact.expressions import read_expression
from dltutor.grading.exact.quantities import Quantity, quantities, spelled
from dltutor.grading.exact.roles import CONCLUDED, GIVEN, negated, roles
from dltutor.grading.exact.typed import quoted, typed
from dltutor.grading.exact.units import comparable, unit_at
from dltutor.grading.exact.verdict import Judged, wrong_number

TOLERANCE = 0.01
"""Relative, for real numbers; whole ones must be met exactly."""

_SIGN = re.compile(r"=>|->|[=~:]")
_WORDS = re.compile(r"[A-Za-z]{4,}")
_LONGEST_LABEL = 3
"""Words before the sign in front of an official value; with more it is a sentence that happens to hold one."""
_APPROXIMATE = re.compile(r"^\s*(?:~|about|approximately|approx\.?|roughly|around|ca\.?)\s*", re.IGNORECASE)
_KEY_TAIL = re.compile(r"^\s*(?:[A-Za-z-]+\s*){0,4}[.!]?\s*$")
_ALTERNATIVE = re.compile(r"^\W{0,2}(?:or|oder|maybe|perhaps|\?)\W{0,2}$", re.IGNORECASE)
_RANGE = re.compile(r"[<>]=?|\bbetween\b|\bat (?:least|most)\b|\bto\b|\d\s*\.\.+\s*\d|±", re.IGNORECASE)


def read_key(key: str) -> Quantity | None:
    """The official value; None where the key isn't one number: a range, several numbers, a sentence."""
    text = spelled(typed(key)).strip()
    if _RANGE.search(text.replace("->", " ").replace("=>", " ")):
        return None
    *before, last = [text] if re.search(r"\d:\d", text) else _SIGN.split(text)
    label = " ".join(before)
    if len(_WORDS.findall(label)) > _LONGEST_LABEL or re.search(r"\.\s+[A-Z]", label):
        return None  # a sentence
    last = _APPROXIMATE.sub("", last).strip()
    if not last:
        return None
    found = read_expression(last, 0)
    if found is None:
        words = quantities(last)
        return words[0] if len(words) == 1 and words[0].start == 0 and _KEY_TAIL.match(last[words[0].end :]) else None
    unit = unit_at(last, found.end)
    if not _KEY_TAIL.match(last[unit.end :]):
        return None
    return Quantity(found, unit, last[: unit.end])


def judge_number(key: str, answer: str, question: str = "") -> Judged | None:
    """Judge an answer whose official value is one number.

    Whole numbers must be met exactly, real ones within 1 % or the digits that are printed. What the student computes on
    the way, what the question gives, and reasons don't count against the result.

    Returns:
        None where the key isn't one number.
    """
    official = read_key(key)
    if official is None:
        return None
    approximate = bool(re.search(r"[~]|\b(?:about|approx|roughly|around)\b", typed(key)))
    text = spelled(typed(answer))
    numbers = [number for number in quantities(text) if not negated(text, number)]
    if not numbers:
        return Judged(0.0, unclear="Which number is your answer?")
    right = [_agree(official, number, approximate=approximate, question=question) for number in numbers]
    judged = _decided(official, text, numbers, right, roles(text, numbers, typed(question)))
    return replace(judged, evidence=quoted(answer, judged.evidence))


def _decided(
    official: Quantity, text: str, numbers: Sequence[Quantity], right: Sequence[bool], ranks: Sequence[int]
) -> Judged:
    """The verdict, once it is clear which number is meant."""
    best = max(ranks)
    leading = [place for place, rank in enumerate(ranks) if rank == best]
    if best == CONCLUDED or (best == GIVEN and "->" in text):
        leading = leading[-1:]
    meant = {right[place] for place in leading}
    hedges = _hedges(text, numbers, right, leading[-1])
    if meant == {True} and not hedges:
        return Judged(1.0, numbers[leading[-1]].text)
    if any(right):
        texts = list(dict.fromkeys(numbers[place].text for place in (*leading, right.index(True), *hedges)))
        return Judged(0.0, unclear=f"Which of {' and '.join(texts)} is your answer?")
    return wrong_number(numbers[leading[-1]].text, official.text)


def _hedges(text: str, numbers: Sequence[Quantity], right: Sequence[bool], place: int) -> list[int]:
    """Other numbers that the student offers beside one, as in "33 or 16"."""
    neighbours = [(at, at + 1) for at in (place - 1, place) if 0 <= at < len(numbers) - 1]
    return [
        one if then == place else then
        for one, then in neighbours
        if right[one] != right[then] and _ALTERNATIVE.match(text[numbers[one].end : numbers[then].start])
    ]


def _agree(key: Quantity, answer: Quantity, *, approximate: bool, question: str) -> bool:
    """Whether two quantities are equal, each with its unit."""
    pairs = comparable(key.unit, answer.unit)
    if {key.unit.kind, answer.unit.kind} == {"", "part"} and re.search(r"%|percent", question):
        pairs.append((1.0, 1.0))
    readings = list(answer.expression.values)
    if len(set(answer.expression.factors)) == 1:  # "6x6" for a window that is 6 wide
        readings.append(answer.expression.factors[0])
    rounded = answer.unit.kind == "scale" and _significant(answer) >= 3
    return any(
        _equal(value * ours, reading * theirs, exact=key.expression.whole and not approximate and not rounded)
        or (not key.expression.whole and _rounds_to(value * ours / theirs, answer))
        or _rounds_to(reading * theirs / ours, key)
        for ours, theirs in pairs
        for value in key.expression.values[:1]
        for reading in readings
    )


def _equal(value: float, given: float, *, exact: bool) -> bool:
    return math.isclose(value, given, rel_tol=1e-9 if exact else TOLERANCE * (1 + 1e-9), abs_tol=1e-12)


def _rounds_to(value: float, printed: Quantity) -> bool:
    """Whether a value rounds to what is printed, in two digits at least, a decimal among them."""
    number = printed.expression
    if not number.literal or not number.digits or _significant(printed) < 2:
        return False
    return abs(value - number.values[0]) <= 0.5 * 10.0**-number.digits * (1 + 1e-9)


def _significant(printed: Quantity) -> int:
    return len(re.sub(r"\D", "", printed.expression.text.lower().partition("e")[0]).lstrip("0"))
