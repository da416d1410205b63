"""Measure the grader on files of answers that people have graded: what ``dltutor eval grading`` prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dltutor.grading.head import Head, shipped
from dltutor.grading.measuring.ablation import Evidence, Scored, left_out, plain
from dltutor.grading.measuring.agreement import HEADING, Agreement, agreement, cell
from dltutor.grading.measuring.agreement import plain as without_nan
from dltutor.grading.measuring.alarms import Alarms, alarms
from dltutor.grading.measuring.answers import AnswerSet, read_sets, wrong_answers
from dltutor.grading.measuring.bench import Bench
from dltutor.grading.measuring.fitting import FITTED_ON
from dltutor.grading.measuring.looks import KINDS
from dltutor.grading.measuring.marked import Marked, mark
from dltutor.grading.measuring.mutated import Seen, see
from dltutor.grading.measuring.types import AGAINST, TYPES_HEADING, TypeRow, separations, type_rows
from dltutor.progress import Report, silent


@dataclass(frozen=True)
class SetResult:
    """What came of one set.

    Attributes:
        given: The set.
        fitted_on: The sets that the head was fitted on; none for the shipped head.
        head: Its numbers.
        rows: The grader, the head alone, the baselines, and the grader without each of its parts.
        alarms: Flags on answers with full marks.
        seen: Changed references.
        types: By kind of answer, where answers to items tell kinds.
        apart: How well right answers stand above other kinds, by row.
        ungraded: Answers that the grader gives no score.
        unmeasured: Answers to items that the index doesn't hold, or to choices.
    """

    given: AnswerSet
    fitted_on: tuple[str, ...]
    head: Head
    rows: tuple[Agreement, ...]
    alarms: Alarms
    seen: tuple[Seen, ...]
    types: tuple[TypeRow, ...]
    apart: dict[str, dict[str, float]]
    ungraded: int
    unmeasured: int

    def to_json(self) -> dict[str, Any]:
        """Plain data; what isn't defined is null."""
        return {
            "set": self.given.name,
            "answers": len(self.given.answers),
            "of": self.given.found,
            "questions": self.given.questions,
            "ungraded": self.ungraded,
            "unmeasured": self.unmeasured,
            "fitted_on": list(self.fitted_on),
            "head": self.head.to_json(),
            "rows": [row.to_json() for row in self.rows],
            "full_marks": self.alarms.to_json(),
            "references": [seen.to_json() for seen in self.seen],
            "types": [row.to_json() for row in self.types],
            "apart": {
                name: {kind: without_nan(one) for kind, one in found.items()} for name, found in self.apart.items()
            },
        }

    def __str__(self) -> str:
        drawn = f" (drawn from {self.given.found})" if self.given.found > len(self.given.answers) else ""
        counts = f"{len(self.given.answers)} answers{drawn}, {self.given.questions} questions"
        fitted = f"fitted on {', '.join(self.fitted_on)}" if self.fitted_on else "as shipped"
        weights = (f"{kind} {getattr(self.head, kind):.2f}" for kind in (*KINDS, "offset"))
        lines = [
            f"{self.given.name}: {counts}, {self.ungraded} ungraded, {self.unmeasured} not measured",
            f"head {fitted}: {', '.join(weights)}",
            HEADING,
            *map(str, self.rows),
        ]
        if self.types:
            lines += [TYPES_HEADING, *map(str, self.types)]
            lines.append(f"{'AUC of full and terse answers against':<40}" + "".join(f"{kind:>15}" for kind in AGAINST))
            lines += [
                f"{name:<40}" + "".join(cell(found[kind], 15) for kind in AGAINST) for name, found in self.apart.items()
            ]
        lines += [str(self.alarms), f"References said to contradict: {', '.join(map(str, self.seen))}"]
        return "\n".join(lines)


@dataclass(frozen=True)
class Measured:
    """What came of all sets."""

    sets: tuple[SetResult, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"sets": [one.to_json() for one in self.sets]}

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.sets))


def measure(
    bench: Bench, paths: Sequence[Path], per: int, *, ablation: bool = False, report: Report = silent
) -> Measured:
    """Grade what people have graded, and compare.

    Each set is graded with a head that was fitted on the other sets of :data:`FITTED_ON` among those given; with the
    shipped head, where there is none.

    Args:
        bench: What is graded with.
        paths: Files of JSON Lines, or folders of them.
        per: The most answers of a question that are measured.
        ablation: Whether the grader's parts are left out, too, one after the other.
        report: Told how far it has come.

    Raises:
        UsageError: A file can't be read or holds no graded answers.
    """
    sets = read_sets(paths, per)
    known = [tuple(one for one in given.answers if one.references or bench.holds(one.question)) for given in sets]
    answers = [(*some, *wrong_answers(some)) for some in known]
    bench.prepare([answer for some in answers for answer in some], report)
    evidence = Evidence(bench, answers, report)
    results = []
    for place, given in enumerate(sets):
        others = [row for row, one in enumerate(sets) if row != place and one.name in FITTED_ON and not one.items]
        marked = mark(bench, bench.grader(evidence.head(others)), evidence.looks(place), evidence.head(others), report)
        columns = {"grader": [one.score for one in marked], **dict(plain(marked))}
        if ablation:
            columns |= dict(left_out(evidence, place, others, marked))
        seen = see(bench, bench.grader(evidence.head(others)), known[place], report)
        fitted_on = tuple(sets[row].name for row in others)
        results.append(_result(given, fitted_on, marked, columns, tuple(seen)))
    return Measured(tuple(results))


def _result(
    given: AnswerSet,
    fitted_on: tuple[str, ...],
    marked: Sequence[Marked],
    columns: Mapping[str, Scored],
    seen: tuple[Seen, ...],
) -> SetResult:
    """The tables of one set."""
    answers = [one.looked.answer for one in marked]
    real = [one for one in marked if not one.looked.answer.wrong]
    kinds = given.items and any(one.looked.answer.type for one in real)
    rows = [agreement(name, answers, scored, shipped().covered) for name, scored in columns.items()]
    return SetResult(
        given,
        fitted_on,
        marked[0].head if marked else shipped(),
        tuple(rows),
        alarms(real),
        seen,
        tuple(type_rows(real)) if kinds else (),
        {name: separations(answers, scored) for name, scored in columns.items()} if kinds else {},
        sum(one.score is None for one in real),
        len(given.answers) - len(real),
    )
