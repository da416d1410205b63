"""The one object behind ``Tutor.study``: sittings and exams, cards, plan, progress, and what is kept of them all."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dltutor.study.backup import backup, restore
from dltutor.study.card import ActionKind, Card
from dltutor.study.plans import Plan
from dltutor.studying.examining import Examining

if TYPE_CHECKING:
    from dltutor.study.progress.report import ProgressReport


class Studying(Examining):
    """Quiz, review, exams and progress over one history, for the items of one index.

    Every method may raise DltutorError: the history can't be read or written, or there is no index.
    """

    # Cards

    def act(self, item_id: str, kind: ActionKind) -> Card:
        """Add an item to review, suspend, resume, bury or flag it, or take the flag away."""
        item = self.item(item_id)
        self._cards.act(self._card_of(item), kind)
        return self.cards()[item.id]

    def orphans(self) -> tuple[Card, ...]:
        """The cards whose items are in no document any more."""
        self.cards()
        return self._cards.orphans()

    def say_same(self, card: int, item_id: str) -> None:
        """The student says that a card belongs to an item."""
        self._cards.say_same(card, self.item(item_id))
        self.recognise()

    def say_gone(self, card: int) -> None:
        """The student says that a card's item is none of those that it may be: they aren't asked about again."""
        self.recognise()  # what it may be
        self._cards.say_gone(card)
        self.recognise()

    # Plan and progress

    def plan(self) -> Plan:
        """The plan in force."""
        return self._plans.plan()

    def set_plan(self, exam: date | None, minutes: int) -> Plan:
        """Put a new plan in force. Raises UsageError for one that can't be."""
        return self._plans.set(exam, minutes)

    def progress(self) -> "ProgressReport":
        """What the history says about what the student knows."""
        from dltutor.study.progress.report import progress
        from dltutor.study.progress.section import Known, SatExam

        return progress(
            Known(
                attempts=self.history.attempts(),
                cards={card.id: card for card in self.cards().values()},
                memories=self.memories(),
                items=self.items(),
                plan=self.plan(),
                today=self.today,
                agreement=self.history.decisions.agreement(),
                exams=tuple(
                    SatExam(exam.title, exam.predicted, *exam.result, exam.out_of)
                    for exam in reversed(self.exams())
                    if exam.result is not None
                ),
            )
        )

    def clock_warning(self) -> str:
        """What is odd about the clock, in one sentence; empty where nothing is."""
        return self.history.clock_warning()

    # Keeping

    def backup(self, file: Path) -> Path:
        """Copy the history into a file; see :func:`dltutor.study.backup.backup`."""
        return backup(self.database, file, self.clock)

    def restore(self, file: Path) -> Path | None:
        """Bring back a history that was backed up; see :func:`dltutor.study.backup.restore`."""
        kept = restore(self.database, file, self.clock)
        self._compared, self._kept_exams = "", None
        return kept

    def close(self) -> None:
        """Let go of the history."""
        self.database.close()
