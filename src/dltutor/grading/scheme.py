"""A marking scheme: how an item is graded. Made when the index is built, from the item alone."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from dltutor.bank.item import ChoiceRule

AnswerType = Literal["text", "list", "choice", "numeric", "shape", "tuple", "formula"]


@dataclass(frozen=True, slots=True)
class Point:
    """One creditable idea.

    Attributes:
        text: As it is shown, formulas as one line of Unicode.
        credits: What it is worth, where the document says so.
        weight: Its share of the score, relative to the other points.
        any_of: Alternatives, each of which earns it; the first is what ``text`` begins with. At least one.
        probes: Texts that a right answer is near to: the alternatives, what the corpus says that its terms mean.
    """

    text: str
    credits: float | None
    weight: float
    any_of: tuple[str, ...]
    probes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How one item is graded.

    Attributes:
        type: What kind of answer is expected; never guessed from a student's answer.
        points: The key points; empty for choices and exact types.
        needed: How many of the points earn full marks ("name two of ..."); None for all of them.
        credits: Of the whole item, where the document gives any.
        key: The official value of an exact type as the document writes it (LaTeX and all); "" for others.
        rule: How a choice is scored.
        misconceptions: Wrong claims, each with its correction.
    """

    type: AnswerType
    points: tuple[Point, ...] = ()
    needed: int | None = None
    credits: float | None = None
    key: str = ""
    rule: ChoiceRule = "all_or_nothing"
    misconceptions: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Scheme":
        """The inverse of :meth:`to_json`."""
        points = tuple(
            Point(**{**point, "any_of": tuple(point["any_of"]), "probes": tuple(point["probes"])})
            for point in data["points"]
        )
        wrong = tuple((claim, correction) for claim, correction in data["misconceptions"])
        return cls(**{**data, "points": points, "misconceptions": wrong})
