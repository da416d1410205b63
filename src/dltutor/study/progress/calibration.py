"""Whether the student knows what they know: how often they were right, by how sure they had said they were."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dltutor.study.agreement import TELLING
from dltutor.study.attempt import Attempt, Confidence
from dltutor.study.figures import counted, rounded
from dltutor.study.progress.lines import share_bar
from dltutor.study.progress.outcome import was_right
from dltutor.study.progress.section import Figure

WORDS: dict[Confidence, str] = {1: "guess", 2: "think so", 3: "sure"}
_WHEN: dict[Confidence, str] = {1: "When guessing", 2: "When you thought so", 3: "When sure"}


@dataclass(frozen=True, slots=True)
class Said:
    """Answers given with one confidence: how many, and the share that was right (None for none)."""

    confidence: Confidence
    count: int
    right: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The three confidences, the surest first."""

    said: tuple[Said, ...]

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence: on the surest confidence that was said often enough."""
        total = sum(one.count for one in self.said)
        for one in self.said:
            if one.count >= TELLING and one.right is not None:
                return f"{_WHEN[one.confidence]}, you were right in {one.right:.0%} of {one.count}{self._beside(one)}."
        if not total:
            return "How sure you were was never said: 1, 2 or 3 when you hand in an answer does."
        return f"{counted(total, 'answer')} with a confidence so far: too few to compare it with how they went."

    def _beside(self, surest: Said) -> str:
        """A warning where guesses went no worse."""
        guessed = self.said[-1]
        if guessed is surest or guessed.count < TELLING or guessed.right is None or surest.right is None:
            return ""
        return "" if guessed.right < surest.right else f", and your guesses did no worse ({guessed.right:.0%})"

    def text(self, width: int) -> list[str]:
        """A bar a confidence."""
        return [
            f"{WORDS[one.confidence]:<14}"
            + (
                "never said"
                if one.right is None
                else f"{share_bar(one.right, width - 40)} {one.right:>4.0%} right of {one.count}"
            )
            for one in self.said
        ]

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        return {"finding": self.finding, **rounded(asdict(self))}

    def figures(self) -> Iterator[Figure]:
        """Number and share by confidence."""
        for one in self.said:
            yield Figure(WORDS[one.confidence], "answers", one.count)
            yield Figure(WORDS[one.confidence], "right", one.right)


def calibration(attempts: Sequence[Attempt]) -> Calibration:
    """Compare what was said before the grading with what came of it, over all attempts that were decided."""
    levels: tuple[Confidence, ...] = (3, 2, 1)
    return Calibration(tuple(_said(attempts, level) for level in levels))


def _said(attempts: Sequence[Attempt], level: Confidence) -> Said:
    results = [was_right(one) for one in attempts if one.circumstances.confidence == level]
    known = [result for result in results if result is not None]
    return Said(level, len(known), sum(known) / len(known) if known else None)
