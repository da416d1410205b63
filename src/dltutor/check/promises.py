"""What a good corpus promises of each item, beyond having a question and an answer."""

import re
from collections.abc import Iterator

from dltutor.bank.item import Item
from dltutor.check.finding import Finding
from dltutor.check.place import Place

ALIASES = 5
ALIASES_OF_CHOICE = 2
HINTS = 2
KEY_POINTS = range(2, 7)
OPTIONS = 3
LONGEST_FIRST_SENTENCE = 60
YEAR = re.compile(r"\b(?:1[789]|20)\d\d\b")


def check_item(item: Item, place: Place, *, paper: bool) -> Iterator[Finding]:
    """What an item lacks.

    Args:
        item: The item; fragments promise nothing.
        place: Where it stands.
        paper: Whether it is a question of an exam paper, which needs a solution and a rubric but none of what helps to
            find and to learn an item.
    """
    if item.kind == "fragment":
        return
    if not item.answered:
        yield place.finding("unanswered", "this question has no answer")
        return
    yield from _options(item, place) if item.kind == "choice" else _answer(item, place, paper=paper)
    if paper:
        if item.credits is None:
            yield place.finding("missing", "a paper's question states its credits, as (2 credits)")
        return
    for what, found, least in _counted(item):
        if found < least:
            yield place.finding("missing", f"{found} of at least {least} {what}")
    for reference in item.references:
        if not YEAR.search(reference):
            yield place.finding("missing", "a source names its year", reference)
    if not item.topic:
        yield place.finding("missing", "the front matter names no topic")


def _counted(item: Item) -> Iterator[tuple[str, int, int]]:
    """What is counted: its name, how many there are, how many there should be."""
    choice = item.kind == "choice"
    yield "lines under Also asked as", len(item.aliases), ALIASES_OF_CHOICE if choice else ALIASES
    yield "hints", len(item.hints), 1 if choice else HINTS
    yield "entries under See also", len(item.see_also), 1
    yield "entries under Source", len(item.references), 1


def _answer(item: Item, place: Place, *, paper: bool) -> Iterator[Finding]:
    small = paper and item.key_points and (item.credits or 0) <= 1
    if len(item.key_points) not in KEY_POINTS and not small:
        message = f"{len(item.key_points)} key points; {KEY_POINTS.start} to {KEY_POINTS.stop - 1} make it gradable"
        yield place.finding("missing", message)
    for point in item.key_points:
        if point.credits is None:
            yield place.finding("missing", "a key point begins with its credits, as (1p)", point.text)
    first = re.split(r"(?<=[.!?:])\s|\n\n", item.answer, maxsplit=1)[0]
    if len(first.split()) > LONGEST_FIRST_SENTENCE:
        yield place.finding("missing", "a first sentence that answers alone: this one is too long to be read at once")


def _options(item: Item, place: Place) -> Iterator[Finding]:
    if len(item.options) < OPTIONS:
        yield place.finding("missing", f"{len(item.options)} of at least {OPTIONS} options")
    for option in item.options:
        if not option.reason:
            yield place.finding("no reason", "an option says why it is right or wrong, after an em dash", option.text)
