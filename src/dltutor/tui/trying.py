"""Which question a student wants to try, and whether it can be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dltutor.errors import DltutorError

if TYPE_CHECKING:
    from dltutor.tutor import Hit, Item, Tutor

CANDIDATES = 5
"""Hits among which the first that can be tried is taken."""


def is_id(words: str) -> bool:
    """Whether the words are written like an item's id rather than like a question: ``lecture/12``."""
    return "/" in words.strip("/") and len(words.split()) == 1


def find_item(tutor: Tutor, words: str) -> Item:
    """The item with this id, or the question nearest to the words that can be tried.

    Raises:
        DltutorError: There is none.
    """
    if is_id(words):
        return tutor.item(words)
    ask = tutor.ask if tutor.ready else tutor.ask_by_words  # another thread may be loading the encoder
    items = [hit.item for hit in ask(words, top=CANDIDATES).hits]
    # A question without a solution can be tried, but one that can be graded is more likely meant.
    for item in sorted(items, key=lambda item: not item.answered):
        if not why_not(item):
            return item
    raise DltutorError("Your documents hold no question about this that can be tried.", hint="Try other words.")


def why_not(item: Item) -> str:
    """Why an item can't be tried; empty where it can."""
    if item.kind == "fragment" or not item.question.strip():
        return "This is a passage of a document, not a question: there is nothing to try."
    return ""


def is_offered(hit: Hit) -> bool:
    """Whether the one who asked may want to try the question first: it is an exam's, or the very one they asked."""
    is_exams = hit.match == "close" and hit.item.credits is not None
    return (hit.match == "exact" or is_exams) and not why_not(hit.item)
