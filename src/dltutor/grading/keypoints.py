"""Key points: the creditable ideas of an item's official answer, in the order of how surely they are known.

The document's own marks or list of key points; else the entries of a list; else sentences, long ones by clauses.
"""

import re
from collections.abc import Sequence
from math import sqrt

from dltutor.bank.item import Item
from dltutor.bank.item import KeyPoint as Mark
from dltutor.grading.counts import asked_for, asks_for_few, asks_more, asks_to_list
from dltutor.grading.glossary import Glossary
from dltutor.grading.scheme import Point
from dltutor.grading.statements import entries, is_row, said, statements
from dltutor.search.texts import readable
from dltutor.search.tokens import terms

TERSE = 4
"""Content words up to which a key point is expanded by what its terms mean."""
HEAVIEST = 12
"""Content words beyond which a key point weighs no more."""
ASIDE = 0.4
"""The weight of an example, a lead-in or a row of a table, beside that of a statement of the same length."""

_OR = re.compile(r"\s+(?:OR|ODER)\s+")
LABEL = re.compile(r"^(?P<label>(?:dis)?advantages?|pros?|cons?|drawbacks?|benefits?|reasons?)\s*:\s*", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s+|\s+/\s*")
_ASIDE = re.compile(
    r"^(?:for (?:example|instance)|e\.g\.|suppose|imagine|consider|take |picture|let(?:'s| us)? |note|notice|recall"
    r"|remember|however, there are|historically|in practice|see |figure|fig\.|table|here|where |with |hence, let|well"
    r"|now|assume|say,)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"(?::|\b(?:as follows|the following)\W*)\s*$", re.IGNORECASE)
_LEADS_TO_FORMULA = re.compile(r"(?::|\b(?:by|as|is|are|be|reads|computes|becomes|follows|equals)\W*)\s*$")
_FORMULA = re.compile(r"^[^.:;!?]{0,40}[=≈∝≤≥:←]\s*\S")
"""A statement that begins like a formula: an equality sign within its first letters."""
_SAYS_LITTLE = re.compile(r"^\W*(?:\[.*\]|\(?\d+(?:\.\d+)*\)?)\W*$")


def points_of(item: Item, glossary: Glossary) -> tuple[tuple[Point, ...], int | None]:
    """The key points of an item with an official text, and how many of them earn full marks (None: all)."""
    needed = asked_for(item.question)
    if item.key_points:
        points = tuple(_of_mark(mark, item, glossary) for mark in item.key_points)
        few = needed and needed < len(points) and _alike(points) and not asks_more(item.question)
        return _with_rest(points, item), needed if few else None
    texts, listed = _texts(item)
    points = tuple(_point(text, None, _weight(text), (text,), glossary) for text in texts)
    return points, needed if listed and needed and needed < len(points) else None


def _of_mark(mark: Mark, item: Item, glossary: Glossary) -> Point:
    """A mark of the document; what its text offers as alternatives is kept as such."""
    text = readable(mark.text)
    alternatives = [part.strip(" .") for part in _OR.split(text)]
    if asks_for_few(item.question):
        alternatives = [choice for part in alternatives for choice in _choices(part)]
    weight = mark.credits if mark.credits is not None else _unmarked_weight(item, text)
    return _point(text, mark.credits, weight, tuple(alternatives), glossary)


def _choices(text: str) -> list[str]:
    """The sentences of a mark, each of them enough where a question asks for one or two of several."""
    label = LABEL.match(text)
    bare = text[label.end() :] if label else text
    said = [piece.strip(" .") for one in statements(bare) for piece in _SLASH.split(one)]
    said = [piece for piece in said if terms(piece)]
    return said if len(said) > 1 and label else [text]


def _unmarked_weight(item: Item, text: str) -> float:
    """The weight of a mark without credits: beside marks with credits an equal part of what those leave."""
    given = [mark.credits for mark in item.key_points if mark.credits is not None]
    if not given:
        return _weight(text)
    left = (item.credits or 0) - sum(given)
    return left / (len(item.key_points) - len(given)) if left > 0 else sum(given) / len(given)


def _with_rest(points: tuple[Point, ...], item: Item) -> tuple[Point, ...]:
    """Credits that no mark speaks for belong to the answer as a whole."""
    left = (item.credits or 0) - sum(point.credits or 0 for point in points)
    if any(point.credits is None for point in points) or left < 1e-9:
        return points
    whole = readable(item.answer)
    return (*points, Point(whole, left, left, (whole,), (whole,)))


def _alike(points: Sequence[Point]) -> bool:
    """Whether the points are worth the same, so that any of them may be named."""
    return len({point.credits for point in points}) == 1


def _texts(item: Item) -> tuple[list[str], bool]:
    """The statements of an official text, and whether they are a list's entries."""
    listed = [entry for entry in entries(item.answer) if terms(entry)]
    if len(listed) > 1 and (asks_to_list(item.question) or asked_for(item.question)):
        return listed, True
    texts = [text for text in _led(said(item.answer)) if terms(text) and not _SAYS_LITTLE.match(text)]
    return list(dict.fromkeys(texts)) or [readable(item.answer)], False


def _led(texts: Sequence[str]) -> list[str]:
    """Statements in which the words that lead in a formula stand before it: "It is given by" says nothing alone."""
    found: list[str] = []
    for text in texts:
        if found and _LEADS_TO_FORMULA.search(found[-1]) and _FORMULA.search(text):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _weight(text: str) -> float:
    """More for a statement that says more, up to a point; less for an example, a lead-in or a row of a table."""
    size = sqrt(min(HEAVIEST, max(1, len(set(terms(text))))))
    return size * ASIDE if _ASIDE.match(text) or _LEADS_IN.search(text) or is_row(text) else size


def _point(text: str, credits: float | None, weight: float, any_of: tuple[str, ...], glossary: Glossary) -> Point:
    probes = list(any_of)
    for alternative in any_of:
        if len(set(terms(alternative))) <= TERSE:
            probes.extend(glossary.meanings(alternative))
    return Point(text, credits, weight, any_of, tuple(dict.fromkeys(probes)))
