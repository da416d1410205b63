"""Arithmetic as people type it inside a sentence, found and put into the notation that is computed.

Longest reading first: ``16*(3*3*3 + 1) parameters`` gives the expression up to the word. Everything here works on the
text that :func:`dltutor.grading.exact.typed.typed` makes.
"""

import math
import re
from dataclasses import dataclass

from dltutor.arithmetic import compute

DEEPEST = 20
"""Brackets within brackets that are read."""
MOST_NUMBERS = 40
"""Of one expression; what follows is read as another."""

_NUMBER = re.compile(
    r"""(?: \d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)          # 1,792 and 1,792.5
        | \d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\d.]*\d)         # 1.000.000
        | \d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?(?!\d)             # 46 949
        | \d+(?:_\d{3})+(?!\d)
        | \d+[.,]\d+(?![.,]?\d)
        | \d+ | \.\d+ )
        (?:[eE][+-]?\d{1,3}(?![\d.\w]))?""",
    re.VERBOSE,
)
_FUNCTION = re.compile(r"(?:sqrt|ln|log2|log10|log|exp|abs|tanh|sin|cos|sigmoid|floor|ceil)(?![A-Za-z])", re.IGNORECASE)
_CONSTANT = re.compile(r"(?:pi|π|e)(?![A-Za-z_])")
_BINARY = re.compile(r"[ \t]*(\*\*|[-+*/^:]|x|X)[ \t]*")
_FRACTION = re.compile(r"[ \t]+(\d{1,3})/(\d{1,3})(?![\d/.])")
_TIGHT = re.compile(r"(?=\()|(?=(?:sqrt|pi|π|ln|log|exp)(?![A-Za-z]))| (?=(?:pi|ln|sqrt)\b)")
_SPACE = re.compile(r"[ \t]*")
_SPACED = re.compile(r"[ \t]*(?:\d|\()")


@dataclass(frozen=True, slots=True)
class Expression:
    """One arithmetic expression of a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        text: As it stands.
        values: What it can mean; more than one where "1.792" may be either of two numbers.
        literal: Whether it is a single number, nothing computed.
        whole: Whether it is made of whole numbers only.
        digits: Decimals printed, of a literal.
        factors: Numbers joined by nothing but "x", as in a shape; empty for others.
    """

    start: int
    end: int
    text: str
    values: tuple[float, ...]
    literal: bool
    whole: bool
    digits: int
    factors: tuple[float, ...] = ()


class _Reader:
    """Reads one expression from a place in a text; ``code`` collects it in Python's notation."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.signs: list[str] = []
        self.literals: list[str] = []

    def expression(self, at: int, depth: int = 0) -> tuple[str, int] | None:
        found = self.operand(at, depth)
        if found is None:
            return None
        code, end = found
        while True:
            if len(self.literals) >= MOST_NUMBERS:
                return code, end
            joint = _BINARY.match(self.text, end)
            sign, start = (joint[1], joint.end()) if joint else ("*", end)
            if joint is None and not self._tight(end, code):
                return code, end
            if joint is not None and sign in {"x", "X"} and not _SPACED.match(self.text, start):
                return code, end
            following = self.operand(_TIGHT.match(self.text, end).end() if joint is None else start, depth)  # type: ignore[union-attr]
            if following is None:
                return code, end
            self.signs.append(sign.lower())
            code += {"x": "*", "X": "*", "^": "**", ":": "/"}.get(sign, sign) + following[0]
            end = following[1]

    def operand(self, at: int, depth: int) -> tuple[str, int] | None:
        at = _SPACE.match(self.text, at).end()  # type: ignore[union-attr]
        if depth > DEEPEST:
            return None
        if self.text[at : at + 1] in {"-", "+"}:
            found = self.operand(at + 1, depth + 1)
            return found and (f"{self.text[at]}{found[0]}", found[1])
        if self.text.startswith("(", at):
            return self._closed(at, depth)
        function = _FUNCTION.match(self.text, at)
        if function:
            argument = self.operand(function.end(), depth + 1)
            self.signs.append("function")
            return argument and (f"{function[0].lower()}({argument[0]})", argument[1])
        constant = _CONSTANT.match(self.text, at)
        if constant:
            self.signs.append("constant")
            return ("e" if constant[0] == "e" else "pi"), constant.end()
        return self._number(at)

    def _tight(self, end: int, code: str) -> bool:
        """Whether a factor follows without a sign of multiplication, as in ``16(27+1)`` and ``2 pi``."""
        return bool(_TIGHT.match(self.text, end)) and (code[-1].isdigit() or code[-1] == ")")

    def _closed(self, at: int, depth: int) -> tuple[str, int] | None:
        inner = self.expression(at + 1, depth + 1)
        if inner is None:
            return None
        end = _SPACE.match(self.text, inner[1]).end()  # type: ignore[union-attr]
        return (f"({inner[0]})", end + 1) if self.text.startswith(")", end) else None

    def _number(self, at: int) -> tuple[str, int] | None:
        number = _NUMBER.match(self.text, at)
        if number is None:
            return None
        self.literals.append(number[0])
        value, end = plain_number(number[0]), number.end()
        fraction = _FRACTION.match(self.text, end) if value.isdigit() else None
        if fraction and int(fraction[1]) < int(fraction[2]):
            self.signs.append("mixed")
            return f"({value}+{int(fraction[1])}/{int(fraction[2])})", fraction.end()
        return value, end


def plain_number(literal: str) -> str:
    """A printed number in Python's notation; one comma or dot before three digits sets thousands apart if it can."""
    digits, power, exponent = re.sub(r"[ '_]", "", literal).lower().partition("e")
    if digits.count(",") > 1 or (digits.count(",") == 1 and re.fullmatch(r"[1-9]\d{0,2},\d{3}(?:\.\d+)?", digits)):
        digits = digits.replace(",", "")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    whole, dot, rest = digits.partition(".")
    return (whole.lstrip("0") or "0") + dot + rest + power + exponent


def other_reading(literal: str) -> float | None:
    """What "1.792" and "1,792" mean where the comma or dot is the other country's; None for any other number."""
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", literal):
        return float(literal.replace(".", ""))
    return float(literal.replace(",", ".")) if re.fullmatch(r"[1-9]\d{0,2},\d{3}", literal) else None


def read_expression(text: str, at: int) -> Expression | None:
    """The longest expression that begins at a place; None where none does, or it can't be computed."""
    reader = _Reader(text)
    found = reader.expression(at)
    if found is None or not reader.literals:
        return None
    code, end = found
    try:
        value = compute(code)
    except ValueError:
        return None
    literal = len(reader.literals) == 1 and not reader.signs
    other = other_reading(reader.literals[0]) if literal else None
    values = (value,) if other is None else (value, math.copysign(other, value))
    crossed = set(reader.signs) == {"x"}
    whole = all(plain_number(one).isdigit() for one in reader.literals)
    computed = not {"function", "constant"}.isdisjoint(reader.signs)
    return Expression(
        at,
        end,
        text[at:end].strip(),
        values,
        literal,
        whole and value == int(value) and not computed,
        len(plain_number(reader.literals[0]).partition("e")[0].partition(".")[2]) if literal else 0,
        tuple(float(plain_number(one)) for one in reader.literals) if crossed else (),
    )
