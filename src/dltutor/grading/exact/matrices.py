"""Two-by-two matrices: the smallest values for which the order of factors counts."""

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matrix:
    """Its four entries, row by row."""

    entries: tuple[float, float, float, float]

    def __add__(self, other: "Matrix | float") -> "Matrix":
        theirs = other.entries if isinstance(other, Matrix) else (other,) * 4
        a, b, c, d = (one + two for one, two in zip(self.entries, theirs, strict=True))
        return Matrix((a, b, c, d))

    def __mul__(self, other: "Matrix | float") -> "Matrix":
        if not isinstance(other, Matrix):
            return self.mapped(lambda entry: entry * other)
        a, b, c, d = self.entries
        e, f, g, h = other.entries
        return Matrix((a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h))

    __radd__ = __add__

    def __rmul__(self, other: float) -> "Matrix":
        return self * other

    @property
    def transposed(self) -> "Matrix":
        """Rows and columns exchanged."""
        a, b, c, d = self.entries
        return Matrix((a, c, b, d))

    @property
    def inverse(self) -> "Matrix":
        """The inverse; ZeroDivisionError where there is none."""
        a, b, c, d = self.entries
        scale = 1 / (a * d - b * c)
        return Matrix((d * scale, -b * scale, -c * scale, a * scale))

    def mapped(self, function: Callable[[float], float]) -> "Matrix":
        """A function of each entry."""
        a, b, c, d = (function(entry) for entry in self.entries)
        return Matrix((a, b, c, d))

    def to_power(self, exponent: float) -> "Matrix":
        """Whole powers as products; others entry by entry, which tells them apart from everything else."""
        if exponent == -1:
            return self.inverse
        if exponent == int(exponent) and 1 <= exponent <= 8:
            found = self
            for _ in range(int(exponent) - 1):
                found *= self
            return found
        return self.mapped(lambda entry: math.pow(abs(entry), exponent))


Value = float | Matrix
