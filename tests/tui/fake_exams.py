"""Exams over a real history file, with a small paper and a grader that is always the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from driving import app_of, settled
from fake_tutor import FakeTutor, World
from textual.pilot import Pilot

from dltutor.bank.item import Item, KeyPoint, Option, Source
from dltutor.errors import DltutorError, UsageError
from dltutor.grading.result import Flag, Graded, Grading, PointResult
from dltutor.progress import Report, silent
from dltutor.study.database import Database
from dltutor.study.exams.exam import Exam, Marks
from dltutor.study.exams.marking import mark
from dltutor.study.exams.paper import Paper, Part
from dltutor.study.exams.report import ExamReport, report_on
from dltutor.study.exams.store import Exams
from dltutor.study.exams.summary import ExamSummary
from dltutor.tui.exams import go_on, open_exams
from dltutor.tui.screens.exam import ExamScreen

STEM = "A network has [CLS] layers.\n\n```python\n" + "\n".join(f"layer_{n} = x[i]" for n in range(30)) + "\n```"
HIDDEN = "the reference nobody sees before handing in"


def part(label: str, question: str, credits_: float, **more: Any) -> Part:
    problem = f"Problem {label[0]}: [/b] parts"
    more = {"kind": "open", "answer": HIDDEN, "answer_status": "official", "credits": credits_, **more}
    source = Source("small.md", label, ("Small paper", problem), 1)
    return Part(Item(f"small/{label}", question=question, source=source, **more), credits_, problem)


CHOICE: dict[str, Any] = {"kind": "choice", "answer": "", "choice_rule": "all_or_nothing"}
OPTIONS = (Option("ReLU", correct=True), Option("Adam", correct=False), Option("x[i] [/foo]", correct=True))
POINTS = (KeyPoint("switches units off", 1.0), KeyPoint("only while training", 1.0))
PAPER = Paper(
    "small",
    "Small paper [x]",
    "small.md",
    (
        part("1.1", "Which are activations?", 2.0, options=OPTIONS, **CHOICE),
        part("1.2", "Which of these is a loss?", 1.0, options=(Option("tanh", correct=False),), **CHOICE),
        part("2.1", "What does dropout do?", 2.0, stem=STEM, key_points=POINTS),
        part("2.2", "Why does it help?", 1.5, stem=STEM, key_points=POINTS[:1]),
        part("3.1", "What nobody solved?", 1.0, answer="", answer_status="none"),
    ),
    minutes=30,
)
LONG = Paper(
    "long", "Long paper", "long.md", tuple(part(f"{n}.{k}", "Why?", 1.0) for n in range(1, 9) for k in range(9))
)


def grade(item: Item, answer: str) -> Graded:
    """Choices exactly; of an open part the first point is covered, the second is not."""
    if item.options:
        key = ", ".join("abcdefgh"[n] for n, option in enumerate(item.options) if option.correct) or "none"
        score = float(answer == key)
        grading = Grading(score, "pass" if score else "not_yet", low=score, high=score)
    elif not item.answered:
        grading = Grading(None, "ungraded", note="The documents hold no answer to this question.")
    else:
        bands = [("covered", 0.9), ("not_found", 0.1)]
        points = tuple(
            PointResult(point.text, point.credits, coverage, band, "", 1 / len(item.key_points))  # type: ignore[arg-type]
            for point, (band, coverage) in zip(item.key_points, bands, strict=False)
        )
        flags = (Flag("flip", "smaller [CLS]", "larger"),)
        grading = Grading(0.5, "check", 1.0, item.credits, 0.25, 0.75, points, flags)
    return Graded(item, item.question, answer, item.answer, grading)


@dataclass
class ExamWorld(World):
    """Papers, a history file, and what goes wrong with it."""

    file: Path = Path("history.sqlite3")
    sat: tuple[Paper, ...] = (PAPER,)
    study_fails: dict[str, DltutorError] = field(default_factory=dict)
    saves: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    open_files: list[Database] = field(default_factory=list)

    def tutor(self) -> FakeTutor:
        tutor = super().tutor()
        tutor.study = FakeStudy(self)  # type: ignore[attr-defined]
        return tutor

    def close(self) -> None:
        for database in self.open_files:
            database.close()

    def kept(self, number: int = 1) -> Exam:
        """An exam as it is in the file."""
        return FakeStudy(self).exam(number)


class FakeStudy:
    def __init__(self, world: ExamWorld) -> None:
        self.world = world
        database = Database(world.file)
        world.open_files.append(database)
        self._exams = Exams(database, lambda: datetime(2031, 5, 4, 10, 30, tzinfo=UTC))

    def _may_fail(self, name: str) -> None:
        if name in self.world.study_fails:
            raise self.world.study_fails[name]

    def papers(self) -> tuple[Paper, ...]:
        self._may_fail("papers")
        return self.world.sat

    def paper(self, name: str) -> Paper:
        for paper in self.world.sat:
            if paper.name == name:
                return paper
        raise UsageError(f"There is no paper {name!r}.", hint="There are: small")

    def mixed_paper(self, credits: float, seed: int | None = None) -> Paper:
        return Paper("mix", f"Mixed, {credits:g} credits", "", PAPER.parts[2:4], None)

    def begin_exam(self, paper: Paper, seconds: float | None, predicted: float | None) -> Exam:
        return self._exams.begin(paper, seconds, predicted)

    def exams(self) -> tuple[ExamSummary, ...]:
        return self._exams.all()

    def exam(self, number: int | None = None, *, finished: bool = False) -> Exam:
        return self._exams.load(1 if finished and number is None else number)

    def save_exam(self, exam: Exam) -> None:
        self._may_fail("save")
        self._exams.save(exam)
        self.world.saves.append((exam.position, tuple(state.answer for state in exam.parts)))

    def hand_in_exam(self, exam: Exam, report: Report = silent) -> Exam:
        self._may_fail("hand in")
        if not exam.handed_in:
            self._exams.hand_in(exam)
        self._may_fail("marking")
        mark(exam, grade, report)
        self._exams.save(exam)
        return exam

    def mark_exam_part(self, exam: Exam, index: int, marks: Marks) -> Exam:
        self._may_fail("mark")
        exam.parts[index].marks = marks
        self._exams.save(exam)
        return exam

    def close_marking(self, exam: Exam) -> Exam:
        self._exams.close(exam)
        return exam

    def exam_report(self, exam: Exam) -> ExamReport:
        return report_on(exam)


@contextmanager
def exam_world(folder: Path) -> Iterator[ExamWorld]:
    world = ExamWorld(file=folder / "history.sqlite3")
    try:
        yield world
    finally:
        world.close()


class Clock(SimpleNamespace):
    """Stands for the monotonic clock."""

    now: float = 1000.0


async def begin(
    pilot: Pilot[None], *, minutes: float | None = 30, expected: float | None = None, paper: Paper = PAPER
) -> ExamScreen:
    """Begin a paper as its start screen does, with the list of exams below it."""
    app = app_of(pilot)
    open_exams(app)
    seconds = None if minutes is None else 60 * minutes
    app.engine.study(lambda study: study.begin_exam(paper, seconds, expected), lambda exam: go_on(app, exam))
    await settled(pilot)
    return sat(pilot)


def sat(pilot: Pilot[None]) -> ExamScreen:
    """The exam that is on the screen."""
    screen = pilot.app.screen
    assert isinstance(screen, ExamScreen)
    return screen


def let_pass(screen: ExamScreen, clock: Clock, seconds: float) -> None:
    """Let time pass as it does while the exam is looked at: second by second, or nearly so."""
    while seconds > 0:
        clock.now += min(30.0, seconds)
        seconds -= 30.0
        screen._tick()
