"""What should be mended: questions that don't stick, errors that were believed in, and what has waited for long."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from dltutor.study.attempt import Attempt
from dltutor.study.card import Card
from dltutor.study.figures import counted, rounded
from dltutor.study.progress.lines import fitted, one_line, wrapped
from dltutor.study.progress.outcome import was_right
from dltutor.study.progress.section import Figure, Known

Reason = Literal["sure but wrong", "leech", "long overdue"]
LEECH = 4
"""Lapses from which on asking again is not what helps."""
BELIEVED = 30
"""Days for which an error that was believed in is remembered here."""
LONG = 14
"""Days past its day from which on a question is long overdue."""
SHOWN = 8
"""Questions that are listed in words for each reason."""
WORDS: dict[Reason, str] = {
    "sure but wrong": "wrong though you were sure",
    "leech": "forgotten again and again",
    "long overdue": "long overdue",
}
ADVICE: dict[Reason, str] = {
    "sure but wrong": "read the answer and its source: what is believed in returns",
    "leech": "split it, compare it with its look-alike, or suspend it",
    "long overdue": "a review begins with those that are fading first",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One question that needs attention.

    Attributes:
        item: Its id.
        question: As last seen.
        reason: Why.
        number: Of lapses (leech), of days ago (sure but wrong), of days past its day (long overdue).
    """

    item: str
    question: str
    reason: Reason
    number: int

    @property
    def detail(self) -> str:
        """The number in words."""
        if self.reason == "leech":
            return f"forgotten {counted(self.number, 'time')}"
        days = counted(self.number, "day")
        return f"overdue by {days}" if self.reason == "long overdue" else f"{days} ago" if self.number else "today"


@dataclass(frozen=True, slots=True)
class Attention:
    """All notices, by reason, the worst of each first."""

    notices: tuple[Notice, ...]

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        if not self.notices:
            return "Nothing stands out: no question keeps being forgotten, none was answered wrong in full confidence."
        numbers = [f"{len(found)} {WORDS[reason]}" for reason, found in self._by_reason().items()]
        return f"Worth a look: {', '.join(numbers)}."

    def _by_reason(self) -> dict[Reason, list[Notice]]:
        found: dict[Reason, list[Notice]] = {}
        for notice in self.notices:
            found.setdefault(notice.reason, []).append(notice)
        return found

    def text(self, width: int) -> list[str]:
        """By reason: what helps, and each question with its id."""
        lines: list[str] = []
        for reason, found in self._by_reason().items():
            lines += [*([""] if lines else []), *wrapped(f"{WORDS[reason].capitalize()}: {ADVICE[reason]}.", width)]
            for notice in found[:SHOWN]:
                lines.append("  " + fitted(notice.question or notice.item, width - 2).rstrip())
                lines.append("    " + fitted(f"{notice.item} · {notice.detail}", width - 4).rstrip())
            if len(found) > SHOWN:
                lines.append(f"  … and {len(found) - SHOWN} more")
        return lines

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        return {"finding": self.finding, **rounded(asdict(self))}

    def figures(self) -> Iterator[Figure]:
        """Each notice with its number, and its question."""
        for notice in self.notices:
            yield Figure(notice.item, notice.reason, notice.number)
            yield Figure(notice.item, "question", one_line(notice.question))


def attention(known: Known) -> Attention:
    """Look through the cards that review asks; what was taken out of it needs nothing any more."""
    asked = [card for card in known.cards.values() if not (card.gone or card.suspended)]
    wrong = _sure_but_wrong(known)
    memories = {card.id: known.memories[card.id] for card in asked if card.id in known.memories}
    late = {number: known.today - memory.due for number, memory in memories.items()}
    believed = [_notice(card, "sure but wrong", known.today - wrong[card.id]) for card in asked if card.id in wrong]
    leeches = [
        _notice(card, "leech", memories[card.id].lapses)
        for card in asked
        if card.id in memories and memories[card.id].lapses >= LEECH
    ]
    overdue = [_notice(card, "long overdue", late[card.id]) for card in asked if late.get(card.id, 0) > LONG]
    believed.sort(key=lambda notice: (notice.number, notice.item))
    for found in (leeches, overdue):
        found.sort(key=lambda notice: (-notice.number, notice.item))
    return Attention((*believed, *leeches, *overdue))


def _sure_but_wrong(known: Known) -> dict[int, int]:
    """The day on which each card was last answered wrong in full confidence, if lately and not right since."""
    found: dict[int, int] = {}
    for one in known.attempts:
        if one.card is None:
            continue
        right = was_right(one)
        if right:
            found.pop(one.card, None)
        elif right is False and _believed(one, known.today):
            found[one.card] = min(one.day, known.today)
    return found


def _believed(one: Attempt, today: int) -> bool:
    return one.circumstances.confidence == 3 and one.day > today - BELIEVED


def _notice(card: Card, reason: Reason, number: int) -> Notice:
    return Notice(card.item, card.question, reason, number)
