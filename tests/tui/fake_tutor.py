"""A Tutor without documents, model or index: the same surface, at once and always the same."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fake_study import FakeStudy, History

from dltutor.bank.item import Item, Option, Source
from dltutor.bank.parsed import Doubt
from dltutor.config import Config
from dltutor.errors import DltutorError, Stopped, UsageError
from dltutor.grading.result import Flag, Graded, Grading, PointResult
from dltutor.progress import Progress, Report, silent
from dltutor.search.conversation import Conversation
from dltutor.search.reply import Hit, Reply, Status


def item(label: str, question: str, answer: str, **more: Any) -> Item:
    more = {"kind": "open", "answer_status": "official", **more}
    line = more.pop("line", 3 * int(label) if label.isdigit() else 1)
    source = Source(more.pop("document", "lecture.md"), label, ("3 Training",), line)
    return Item(id=f"lecture/{label}", question=question, answer=answer, source=source, **more)


DROPOUT = item(
    "1", "What does dropout do?", "It **switches units off** at random while training.\n\n$$p = \\frac{1}{2}$$"
)
ITEMS = (
    DROPOUT,
    item("2", "What is a learning rate?", "The factor $\\eta$ that scales each step."),
    item("3", "Why normalise activations?", "So that their scale doesn't drift."),
    item("4", "How does momentum help?", "It averages past gradients."),
    item("5", "What is weight decay?", "", answer_status="none"),
    item(
        "6",
        "Which of these are activation functions?",
        "",
        kind="choice",
        options=(Option("ReLU", correct=True), Option("Adam", correct=False, reason="an optimiser")),
    ),
    item("7", "", "See [CLS] and x[i] [/foo] in the margin.", kind="fragment", answer_status="transcript"),
    item("8", "What is early stopping?", "Ending when validation no longer improves."),
)

GRADING = Grading(
    score=0.6,
    verdict="check",
    credits=1.8,
    out_of=3.0,
    low=0.4,
    high=0.8,
    points=(
        PointResult("Units are switched off at random", 1.0, 0.9, "covered", "turns units off", 1 / 3),
        PointResult("only while training", 1.0, 0.6, "partly", "in training", 1 / 3),
        PointResult("so that units don't rely on each other", 1.0, 0.3, "not_found", "", 1 / 3),
    ),
    flags=(Flag("flip", "smaller [CLS]", "larger"),),
    version="1",
)


@dataclass
class Gate:
    """What a test holds back, and lets go when it likes."""

    load: threading.Event = field(default_factory=threading.Event)
    warm: threading.Event = field(default_factory=threading.Event)
    build: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        for event in (self.load, self.warm, self.build):
            event.set()


@dataclass(frozen=True)
class BuildReport:
    kept: int = 7
    edited: int = 1
    new: int = 2
    gone: int = 0
    items: int = 10
    answered: int = 8
    documents: int = 1
    doubts: int = 1
    seconds: float = 1.5


@dataclass(frozen=True)
class DocumentSummary:
    path: str = "lecture.md"
    layout: str = "notes"
    questions: int = 7
    answered: int = 6
    fragments: int = 1
    doubts: int = 1
    change: str = ""


@dataclass(frozen=True)
class Stale:
    new: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    missing: bool = False
    model: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.edited or self.gone or self.missing)

    def __str__(self) -> str:
        return f"{len(self.new)} new, {len(self.edited)} edited"


@dataclass(frozen=True)
class Addition:
    path: str
    document: str
    outcome: str
    accepted: bool


@dataclass
class World:
    """What all Tutors of one test share: the documents, and how they behave."""

    items: tuple[Item, ...] = ITEMS
    gate: Gate = field(default_factory=Gate)
    indexed: bool = True
    status: Status = "answered"
    stale: Stale = field(default_factory=Stale)
    fails: dict[str, DltutorError] = field(default_factory=dict)
    searched_for: str = ""
    understood_as: str = ""
    file: Path = Path("lecture.md")
    lines: tuple[str, ...] = tuple(f"line number {number} [CLS]" for number in range(1, 61))
    asked: list[str] = field(default_factory=list)
    conversation: Conversation | None = None
    added: list[Path] = field(default_factory=list)
    grading: Grading = GRADING
    hints: tuple[str, ...] = ("One credit is about what units do to each other.",)
    graded: list[tuple[str, str]] = field(default_factory=list)
    decided: list[tuple[float | None, Mapping[int, float] | None]] = field(default_factory=list)
    history: History = field(default_factory=History)
    builds: int = 0
    anew: list[bool] = field(default_factory=list)

    def tutor(self) -> "FakeTutor":
        return FakeTutor(self)

    def may_fail(self, name: str) -> None:
        if name in self.fails:
            raise self.fails[name]


class FakeTutor:
    def __init__(self, world: World) -> None:
        self.config = Config()
        self.world = world
        self.ready = False
        self.study = FakeStudy(world)

    def load(self) -> bool:
        self.world.gate.load.wait(10)
        self.world.may_fail("load")
        return self.world.indexed

    def warm(self) -> None:
        self.world.gate.warm.wait(10)
        self.world.may_fail("warm")
        self.ready = True

    def _reply(self, query: str, top: int | None, *, provisional: bool) -> Reply:
        first = [one for one in self.world.items if one.question.casefold() == query.casefold()]
        ordered = first + [one for one in self.world.items if one not in first]
        twin = Source("twin.md", "9", (), 4)
        hits = tuple(
            Hit(
                one,
                0.9,
                "exact" if one in first else "related",
                (one.source, twin) if one is DROPOUT else (one.source,),
            )
            for one in ordered
        )
        return Reply(
            query,
            self.world.status,
            0.9,
            hits[:top],
            self.world.searched_for,
            provisional,
            understood_as=self.world.understood_as,
        )

    def ask(self, query: str, *, top: int | None = None, conversation: Conversation | None = None) -> Reply:
        self.world.may_fail("ask")
        self.world.asked.append(query)
        self.world.conversation = conversation
        return self._reply(query, top, provisional=False)

    def ask_by_words(self, query: str, *, top: int | None = None, conversation: Conversation | None = None) -> Reply:
        return self._reply(query, top, provisional=True)

    def item(self, name: str) -> Item:
        for one in self.world.items:
            if one.id == name:
                return one
        raise UsageError(f"There is no item {name!r}.", hint="Near it: lecture/1")

    def grade(self, item_id: str, answer: str, *, personal: bool = False) -> Graded:
        self.world.may_fail("grade")
        assert personal, "the app grades as this student has taught it"
        self.world.graded.append((item_id, answer))
        asked = self.item(item_id)
        hints = self.world.hints
        return Graded(asked, asked.question, answer, asked.answer, self.world.grading, hints)

    def decide(self, graded: Graded, *, score: float | None = None, points: Mapping[int, float] | None = None) -> None:
        self.world.may_fail("decide")
        self.world.decided.append((score, points))

    def suggest(self, prefix: str, limit: int = 5) -> tuple[str, ...]:
        begun = prefix.casefold()
        return tuple(one.question for one in self.world.items if one.question.casefold().startswith(begun))[:limit]

    def build(
        self, *, rebuild: bool = False, report: Report = silent, stop: threading.Event | None = None
    ) -> BuildReport:
        report(Progress("reading", 1, 1, 0.1))
        report(Progress("encoding", 0, 10, 0.0))
        while not self.world.gate.build.wait(0.01):
            if stop is not None and stop.is_set():
                raise Stopped("The build was stopped.")
        self.world.may_fail("build")
        self.world.anew.append(rebuild)
        self.world.indexed, self.world.builds, self.ready = True, self.world.builds + 1, True
        self.world.stale = Stale()
        return BuildReport()

    def items(self) -> tuple[Item, ...]:
        return self.world.items

    def inbox(self) -> tuple[Doubt, ...]:
        return (Doubt("lecture.md", 15, "unanswered", "Question 5 [CLS] has no answer."),)

    def library(self) -> tuple[DocumentSummary, ...]:
        self.world.may_fail("library")
        return (DocumentSummary(), DocumentSummary("other [x].md", "cards", 0, 0, 0, 0, "new"))

    def stale(self) -> Stale:
        return self.world.stale

    def add(self, paths: Sequence[Path], *, dry_run: bool = False) -> tuple[Addition, ...]:
        self.world.added += paths
        return tuple(Addition(str(path), path.name, "2 questions, 2 answered", accepted=True) for path in paths)

    def place(self, source: Source) -> tuple[Path, int]:
        return self.world.file, source.line

    def lines(self, source: Source, around: int = 12) -> tuple[int, tuple[str, ...]]:
        first = max(1, source.line - around)
        return first, self.world.lines[first - 1 : source.line + around]

    def close(self) -> None:
        self.ready = False
