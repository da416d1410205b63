"""How far an answer covers each key point: evidence, then the checks that similarity needs."""

from dataclasses import dataclass, replace

from dltutor.grading.checks.contradiction import contradictions
from dltutor.grading.checks.formulas import differing_formula
from dltutor.grading.checks.numbers import differing_numbers
from dltutor.grading.evidence import Evidence, Frequencies, Typed, gather
from dltutor.grading.head import Head
from dltutor.grading.result import CONTRADICTIONS, Flag
from dltutor.grading.statements import statements
from dltutor.grading.task import Task

HALVED = 0.5
"""What is left of a point whose number or formula differs."""


@dataclass(frozen=True)
class Covered:
    """One key point in an answer.

    Attributes:
        coverage: 0..1, after the checks.
        evidence: What it rests on.
        said: The student's words that are nearest.
        flags: What the checks found.
    """

    coverage: float
    evidence: Evidence
    said: str
    flags: tuple[Flag, ...] = ()

    @property
    def contradicted(self) -> bool:
        """Whether the answer states the opposite."""
        return any(flag.kind in CONTRADICTIONS for flag in self.flags)


@dataclass(frozen=True)
class Means:
    """What coverage is judged with.

    Attributes:
        head: The fitted numbers.
        frequencies: How common words are.
        bias: What this student's own decisions add to every point's logit.
    """

    head: Head
    frequencies: Frequencies
    bias: float


def cover(task: Task, typed: Typed, means: Means) -> list[Covered]:
    """The coverage of each key point of a task in an answer."""
    points = task.scheme.points
    evidence = gather(points, task.probes, typed, task.question, means.frequencies)
    found = []
    for one in evidence:
        coverage = means.head.coverage(one.meaning, one.words, means.bias)
        found.append(Covered(coverage, one, typed.windows[one.window]))
    _check_values(task, found)
    _check_contradictions(task, typed, found)
    return found


def _check_values(task: Task, found: list[Covered]) -> None:
    """Halve points whose number or formula the answer gives otherwise."""
    for place, (point, covered) in enumerate(zip(task.scheme.points, found, strict=True)):
        flags = [
            flag
            for flag in (
                differing_numbers(covered.said, point.text, task.question),
                differing_formula(covered.said, point.text),
            )
            if flag is not None
        ]
        if flags:
            found[place] = replace(covered, coverage=covered.coverage * HALVED, flags=(*covered.flags, *flags))


def _check_contradictions(task: Task, typed: Typed, found: list[Covered]) -> None:
    """Take points whose near-copy says the opposite to nothing."""
    said = statements(typed.text)
    owners = [place for place, point in enumerate(task.scheme.points) for _ in point.any_of]
    meant = [text for point in task.scheme.points for text in point.any_of]
    whole = [text for text in statements(task.item.answer) if text not in meant]
    for one in contradictions(said, [*meant, *whole]):
        against = [*meant, *whole][one.reference]
        places = [owners[one.reference]] if one.reference < len(owners) else _within(against, task)
        flag = Flag(one.kind, said[one.student], against)
        for place in places:
            if found[place].contradicted:
                continue
            found[place] = replace(found[place], coverage=0.0, flags=(*found[place].flags, flag))


def _within(sentence: str, task: Task) -> list[int]:
    """The points that a sentence of the reference holds."""
    from rapidfuzz import fuzz

    alike = [max(fuzz.partial_ratio(text, sentence) for text in point.any_of) for point in task.scheme.points]
    best = max(alike, default=0.0)
    return [place for place, ratio in enumerate(alike) if ratio >= 85 or (ratio == best and ratio >= 60)]
