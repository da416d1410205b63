"""What one answer is graded against."""

from dataclasses import dataclass, replace

from dltutor.bank.item import Item
from dltutor.bank.rubric import has_mark, read_rubric
from dltutor.grading.glossary import Glossary
from dltutor.grading.marking import scheme_of
from dltutor.grading.scheme import Scheme
from dltutor.grading.store import FloatArray, Marked
from dltutor.search.texts import readable

NOWHERE = ""
"""The id of an item that a program brings along."""


@dataclass(frozen=True)
class Task:
    """An item with its scheme and vectors.

    Attributes:
        item: The item.
        marked: Its scheme, with the vectors of its probes.
        question: The question, readable.
        reference: The official answer, readable.
    """

    item: Item
    marked: Marked
    question: str
    reference: str

    @property
    def scheme(self) -> Scheme:
        """How it is graded."""
        return self.marked.scheme

    @property
    def probes(self) -> tuple[FloatArray, ...]:
        """The vectors of each point's probes."""
        return self.marked.probes


def task_of(item: Item, marked: Marked) -> Task:
    """The task that an item sets."""
    return Task(item, marked, readable(item.question), readable(item.answer))


def scheme_for(item: Item, glossary: Glossary) -> tuple[Item, Scheme]:
    """The scheme of an item that stands in no index; marks in its answer become key points."""
    if not item.key_points and has_mark(item.answer):
        rubric = read_rubric(item.answer)
        item = replace(
            item, answer=rubric.answer, key_points=rubric.key_points, credits=item.credits or rubric.total or None
        )
    return item, scheme_of(item, glossary)
