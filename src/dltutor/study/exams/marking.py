"""Marking an exam: the tutor gives what is exact, and suggests the rest, which the student decides."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import floor, fsum
from statistics import fmean

from dltutor.bank.item import Item
from dltutor.errors import DltutorError, Stopped, UsageError
from dltutor.grading.result import Graded, Grading
from dltutor.progress import Progress, Report, silent
from dltutor.study.attempt import Circumstances, Rating
from dltutor.study.exams.exam import Exam, Marks, PartState
from dltutor.study.exams.paper import Part
from dltutor.study.exams.totals import given
from dltutor.study.rating import rating_of

Grade = Callable[[Item, str], Graded]

QUARTER = 0.25
"""Papers give half credits, and half a tick halves them."""
_TICKS = {"covered": 1.0, "partly": 0.5, "not_found": 0.0}
"""What of a point the tutor suggests, by the zone of its coverage."""
_FAILED = "It could not be graded:"


def mark(exam: Exam, grade: Grade, report: Report = silent) -> None:
    """Mark an exam that was handed in; what was marked before stays, so that it can be gone on with.

    Empty answers get nothing. Where the value decides (choices, numbers, shapes, formulas), the tutor gives the
    credits. An answer in words is graded, too, but that is a suggestion: its points are ticked in advance, and the part
    is unmarked until the student decides. Where no key is known, or grading fails, nobody has marked it.
    """
    if not exam.handed_in:
        raise UsageError("This exam is not handed in yet.", hint="Hand it in first; marking comes after that.")
    began = time.monotonic()
    for number, (part, state) in enumerate(zip(exam.paper.parts, exam.parts, strict=True)):
        report(Progress("marking", number, len(exam.parts), time.monotonic() - began))
        if state.marks is None or _undone(state.marks):
            state.marks = _marked(part, state, grade)
    report(Progress("marking", len(exam.parts), len(exam.parts), time.monotonic() - began))


def tick(exam: Exam, index: int, points: Mapping[int, float] | None = None, *, credits: float | None = None) -> Marks:
    """Keep what the student gives to a part: ticks of its points, or credits of the whole.

    Args:
        exam: Handed in.
        index: Of the part, from 0.
        points: What they give to key points, 0..1, by index; the others stay as they are ticked. With neither these
            nor credits, all is taken as the tutor suggests.
        credits: What they give to the whole; the ticks are then no matter.

    Returns:
        The part's marks, which the exam holds now.

    Raises:
        UsageError: There is no such part or point, a value is out of range, or there is nothing to tick.
    """
    if not exam.handed_in or not 0 <= index < len(exam.parts):
        raise UsageError(f"Part {index + 1} can't be marked.", hint="Hand the exam in; then name one of its parts.")
    part, marks = exam.paper.parts[index], exam.parts[index].marks or Marks("unmarked")
    if credits is not None:
        if not 0 <= credits <= part.credits:  # nan is neither
            raise UsageError(f"This part can't get {credits:g} credits.", hint=f"It is worth {part.credits:g}.")
        marks = replace(marks, by="you", credits=credits, points={})
    else:
        ticks = {**(marks.points or suggested(marks.graded)), **(points or {})}
        marks = replace(marks, by="you", credits=_earned(part, marks.graded, ticks), points=ticks)
    exam.parts[index].marks = marks
    return marks


def suggested(graded: Graded | None) -> dict[int, float]:
    """The ticks that the tutor sets in advance: 1 for a point that is covered, a half for one that is partly so.

    A list of keywords covers points, but states nothing: none is ticked.
    """
    if graded is None or graded.grading.score is None:
        return {}
    stuffed = any(flag.kind == "stuffing" for flag in graded.grading.flags)
    points = graded.grading.points
    return {index: 0.0 if stuffed else _TICKS[point.band] for index, point in enumerate(points)}


def waiting(exam: Exam) -> tuple[int, ...]:
    """The parts that the student should decide on: in the paper's order."""
    return tuple(index for index, state in enumerate(exam.parts) if exam.handed_in and given(state) is None)


def rating(part: Part, state: PartState) -> Rating | None:
    """What a part tells the scheduler: 60 % of its credits count as known; None while it is unmarked."""
    credits = given(state)
    if credits is None or not part.credits:
        return None
    return rating_of(credits / part.credits, Circumstances(mode="exam"), choice=bool(part.item.options))


def _undone(marks: Marks) -> bool:
    """Whether grading failed: it is tried again, as the fault may be mended."""
    return marks.by == "unmarked" and (marks.graded is None or marks.graded.grading.note.startswith(_FAILED))


def _marked(part: Part, state: PartState, grade: Grade) -> Marks:
    if not state.answered:
        return Marks("tutor", 0.0)
    graded = _graded(part.item, state.answer, grade)
    grading = graded.grading
    if grading.score is not None and grading.low == grading.high:
        return Marks("tutor", round(grading.score * part.credits, 2), graded)
    return Marks("unmarked", None, graded, suggested(graded))


def _graded(item: Item, answer: str, grade: Grade) -> Graded:
    """The grading of an answer; where it fails, one that says why, so that the other parts are marked all the same."""
    try:
        return grade(item, answer)
    except Stopped:
        raise
    except DltutorError as error:
        note = f"{_FAILED} {error.message} {error.hint}".strip()
    except Exception as error:  # noqa: BLE001  one answer that trips the grader must not keep a whole exam from its marks
        note = f"{_FAILED} {type(error).__name__}: {error}"
    return Graded(item, item.question, answer, item.answer, Grading(None, "ungraded", note=note))


def _earned(part: Part, graded: Graded | None, ticks: Mapping[int, float]) -> float:
    """The credits that ticks come to, never more than the part is worth: marks may be alternatives."""
    points = graded.grading.points if graded else ()
    if not points:
        raise UsageError("This part has no points to tick.", hint="Give its credits yourself.")
    for index, value in ticks.items():
        if not 0 <= index < len(points):
            raise UsageError(f"There is no key point {index + 1}: this part has {len(points)}.")
        if not 0 <= value <= 1:
            raise UsageError(f"{value:g} is no tick.", hint="0 is nothing of a point, 1 is all of it.")
    credits = [point.credits for point in points if point.credits is not None]
    if len(credits) < len(points):
        # "Name two" of three: a point that the grader didn't choose weighs nothing, until the student ticks it.
        usual = (
            fmean(point.weight for point in points if point.weight) if any(point.weight for point in points) else 0.0
        )
        earned = fsum(value * (points[index].weight or usual) for index, value in ticks.items()) * part.credits
    else:
        # "Name two" with three marks of one credit: two of them earn all that there is.
        most = (graded.grading.out_of if graded else None) or part.credits
        earned = min(most, fsum(value * credits[index] for index, value in ticks.items())) / most * part.credits
    return min(part.credits, _rounded(earned))


def _rounded(earned: float) -> float:
    """To quarters, which half a tick of half a credit comes to; what lies between goes up."""
    return floor(earned / QUARTER + 0.5 + 1e-9) * QUARTER
