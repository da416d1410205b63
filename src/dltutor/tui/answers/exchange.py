"""One question and what came of it: the state behind an answer card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dltutor.tui import describe

if TYPE_CHECKING:
    from dltutor.tui.answers.parsing import Math
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
        form: How formulas are shown, where the person has changed that: "2d", "line" or "source".
        picked: Whether the person picked the item, so that the reply's verdict isn't about it.
        error: What went wrong and what to do about it.
        became: What has become of the answer in the documents since it was shown; empty for one of this session.
        gone: Whether it isn't in the documents any more, so that it can only be read.
    """

    ticket: int
    asked: str
    reply: Reply | None = None
    hit: Hit | None = None
    listed: int = 3
    final: bool = False
    form: Math | None = None
    picked: bool = False
    error: tuple[str, str] | None = None
    became: str = ""
    gone: bool = False

    @property
    def understood(self) -> str:
        """The question as a text that stands alone: as it was understood, else as it was searched for or asked."""
        reply = None if self.picked else self.reply
        return (reply and (reply.understood_as or reply.searched_for)) or self.asked

    @property
    def verdict(self) -> str:
        """The outcome in words; empty while there is none."""
        if self.reply is None:
            return ""
        if self.picked and self.hit is not None:
            return describe.picked(self.hit)
        return describe.verdict(self.reply, self.hit, final=self.final)

    @property
    def others(self) -> tuple[Hit, ...]:
        """The hits beside the one shown in full, best first."""
        hits = self.reply.hits if self.reply else ()
        return tuple(hit for hit in hits if self.hit is None or hit.item.id != self.hit.item.id)

    @property
    def listed_hits(self) -> tuple[Hit, ...]:
        """The others that are listed."""
        return self.others[: min(self.listed, describe.LISTABLE)]

    @property
    def unlisted(self) -> int:
        """How many more could be listed."""
        return min(len(self.others), describe.LISTABLE) - len(self.listed_hits)

    def answered(self, reply: Reply, *, final: bool) -> Exchange:
        """The exchange with a reply: an answer is shown in full, closest questions are only listed."""
        hit = reply.hits[0] if reply.status == "answered" and reply.hits else None
        return replace(self, reply=reply, hit=hit, final=final, error=None)

    def in_next_form(self, configured: Math) -> Exchange:
        """The exchange with its formulas shown in the next way: drawn, on one line, as source."""
        ways: tuple[Math, ...] = ("2d", "line", "source")
        return replace(self, form=ways[(ways.index(self.form or configured) + 1) % len(ways)])

    def failed(self, message: str, hint: str) -> Exchange:
        """The exchange with what went wrong; a provisional reply stays, as the final one."""
        return replace(self, error=(message, hint), final=True)
