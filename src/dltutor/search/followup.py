"""Answers within a conversation: what a message means after what was said and shown.

A message that stands alone is answered as if there were no conversation. One that goes on from the last is searched for
twice, alone and behind the topic, and each item counts with the mean of its two scores. Requests ("the formula",
"more") stay with the answer shown where it holds what they ask for. Confidence comes from the two searches, never from
the conversation itself, but for an answer that is shown once more: that is as sure as it was.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from dltutor.search.conversation import Conversation, Turn, place_of
from dltutor.search.cues import Cues, read
from dltutor.search.going_on import English, in_english
from dltutor.search.highlight import pointed
from dltutor.search.merging import Search, consistent, together
from dltutor.search.parts import pair_of, parts_of
from dltutor.search.reply import Hit, Reply
from dltutor.search.requests import carry_out, holds
from dltutor.search.tokens import terms
from dltutor.search.topics import topic_of

Ask = Callable[[str, int], Reply]
"""Answers a text that stands alone, with so many hits."""
Thing = TypeVar("Thing", Hit, str)

DEEP = 48
"""Hits of each of two searches that are put together."""
FEW_WORDS = 8
"""A longer message says itself what it is about."""
DETAIL = frozenset(terms("detail details depth further exactly"))
_COMPARED = re.compile(r"\b(?:same|like|vs|versus|differ\w*|compar\w*|better|than|instead)\b", re.IGNORECASE)
"""Words by which a message speaks of a second thing without leaving the first."""
NO_SUCH_NUMBER = "The list has no number {number}: it ends with {last}."


@dataclass(frozen=True, slots=True)
class Understood:
    """A reply, with the topic and the parts that the next message can lean on."""

    reply: Reply
    topic: str
    parts: tuple[str, ...] = ()


def answer(query: str, top: int, conversation: Conversation | None, ask: Ask, english: English = str) -> Reply:
    """The reply to a message within a conversation, which remembers it.

    Args:
        query: The message.
        top: How many hits the person sees.
        conversation: What was said before; None for a message by itself.
        ask: Answers what stands alone.
        english: Puts a message into English, to be read.
    """
    if conversation is None:
        return ask(query, top)
    begun = bool(conversation.listed or conversation.refused or conversation.last)
    cues = read(in_english(query, english) if begun else "")
    search = cache(lambda text: ask(text, DEEP))  # an encoding takes milliseconds: never the same text twice
    if cues.bond == "none":
        alone = Understood(search(query) if begun else ask(query, top), topic_of(english(query)))
        found = _gone_on_after_all(query, cues, alone, conversation.last, search)
    else:
        found = _understand(cues, conversation, search)
    reply = replace(found.reply, query=query)
    if reply.understood_as:
        reply = pointed(reply)  # to what the message asks for, not to what the one before asked for
    reply = replace(reply, hits=reply.hits[:top])
    conversation.add(query, found.topic, reply, found.parts)
    return reply


def _understand(cues: Cues, conversation: Conversation, search: Search) -> Understood:
    turn = conversation.about(cues.back) if cues.back else conversation.last
    if cues.back and cues.text == cues.back:
        return _shown_again(cues.back, turn, search)
    picked = _picked(cues, conversation.listed, _parts(turn) if turn else ())
    if picked is not None:
        return picked
    if turn is None:
        return _without_turn(cues, conversation.refused, search)
    if cues.instead:
        return _instead(cues.instead, conversation, search)
    return _gone_on(cues, turn, conversation, search)


def _gone_on_after_all(query: str, cues: Cues, alone: Understood, turn: Turn | None, search: Search) -> Understood:
    """What no word ties to the last turn, and nothing answers alone: "what is done at test time?" after dropout.

    It goes on from that turn where the answer shown, or one beside it, then answers it.
    """
    short = len(query.split()) <= FEW_WORDS
    if turn is None or not turn.topic or alone.reply.status == "answered" or alone.reply.note or not short:
        return alone
    behind = _question(replace(cues, text=query, bond="tight"), turn, search)
    first = behind.reply.hits[0] if behind.reply.hits else None
    near = first is not None and (first.item.source.document, first.item.source.section) == (
        turn.shown.item.source.document,
        turn.shown.item.source.section,
    )
    return behind if near and behind.reply.status == "answered" else alone


def _gone_on(cues: Cues, turn: Turn, conversation: Conversation, search: Search) -> Understood:
    """One of several things named, a request, or a question."""
    parts = _parts(turn)
    part = _meant_part(cues, turn, parts)
    if part:
        return _part(part, parts, cues, turn, search)
    done = carry_out(cues, turn, search, conversation.seen)
    if done is not None:
        return Understood(done, turn.topic, parts)
    return _question(cues, _renamed(turn, cues.back), search)


def _without_turn(cues: Cues, refused: str, search: Search) -> Understood:
    """What goes on from a message that found nothing, or goes back to what wasn't spoken of."""
    topic = cues.back or refused
    alone = search(cues.text)
    if not topic or (alone.status == "answered" and not cues.pointing and not cues.back):
        return Understood(alone, topic_of(cues.text))
    reply = search(f"{topic} {cues.text}")
    understood = f"{topic} — {cues.text}"
    return Understood(consistent(replace(reply, searched_for="", understood_as=understood)), topic)


def _renamed(turn: Turn, back: str) -> Turn:
    """The turn gone back to, under the name by which it was called, too."""
    if not back or set(terms(back)) <= set(terms(turn.topic)):
        return turn
    return replace(turn, topic=f"{turn.topic}, {back}" if turn.topic else back)


def _instead(meant: str, conversation: Conversation, search: Search) -> Understood:
    """The last question anew, about what was meant: "no, I meant L2" after "what is L1"."""
    asked = (turn for turn in reversed(conversation.turns) if turn.topic and turn.topic in turn.message)
    question = next((turn.message.replace(turn.topic, meant) for turn in asked), meant)
    return Understood(replace(search(question), understood_as=question), topic_of(meant))


def _parts(turn: Turn) -> tuple[str, ...]:
    return turn.parts or pair_of(turn.message)


def _picked(cues: Cues, listed: tuple[Hit, ...], parts: tuple[str, ...]) -> Understood | None:
    """One of the questions listed, where a message says nothing but which: the person chose it, so it is wanted."""
    ordinal = cues.ordinal
    if ordinal is None or terms(ordinal.rest) or ordinal.among in {"pair", "parts"}:
        return None
    if abs(ordinal.number) > len(listed):
        note = NO_SUCH_NUMBER.format(number=ordinal.number, last=len(listed))
        is_number = ordinal.among == "list" and listed
        return Understood(Reply("", "not_covered", 0.0, note=note), "") if is_number else None
    if parts and ordinal.among == "anything":
        return None
    hit = _nth(listed, ordinal.number)
    others = tuple(other for other in listed if place_of(other) != place_of(hit))
    title = hit.item.question or hit.item.answer
    return Understood(Reply("", "answered", 1.0, (hit, *others), understood_as=title), topic_of(title))


def _meant_part(cues: Cues, turn: Turn, parts: tuple[str, ...]) -> str:
    """Which of several things is meant: the n-th, or the one not spoken of last; "" where that isn't told."""
    ordinal = cues.ordinal
    parts = parts or pair_of(turn.shown.item.question)
    if ordinal:
        things = parts if ordinal.among == "pair" else parts or parts_of(turn.shown.item)
        if ordinal.among == "parts":
            things = parts_of(turn.shown.item) or parts
        return _nth(things, ordinal.number) if abs(ordinal.number) <= len(things) else ""
    spoken = set(terms(f"{turn.message} {turn.topic}"))
    others = [part for part in parts if not set(terms(part)) <= spoken] if cues.other else []
    return others[0] if len(others) == 1 else ""


def _nth(things: tuple[Thing, ...], number: int) -> Thing:
    return things[number - 1 if number > 0 else -1]


def _shown_again(topic: str, turn: Turn | None, search: Search) -> Understood:
    """An earlier topic without a question: its answer once more, as sure as it was."""
    reply = replace(search(topic), understood_as=topic)
    if turn is None:
        return Understood(reply, topic)
    others = tuple(hit for hit in reply.hits if place_of(hit) != place_of(turn.shown))
    shown = replace(reply, status="answered", confidence=turn.confidence, hits=(turn.shown, *others))
    return Understood(shown, turn.topic, _parts(turn))


def _part(part: str, parts: tuple[str, ...], cues: Cues, turn: Turn, search: Search) -> Understood:
    """A question about one of several things named before.

    Where it was the answer that named them, and nothing is asked but the thing itself, that answer has been seen.
    """
    rest = cues.ordinal.rest if cues.ordinal else ""
    reply = together(replace(cues, text=f"{part} {rest}".strip(), ordinal=None), turn, search)
    if set(terms(rest)) <= DETAIL and not set(terms(part)) <= set(terms(turn.message)):
        others = tuple(hit for hit in reply.hits if place_of(hit) != place_of(turn.shown))
        reply = replace(reply, hits=others or reply.hits)
    return Understood(replace(reply, action=cues.action, understood_as=f"{part} — {cues.text}"), part, parts)


def _question(cues: Cues, turn: Turn, search: Search) -> Understood:
    reply = together(cues, turn, search)
    if cues.action in {"formula", "example"} and not (reply.hits and holds(cues.action, reply.hits[0].item)):
        reply = consistent(replace(reply, status="unsure" if reply.status == "answered" else reply.status))
    if cues.action == "more":
        reply = replace(reply, action="more")
    if reply.understood_as:
        return Understood(reply, cues.next_topic or _topic_after(cues, turn, reply), _parts(turn))
    return Understood(reply, turn.topic if cues.pointing else topic_of(cues.text))


def _topic_after(cues: Cues, turn: Turn, reply: Reply) -> str:
    """The topic, or the thing that the message named if the answer is about that and no more about the topic."""
    named = topic_of(cues.text)
    asked = set(terms(reply.hits[0].item.question))
    own = set(terms(named))
    shifted = own and own <= asked and not set(terms(turn.topic)) & asked and not _COMPARED.search(cues.text)
    return named if shifted else turn.topic
