"""Twins: the same question in two places. Here, which of them disagree; the search floor merges those that don't.

Comparing every pair would be slow, so only items that share two of their three rarest words are compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from dltutor.bank.assemble import doubt
from dltutor.bank.item import Item
from dltutor.bank.parsed import Doubt

SAME_QUESTION = 92
SHORT_ANSWER = 160
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:[.,]\d+)*")
POLARITY = {
    "yes": True,
    "true": True,
    "correct": True,
    "no": False,
    "false": False,
    "incorrect": False,
    "wrong": False,
}


def twins(items: Sequence[Item], *, within: bool = False) -> Iterator[tuple[Item, Item]]:
    """Pairs of items that ask the same, by their words: of different documents, or ``within`` one as well."""
    words = [frozenset(re.findall(r"[^\W_]{2,}", item.question.lower())) for item in items]
    frequency = Counter(word for one in words for word in one)
    rarest = [sorted(one, key=lambda word: (frequency[word], word))[:3] for one in words]
    shelves: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, chosen in enumerate(rarest):
        for pair in combinations(sorted(chosen), 2):
            shelves[pair].append(place)
    candidates = {pair for shelf in shelves.values() if len(shelf) <= 50 for pair in combinations(shelf, 2)}
    for first, second in sorted(candidates):
        one, other = items[first], items[second]
        if (within or one.source.document != other.source.document) and _same(one, other):
            yield one, other


def _same(one: Item, other: Item) -> bool:
    if one.stem and other.stem and fuzz.ratio(one.stem, other.stem) < SAME_QUESTION:
        return False
    return fuzz.token_sort_ratio(one.question.lower(), other.question.lower()) >= SAME_QUESTION


def disagreements(items: Iterable[Item]) -> list[Doubt]:
    """A doubt for each pair of twins whose keys, yes-or-no answers, or short answers' numbers differ."""
    found = []
    for one, other in twins([item for item in items if item.answered and item.question]):
        why = _difference(one, other)
        if why:
            found.append(doubt(one, "conflict", f"{why} than in {other.source.document}:{other.source.line}"))
    return found


def _difference(one: Item, other: Item) -> str:
    if one.options and other.options:
        keys = [{option.text.strip().lower(): option.correct for option in item.options} for item in (one, other)]
        return (
            "the key is another" if any(keys[1].get(text, ticked) != ticked for text, ticked in keys[0].items()) else ""
        )
    sides = [_polarity(item.answer) for item in (one, other)]
    if None not in sides and sides[0] != sides[1]:
        return "the answer is the opposite"
    if max(len(one.answer), len(other.answer)) <= SHORT_ANSWER:
        numbers = [set(NUMBER.findall(item.answer)) for item in (one, other)]
        if all(numbers) and numbers[0] != numbers[1]:
            return "the answer has other numbers"
    return ""


def _polarity(answer: str) -> bool | None:
    opening = re.match(r"\W*(\w+)", answer)
    return POLARITY.get(opening.group(1).lower()) if opening else None
