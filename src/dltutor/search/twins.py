"""Twins: one question asked in several places, to be answered once with all its sources."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dltutor.bank.item import Item
from dltutor.search.ranking import Passages
from dltutor.search.texts import Role, readable
from dltutor.search.tokens import words

LEAST_COSINE = 0.90
"""On a public FAQ set, question pairs as near as this were twins without exception."""
LEAST_WORDING = 75.0
SAME_ANSWER = 95.0
NEIGHBOURS = 16

_NEGATION = frozenset("not no never without cannot isn aren doesn don wrong false incorrect invalid".split())


def find_twins(items: Sequence[Item], passages: Passages) -> npt.NDArray[np.int32]:
    """For each item the row of the first of its twins, its own where it has none; shape (items,)."""
    first = np.arange(len(items), dtype=np.int32)
    vectors, roles = passages.vectors, passages.roles
    for row, item in enumerate(items):
        own = passages.starts[row : row + 1]
        if not item.question or roles[own[0]] != Role.QUESTION:
            continue
        near, cosines = vectors.search(vectors.take(own)[0], NEIGHBOURS)
        alike = near[(cosines >= LEAST_COSINE) & (roles[near] == Role.QUESTION)]
        for other in sorted(set(passages.owners(alike).tolist())):
            if other < row and first[row] == row and are_twins(item, items[other]):
                first[row] = first[other]
    return first


def are_twins(one: Item, other: Item) -> bool:
    """Whether two items whose questions mean much the same really ask the same.

    "What is L1 regularisation?" and "What is L2 regularisation?" are near each other in any vector space, and so are a
    question and its negation: numbers and negations must agree. Two answers of one document are kept apart.
    """
    from rapidfuzz import fuzz

    if one.kind != other.kind or {option.text for option in one.options} != {option.text for option in other.options}:
        return False
    asked, also_asked = (words(readable(f"{item.stem} {item.question}")) for item in (one, other))
    if _marks(asked) != _marks(also_asked):
        return False
    if fuzz.token_set_ratio(" ".join(asked), " ".join(also_asked)) < LEAST_WORDING:
        return False
    if one.source.document != other.source.document:
        return True
    return fuzz.ratio(readable(one.answer), readable(other.answer)) >= SAME_ANSWER


def _marks(asked: list[str]) -> set[str]:
    """What must not differ between twins: words with numbers in them, single letters, and whether it is negated."""
    marks = {word for word in asked if re.search(r"\d", word) or len(word) == 1} - {"a", "i"}
    return marks | ({"not"} if _NEGATION.intersection(asked) else set())
