"""Numbers of the statistics: what can be concluded from few of them, and how they are told."""

from collections.abc import Mapping
from datetime import date
from math import sqrt
from typing import Any

SURE = 1.96
"""Standard errors on either side that hold 95 % of a normal distribution."""


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927), honest for few and for none."""
    square = SURE**2 / count
    centre = hits / count + square / 2
    half = sqrt(square * (hits / count * (1 - hits / count) + square / 4))
    return max(0.0, (centre - half) / (1 + square)), min(1.0, (centre + half) / (1 + square))


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where there is more than one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def rounded(value: Any) -> Any:
    """Plain data for JSON, however deep: numbers rounded to three places, dates in ISO form."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list | tuple) else value
