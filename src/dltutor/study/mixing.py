"""Questions in an order that changes its subject: interleaving helps to tell ideas apart (Rohrer et al., 2014)."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TypeVar

T = TypeVar("T")


def interleaved(values: Sequence[T], *, key: Callable[[T], str]) -> list[T]:
    """The values so that neighbours differ in their key wherever that can be, otherwise in their order.

    At each place the first value with another key than the one before, unless one key has come to make up more than
    half of what is left: then that one, since it could not be kept apart any more.
    """
    left = [(key(value), value) for value in values]
    counts = Counter(name for name, _ in left)
    found: list[T] = []
    before: str | None = None
    while left:
        pressing = next((name for name, count in counts.items() if name != before and 2 * count > len(left)), None)
        wanted = (
            place for place, (name, _) in enumerate(left) if name == pressing or (not pressing and name != before)
        )
        name, value = left.pop(next(wanted, 0))
        counts[name] -= 1
        found.append(value)
        before = name
    return found


def in_turn(groups: Sequence[Sequence[T]]) -> list[T]:
    """The first of each group, then the second of each, and so on."""
    gap = object()
    return [value for row in zip_longest(*groups, fillvalue=gap) for value in row if value is not gap]  # type: ignore[misc]
