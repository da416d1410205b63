"""A sitting: a quiz or a review, from the first question to the last that was missed. Pure state; keeps nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dltutor.bank.item import Item
from dltutor.bank.text import one_line
from dltutor.study.attempt import Handed, Mode, Rating
from dltutor.study.rating import guessed
from dltutor.study.shuffling import display_order
from dltutor.study.siblings import stem_of

APART = 5
"""Other questions before one that was missed comes again, so that it is recalled and not repeated."""

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


@dataclass(frozen=True, slots=True)
class _State:
    """Where a sitting stands: what was asked and settled, and what is still to come, the present question first."""

    settled: tuple[Settled, ...]
    coming: tuple[Wanted, ...]


class Sitting:
    """The questions of one sitting, one after the other.

    A question that was missed comes again after five others, or as late as can be, until it was right once; a choice
    that was right by a guess likewise, without its options.

    Args:
        id: Its name in the history.
        mode: What it is.
        queue: What to ask; of an item that stands in it twice the first counts.
        seed: Decides the order in which options are shown.
        minutes: After which it is to end; None for no limit.
    """

    def __init__(
        self,
        id: str,  # noqa: A002  what everything else with a number or a name calls it
        mode: Mode,
        queue: Sequence[Wanted],
        seed: int,
        minutes: float | None = None,
    ) -> None:
        self.id = id
        self.mode = mode
        self.seed = seed
        self.minutes = minutes
        once: dict[str, Wanted] = {}
        for wanted in queue:
            once.setdefault(wanted.item.id, wanted)
        self._states = [_State((), tuple(once.values()))]

    @property
    def asked(self) -> Asked | None:
        """The question that is asked now; None where the sitting is over."""
        state = self._states[-1]
        if not state.coming:
            return None
        wanted = state.coming[0]
        before = len(state.settled)
        order = () if wanted.why == "openly" else display_order(wanted.item, self.seed)
        return Asked(wanted, before + 1, before + len(state.coming), order)

    @property
    def settled(self) -> tuple[Settled, ...]:
        """What is done with, in the order of asking."""
        return self._states[-1].settled

    @property
    def coming(self) -> tuple[Wanted, ...]:
        """What is still to be asked, as far as known, the present question first."""
        return self._states[-1].coming

    def settle(
        self,
        handed: Handed | None,
        right: bool | None,  # noqa: FBT001  one of three, and nobody calls it without the others
        rating: Rating | None,
    ) -> Settled | None:
        """Go on from the question that is asked now. Where there is none, nothing happens.

        Args:
            handed: The answer; None where the student passed over the question.
            right: Whether it was right; None where nobody can say, and then it doesn't come again.
            rating: What was written down for the scheduler.
        """
        asked = self.asked
        if asked is None:
            return None
        settled = Settled(asked, handed, right, rating)
        rest = list(self.coming[1:])
        again = _again(settled)
        if again:
            rest.insert(APART, again)
        self._states.append(_State((*self.settled, settled), tuple(rest)))
        return settled

    def skip(self) -> Settled | None:
        """Pass over the question: it comes no more in this sitting."""
        return self.settle(None, None, None)

    def bury(self) -> Settled | None:
        """Pass over the question and over the other parts of its stem that are still to come."""
        settled = self.skip()
        if settled:
            stem = stem_of(settled.asked.wanted.item)
            state = self._states[-1]
            others = tuple(wanted for wanted in state.coming if stem_of(wanted.item) != stem)
            self._states[-1] = replace(state, coming=others)
        return settled

    def undo(self) -> Settled | None:
        """Go back to the question that was settled last, everything as it was then; None at the beginning."""
        return self._states.pop().settled[-1] if len(self._states) > 1 else None

    def time_left(self, seconds: float) -> float | None:
        """Seconds left after so many were used, 0 at least; None without a limit."""
        return None if self.minutes is None else max(0.0, self.minutes * 60 - seconds)

    def summary(self) -> Summary:
        """What the sitting has come to so far."""
        found = list(_outcomes(self.settled))
        return Summary(
            answered=len(found),
            right=sum(first for _, first, _ in found),
            recovered=sum(last and not first for _, first, last in found),
            missed=tuple(one_line(item.question) for item, _, last in found if not last),
            seconds=sum(one.handed.circumstances.seconds or 0.0 for one in self.settled if one.handed),
            settled=self.settled,
        )


def _again(settled: Settled) -> Wanted | None:
    """The question as it is to be asked again; None where it is done with."""
    wanted = settled.asked.wanted
    if settled.right is None:
        return None
    if not settled.right:
        return wanted if wanted.why == "openly" else replace(wanted, why="missed")
    return replace(wanted, why="openly") if _guess(settled) else None


def _guess(settled: Settled) -> bool:
    """Whether options were picked by a guess."""
    return settled.handed is not None and guessed(settled.handed.circumstances, choice=bool(settled.asked.order))


def _outcomes(settled: Sequence[Settled]) -> Iterator[tuple[Item, bool, bool]]:
    """Each item that was answered, whether right at first and at last.

    A right guess says nothing as soon as there is an answer to the open question after it.
    """
    judged: dict[str, list[Settled]] = {}
    for one in settled:
        if one.right is not None:
            judged.setdefault(one.asked.wanted.item.id, []).append(one)
    for answers in judged.values():
        telling = [one for one in answers if not (one.right and _guess(one))] or answers
        yield answers[0].asked.wanted.item, bool(telling[0].right), bool(telling[-1].right)
