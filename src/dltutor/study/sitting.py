"""A sitting: a quiz or a review, from the first question to the last that was missed. Pure state; keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from dltutor.bank.item import Item
from dltutor.study.attempt import Handed, Rating

Why = Literal["due", "changed", "weak", "new", "chosen", "missed", "openly"]
"""Why a question is asked: its day has come; its answer has changed; its topic is weak; never asked; picked by the
student; missed a while ago in this sitting; a choice that was guessed, now asked without its options."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question that a sitting is to ask.

    Attributes:
        item: The item.
        card: Its card; None where it has none yet.
        why: Why it is asked.
        part_of: Other items with the same stem, shown as what they belong to.
    """

    item: Item
    card: int | None
    why: Why
    part_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that is asked now.

    Attributes:
        wanted: The item, and why.
        number: Its place in the sitting, from 1.
        total: Questions of the sitting, as far as known now.
        order: For a choice, where each displayed option stands in the item: ``order[0]`` is the index of option a.
            Empty where there are no options to show.
    """

    wanted: Wanted
    number: int
    total: int
    order: tuple[int, ...] = ()

    @property
    def openly(self) -> bool:
        """Whether its options are left out."""
        return self.wanted.why == "openly"


@dataclass(frozen=True, slots=True)
class Settled:
    """A question that is done with: what was handed in (None where it was passed over) and what it was rated."""

    asked: Asked
    handed: Handed | None
    right: bool | None
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting came to.

    Attributes:
        answered: Questions answered, each counted once.
        right: Of these, right at the first try.
        recovered: Missed at first, right later in the sitting.
        missed: Titles of those that were not right at the end.
        seconds: Spent on answering.
    """

    answered: int = 0
    right: int = 0
    recovered: int = 0
    missed: tuple[str, ...] = ()
    seconds: float = 0.0
    settled: Sequence[Settled] = field(default_factory=tuple)
