"""A desk for tests: questions in memory, a grader that knows the word "right", a clock that is set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dltutor.bank.item import Item, Option, Source
from dltutor.grading.result import Graded, Grading

PAPER = "exams/spring.md"


def item(name: str, **more: Any) -> Item:
    document = more.pop("document", "notes.md")
    defaults: dict[str, Any] = {"kind": "open", "answer": f"The answer of {name}.", "answer_status": "official"}
    return Item(
        id=f"{document.removesuffix('.md')}/{name}",
        question=more.pop("question", f"What is {name} good for, and where does it fail?"),
        source=Source(document, more.pop("label", name), ("Notes", more.pop("section", f"Part of {name}")), 3),
        **{**defaults, **more},
    )


OPTIONS = (
    Option("ReLU", correct=True, reason="it is one"),
    Option("Adam", correct=False),
    Option("SGD", correct=False),
)
CHOICE = item("choice", kind="choice", options=OPTIONS, answer="- ReLU", question="Which are activations?")
UNSOLVED = item("unsolved", answer="", answer_status="none")
NOTES = (*(item(name) for name in ("dropout", "momentum", "pooling", "attention")), CHOICE, UNSOLVED)
EXAM = tuple(
    item(f"{problem}.{part}", document=PAPER, credits=2.0, section=f"Problem {problem}", topic="exams")
    for problem in (1, 2)
    for part in (1, 2, 3)
)


@dataclass
class Shelf:
    """Items that a test may change."""

    known: Sequence[Item] = (*NOTES, *EXAM)
    version: str = "1"
    corpus: Path = Path("corpus")

    def items(self) -> Sequence[Item]:
        return self.known

    def head(self, document: str) -> str:
        return "Practice exam\n\nTime: 30 minutes." if document == PAPER else ""

    def now_holds(self, *items: Item) -> None:
        self.known, self.version = items, self.version + "'"


@dataclass
class Marker:
    """Grades by a word: "right" is worth all, "half" a half, anything else nothing."""

    shelf: Shelf
    asked: list[tuple[str, str]] = field(default_factory=list)
    version: str = "7"

    def grade(self, name: str, answer: str, bias: float = 0.0) -> Graded:
        self.asked.append((name, answer))
        found = next(one for one in self.shelf.items() if one.id == name)
        exact = bool(found.options)
        worth = 1.0 if "right" in answer or answer == "a" else 0.5 if "half" in answer else 0.0
        low, high = (worth, worth) if exact else (max(0.0, worth - 0.2), min(1.0, worth + 0.2))
        verdict = "pass" if worth > 0.6 else "check" if worth else "not_yet"
        grading = Grading(worth, verdict, low=low, high=high, version=self.version)  # type: ignore[arg-type]
        return Graded(found, found.question, answer, found.answer, grading, bias=bias)

    def grade_request(self, request: Mapping[str, Any]) -> Graded:
        self.asked.append((request["reference"], request["answer"]))
        worth = 1.0 if "right" in request["answer"] else 0.0
        grading = Grading(worth, "pass" if worth else "not_yet", low=0.0, high=1.0, version=self.version)
        return Graded(None, request["question"], request["answer"], request["reference"], grading)

    def hints(self, name: str) -> tuple[str, str]:
        return f"about {name}", "begins"


@dataclass
class Clock:
    """Noon, until it is moved."""

    moment: datetime = datetime(2026, 3, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, days: float) -> None:
        self.moment += timedelta(days=days)
