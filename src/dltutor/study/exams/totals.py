"""What marks come to: credits by who gave them, and the range in which the result lies."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from dltutor.study.exams.exam import Exam, PartState
from dltutor.study.exams.paper import Part


@dataclass(frozen=True, slots=True)
class Totals:
    """Credits of some parts of an exam.

    Attributes:
        out_of: What the parts are worth.
        low: The least that the answers are worth, as far as known.
        high: The most.
        tutor: Credits that the tutor gave, and of how many.
        you: Credits that the student gave, and of how many.
        unmarked: Credits on which nobody has decided.
        seconds: Spent on the parts.
    """

    out_of: float
    low: float
    high: float
    tutor: tuple[float, float]
    you: tuple[float, float]
    unmarked: float
    seconds: float

    @property
    def share(self) -> tuple[float, float]:
        """Lowest and highest share of the credits, 0..1; of no credits at all, nothing."""
        return (self.low / self.out_of, self.high / self.out_of) if self.out_of else (0.0, 0.0)


def totals(exam: Exam, indices: Iterable[int] | None = None) -> Totals:
    """What the parts with these indices come to; without any, the whole exam."""
    chosen = range(len(exam.parts)) if indices is None else list(indices)
    pairs = [(exam.paper.parts[index], exam.parts[index]) for index in chosen]
    spans = [span(part, state) for part, state in pairs]
    return Totals(
        out_of=fsum(part.credits for part, _ in pairs),
        low=fsum(low for low, _ in spans),
        high=fsum(high for _, high in spans),
        tutor=_given(pairs, "tutor"),
        you=_given(pairs, "you"),
        unmarked=fsum(part.credits for part, state in pairs if given(state) is None),
        seconds=fsum(state.seconds for _, state in pairs),
    )


def given(state: PartState) -> float | None:
    """The credits that somebody gave to an answer; None while nobody has."""
    return None if state.marks is None or state.marks.by == "unmarked" else state.marks.credits


def span(part: Part, state: PartState) -> tuple[float, float]:
    """The least and the most credits that an answer may be worth.

    What was given is known; where the tutor only suggests, its range counts; else anything is possible.
    """
    credits = given(state)
    if credits is not None:
        return credits, credits
    grading = state.marks.graded.grading if state.marks and state.marks.graded else None
    if grading is None or grading.low is None or grading.high is None:
        return 0.0, part.credits
    return grading.low * part.credits, grading.high * part.credits


def _given(pairs: Iterable[tuple[Part, PartState]], by: str) -> tuple[float, float]:
    found = [(given(state) or 0.0, part.credits) for part, state in pairs if state.marks and state.marks.by == by]
    return fsum(got for got, _ in found), fsum(of for _, of in found)
