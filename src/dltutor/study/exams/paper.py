"""A paper: the parts of an exam in their order, with what each is worth."""

from dataclasses import dataclass

from dltutor.bank.item import Item


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a paper.

    Attributes:
        item: The question, as it was when the exam began.
        credits: What it is worth; 1 where the document says nothing.
        problem: The heading that it stands under, for people; parts of one problem follow each other.
    """

    item: Item
    credits: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        name: What it is called on the command line: the document's name without its ending, or "mix".
        title: For people.
        document: Its path relative to the corpus; empty for a mixed one.
        parts: In the paper's order.
        minutes: That the paper allows; None where it doesn't say.
        instructions: What it tells students before its first problem; empty where it tells nothing.
    """

    name: str
    title: str
    document: str
    parts: tuple[Part, ...]
    minutes: float | None = None
    instructions: str = ""

    @property
    def out_of(self) -> float:
        """The credits of all parts."""
        return sum(part.credits for part in self.parts)
