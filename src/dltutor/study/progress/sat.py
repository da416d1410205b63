"""Exams that were sat: what was expected against what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dltutor.study.exams.report import ranged
from dltutor.study.figures import rounded
from dltutor.study.progress.lines import ROOM, fitted, share_bar
from dltutor.study.progress.section import Figure, SatExam

NAMES = 44
"""Cells of a title at most."""


@dataclass(frozen=True, slots=True)
class ExamsSat:
    """Exams, oldest first."""

    exams: tuple[SatExam, ...]

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence: on the last one."""
        if not self.exams:
            return "No exam sat yet."
        last = self.exams[-1]
        got = f"{_range(last)} of {_number(last.out_of)} credits in {last.title}"
        if last.predicted is None:
            return f"Last time you got {got}."
        return f"You expected {_number(last.predicted)} and got {got}{_verdict(last)}."

    def text(self, width: int) -> list[str]:
        """A row an exam."""
        if not self.exams:
            return []
        names = min(NAMES, width - (49 if width >= ROOM else 34))
        bar = min(40, width - names - 34) if width >= ROOM else 0
        return [
            f"{fitted('exam', names)} {'expected':>8} {'got':>11} {'of':>5}",
            *(
                f"{fitted(one.title, names)} {'–' if one.predicted is None else _number(one.predicted):>8} "
                f"{_range(one):>11} {_number(one.out_of):>5}  {share_bar(_share(one), bar)} {_share(one):>4.0%}"
                for one in self.exams
            ),
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        return {"finding": self.finding, "exams": [rounded(one._asdict()) for one in self.exams]}

    def figures(self) -> Iterator[Figure]:
        """Credits by exam; the same paper sat twice is told apart by its place."""
        for number, one in enumerate(self.exams, 1):
            for measure, value in one._asdict().items():
                if measure != "title":
                    yield Figure(f"{number}. {one.title}", measure, value)


def exams_sat(exams: Sequence[SatExam]) -> ExamsSat:
    """The section about the exams that were sat."""
    return ExamsSat(tuple(exams))


def _share(one: SatExam) -> float:
    """The certain part."""
    return min(1.0, max(0.0, one.low / one.out_of)) if one.out_of else 0.0


def _range(one: SatExam) -> str:
    return ranged(one.low, one.high)


def _verdict(one: SatExam) -> str:
    if one.predicted is None or one.low <= one.predicted <= one.high:
        return ": as you expected"
    return ": more than you expected" if one.low > one.predicted else ": less than you expected"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
