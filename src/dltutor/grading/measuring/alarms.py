"""False alarms: flags that right answers raise."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dltutor.grading.measuring.marked import Marked
from dltutor.grading.result import CONTRADICTIONS

FULL = 0.999


@dataclass(frozen=True, slots=True)
class Alarms:
    """Flags on answers that a person gave full marks.

    Attributes:
        count: Such answers.
        kinds: How many of them raised each kind of flag; "contradiction" stands for any kind of contradiction.
    """

    count: int
    kinds: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"answers": self.count, "flags": self.kinds}

    def __str__(self) -> str:
        raised = ", ".join(f"{kind} {found} ({found / self.count:.1%})" for kind, found in self.kinds.items())
        return f"Flags on {self.count} answers with full marks: {raised or 'none'}"


def alarms(marked: Sequence[Marked]) -> Alarms:
    """Count the flags on answers with full marks, beside the reference that each fits best."""
    full = [one for one in marked if one.looked.answer.score >= FULL]
    found: Counter[str] = Counter()
    for one in full:
        grading = one.best or one.gradings[0]
        kinds = {flag.kind for flag in grading.flags}
        found.update(kinds)
        found.update(["contradiction"] * bool(kinds & CONTRADICTIONS))
    return Alarms(len(full), dict(sorted(found.items())))
