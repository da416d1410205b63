"""What a layout makes of a document: items, and doubts for the inbox."""

from dataclasses import dataclass
from typing import Literal

from dltutor.bank.item import Item

DoubtKind = Literal["unread", "unanswered", "credits", "no key", "conflict", "duplicate", "skipped", "placeholder"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: one line of ``dltutor inbox``."""

    document: str
    line: int
    kind: DoubtKind
    message: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}: {self.kind}: {self.message}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """The outcome of reading one document."""

    items: tuple[Item, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    layout: str = ""
