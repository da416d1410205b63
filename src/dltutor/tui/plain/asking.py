"""Asking: questions, what they were understood as, the list below an answer, and what was asked before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dltutor.tui import describe, trying
from dltutor.tui.answers import asking

if TYPE_CHECKING:
    from dltutor.tui.plain.talk import Talk

MORE = 3
"""How many questions ``more`` lists further."""
RECALLED = 20
"""Earlier questions that are listed at most."""
SHORT = 200
"""Characters of an earlier question in a list."""
TRY_FIRST = "Type try, before you go on reading, to answer this yourself first."
EXACTLY = "exactly:"
HOW_EXACTLY = "Type ask exactly: and a question, which then stands alone, whatever was said before."


def ask(talk: Talk, text: str, *, alone: bool = False) -> None:
    """Answer a question.

    Args:
        talk: The session.
        text: The question.
        alone: Whether nothing said before is to be read into it.
    """
    talk.prompts.add(text)
    if not talk.is_ready():
        return
    found = partial(asking.reply, talk.tutor.ask, text, talk.conversation, alone=alone)
    reply = talk.sessions.answered(text, found)
    if describe.is_remark(reply):  # the list above it still stands
        talk.say("", describe.reply_text(reply))
        return
    if talk.take_up(reply) and trying.is_offered(reply.hits[0]):
        talk.say("", TRY_FIRST)
    talk.say("", describe.reply_text(reply, talk.listed, talk.shown))
    talk.look()


def exactly(talk: Talk, rest: str) -> None:
    """Answer a question that stands alone."""
    text = rest[len(EXACTLY) :].strip() if rest.lower().startswith(EXACTLY) else rest
    if text:
        ask(talk, text, alone=True)
    else:
        talk.say(HOW_EXACTLY)


def understood(talk: Talk) -> None:
    """Say what the last question was taken for."""
    last = talk.sessions.last
    if last is None:
        talk.say("Nothing was asked yet.")
    else:
        talk.say(f"Understood as: {last.understood}", HOW_EXACTLY)


def pick(talk: Talk, number: int) -> None:
    """Say the answer of the question with this number in the list."""
    if number > talk.listed:
        talk.say(f"Nothing has the number {number} here.")
        return
    hit = talk.others[number - 1]
    talk.hit = hit
    talk.conversation.pick(hit)
    talk.sessions.picked(hit)
    talk.say("", describe.picked(hit), "", describe.item_text(hit.item, hit.sources, shown=talk.shown))


def more(talk: Talk) -> None:
    """List further questions."""
    further = talk.others[talk.listed : talk.listed + MORE]
    if further:
        talk.say(describe.list_text(further, heading="Also near:", start=talk.listed + 1))
        talk.listed += len(further)
    else:
        talk.say("Nothing further is near.")


def history(talk: Talk, rest: str) -> None:
    """List what was asked before, or ask one of it again."""
    if rest.isdecimal():
        known = talk.prompts.holding("")
        if 1 <= int(rest) <= len(known):
            talk.say(f"You ask: {known[int(rest) - 1]}")
            ask(talk, known[int(rest) - 1])
        else:
            talk.say(f"No earlier question has the number {rest}.")
        return
    numbers = {prompt: number for number, prompt in enumerate(talk.prompts.holding(""), start=1)}
    found = talk.prompts.holding(rest)
    for prompt in found[:RECALLED]:
        talk.say(f"{numbers[prompt]}. {describe.shortened(' '.join(prompt.split()), SHORT)}")
    left = f" {len(found) - RECALLED} more: history and words that they hold." if len(found) > RECALLED else ""
    talk.say(f"Type history and a number to ask one again.{left}" if found else "Nothing like that was asked before.")
