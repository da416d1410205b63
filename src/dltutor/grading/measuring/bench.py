"""What answers are graded with while the grader is measured: the index in use, every vector and reading kept in memory.

Fits and ablations look at the same texts again and again; encoding is what costs time.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from dltutor.bank.item import Item
from dltutor.errors import UsageError
from dltutor.grading.evidence import Evidence, Typed, gather
from dltutor.grading.examiner import item_from
from dltutor.grading.glossary import EMPTY
from dltutor.grading.grader import Grader
from dltutor.grading.head import Head
from dltutor.grading.marking import probes_of
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.store import FloatArray, Schemes, with_vectors
from dltutor.grading.task import Task, scheme_for, task_of
from dltutor.progress import Progress, Report, silent
from dltutor.search.evaluate import is_gold
from dltutor.search.searcher import Searcher

AT_ONCE = 512
"""Texts that are encoded between two reports of progress."""


class Bench:
    """Tasks, typed answers and graders over one index.

    Args:
        searcher: Of the index, with an encoder attached.
    """

    def __init__(self, searcher: Searcher) -> None:
        schemes = Schemes(searcher.generation)
        self._frequencies, self._glossary = schemes.frequencies, schemes.glossary
        self._searcher = searcher
        self._vectors: dict[str, FloatArray] = {}
        self._tasks: dict[tuple[str, str, bool], Task] = {}

    def encode(self, texts: Sequence[str], report: Report = silent) -> FloatArray:
        """Unit vectors of texts; each text is encoded once."""
        unknown = sorted({text for text in texts if text not in self._vectors}, key=len)
        for start in range(0, len(unknown), AT_ONCE):
            some = unknown[start : start + AT_ONCE]
            self._vectors.update(zip(some, self._searcher.encode(some), strict=True))
            report(Progress("encoding", start + len(some), len(unknown)))
        return np.stack([self._vectors[text] for text in texts])

    def prepare(self, answers: Sequence[Answer], report: Report = silent) -> None:
        """Encode all that is compared together, which is faster than one answer at a time."""
        wanted: dict[str, None] = {}
        for answer in answers:
            for task in self.tasks(answer):
                wanted.update(dict.fromkeys([task.reference or "-", answer.text or "-"]))
                wanted.update(dict.fromkeys(self.seeing.read_as(task, answer.text)))
        self.encode(list(wanted), report)

    def grader(self, head: Head | None = None) -> "Seeing":
        """A grader with a head of its own, which knows no other items and no student."""
        return Seeing(self.encode, self._frequencies, head=head, known=self._searcher.vocabulary)

    @cached_property
    def seeing(self) -> "Seeing":
        """A grader whose evidence is looked at; its head doesn't matter."""
        return self.grader()

    def tasks(self, answer: Answer, *, expand: bool = True) -> tuple[Task, ...]:
        """What an answer is graded against: one task for each reference.

        Args:
            answer: To a question that it brings along, or to an item.
            expand: Whether terse points are compared with what the documents say that their terms mean.

        Raises:
            UsageError: It answers an item that the index doesn't hold.
        """
        return tuple(self._task(answer, one, expand) for one in answer.references or ("",))

    def holds(self, name: str) -> bool:
        """Whether the index holds an item."""
        return self._find(name) is not None

    def _task(self, answer: Answer, reference: str, expand: bool) -> Task:  # noqa: FBT001  private, and always named
        key = (answer.question, reference, expand)
        if key not in self._tasks:
            brought = {"question": answer.asked, "reference": reference}
            item = item_from(brought) if reference else self._item(answer.question)
            item, scheme = scheme_for(item, self._glossary if expand else EMPTY)
            probes = probes_of(scheme)
            vectors = self.encode(probes) if probes else self.encode(["-"])[:0]
            self._tasks[key] = task_of(item, with_vectors(scheme, vectors))
        return self._tasks[key]

    def _item(self, name: str) -> Item:
        item = self._find(name)
        if item is None:
            raise UsageError(f"The index holds no item {name}.", hint="Measure with the index of its documents.")
        return item

    def _find(self, name: str) -> Item | None:
        """The item of a full id, or of a document's beginning, ``#`` and a label."""
        rows = range(len(self._searcher.generation.hashes()))
        for item in map(self._searcher.item, rows):
            source = item.source
            if item.id == name or is_gold(source.document, source.label, (name,)):
                return item
        return None


class Seeing(Grader):
    """A grader that shows what it grades by."""

    def read_as(self, task: Task, answer: str) -> list[str]:
        """The texts whose vectors are compared, slips mended as they are for grading."""
        seen: list[str] = []

        def note(texts: Sequence[str]) -> FloatArray:
            seen.extend(texts)
            return np.zeros((len(texts), 1), dtype=np.float32)

        Seeing(note, self._frequencies, known=self._known).typed(task, answer)
        return seen

    def typed(self, task: Task, answer: str) -> Typed:
        """The answer as it is compared."""
        return self._typed(task, answer)

    def evidence(self, task: Task, typed: Typed, *, demote: bool = True) -> list[Evidence]:
        """For each point what speaks for it."""
        question = task.question if demote else ""
        return gather(task.scheme.points, task.probes, typed, question, self._frequencies)
