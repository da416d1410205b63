"""**Computation** lists: every expression must give the value behind it, and the item must print that value."""

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from dltutor.arithmetic import compute
from dltutor.bank.item import Item
from dltutor.check.finding import Finding
from dltutor.check.place import Place

ENTRY = re.compile(r"^`(?P<expression>[^`]+)`\s*=\s*`?(?P<value>[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+|/\d+)?)`?\s*\.?$")
# Thousands may be set apart: 1\,792, 1{,}792, 1,792, 1 792.
THOUSANDS = re.compile(r"(?<=\d)(?:\\,|\{,\}|[, ~\u2009\u202f])(?=\d{3}(?!\d))")
PLAIN = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?")
DIVIDED = re.compile(r"(\d+)\s*/\s*(\d+)|\\d?frac\s*\{?(\d+)\}?\s*\{?(\d+)\}?")
SCIENTIFIC = re.compile(r"(\d+(?:\.\d+)?)\s*\\(?:cdot|times)\s*10\^\{?(-?\d+)\}?")


def check_computations(item: Item, place: Place) -> Iterator[Finding]:
    """Compute what an item claims."""
    options = [part for option in item.options for part in (option.text, option.reason)]
    printed = numbers("\n".join((item.stem, item.question, item.answer, *options)))
    for entry in item.computations:
        match = ENTRY.match(entry)
        if not match:
            message = f"write `expression` = value, not {entry!r}"
        else:
            message = _wrong(match["expression"], match["value"]) or _unprinted(match["value"], printed)
        if message:
            yield place.finding("computation", message, entry)


def _wrong(expression: str, value: str) -> str:
    try:
        result = compute(expression)
    except ValueError as error:
        return f"{expression} can't be computed: {error}"
    return "" if agrees(result, value) else f"{expression} is {result:.10g}, not {value}"


def _unprinted(value: str, printed: set[str]) -> str:
    return "" if value.lstrip("+-") in printed else f"the answer doesn't print the value {value}"


def agrees(value: float, printed: str) -> bool:
    """Whether a value rounds to what is printed: to ``0.73`` in its last digit, to ``13`` and ``2/3`` exactly."""
    if "/" in printed or ("." not in printed and "e" not in printed):
        return math.isclose(value, float(Fraction(printed)), rel_tol=1e-9, abs_tol=1e-12)
    digits, _, power = printed.partition("e")
    half_a_unit = 0.5 * 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))
    return abs(value - float(printed)) <= half_a_unit * (1 + 1e-9)


def numbers(text: str) -> set[str]:
    """The numbers that a text prints, without signs: plain, as fractions ``a/b``, and in powers of ten ``aeb``."""
    joined = THOUSANDS.sub("", text)
    divided = {f"{match[1] or match[3]}/{match[2] or match[4]}" for match in DIVIDED.finditer(joined)}
    scientific = {f"{match[1]}e{match[2]}" for match in SCIENTIFIC.finditer(joined)}
    return {*PLAIN.findall(joined), *PLAIN.findall(text), *divided, *scientific}
