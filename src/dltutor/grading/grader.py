"""The grader: from a typed answer to a score with its reasons."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from dltutor.grading import scoring
from dltutor.grading.answering import judge, option_points
from dltutor.grading.checks.blank import blank
from dltutor.grading.checks.echo import echo
from dltutor.grading.checks.language import other_language
from dltutor.grading.checks.stuffing import stuffing
from dltutor.grading.covering import Covered, Means, cover
from dltutor.grading.evidence import Frequencies, Typed, windows_of
from dltutor.grading.exact.verdict import Judged
from dltutor.grading.head import Head, shipped
from dltutor.grading.hints import hints
from dltutor.grading.marking import gradable, is_official
from dltutor.grading.mending import Mender, bearable, without_halves
from dltutor.grading.noticing import Notices
from dltutor.grading.result import CONTRADICTIONS, Flag, Graded, Grading, PointResult, Verdict
from dltutor.grading.scheme import Point
from dltutor.grading.store import FloatArray
from dltutor.grading.task import Task
from dltutor.search.texts import readable
from dltutor.search.tokens import terms

STUFFED = 0.15
"""The most that a list of keywords can earn: it states nothing."""
UNCLEAR = 0.5
"""The most that an answer of an exact type can earn whose value is to be asked for again."""
UNOFFICIAL = "No official key: this compares your answer with what the document's author wrote."

Encode = Callable[[Sequence[str]], FloatArray]


class Grader:
    """Grades typed answers.

    Args:
        encode: Unit vectors of texts, shape (texts, dimension), by the encoder that the probes were made with.
        frequencies: How common words are.
        head: The fitted numbers.
        notices: Misconceptions and other items to compare with.
        known: Words that are no slips of the finger, plain; without any, nothing is mended.
    """

    def __init__(
        self,
        encode: Encode,
        frequencies: Frequencies | None = None,
        *,
        head: Head | None = None,
        notices: Notices | None = None,
        known: Collection[str] = frozenset(),
    ) -> None:
        self._encode = encode
        self._frequencies = frequencies or Frequencies()
        self._head = head or shipped()
        self._notices = notices
        self._known = known

    @property
    def version(self) -> str:
        """Of the numbers and the checks."""
        return self._head.version

    def grade(self, task: Task, answer: str, bias: float = 0.0) -> Graded:
        """Grade one answer; ``bias`` is added to every point's logit: what this student's own decisions taught."""
        grading = self._grading(task, bearable(answer), bias)
        nudges = hints(task, grading.points, self._frequencies)
        stamped = replace(grading, version=self._head.version)
        return Graded(task.item, task.item.question, without_halves(answer), task.item.answer, stamped, nudges, bias)

    def _grading(self, task: Task, answer: str, bias: float) -> Grading:
        why = gradable(task.item)
        if why:
            return Grading(None, "ungraded", note=why)
        ticks_nothing = bool(task.item.options) and not answer.strip()
        nothing = None if ticks_nothing else blank(answer)
        if nothing is not None:
            return self._nought(task, nothing)
        judged = judge(task, answer)
        if judged is not None and not judged.unclear:
            return self._exact(task, judged)
        if judged is not None and task.item.options:
            return Grading(None, "ungraded", note=judged.unclear)
        grading = self._written(task, answer, bias)
        return self._asked(grading, judged.unclear) if judged is not None else grading

    def _written(self, task: Task, answer: str, bias: float) -> Grading:
        """An answer in words."""
        foreign = other_language(answer)
        if foreign is not None:
            return Grading(None, "ungraded", flags=(foreign,), note=foreign.note)
        repeated = echo(answer, task.question, task.reference)
        if repeated is not None:
            return self._nought(task, repeated)
        return self._text(task, answer, bias)

    def _asked(self, grading: Grading, question: str) -> Grading:
        """A value that can't be made out passes by no wording: "16 or 20" is as near to 20 as 20 itself."""
        asked = replace(grading, note=f"{question} {grading.note}".strip())
        if grading.score is None or grading.score <= UNCLEAR:
            return asked
        return replace(
            asked,
            score=UNCLEAR,
            verdict="check" if grading.verdict == "pass" else grading.verdict,
            credits=None if grading.out_of is None else grading.out_of * UNCLEAR,
            low=max(0.0, UNCLEAR - self._head.error),
            high=min(1.0, UNCLEAR + self._head.error),
        )

    def _exact(self, task: Task, judged: Judged) -> Grading:
        points = option_points(task, judged.evidence) if task.item.options else ()
        if not points:
            band = self._head.band(judged.share)
            key, worth = readable(task.scheme.key), task.scheme.credits
            points = (PointResult(key, worth, judged.share, band, judged.evidence, 1.0),)
        official = is_official(task.item)
        verdict: Verdict = "pass" if judged.share >= 1 else "check" if judged.share >= self._head.partly else "not_yet"
        if verdict == "pass" and not official:
            verdict = "check"
        note = judged.note if official else f"{judged.note} {UNOFFICIAL}".strip()
        credits = task.scheme.credits
        earned = None if credits is None else credits * judged.share
        return Grading(judged.share, verdict, earned, credits, judged.share, judged.share, points, judged.flags, note)

    def _nought(self, task: Task, flag: Flag) -> Grading:
        """Nothing was said: no similarity is computed."""
        shared = scoring.shares(task.scheme, [0.0] * len(task.scheme.points))
        points = tuple(
            PointResult(point.text, point.credits, 0.0, "not_found", "", share)
            for point, share in zip(task.scheme.points, shared, strict=True)
        )
        earned = None if task.scheme.credits is None else 0.0
        return Grading(0.0, "not_yet", earned, task.scheme.credits, 0.0, 0.0, points, (flag,))

    def _text(self, task: Task, answer: str, bias: float) -> Grading:
        typed = self._typed(task, answer)
        covered = cover(task, typed, Means(self._head, self._frequencies, bias))
        shared = scoring.shares(task.scheme, [one.coverage for one in covered])
        total = scoring.score(shared, [one.coverage for one in covered])
        against = sum(share for share, one in zip(shared, covered, strict=True) if one.contradicted)
        total = max(0.0, min(total, 1.0 - 2.0 * against))
        flags = list(dict.fromkeys(flag for one in covered for flag in one.flags))
        stuffed = stuffing(answer, task.reference, listed=task.scheme.type == "list")
        if stuffed is not None:
            total = min(total, STUFFED)
            flags.insert(0, stuffed)
        if self._notices is not None:
            flags.extend(self._notices.of(task, typed, total))
        points = tuple(map(self._point, task.scheme.points, covered, shared))
        return self._summed(task, total, points, tuple(flags))

    def _typed(self, task: Task, answer: str) -> Typed:
        """The answer as it is compared: its slips mended for the encoder, its own words kept for quoting."""
        windows = windows_of(answer)
        if not self._known:
            return Typed(answer, windows, windows, self._encode(windows), frozenset(terms(answer)))
        probes = (probe for point in task.scheme.points for probe in point.probes)
        mended = Mender([task.question, task.reference, *probes], self._known).mended
        stems = frozenset([*terms(answer), *terms(mended(answer))])
        read_as = tuple(mended(window) for window in windows)
        return Typed(answer, windows, read_as, self._encode(read_as), stems)

    def _point(self, point: Point, covered: Covered, share: float) -> PointResult:
        band = self._head.band(covered.coverage)
        said = "" if band == "not_found" else covered.said
        return PointResult(point.text, point.credits, covered.coverage, band, said, share)

    def _summed(self, task: Task, total: float, points: tuple[PointResult, ...], flags: tuple[Flag, ...]) -> Grading:
        head = self._head
        verdict: Verdict = "pass" if total >= head.covered else "check" if total >= head.partly else "not_yet"
        doubtful = any(flag.kind in CONTRADICTIONS for flag in flags)
        official = is_official(task.item)
        if verdict == "pass" and (doubtful or not official):
            verdict = "check"
        credits = task.scheme.credits
        low, high = max(0.0, total - head.error), min(1.0, total + head.error)
        note = "" if official else UNOFFICIAL
        earned = None if credits is None else total * credits
        return Grading(total, verdict, earned, credits, low, high, points, flags, note)
