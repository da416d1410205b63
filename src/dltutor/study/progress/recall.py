"""How likely a card is known on a day, by FSRS's forgetting curve."""

from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from dltutor.study.card import Memory
from dltutor.study.day import date_of

if TYPE_CHECKING:
    import fsrs


def recall_on(memory: Memory, day: int) -> float:
    """The probability that a card is known on a study day if it isn't asked before, 0..1.

    On the day of its review, that of the next day is taken: whoever has just read the answer remembers it, right or
    wrong as their own was, and that says nothing about what they know.
    """
    import fsrs

    card = fsrs.Card(card_id=1, stability=memory.stability, last_review=_noon(memory.last))
    recall = _scheduler().get_card_retrievability(card, _noon(max(day, memory.last + 1)))
    return min(1.0, max(0.0, recall))


def known_on(memory: Memory, day: int) -> float:
    """The same for who asks what is known: 0 for a card that was wrong the last time, until it is right once more."""
    return 0.0 if memory.lost else recall_on(memory, day)


@cache
def _scheduler() -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler()


def _noon(day: int) -> datetime:
    return datetime.combine(date_of(day), time(12), UTC)
