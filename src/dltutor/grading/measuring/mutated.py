"""Do the checks see a right answer turned wrong? References with one word flipped, with a "not", and unchanged."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dltutor.grading.grader import Grader
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.bench import Bench
from dltutor.grading.measuring.marked import flagged
from dltutor.grading.mutations import flipped, negated
from dltutor.grading.result import CONTRADICTIONS
from dltutor.grading.statements import statements
from dltutor.grading.task import Task
from dltutor.progress import Progress, Report, silent

SEEDS = (1, 2, 3)
CHANGES: dict[str, Callable[[str, int], str | None]] = {
    "flipped": flipped,
    "negated": negated,
    "unchanged": lambda text, seed: text if seed == SEEDS[0] else None,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """How many references were changed in one way, and how many of these were said to contradict."""

    name: str
    count: int
    flagged: int

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.name} {self.flagged} of {self.count}" + (
            f" ({self.flagged / self.count:.1%})" if self.count else ""
        )


def see(bench: Bench, grader: Grader, answers: Sequence[Answer], report: Report = silent) -> list[Seen]:
    """Grade the changed references of each question; the main one, where there are several."""
    tasks = {answer.question: bench.tasks(answer)[0] for answer in answers}
    written = [task for task in tasks.values() if task.scheme.type in {"text", "list"} and task.item.answer.strip()]
    found = []
    for name, change in CHANGES.items():
        report(Progress("changing references"))
        texts = [(task, text) for task in written for text in _changed(task, change)]
        alarms = [flagged(grader.grade(task, text).grading, CONTRADICTIONS) for task, text in texts]
        found.append(Seen(name, len(texts), sum(alarms)))
    return found


def _changed(task: Task, change: Callable[[str, int], str | None]) -> dict[str, None]:
    """The different texts that some seeds make of a reference, written down statement by statement."""
    reference = "\n".join(statements(task.item.answer))
    made = (change(reference, seed) for seed in SEEDS)
    return dict.fromkeys(text for text in made if text is not None)
