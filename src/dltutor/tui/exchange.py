"""One question and what came of it: the state behind an answer card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dltutor.tui.describe import LISTABLE

if TYPE_CHECKING:
    from dltutor.tutor import Hit, Reply


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as asked, and its outcome so far.

    Attributes:
        ticket: Its number in this session.
        asked: The question as typed, or the one picked from a list.
        reply: What came back; None while waiting.
        hit: The item whose answer is shown in full; None while waiting, and where the reply isn't sure enough.
        listed: How many of the other hits are listed.
        final: Whether no better reply follows.
        source: Whether formulas are shown as LaTeX source.
        picked: Whether the person picked the item, so that the reply's verdict isn't about it.
        error: What went wrong and what to do about it.
    """

    ticket: int
    asked: str
    reply: Reply | None = None
    hit: Hit | None = None
    listed: int = 3
    final: bool = False
    source: bool = False
    picked: bool = False
    error: tuple[str, str] | None = None

    @property
    def others(self) -> tuple[Hit, ...]:
        """The hits beside the one shown in full, best first."""
        hits = self.reply.hits if self.reply else ()
        return tuple(hit for hit in hits if self.hit is None or hit.item.id != self.hit.item.id)

    @property
    def listed_hits(self) -> tuple[Hit, ...]:
        """The others that are listed."""
        return self.others[: min(self.listed, LISTABLE)]

    @property
    def unlisted(self) -> int:
        """How many more could be listed."""
        return min(len(self.others), LISTABLE) - len(self.listed_hits)

    def answered(self, reply: Reply, *, final: bool) -> Exchange:
        """The exchange with a reply: an answer is shown in full, closest questions are only listed."""
        hit = reply.hits[0] if reply.status == "answered" and reply.hits else None
        return replace(self, reply=reply, hit=hit, final=final, error=None)

    def failed(self, message: str, hint: str) -> Exchange:
        """The exchange with what went wrong; a provisional reply stays, as the final one."""
        return replace(self, error=(message, hint), final=True)
