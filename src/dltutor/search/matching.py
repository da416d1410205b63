"""How near a message is to an item's question, in the words that a person reads: exact, close, related."""

from difflib import SequenceMatcher
from functools import lru_cache

from dltutor.search.reply import Match
from dltutor.search.tokens import words

ALMOST = 0.97
"""Similarity of two wordings that differ by a letter or two in a sentence."""
CLOSE_COSINE = 0.75
"""Question pairs of public FAQ threads as near as this are the same question in 97 of 100 cases."""
CLOSE_COVERAGE = 0.9


@lru_cache(maxsize=16384)  # the same wordings are compared with every message
def bare(text: str) -> str:
    """A text without case, punctuation and hyphens, to be compared with :func:`same_words`."""
    return " ".join(words(text)).replace("-", " ")


def same_words(one: str, other: str) -> bool:
    """Whether two bare texts say something, and the same but for a letter or two."""
    if one == other:
        return bool(one)
    if abs(len(one) - len(other)) > (1 - ALMOST) * (len(one) + len(other)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALMOST and matcher.ratio() >= ALMOST


def match_of(*, exact: bool, cosine: float, coverage: float) -> Match:
    """The word for a hit.

    Args:
        exact: Whether it asks the same in the same words.
        cosine: Of the message to the nearest wording of its question; 0 where no vector was asked.
        coverage: The part of the message's terms, weighed by rarity, that the item holds.
    """
    if exact:
        return "exact"
    return "close" if cosine >= CLOSE_COSINE or (cosine == 0.0 and coverage >= CLOSE_COVERAGE) else "related"
