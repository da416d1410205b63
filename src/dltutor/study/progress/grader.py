"""Agreement with the grader, as a section of the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dltutor.study.agreement import Agreement
from dltutor.study.progress.lines import wrapped
from dltutor.study.progress.section import Figure


@dataclass(frozen=True, slots=True)
class Grader:
    """How far student and tutor agree about what answers are worth."""

    agreement: Agreement

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        return self.agreement.finding

    def text(self, width: int) -> list[str]:
        """What the agreement tells of itself, below its finding."""
        rows = str(self.agreement).split("\n")[2:]  # the finding and an empty row come first
        return [part for row in rows for part in (wrapped(row, width) if len(row) > width else [row])]

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        return self.agreement.to_json()

    def figures(self) -> Iterator[Figure]:
        """The numbers that say most, and the table of verdicts."""
        own = self.agreement
        yield Figure("all", "decided", own.decided)
        yield Figure("all", "confirmed", own.confirmed)
        yield Figure("all", "overridden", own.overridden)
        yield Figure("all", "override rate", own.override_rate)
        yield Figure("all", "difference", own.difference)
        for verdict, row in own.verdicts.items():
            yield Figure(verdict, "decided", row.decided)
            yield Figure(verdict, "kept", row.kept)
            yield Figure(verdict, "difference", row.difference)
