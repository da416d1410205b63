"""What every part of the progress report can do, and what all of them are made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from dltutor.bank.item import Item
from dltutor.study.agreement import Agreement
from dltutor.study.attempt import Attempt
from dltutor.study.card import Card, Memory
from dltutor.study.plans import Plan


class Figure(NamedTuple):
    """One cell of the tidy table: whose (a day, a topic, an item's id), which measure, its value."""

    name: str
    measure: str
    value: str | float | None


class Section(Protocol):
    """One part of the report."""

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""

    def text(self, width: int) -> list[str]:
        """The lines below the finding, none of them wider than ``width`` cells; at least 72 are needed."""

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""

    def figures(self) -> Iterator[Figure]:
        """The same as rows of a table."""


class SatExam(NamedTuple):
    """An exam that was sat; in credits.

    ``predicted`` is what the student expected (None where they didn't say), ``low`` and ``high`` what they got,
    without and with the parts that nobody marked.
    """

    title: str
    predicted: float | None
    low: float
    high: float
    out_of: float


@dataclass(frozen=True, slots=True)
class Known:
    """What progress is computed from.

    Attributes:
        attempts: The whole history, oldest first.
        cards: All cards, by id.
        memories: What the scheduler makes of the cards that were ever rated, by card id.
        items: Those of the documents as they are now.
        plan: Exam date, minutes a day, target.
        today: The study day.
        agreement: With the grader.
        exams: Sat so far, oldest first.
    """

    attempts: Sequence[Attempt]
    cards: Mapping[int, Card]
    memories: Mapping[int, Memory]
    items: Sequence[Item]
    plan: Plan
    today: int
    agreement: Agreement
    exams: Sequence[SatExam] = ()

    @property
    def questions(self) -> list[Item]:
        """The items that can be practised: questions that the documents answer."""
        return [item for item in self.items if item.kind != "fragment" and item.answered]

    def remembered(self) -> dict[str, Memory]:
        """The memories of items that stand in the documents now, by item id."""
        return {
            card.item: self.memories[card.id]
            for card in self.cards.values()
            if not card.gone and card.id in self.memories
        }
