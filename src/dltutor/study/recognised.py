"""What became of the cards when the documents were looked at again."""

from dataclasses import dataclass

from dltutor.bank.item import Item
from dltutor.study.card import Card


@dataclass(frozen=True, slots=True)
class Ask:
    """A card whose item may have become another one: only the student can say.

    Attributes:
        card: It counts as gone until they do.
        candidates: What it may be now, the likeliest first; never empty.
        why: What speaks for the first, in a few words.
    """

    card: Card
    candidates: tuple[Item, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Each card stands in one of the lists, the first that applies of: changed, back, edited, moved, kept.

    Attributes:
        kept: How many are as they were, whatever their number or formatting is now.
        edited: Asked in other words, or with other options; the progress stays.
        moved: In another document; the progress stays.
        changed: With another answer; asked again soon.
        gone: No document holds them any more, since this time; kept and listed.
        back: They were gone, and are there again.
        asks: What only the student can say, those from earlier times included.
    """

    kept: int = 0
    edited: tuple[Card, ...] = ()
    moved: tuple[Card, ...] = ()
    changed: tuple[Card, ...] = ()
    gone: tuple[Card, ...] = ()
    back: tuple[Card, ...] = ()
    asks: tuple[Ask, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.edited or self.moved or self.changed or self.gone or self.back or self.asks)

    def __str__(self) -> str:
        counts = {
            "edited": len(self.edited),
            "answer changed": len(self.changed),
            "moved": len(self.moved),
            "back": len(self.back),
            "gone": len(self.gone),
            "to say": len(self.asks),
        }
        return " · ".join([f"kept {self.kept}", *(f"{name} {count}" for name, count in counts.items() if count)])
