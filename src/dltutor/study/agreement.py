"""How far student and tutor agree about what answers are worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import fsum, sqrt
from typing import Any, TypeVar

from dltutor.grading.result import Band, Verdict
from dltutor.study.bias import ENOUGH, Bias
from dltutor.study.decision import Decision
from dltutor.study.figures import SURE, counted, rounded, wilson

TELLING = 10
"""Decisions below which nothing is concluded from them."""

VERDICTS: dict[Verdict, str] = {"pass": "pass", "check": "please check", "not_yet": "not yet"}
BANDS: dict[Band, str] = {"covered": "covered", "partly": "partly", "not_found": "not found"}
Name = TypeVar("Name", Verdict, Band)


@dataclass(frozen=True, slots=True)
class Row:
    """Decisions of one kind: how many, how many of them left the tutor's value, the mean of tutor − student."""

    decided: int = 0
    kept: int = 0
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement with the grader, as far as the student has decided anything.

    Attributes:
        graded: Answers that anything was ever decided on, taken back or not; others aren't kept.
        decided: Those that the student decided on.
        confirmed: Those that they left as they were.
        overridden: Those that they changed, as a whole or in a point.
        override_rate: Their share; None where nothing was decided.
        override_range: Where the share would lie with many more decisions (95 %, Wilson 1927).
        difference: Mean of tutor − student, 0..1 scale; positive where the tutor is the more generous.
        difference_error: Standard error of that mean.
        distance: Mean of its size.
        verdicts: By the tutor's verdict, the whole answers.
        bands: By the tutor's band, the key points of answers whose points the student decided or confirmed.
        bias: What the grader has learnt of it.
    """

    graded: int
    decided: int
    confirmed: int
    overridden: int
    override_rate: float | None
    override_range: tuple[float, float] | None
    difference: float | None
    difference_error: float | None
    distance: float | None
    verdicts: dict[Verdict, Row]
    bands: dict[Band, Row]
    bias: Bias

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        if not self.decided:
            return "Nothing decided yet: confirm or change a grading in the app, and this tells how far you agree."
        if self.decided < TELLING or self.difference is None:
            return f"{counted(self.decided, 'decision')} so far: too few to say how far you and the tutor agree."
        agreed = f"You confirmed {self.confirmed} of the {self.decided} gradings that you decided on, and "
        if abs(self.difference) <= SURE * (self.difference_error or 0.0) or abs(self.difference) < 0.005:
            return agreed + "on average the tutor is neither stricter nor more generous than you."
        word = "more generous" if self.difference > 0 else "stricter"
        return agreed + f"on average the tutor is {word} than you, by {abs(self.difference):.0%} of the marks."

    def to_json(self) -> dict[str, Any]:
        """Plain data, numbers rounded to three places."""
        return {"finding": self.finding, **rounded(asdict(self))}

    def __str__(self) -> str:
        lines = [self.finding]
        if self.decided and self.override_rate is not None and self.override_range is not None:
            low, high = self.override_range
            lines += ["", _columns("ever decided on", str(self.graded)), _columns("decided", str(self.decided))]
            rate = f"{self.override_rate:.0%}; {low:.0%} to {high:.0%} with many more"
            lines += [_columns("confirmed", str(self.confirmed)), _columns("changed", f"{self.overridden} ({rate})")]
        if self.difference is not None:
            lines.append(_columns("tutor − you", f"{self.difference:+.2f} on average, {self.distance:.2f} in size"))
        lines += _table("verdict", {VERDICTS[name]: row for name, row in self.verdicts.items()})
        lines += _table("key points", {BANDS[name]: row for name, row in self.bands.items()})
        return "\n".join([*lines, "", self._learnt()])

    def _learnt(self) -> str:
        if self.bias.overrides < ENOUGH:
            return (
                f"The tutor grades as it came: it adapts after {ENOUGH} changes to it, and has {self.bias.overrides}."
            )
        return f"The tutor has adapted: bias {self.bias.value:+.2f}, from {counted(self.bias.overrides, 'change')}."


def agreement(graded: int, decisions: Sequence[Decision], bias: Bias) -> Agreement:
    """Compare decisions with the gradings that they are about.

    Args:
        graded: Answers that anything was ever decided on, taken back or not.
        decisions: The last one on each answer. Where the tutor gave no score, there is nothing to compare.
        bias: In use now.
    """
    compared = [decision for decision in decisions if _telling(decision)]
    differences = [(decision.grading.score or 0.0) - decision.student for decision in compared]
    overridden = sum(not decision.confirmed for decision in compared)
    mean, error = _mean(differences)
    by_verdict = ((one.grading.verdict, one.confirmed, gap) for one, gap in zip(compared, differences, strict=True))
    return Agreement(
        graded=graded,
        decided=len(compared),
        confirmed=len(compared) - overridden,
        overridden=overridden,
        override_rate=overridden / len(compared) if compared else None,
        override_range=wilson(overridden, len(compared)) if compared else None,
        difference=mean,
        difference_error=error,
        distance=_mean([abs(gap) for gap in differences])[0],
        verdicts=_rows(by_verdict),
        bands=_rows(point for decision in compared for point in _points(decision)),
        bias=bias,
    )


def _telling(decision: Decision) -> bool:
    """Whether a decision compares two judgements: nobody judges what is exact (a choice, a number, an empty answer)."""
    grading = decision.grading
    estimated = grading.low is None or grading.high is None or grading.low < grading.high
    return grading.score is not None and (estimated or not decision.confirmed)


def _points(decision: Decision) -> Iterable[tuple[Band, bool, float]]:
    """Each key point's band, whether it was left, tutor − student. A score for the whole alone says nothing of them."""
    if decision.score is not None and not decision.points:
        return
    for index, point in enumerate(decision.grading.points):
        given = decision.points.get(index)
        yield point.band, given is None, 0.0 if given is None else point.coverage - given


def _rows(values: Iterable[tuple[Name, bool, float]]) -> dict[Name, Row]:
    sorted_out: dict[Name, list[tuple[bool, float]]] = {}
    for name, kept, gap in values:
        sorted_out.setdefault(name, []).append((kept, gap))
    return {
        name: Row(len(found), sum(kept for kept, _ in found), _mean([gap for _, gap in found])[0])
        for name, found in sorted_out.items()
    }


def _mean(values: Sequence[float]) -> tuple[float | None, float | None]:
    """The mean and its standard error; None where there are too few values for it."""
    if not values:
        return None, None
    mean = fsum(values) / len(values)
    if len(values) == 1:
        return mean, None
    return mean, sqrt(fsum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))


def _table(title: str, rows: Mapping[str, Row]) -> list[str]:
    if not rows:
        return []
    lines = ["", f"{title:<16}{'decided':>8}{'left':>8}{'tutor − you':>14}"]
    return lines + [f"{name:<16}{row.decided:>8}{row.kept:>8}{row.difference:>+14.2f}" for name, row in rows.items()]


def _columns(name: str, value: str) -> str:
    return f"{name:<16}{value}"
