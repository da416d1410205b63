"""Cards in words: what the history knows of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dltutor.tui import describe

if TYPE_CHECKING:
    from dltutor.study.card import Card

QUESTION = 60


def card_line(card: Card) -> str:
    """``12  regularisation/dropout  What does dropout do?  (suspended)``."""
    question = describe.shortened(describe.one_line(card.question), QUESTION)
    states = [
        word
        for word, is_so in (
            ("gone", card.gone),
            ("added", card.added),
            ("suspended", card.suspended),
            ("flagged", card.flagged),
            ("answer changed", card.answer_changed is not None),
        )
        if is_so
    ]
    return f"{card.id}  {card.item}  {question}" + (f"  ({', '.join(states)})" if states else "")
