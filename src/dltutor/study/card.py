"""A card: what the history knows of one item, whatever becomes of the document that it stands in."""

from dataclasses import dataclass
from typing import Literal

from dltutor.study.attempt import Rating

ActionKind = Literal["add", "suspend", "resume", "bury", "flag", "unflag"]
"""What a student does to a card: add it to review before it was ever asked, take it out (and back), put it off until
tomorrow, mark it for later."""

LinkReason = Literal["first", "same id", "same question", "same place", "said", "gone", "refused"]
"""Why a card belongs to an item: it began there, the item was recognised, or the student said so. With "gone" it
belongs to none; "refused" is an item that it isn't, says the student, and is always followed by another link."""


@dataclass(frozen=True, slots=True)
class Card:
    """One item's card.

    Attributes:
        id: Its number; attempts are kept under it.
        item: The id of its item; where that has vanished, the id that it had.
        question: As last seen.
        document: As last seen; path relative to the corpus.
        label: As last seen.
        gone: Whether no document holds the item any more.
        answer_changed: The study day on which its answer was found to be another one; None where it never was.
        added: Whether the student put it into review themselves.
        suspended: Whether it is taken out of review.
        buried: The study day on which it was put off until the next; None where it never was.
        flagged: Whether the student marked it.
    """

    id: int
    item: str
    question: str
    document: str
    label: str
    gone: bool = False
    answer_changed: int | None = None
    added: bool = False
    suspended: bool = False
    buried: int | None = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What the scheduler is told: a study day and what happened to memory on it."""

    day: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS makes of a card's reviews.

    Attributes:
        stability: Days until recall falls to 90 %.
        difficulty: 1..10.
        last: Study day of the last review.
        due: Study day on which it is to be asked again, at the target retention in force today.
        reviews: How many days it was rated on.
        lapses: How many of them were "again", after it had been known once.
        recall: Probability that it is known today, 0..1.
        lost: Whether the last of its reviews was "again". FSRS is kind to such a card (0.77 the next day), which suits
            a schedule; whoever asks what is known should count it as not known until it was right once more.
    """

    stability: float
    difficulty: float
    last: int
    due: int
    reviews: int
    lapses: int
    recall: float
    lost: bool = False
