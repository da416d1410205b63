"""The examiner: grades answers to the items of an index, and to questions that a program brings along."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import isfinite
from types import UnionType
from typing import Any, Self

from dltutor.bank.choice_rules import SPELT, read_choice_rule
from dltutor.bank.finding import find_item
from dltutor.bank.item import ChoiceRule, Item, KeyPoint, Option, Source
from dltutor.errors import IndexProblem, UsageError
from dltutor.grading.ahead import hints_ahead
from dltutor.grading.glossary import EMPTY, Glossary
from dltutor.grading.grader import Encode, Grader
from dltutor.grading.marking import probes_of
from dltutor.grading.mending import without_halves
from dltutor.grading.noticing import Notices
from dltutor.grading.result import Graded
from dltutor.grading.store import FloatArray, Schemes, with_vectors
from dltutor.grading.task import NOWHERE, Task, scheme_for, task_of
from dltutor.search.generation import BUILD_HINT
from dltutor.search.searcher import Searcher

OPTION: Mapping[str, type | UnionType] = {"text": str, "correct": bool, "reason": str}
POINT: Mapping[str, type | UnionType] = {"text": str, "credits": int | float}
LOOKED_AT = 40
"""Passages among which an answer's look-alikes are searched."""


class Examiner:
    """Grades over one index, or over none.

    Args:
        searcher: With an encoder attached; None where there is no index.
        encode: Unit vectors of texts, where there is no searcher.
        known: Words that are no slips of the finger, where there is no searcher.

    Raises:
        IndexProblem: The marking schemes are damaged.
    """

    def __init__(
        self, searcher: Searcher | None, encode: Encode | None = None, known: Collection[str] = frozenset()
    ) -> None:
        self._searcher = searcher
        self._schemes = Schemes(searcher.generation) if searcher is not None else None
        self._encode: Encode = searcher.encode if searcher is not None else encode  # type: ignore[assignment]
        frequencies = self._schemes.frequencies if self._schemes is not None else None
        notices = Notices(self._neighbours) if searcher is not None else None
        known = searcher.vocabulary if searcher is not None else known
        self.grader = Grader(self._encode, frequencies, notices=notices, known=known)

    @classmethod
    def without_documents(cls) -> Self:
        """Grades only what programs bring along.

        Raises:
            ModelError: The default encoder isn't to be had.
        """
        from dltutor.search.encoders import ensure, known_words, open_encoder
        from dltutor.search.model import DEFAULT

        identity = ensure(DEFAULT)
        return cls(None, open_encoder(identity).encode, frozenset(known_words(identity)))

    @property
    def version(self) -> str:
        """The grader's."""
        return self.grader.version

    def grade(self, name: str, answer: str, bias: float = 0.0) -> Graded:
        """Grade an answer to an item, named by its id or the end of one; ``bias`` is the student's own.

        Raises:
            UsageError: There is no such item.
            IndexProblem: There is no index.
        """
        return self.grader.grade(self._task(name), answer, bias)

    def hints(self, name: str) -> tuple[str, str]:
        """The two hints that can be had before answering an item; see :func:`dltutor.grading.ahead.hints_ahead`.

        Raises:
            UsageError: There is no such item.
            IndexProblem: There is no index.
        """
        return hints_ahead(self._task(name))

    def grade_request(self, request: Mapping[str, Any]) -> Graded:
        """Grade one line of a batch: ``item``, or ``question`` and ``reference`` (with ``key_points``, ``options``).

        Raises:
            UsageError: The request can't be understood.
        """
        answer = request.get("answer")
        if not isinstance(answer, str):
            raise UsageError('It has no "answer".', hint='Write {"item": "…", "answer": "…"}.')
        name = request.get("item")
        if isinstance(name, str) and name and not request.get("reference"):
            return self.grade(name, answer)
        return replace(self.grader.grade(self.task_for(item_from(request)), answer), item=None)

    def task_for(self, item: Item) -> Task:
        """The task of an item that stands in no index."""
        item, scheme = scheme_for(item, self._glossary)
        probes = probes_of(scheme)
        vectors = self._encode(probes) if probes else self._encode(["-"])[:0]
        return task_of(item, with_vectors(scheme, vectors))

    def _task(self, name: str) -> Task:
        if self._searcher is None or self._schemes is None:
            raise IndexProblem("There is no index to look items up in.", hint=BUILD_HINT)
        row = self._rows.get(name)
        if row is None:
            found = find_item([self._searcher.item(one) for one in self._rows.values()], name)
            row = self._rows[found.id]
        return task_of(self._searcher.item(row), self._schemes[row])

    @cached_property
    def _rows(self) -> dict[str, int]:
        assert self._searcher is not None  # noqa: S101  asked for only where there is an index
        return {name: row for row, name in enumerate(self._searcher.generation.hashes())}

    @property
    def _glossary(self) -> Glossary:
        return self._schemes.glossary if self._schemes is not None else EMPTY

    def _neighbours(self, vector: FloatArray) -> Sequence[tuple[str, str, float]]:
        assert self._searcher is not None  # noqa: S101  asked for only where there is an index
        found = [(self._searcher.item(row), cosine) for row, cosine in self._searcher.nearest(vector, LOOKED_AT)]
        return [(item.id, item.question, cosine) for item, cosine in found if item.kind != "fragment"]


def item_from(request: Mapping[str, Any]) -> Item:
    """The item that a request describes.

    Raises:
        UsageError: A part is missing or of another kind.
    """
    options = tuple(Option(**_entry(one, OPTION, "options")) for one in _list(request, "options"))
    points = tuple(KeyPoint(**_entry(one, POINT, "key_points")) for one in _list(request, "key_points"))
    reference = _text(request, "reference")
    if not (reference.strip() or options or points):
        raise UsageError('It has neither "item" nor "reference".', hint="Name an item, or bring the official answer.")
    known = [point.credits for point in points if point.credits is not None]
    credits = request.get("credits")
    if credits is not None:
        _check_credits(credits, "")
    return Item(
        id=NOWHERE,
        kind="choice" if options else "open",
        question=_text(request, "question"),
        answer=reference or "\n".join(f"- {point.text}" for point in points),
        answer_status="official",
        source=Source("", ""),
        options=options,
        key_points=points,
        credits=float(credits) if credits is not None else sum(known) if known else None,
        choice_rule=_rule(request) or "",
    )


def _text(request: Mapping[str, Any], name: str) -> str:
    value = request.get(name, "")
    if not isinstance(value, str):
        raise UsageError(f'Its "{name}" is no text.')
    return without_halves(value)


def _rule(request: Mapping[str, Any]) -> ChoiceRule | None:
    """How the request says that a choice is scored; None where it doesn't."""
    said = _text(request, "rule").strip()
    rule = read_choice_rule(said)
    if said and rule is None:
        raise UsageError(f'Its "rule" can\'t be {said!r}.', hint=f"Choices are scored by one of: {SPELT}.")
    return rule


def _list(request: Mapping[str, Any], name: str) -> list[Any]:
    value = request.get(name) or []
    if not isinstance(value, list):
        raise UsageError(f'Its "{name}" is no list.')
    return value


def _entry(value: Any, kinds: Mapping[str, type | UnionType], where: str) -> dict[str, Any]:
    """The known parts of an entry, each of its kind; a text alone stands for its ``text``."""
    entry = {"text": value} if isinstance(value, str) else value
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
        raise UsageError(f'An entry of its "{where}" has no "text".')
    known = {name: entry[name] for name in kinds if entry.get(name) is not None}
    known["text"] = without_halves(entry["text"])
    for name, part in known.items():
        if not isinstance(part, kinds[name]) or (isinstance(part, bool) and kinds[name] is not bool):
            raise UsageError(f'The "{name}" of an entry of its "{where}" can\'t be {part!r}.')
    if "credits" in known:
        _check_credits(known["credits"], f' of an entry of its "{where}"')
    return known


def _check_credits(value: Any, of: str) -> None:
    """Raise UsageError unless a value is an amount of credits: JSON has NaN, and true is a number to Python."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < 0:
        raise UsageError(f'The "credits"{of} can\'t be {value!r}.', hint="Credits are a number, 0 or more.")
