"""What is kept of one question and what came of it.

As JSON it is a line of a session's file and an exchange of an export, which other programs rely on: docs/sessions.md.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dltutor.tutor import Action, AnswerStatus, Kind, Match, Source, Status


@dataclass(frozen=True, slots=True)
class Shown:
    """The item whose answer was shown, with its texts as they were then.

    Attributes:
        id: Of the item.
        kind: Of the item.
        stem: Text before the question; often empty.
        question: As the document puts it; empty for a passage.
        answer: In Markdown, as it was shown: its text with options or key points; formulas are LaTeX.
        answer_status: What the answer is worth.
        match: How well the item matched.
        places: Every place that held the question, the item's own first.
        part: What of the answer was asked for, word for word; empty for the whole.
    """

    id: str
    kind: Kind
    stem: str
    question: str
    answer: str
    answer_status: AnswerStatus
    match: Match
    places: tuple[Source, ...]
    part: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError where it stands nowhere."""
        if not self.places:
            raise ValueError("an item without a place")


@dataclass(frozen=True, slots=True)
class Near:
    """A question near the one asked, which was or could be listed; ``title`` is the question in one line."""

    id: str
    title: str
    match: Match
    place: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and what came of it.

    Attributes:
        at: When the answer was there, in UTC.
        corpus: The folder of the documents.
        asked: As typed; the question, where one was picked from a list.
        picked: Whether it was picked from a list.
        status: Of the reply; "failed" where there was none.
        verdict: The outcome in words, as the person read it.
        confidence: Of the reply, 0 to 1.
        provisional: Whether it was found by words alone.
        action: What was done with the answer shown before, if that was asked for.
        understood_as: What a message was taken for that went on from the ones before.
        searched_for: The message in English and after spelling repair, where that changed it.
        note: What was told beside it.
        shown: The item shown in full, if any.
        near: The questions near it, in their order.
        listed: How many of them were listed.
    """

    at: datetime
    corpus: str
    asked: str
    picked: bool
    status: Status | Literal["failed"]
    verdict: str
    confidence: float = 0.0
    provisional: bool = False
    action: Action | None = None
    understood_as: str = ""
    searched_for: str = ""
    note: str = ""
    shown: Shown | None = None
    near: tuple[Near, ...] = ()
    listed: int = 3
