"""What an exam came to: credits as a range, time, what went well and what to look at again."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from typing import Any

from dltutor.study.exams.exam import Exam, MarkedBy, PartState
from dltutor.study.exams.marking import waiting
from dltutor.study.exams.numbering import labels, problems_of
from dltutor.study.exams.paper import Part
from dltutor.study.exams.totals import Totals, given, span, totals
from dltutor.study.rating import PASS
from dltutor.study.topics import topic_of

SLOWEST = 3
"""Parts that are named as slow, at most."""
SLOW = 1.5
"""How many times the exam's own time per credit makes a part a slow one."""
_SURE = 0.5
"""Credits that make no difference."""
_NARROW = 0.1
"""The share of the credits within which a range says whether an expectation was met."""

Groups = Sequence[tuple[str, Sequence[int]]]
"""Names, each with the indices of its parts."""


@dataclass(frozen=True, slots=True)
class Row:
    """Credits and time of a problem, a topic or a part.

    Attributes:
        name: Of the problem or the topic; the number of a part.
        low: The least that was got.
        high: The most.
        out_of: What it is worth.
        seconds: Spent on it.
    """

    name: str
    low: float
    high: float
    out_of: float
    seconds: float

    @property
    def per_credit(self) -> float:
        """Seconds for each credit that it is worth."""
        return self.seconds / self.out_of if self.out_of else 0.0


@dataclass(frozen=True, slots=True)
class PartReport:
    """One part: what was asked and answered, what it got, what would have been right.

    Attributes:
        row: Its number, credits and time.
        part: The question.
        state: What the student made of it.
        by: Who marked it.
        review: Why it should be looked at again; empty where it need not be.
    """

    row: Row
    part: Part
    state: PartState
    by: MarkedBy
    review: str


@dataclass(frozen=True, slots=True)
class ExamReport:
    """What an exam came to.

    Attributes:
        title: Of the paper.
        out_of: The paper's credits.
        low: The least that the answers are worth, as far as they are marked.
        high: The most.
        tutor: Credits that the tutor gave, and of how many.
        you: Credits that the student gave, and of how many.
        unmarked: Credits on which nobody has decided.
        predicted: Credits that the student expected; None where they didn't say.
        seconds_used: On the clock.
        seconds_allowed: None without a clock.
        problems: The paper's problems, in its order.
        topics: What was asked about, the worst first; empty where problems tell the same.
        slow: Parts that took much longer than the others for what they are worth, the slowest first.
        review: Ids of items to look at again, in the paper's order.
        finding: What it all comes to, in one sentence.
        parts: Every part, in the paper's order.
    """

    title: str
    out_of: float
    low: float
    high: float
    tutor: tuple[float, float]
    you: tuple[float, float]
    unmarked: float
    predicted: float | None
    seconds_used: float
    seconds_allowed: float | None
    problems: tuple[Row, ...]
    topics: tuple[Row, ...]
    slow: tuple[Row, ...]
    review: tuple[str, ...]
    finding: str
    parts: tuple[PartReport, ...]

    @property
    def per_credit(self) -> float:
        """Seconds on the clock for each credit of the paper."""
        return self.seconds_used / self.out_of if self.out_of else 0.0

    def to_markdown(self) -> str:
        """The report as a document, with every question, answer and reference."""
        from dltutor.study.exams.report_text import markdown

        return markdown(self)

    def to_json(self) -> dict[str, Any]:
        """Plain data, numbers rounded to two places."""
        return {
            "title": self.title,
            "out_of": _round(self.out_of),
            "range": [_round(self.low), _round(self.high)],
            "tutor": [_round(number) for number in self.tutor],
            "you": [_round(number) for number in self.you],
            "unmarked": _round(self.unmarked),
            "predicted": self.predicted,
            "seconds_used": _round(self.seconds_used),
            "seconds_allowed": self.seconds_allowed,
            "problems": [_row(row) for row in self.problems],
            "topics": [_row(row) for row in self.topics],
            "slow": [row.name for row in self.slow],
            "review": list(self.review),
            "finding": self.finding,
            "parts": [_part_to_json(part) for part in self.parts],
        }


def report_on(exam: Exam) -> ExamReport:
    """The report on an exam, as far as it is marked."""
    whole = totals(exam)
    numbers = labels(exam.paper)
    rows = [_row_of(name, totals(exam, [index])) for index, name in enumerate(numbers)]
    parts = tuple(
        PartReport(row, part, state, state.marks.by if state.marks else "unmarked", _why(part, state))
        for row, part, state in zip(rows, exam.paper.parts, exam.parts, strict=True)
    )
    problems = _rows(exam, _problems(exam))
    return ExamReport(
        title=exam.paper.title,
        out_of=whole.out_of,
        low=whole.low,
        high=whole.high,
        tutor=whole.tutor,
        you=whole.you,
        unmarked=whole.unmarked,
        predicted=exam.predicted,
        seconds_used=exam.used,
        seconds_allowed=exam.seconds,
        problems=problems,
        topics=tuple(sorted(_rows(exam, _topics(exam)), key=_share)),
        slow=_slow(rows, exam.used / whole.out_of if whole.out_of else 0.0),
        review=tuple(dict.fromkeys(part.part.item.id for part in parts if part.review)),
        finding=finding(exam, whole, problems),
        parts=parts,
    )


def finding(exam: Exam, whole: Totals, problems: Sequence[Row]) -> str:
    """What an exam came to, in one sentence."""
    if whole.high - whole.low >= whole.out_of - _SURE and whole.out_of:
        return "Nothing can be said of the result yet: nobody has marked the answers."
    low, high = whole.share
    percent = _ranged(100 * low, 100 * high, 1.0)
    sentence = f"{_ranged(whole.low, whole.high)} of {whole.out_of:g} credits ({percent} %)"
    if exam.predicted is not None:
        sentence += f", {_against(exam.predicted, whole)}"
    lost = max(problems, key=lambda row: row.out_of - row.high, default=None)
    if lost and len(problems) > 1 and lost.out_of - lost.high > _SURE:
        sentence += f"; most was lost in {lost.name or 'the first problem'}"
    left = len(waiting(exam))
    if left:
        sentence += f"; {left} {'part is' if left == 1 else 'parts are'} still unmarked"
    return f"{sentence}."


def ranged(low: float, high: float) -> str:
    """Credits as a range, or as one number where it is known: "39–45", "12.5"."""
    return _ranged(low, high)


def _ranged(low: float, high: float, step: float = 0.5) -> str:
    """Rounded outwards, so that the range holds what it held before; a number that is known is told as it is."""
    if high - low < 0.005:
        return f"{round(low, 2 if step < 1 else 0):g}"
    down, up = step * (low / step // 1), -step * (-high / step // 1)
    return f"{down:g}–{up:g}"


def _against(predicted: float, whole: Totals) -> str:
    """The result against what was expected."""
    if whole.low - _SURE <= predicted <= whole.high + _SURE:
        met = whole.high - whole.low <= _NARROW * whole.out_of
        return f"as you expected ({predicted:g})" if met else f"you expected {predicted:g}, which may still be so"
    less = predicted > whole.high
    apart = (predicted - whole.high, predicted - whole.low) if less else (whole.low - predicted, whole.high - predicted)
    return f"{_ranged(*apart)} {'fewer' if less else 'more'} than the {predicted:g} that you expected"


def _problems(exam: Exam) -> Groups:
    """The parts of each problem, by their indices."""
    ends = list(accumulate(len(parts) for parts in problems_of(exam.paper)))
    return [(exam.paper.parts[end - 1].problem, range(first, end)) for first, end in pairwise([0, *ends])]


def _topics(exam: Exam) -> Groups:
    """The parts of each topic; none where most topics are problems, so that the same would be told twice."""
    groups: dict[str, list[int]] = {}
    for index, part in enumerate(exam.paper.parts):
        groups.setdefault(topic_of(part.item), []).append(index)
    problems = {tuple(indices) for _, indices in _problems(exam)}
    same = sum(tuple(indices) in problems for indices in groups.values())
    return [] if 2 * same >= len(groups) else list(groups.items())


def _rows(exam: Exam, groups: Groups) -> tuple[Row, ...]:
    return tuple(_row_of(name, totals(exam, indices)) for name, indices in groups)


def _row_of(name: str, found: Totals) -> Row:
    return Row(name, found.low, found.high, found.out_of, found.seconds)


def _share(row: Row) -> float:
    return (row.low + row.high) / 2 / row.out_of if row.out_of else 1.0


def _slow(rows: Iterable[Row], usual: float) -> tuple[Row, ...]:
    """Where time went: the parts that took longest for a credit."""
    slow = [row for row in rows if row.out_of and usual and row.per_credit > SLOW * usual]
    return tuple(sorted(slow, key=lambda row: -row.per_credit)[:SLOWEST])


def _why(part: Part, state: PartState) -> str:
    """Why a part should be looked at again."""
    reasons = []
    if given(state) is None:
        reasons.append("unmarked")
    elif span(part, state)[1] < PASS * part.credits:
        reasons.append("left empty" if not state.answered else "below 60 %")
    if state.flagged:
        reasons.append("flagged")
    return ", ".join(reasons)


def _row(row: Row) -> dict[str, Any]:
    return {key: _round(value) if isinstance(value, float) else value for key, value in asdict(row).items()}


def _part_to_json(part: PartReport) -> dict[str, Any]:
    marks = part.state.marks
    return {
        **_row(part.row),
        "item": part.part.item.id,
        "problem": part.part.problem,
        "answer": part.state.answer,
        "flagged": part.state.flagged,
        "by": part.by,
        "credits": None if marks is None else marks.credits,
        "points": {} if marks is None else {str(index): value for index, value in marks.points.items()},
        "review": part.review,
    }


def _round(number: float) -> float:
    return round(number, 2)
