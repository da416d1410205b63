"""The value of a formula at random points: equal formulas agree at all of them, different ones hardly ever do.

Zippel, "Probabilistic algorithms for sparse polynomials" (1979), and Schwartz (1980) bound how rarely chance misleads.
Unknown functions get values that depend on their name and arguments alone, so that they are compared by structure.
"""

import math
import random
import re
import zlib
from collections.abc import Callable, Mapping, Sequence

from dltutor.arithmetic import power
from dltutor.grading.exact.formula_tree import Apply, Big, Call, Name, Node, Number, Unreadable
from dltutor.grading.exact.matrices import Matrix, Value

POINTS = tuple((low, high, number) for number in range(5) for low, high in ((0.1, 0.9), (0.4, 2.5), (-2.0, 2.0)))
"""Ranges of the symbols' values at each point; logarithms and roots are defined in some of them only."""
ENOUGH = 6
"""Points at which both formulas must be defined."""
TOLERANCE = 1e-6
_TERMS = (1, 2, 3)
_LONE_LETTER = re.compile(r"(?<![A-Za-z])[a-z](?![A-Za-z])")
_MOST_STEPS = 20_000

_ELEMENTARY: dict[str, Callable[[float], float]] = {
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "tanh": math.tanh, "sin": math.sin, "cos": math.cos,
    "tan": math.tan, "abs": abs, "floor": math.floor, "ceil": math.ceil, "sigma": lambda x: 1 / (1 + math.exp(-x)),
    "relu": lambda x: max(0.0, x),
}  # fmt: skip


class Point:
    """One assignment of values to names.

    Args:
        low: Smallest value of a symbol.
        high: Largest value.
        seed: Which of the assignments.
        matrix: Whether a name stands for a matrix.
    """

    def __init__(self, low: float, high: float, seed: int, matrix: Callable[[Name], bool]) -> None:
        self._range = (low, high)
        self._seed = seed
        self._matrix = matrix
        self._steps = 0

    def value(self, node: Node, bound: Mapping[str, str] | None = None) -> Value:
        """The value of a formula; ``bound`` are the indices of sums around it.

        Raises ValueError or an ArithmeticError where it isn't defined, Unreadable where it takes too long.
        """
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise Unreadable
        bound = bound or {}
        match node:
            case Number(value):
                return value
            case Name(base, index):
                return self._of_name(Name(base, tuple(_replaced(part, bound) for part in index)), bound)
            case Apply(operation, operands):
                return self._applied(operation, [self.value(one, bound) for one in operands])
            case Call(function, arguments):
                return self._called(function, [self.value(one, bound) for one in arguments])
            case Big():
                return self._gathered(node, bound)

    def _of_name(self, name: Name, bound: Mapping[str, str]) -> Value:
        if name == Name("e"):
            return math.e
        if not name.index and name.base in bound:
            return float(bound[name.base])
        if self._matrix(name):
            a, b, c, d = (self._random(f"{name}{entry}") for entry in range(4))
            return Matrix((a, b, c, d))
        return self._random(str(name))

    def _random(self, text: str) -> float:
        chance = random.Random(zlib.crc32(text.encode()) * 31 + self._seed)  # noqa: S311  no secret: values to try
        return chance.uniform(*self._range)

    def _applied(self, operation: str, values: Sequence[Value]) -> Value:
        first = values[0]
        if operation == "negate":
            return first * -1.0
        if operation == "transpose":
            return first.transposed if isinstance(first, Matrix) else first
        for second in values[1:]:
            if operation == "add":
                first = first + second
            elif operation == "multiply":
                first = first * second
            elif operation == "divide":
                first = first * second.inverse if isinstance(second, Matrix) else first * (1 / second)
            else:
                first = _raised(first, second)
        return first

    def _called(self, function: Name, values: Sequence[Value]) -> Value:
        if function.base in {"max", "min"} and not function.index and len(values) > 1:
            plain = [value for value in values if not isinstance(value, Matrix)]
            return max(plain) if function.base == "max" else min(plain)
        if function.base == "log" and len(function.index) == 1 and function.index[0].isdigit():
            return _mapped(values[0], lambda x: math.log(x, int(function.index[0])))
        elementary = _ELEMENTARY.get(function.base)
        if elementary and len(values) == 1 and not function.index:
            return _mapped(values[0], elementary)
        if function.base == "norm" and not function.index and not isinstance(values[0], Matrix):
            return abs(values[0])
        return self._unknown(function, values)

    def _unknown(self, function: Name, values: Sequence[Value]) -> Value:
        """A value that depends on the function's name and on every argument."""
        total: Value = 0.0
        for place, value in enumerate(values):
            weight = 0.5 + zlib.crc32(f"{function}{place}".encode()) % 1009 / 1009
            total = total + value * weight
        shift = zlib.crc32(str(function).encode()) % 997 / 997
        return _mapped(total, lambda x: math.sin(x + shift) + 1.7)

    def _gathered(self, big: Big, bound: Mapping[str, str]) -> Value:
        span = "" if big.upper is None else self._span(big, bound)
        values = [self.value(big.body, {**bound, big.index: f"{term}"} if big.index else bound) for term in _TERMS]
        total = values[0]
        for value in values[1:]:
            total = total + value if big.sign == "sum" else total * value
        return total * self._random(f"span {span}") if span else total

    def _span(self, big: Big, bound: Mapping[str, str]) -> str:
        """How many terms there are, as a text that tells other limits apart."""
        upper = self.value(big.upper, bound) if big.upper is not None else 0.0
        lower = self.value(big.lower, bound) if big.lower is not None else 1.0
        if isinstance(upper, Matrix) or isinstance(lower, Matrix):
            raise Unreadable
        return f"{upper - lower:.6f}"


def _raised(base: Value, exponent: Value) -> Value:
    if isinstance(exponent, Matrix):
        raise Unreadable
    if isinstance(base, Matrix):
        return base.to_power(exponent)
    return power(float(base), exponent)


def _mapped(value: Value, function: Callable[[float], float]) -> Value:
    return value.mapped(function) if isinstance(value, Matrix) else function(value)


def _replaced(index: str, bound: Mapping[str, str]) -> str:
    return _LONE_LETTER.sub(lambda letter: bound.get(letter[0], letter[0]), index) if bound else index


def equal(one: Node, other: Node, matrix: Callable[[Name], bool]) -> bool:
    """Whether two formulas have the same value at all points where both are defined, of which there must be enough."""
    defined = 0
    for low, high, seed in POINTS:
        point = Point(low, high, seed, matrix)
        try:
            values = point.value(one), point.value(other)
        except (ValueError, ArithmeticError):
            continue
        if not _close(*values):
            return False
        defined += 1
    return defined >= ENOUGH


def _close(one: Value, other: Value) -> bool:
    first = one.entries if isinstance(one, Matrix) else (one,)
    second = other.entries if isinstance(other, Matrix) else (other,)
    if len(first) != len(second):
        return False
    return all(math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=1e-9) for a, b in zip(first, second, strict=True))
