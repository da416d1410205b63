"""What every part of studying works with: the index's items, the history, the cards, today's plan."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from dltutor.bank.finding import find_item
from dltutor.bank.item import Item
from dltutor.grading.result import Graded
from dltutor.study.attempt import Attempt
from dltutor.study.card import Card, Memory, Review
from dltutor.study.cards import Cards
from dltutor.study.database import Database
from dltutor.study.day import Clock, study_day
from dltutor.study.history import History
from dltutor.study.plans import Plans
from dltutor.study.recognised import Ask, Recognised
from dltutor.study.schedule import Schedule, sure_wrong_days


class Marker(Protocol):
    """What grades answers."""

    @property
    def version(self) -> str:
        """Of the grader."""

    def grade(self, name: str, answer: str, bias: float = 0.0) -> Graded:
        """Grade an answer to an item of the index."""

    def grade_request(self, request: Mapping[str, Any]) -> Graded:
        """Grade an answer to a question that stands in no index."""

    def hints(self, name: str) -> tuple[str, str]:
        """Two hints before an answer."""


class Library(Protocol):
    """Where the items are: those of the index, which alone can be graded."""

    @property
    def corpus(self) -> Path:
        """The folder of the documents."""

    @property
    def version(self) -> str:
        """Changes with the index."""

    def items(self) -> Sequence[Item]:
        """All items, in the corpus's order. Raises IndexProblem where there is no index."""

    def head(self, document: str) -> str:
        """The beginning of a document; empty where it can't be read."""


class Desk:
    """What is known at this moment. Reading makes no file; what is derived is computed anew whenever it is asked for.

    Args:
        library: The items.
        marker: Gives the grader, loading what it needs.
        database: Of the history.
        clock: Tells the time.
    """

    def __init__(self, library: Library, marker: Callable[[], Marker], database: Database, clock: Clock) -> None:
        self.library = library
        self.marker = marker
        self.database = database
        self.clock = clock
        self.history = History(database, clock)
        self._cards = Cards(database, clock)
        self._plans = Plans(database, clock)
        self._compared = ""
        self._recognised = Recognised()

    @property
    def today(self) -> int:
        """The study day."""
        return study_day(self.clock())

    def items(self) -> Sequence[Item]:
        """All items of the index."""
        return self.library.items()

    def item(self, name: str) -> Item:
        """An item by its id or the end of one. Raises UsageError that names the nearest."""
        return find_item(self.items(), name)

    def cards(self) -> Mapping[str, Card]:
        """The cards by item id, after documents that have changed were compared with them."""
        self._keep_up()
        return self._cards.by_item()

    def asks(self) -> Sequence[Ask]:
        """Cards whose question may have become another one, which only the student can say."""
        self._keep_up()
        return self._recognised.asks

    def recognise(self) -> Recognised:
        """Compare the cards with the documents as they are now."""
        self._compared = self.library.version
        self._recognised = self._cards.recognise(self.items())
        return self._recognised

    def _keep_up(self) -> None:
        if self.library.version != self._compared and self.database.exists:
            self.recognise()

    def schedule(self) -> Schedule:
        """Today's."""
        return Schedule(self._plans.plan(), self.today)

    def memories(self, attempts: Sequence[Attempt] | None = None) -> Mapping[int, Memory]:
        """What the scheduler makes of each card that was ever rated; of attempts that were read already, or all."""
        known = self.history.attempts() if attempts is None else attempts
        return self.schedule().memories(self.history.reviews(), sure_wrong_days(known))

    def reviews_of(self, card: int) -> tuple[Sequence[Review], Collection[int]]:
        """One card's reviews, and the days on which the student was sure of a wrong answer."""
        mine = [attempt for attempt in self.history.attempts() if attempt.card == card]
        reviews = [Review(attempt.day, attempt.rating) for attempt in mine if attempt.counts and attempt.rating]
        return reviews, sure_wrong_days(mine).get(card, ())
