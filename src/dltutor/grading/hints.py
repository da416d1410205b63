"""Hints before the missing points: a nudge towards each, never its text."""

from collections.abc import Sequence

from dltutor.bank.item import Item
from dltutor.grading.evidence import Frequencies
from dltutor.grading.result import PointResult
from dltutor.search.tokens import STOP_WORDS, stem, words

MOST = 3
LEAST_LETTERS = 4


def hints(item: Item, points: Sequence[PointResult], question: str, frequencies: Frequencies) -> tuple[str, ...]:
    """The document's own hints, then what each missing point is about; the heaviest point first."""
    missing = sorted((point for point in points if point.band != "covered"), key=lambda point: -point.weight)
    if not missing:
        return ()
    nudges = [_nudge(point, question, frequencies) for point in missing]
    return tuple([*item.hints, *(nudge for nudge in nudges if nudge)][:MOST])


def _nudge(point: PointResult, question: str, frequencies: Frequencies) -> str:
    """Names the commonest word of a point that the question doesn't hold: its topic rather than what it says of it."""
    given = {stem(word) for word in words(question)}
    own = [
        word
        for word in words(point.text)
        if len(word) >= LEAST_LETTERS and word.isalpha() and word not in STOP_WORDS and stem(word) not in given
    ]
    if not own:
        return ""
    topic = min(own, key=lambda word: (frequencies.weight(stem(word)), own.index(word)))
    worth = "" if point.credits is None else f" ({point.credits:g} credits)"
    more = "Say more about" if point.band == "partly" else "One point is about"
    return f"{more} “{topic}”{worth}."
