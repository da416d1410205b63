"""Asking within a conversation, or apart from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dltutor.tutor import Conversation, Reply

HITS = 10
"""Hits fetched for a question: the answer, those beside it, what ``m`` lists further."""


class Ask(Protocol):
    """Answers a question, within a conversation if there is one."""

    def __call__(self, query: str, *, top: int | None = None, conversation: Conversation | None = None) -> Reply:
        """The reply."""


def reply(ask: Ask, query: str, conversation: Conversation | None, *, alone: bool) -> Reply:
    """The reply to a question.

    Args:
        ask: Answers it.
        query: The question.
        conversation: What was said before; it remembers the question.
        alone: Whether the question says all that it means, so that nothing said before is read into it.
    """
    if conversation is None or not alone:
        return ask(query, top=HITS, conversation=conversation)
    fresh = conversation.copy()
    fresh.clear()
    found = ask(query, top=HITS, conversation=fresh)
    conversation.turns += fresh.turns
    conversation.listed, conversation.refused = fresh.listed, fresh.refused
    return found
