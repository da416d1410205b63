"""Parts of one question: they share its stem, and the answer to one helps with the next."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from dltutor.bank.item import Item

_PART = re.compile(r"(?P<number>\d+)\s?\(?[a-z]\)?")
"""A label such as 2b. In labels such as 2.10 the number is a problem's, whose questions may have nothing in common."""

T = TypeVar("T")


def stem_of(item: Item) -> str:
    """What an item is a part of: the same text for all parts of one question, another for every other item.

    Parts are what has the same stem in the same document; without a stem, open questions of the same number and a
    letter each under the same heading (choices are printed in rows that have only the row in common).
    """
    document = item.source.document
    if item.stem.strip():
        return f"{document}\n{' '.join(item.stem.split())}"
    part = _PART.fullmatch(item.source.label)
    if part and item.kind == "open":
        return f"{document}\n{item.source.trail}\n{part['number']}"
    return item.id


def parts_of(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """The other parts of each item's question, by item id; items that stand alone aren't in it."""
    stems: dict[str, list[str]] = {}
    for item in items:
        stems.setdefault(stem_of(item), []).append(item.id)
    return {
        one: tuple(other for other in parts if other != one)
        for parts in stems.values()
        if len(parts) > 1
        for one in parts
    }


def one_of_each(values: Sequence[T], *, stem: Callable[[T], str], taken: Iterable[str] = ()) -> list[T]:
    """The first part of each question, and none of those that are taken."""
    seen = set(taken)
    found: list[T] = []
    for value in values:
        name = stem(value)
        if name not in seen:
            seen.add(name)
            found.append(value)
    return found
