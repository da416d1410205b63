"""The numbers of a text, each with its unit and the part that it plays in what the student says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dltutor.grading.exact.expressions import Expression, read_expression
from dltutor.grading.exact.units import Unit, unit_at

NUMBER_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"none": 0.0}

_START = re.compile(r"[-+(.\d]|(?:sqrt|ln|log2|log10|log|exp|tanh|sigmoid)\s*[(\d]|pi\b|π|e\^")
_MINUS_WORD = re.compile(r"\bminus\s+(?=\d)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]+")
_SYMBOLIC = re.compile(r"[\w)\]]\s*(?:\*\*|[*/^_])\s*$|[_^]$|\w$|[A-Za-z]-$|\d\.$")
_LIST_NUMBER = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?=\S)", re.MULTILINE)
_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text, as it may be meant."""

    expression: Expression
    unit: Unit
    text: str

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.expression.start

    @property
    def end(self) -> int:
        """Where it ends, its unit included."""
        return self.unit.end


def spelled(text: str) -> str:
    """The text with "minus 3" as "-3"."""
    return _MINUS_WORD.sub("-", text)


def quantities(text: str) -> list[Quantity]:
    """All numbers and computations of a typed text, from left to right; number words where it has no digits."""
    numbered = [(found.start(), found.end()) for found in _LIST_NUMBER.finditer(text)]
    marks = numbered if len(numbered) > 1 else []
    found = list(_digits(text, marks))
    return found or list(_words(text))


def _digits(text: str, marks: list[tuple[int, int]]) -> Iterator[Quantity]:
    at = 0
    while started := _START.search(text, at):
        start = started.start()
        at = start + 1
        mark = next((end for begin, end in marks if begin <= start < end), 0)
        if mark:
            at = mark
            continue
        if _SYMBOLIC.search(text[max(0, start - 12) : start]) or _is_dash(text, start):
            at = _past_digits(text, start)
            continue
        expression = read_expression(text, start)
        if expression is None:
            continue
        unit = unit_at(text, expression.end)
        at = max(at, expression.end)
        following = _LETTERS.match(text, unit.end)
        if following and unit.end == expression.end and len(following[0]) < 3:
            continue  # 2D, 10th, 3x
        yield Quantity(expression, unit, text[start : unit.end].strip())


def _past_digits(text: str, at: int) -> int:
    """The place behind the sign or the digits that stand at one."""
    end = at + 1
    while text[at].isdigit() and end < len(text) and (text[end].isdigit() or text[end] == "."):
        end += 1
    return end


def _is_dash(text: str, at: int) -> bool:
    """Whether a minus stands between two things rather than before a number."""
    if text[at] not in "-+":
        return False
    return text.startswith(("->", "--"), at) or (at > 0 and text[at - 1] in "<-")


def _words(text: str) -> Iterator[Quantity]:
    for found in _WORD.finditer(text):
        value = NUMBER_WORDS[found[0].lower()]
        expression = Expression(found.start(), found.end(), found[0], (value,), literal=True, whole=True, digits=0)
        yield Quantity(expression, unit_at(text, found.end()), found[0])
