"""A small corpus that a test edits, and a student who has studied all of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dltutor.bank.bank import read_corpus
from dltutor.bank.item import Item
from dltutor.study.card import Card
from dltutor.study.cards import Cards
from dltutor.study.database import Database
from dltutor.study.recognised import Recognised

TODAY = datetime(2026, 5, 4, 12, tzinfo=UTC)

STRIDE = """## What does a larger stride do to the output of a convolution?

It makes the output smaller, because the filter skips positions; with stride 2, height and width are halved.
"""
PADDING = """## Why are images padded with zeros before a convolution?

So that the output keeps the input's height and width, and pixels at the border count as often as others.
"""
POOLING = """## How does max pooling treat its window?

It passes on the largest value of each window and forgets where in the window that value stood.
"""
CHOICE = """## Which statements are true?

- [x] A convolution shares its weights over positions
- [ ] A convolution needs inputs of one fixed height
- [x] A pooling layer has no weights that are learnt
"""
OTHER_CHOICE = """## Which statements are true?

- [ ] A recurrent network forgets nothing over long sequences
- [x] A gate multiplies a signal by a number between 0 and 1
- [x] Gradients can vanish over many steps in time
"""
COURSE = [STRIDE, PADDING, POOLING, CHOICE]


def page(*questions: str, title: str = "Convolutions") -> str:
    return "\n".join([f"# {title}\n", *questions])


class Desk:
    """A corpus folder, the history of whoever studies it, and the time."""

    def __init__(self, folder: Path) -> None:
        self.corpus = folder / "corpus"
        self.corpus.mkdir()
        self.today = TODAY
        self.cards = Cards(Database(folder / "data" / "history.sqlite3"), lambda: self.today)

    def write(self, *questions: str, name: str = "cnn.md") -> None:
        (self.corpus / name).write_text(page(*questions), encoding="utf-8")

    def items(self) -> tuple[Item, ...]:
        return read_corpus(self.corpus).items

    def study(self) -> dict[str, int]:
        """Study everything; cards by question."""
        return {item.question: self.cards.card_of(item) for item in self.items()}

    def recognise(self, *, days: int = 1) -> Recognised:
        """Look at the documents again, some days later."""
        self.today += timedelta(days=days)
        return self.cards.recognise(self.items())

    def card(self, number: int) -> Card:
        return next(card for card in self.cards.all() if card.id == number)

    def where(self) -> dict[int, str]:
        """The question, in full, of every card whose item is there."""
        questions = {item.id: in_full(item) for item in self.items()}
        return {card.id: questions[name] for name, card in self.cards.by_item().items()}

    def places(self) -> dict[str, set[int]]:
        """The cards of each document."""
        found: dict[str, set[int]] = {}
        for card in self.cards.by_item().values():
            found.setdefault(card.document, set()).add(card.id)
        return found


def in_full(item: Item) -> str:
    return "\n".join([item.question, *(option.text for option in item.options)])


def by_question(items: Sequence[Item], word: str) -> Item:
    return next(item for item in items if word in in_full(item))
