"""Am I ready? The credits that could be expected, and how much was never practised."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from math import fsum
from typing import Any

from dltutor.bank.item import Item
from dltutor.study.day import date_of
from dltutor.study.figures import counted, rounded
from dltutor.study.progress.lines import day_name, share_bar
from dltutor.study.progress.recall import known_on
from dltutor.study.progress.section import Figure, Known


@dataclass(frozen=True, slots=True)
class Readiness:
    """What could be expected of an exam over all that the documents ask. Weights are credits, 1 where there are none.

    Attributes:
        total: The weight of all questions with an answer.
        practised: Of it, the weight of those that were ever rated.
        expected: The sum of recall today × weight; see :func:`~dltutor.study.progress.recall.known_on`.
        exam: The day of the exam; None without one that is still to come.
        days_left: Until then.
        expected_then: The sum of recall × weight on that day if nothing is asked again before it.
    """

    total: float
    practised: float
    expected: float
    exam: date | None = None
    days_left: int | None = None
    expected_then: float | None = None

    @property
    def share(self) -> float:
        """The share of the whole that would be known today, 0..1."""
        return self._of_total(self.expected)

    @property
    def never(self) -> float:
        """The share of the whole that was never practised, 0..1."""
        return self._of_total(self.total - self.practised) if self.total else 1.0

    @property
    def then(self) -> float | None:
        """The share that would be known on the day of the exam if nothing were asked again, 0..1."""
        return None if self.expected_then is None else self._of_total(self.expected_then)

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        if not self.total:
            return "Your documents hold no questions with an answer, so nothing can be expected."
        told = f"You would know {_about(self.share)} of what your documents ask; "
        told += f"{_about(self.never).removeprefix('about ')} of it you have never practised"
        if self.exam is None or self.days_left is None:
            return f"{told}."
        when = {0: "today", 1: "tomorrow"}.get(self.days_left, f"in {counted(self.days_left, 'day')}")
        return f"{told}, and the exam is {when}."

    def text(self, width: int) -> list[str]:
        """A bar for what would be known, one for what was practised."""
        if not self.total:
            return []
        lines = [
            self._line("known today", self.expected, width),
            self._line("never practised", self.total - self.practised, width),
        ]
        if self.exam is not None and self.expected_then is not None:
            lines.insert(1, self._line(f"on {' '.join(day_name(self.exam).split())}", self.expected_then, width))
            lines.append("On the exam's day: if nothing is asked again before it.")
        return [*lines, "Counted in credits; a question without any counts 1."]

    def _line(self, name: str, part: float, width: int) -> str:
        share = self._of_total(part)
        return f"{name:<16}{share_bar(share, width - 50)} {share:>4.0%}  {part:.0f} of {self.total:.0f} credits"

    def _of_total(self, part: float) -> float:
        return min(1.0, max(0.0, part / self.total)) if self.total else 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        shares = {"share": self.share, "never_practised": self.never, "share_then": self.then}
        return {"finding": self.finding, **rounded(asdict(self)), **rounded(shares)}

    def figures(self) -> Iterator[Figure]:
        """Credits and shares."""
        yield Figure("all", "credits", self.total)
        yield Figure("practised", "credits", self.practised)
        yield Figure("expected today", "credits", self.expected)
        yield Figure("expected today", "share", self.share)
        yield Figure("never practised", "share", self.never)
        if self.exam is not None:
            yield Figure("exam", "day", self.exam.isoformat())
            yield Figure("expected on the exam's day", "credits", self.expected_then)
            yield Figure("expected on the exam's day", "share", self.then)


def readiness(known: Known) -> Readiness:
    """Weigh what is remembered. What was never asked counts nothing: nobody knows whether it is known."""
    memories = known.remembered()
    weights = [(_weight(item), memories.get(item.id)) for item in known.questions]
    seen = [(weight, memory) for weight, memory in weights if memory is not None]
    left = known.plan.days_left(known.today)
    exam = None if left is None else known.today + left
    return Readiness(
        total=fsum(weight for weight, _ in weights),
        practised=fsum(weight for weight, _ in seen),
        expected=fsum(weight * known_on(memory, known.today) for weight, memory in seen),
        exam=None if exam is None else date_of(exam),
        days_left=left,
        expected_then=None if exam is None else fsum(weight * known_on(memory, exam) for weight, memory in seen),
    )


def _about(share: float) -> str:
    """A share for people, who take neither 0 % nor 100 % for a rounded number."""
    if 0 < share < 0.005:
        return "less than 1%"
    return "nearly all" if 0.995 <= share < 1 else f"about {share:.0%}"


def _weight(item: Item) -> float:
    return item.credits if item.credits is not None and item.credits > 0 else 1.0
