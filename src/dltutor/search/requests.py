"""Requests about the answer shown: its formula, an example, more of it, another source, what a word in it means."""

import re
from collections.abc import Iterable
from dataclasses import replace

from dltutor.bank.item import Item
from dltutor.search.conversation import Turn, place_of
from dltutor.search.cues import Cues
from dltutor.search.merging import EVEN, ON_TOPIC, Search, about, consistent, terms_of
from dltutor.search.reply import Action, Hit, Reply, Status
from dltutor.search.tokens import terms

OTHER_DOCUMENT = 0.05
"""What a hit of another document counts more when another source is wanted."""
REFERRED_TO = 0.05
"""What a hit counts more that the answer shown refers to."""
FAR = 0.2
"""How much less evidence a hit has that is about something else than what was found first."""
SURE = 0.8
"""Confidence from which on "what is X" is answered by X's own item rather than by the answer shown, which holds X."""

NAMES: dict[Action, str] = {
    "formula": "the formula", "example": "an example", "more": "more", "other_source": "another source",
}  # fmt: skip
NOTHING_MORE = "Your documents hold nothing further on this; the nearest of the rest:"
NO_OTHER = "No other document answers this question; the nearest:"
SAME_WORDS = "Your documents say it in no other words."

_FORMULA = re.compile(r"\$|\\[(\[]|[\w)\]}]\s*[=≈∝≤≥∑∫]\s*\S")
_EXAMPLE = re.compile(
    r"\b(?:examples?|for instance|e\.\s?g\.|such as|suppose)|[=≈]\s*[-−]?\d+(?:\.\d+)?(?![\w/^{])", re.IGNORECASE
)
"""Words that introduce an example, and values put in for letters."""

Places = set[tuple[str, str]]


def carry_out(cues: Cues, turn: Turn, search: Search, seen: Places) -> Reply | None:
    """Do what a message wants done with the answer shown; None where it is a question after all.

    Args:
        cues: The message.
        turn: What it goes on from.
        search: Finds items.
        seen: The places of all answers shown so far.
    """
    if cues.again:
        return _once_more(cues, turn, search)
    if cues.asked:
        return _explained(cues, turn, search)
    if cues.action is None or not _concerns(cues, turn):
        return None
    return _done(cues.action, cues, turn, search, seen)


def _done(action: Action, cues: Cues, turn: Turn, search: Search, seen: Places) -> Reply | None:
    """The reply to a request about the answer shown; None where that has nothing of what the request names."""
    named = " ".join(part for part in (turn.topic, cues.about, cues.target) if part)
    understood = f"{named} — {NAMES[action]}"
    if action == "more":
        wanted = set(terms(f"{cues.about} {cues.target}"))
        return replace(_further(turn, search(named), seen, wanted), action="more", understood_as=understood)
    if action == "other_source":
        reply = _elsewhere(turn, search(turn.shown.item.question or named), NO_OTHER)
        return replace(reply, action="other_source", understood_as=understood)
    found = search(f"{turn.topic} {cues.text}")
    hit = _holding(cues, turn.shown, found)
    if hit is None:
        return None
    reply = _reply(hit, turn, found)
    if not holds(action, hit.item):
        reply = consistent(replace(reply, status="unsure"))
    return replace(reply, action=action, understood_as=understood)


def holds(action: Action, item: Item) -> bool:
    """Whether an item's answer holds what a request is for, a formula or an example."""
    if action == "formula":
        return item.answered and bool(_FORMULA.search(item.answer))
    return item.answered and bool(_EXAMPLE.search(f"{item.question}\n{item.answer}"))


def _once_more(cues: Cues, turn: Turn, search: Search) -> Reply:
    """The answer shown again, with its place where that was asked for; in other words if another item has them."""
    found = search(turn.shown.item.question or turn.topic)
    reply = _reply(turn.shown, turn, found)
    if cues.again == "source":
        source = turn.shown.item.source
        stands = " · ".join(part for part in (source.document, source.trail, source.label) if part)
        return replace(reply, understood_as=f"{turn.topic} — its source", note=f"It stands in {stands}.")
    if cues.again == "otherwise":
        other = _elsewhere(turn, found, "")
        reply = other if other.status == "answered" else replace(reply, note=SAME_WORDS)
        return replace(reply, action="clarify", understood_as=f"{turn.topic} — in other words")
    return replace(reply, action="clarify", understood_as=f"{turn.topic} — once more")


def _explained(cues: Cues, turn: Turn, search: Search) -> Reply | None:
    """The answer shown once more, for a word that it holds; not where an item of its own asks for that word."""
    asked = set(terms(cues.asked))
    itself = not cues.meant and not cues.definite and asked <= set(terms(turn.topic))
    if itself or not asked <= terms_of(turn.shown.item):
        return None
    found = search(f"{turn.topic} {cues.text}")
    if not cues.meant:
        # "The loss" is that of what was spoken of; "a loss" is any.
        asking = found if cues.definite else search(cues.text)
        own = next(iter(asking.hits), None)
        if own is not None and place_of(own) != place_of(turn.shown) and _asks(own, asked, asking):
            topic = set(terms(turn.topic)) if cues.definite else set()
            if topic <= set(terms(own.item.question)):
                return None
    reply = _reply(turn.shown, turn, found)
    return replace(reply, action="clarify", understood_as=f"{turn.topic} — what is meant by “{cues.asked}”")


def _asks(hit: Hit, asked: set[str], reply: Reply) -> bool:
    """Whether an item asks for these terms itself, or answers them surely."""
    if reply.status != "answered":
        return False
    return reply.confidence >= SURE or asked <= set(terms(hit.item.question))


def _concerns(cues: Cues, turn: Turn) -> bool:
    """Whether a request is about the answer shown.

    "The formula for X" is only where its question or the topic has X.
    """
    named = set(terms(f"{turn.topic} {turn.shown.item.stem} {turn.shown.item.question}"))
    own = set() if cues.action in {"formula", "example"} else set(terms(cues.about))
    return set(terms(cues.target)) <= named and own <= named | terms_of(turn.shown.item)


def _holding(cues: Cues, shown: Hit, found: Reply) -> Hit | None:
    """The answer shown if it holds what is wanted, else the nearest that does.

    If that is far, it is the one shown; None if even this has nothing of what the request names.
    """
    least = max((hit.score for hit in found.hits), default=0.0) - FAR
    named = set(terms(cues.about))
    near = (hit for hit in (shown, *found.hits) if hit is shown or hit.score >= least)
    concerned = [hit for hit in near if named <= terms_of(hit.item)]
    anyway = next((hit for hit in concerned if hit is shown), None)
    return next((hit for hit in concerned if cues.action and holds(cues.action, hit.item)), anyway)


def _further(turn: Turn, found: Reply, seen: Places, wanted: set[str]) -> Reply:
    """What the documents hold further on the topic: what the answer refers to, then what is nearest; each only once.

    Who was pointed to a part of the answer may first read all of it, and so may who wants more of one thing in it.
    """
    if turn.action != "more" and (turn.shown.part or wanted):
        of_it = (hit for hit in found.hits if hit.item.answered and wanted <= terms_of(hit.item))
        return _reply(next(of_it, turn.shown) if wanted else turn.shown, turn, found)
    fresh = [hit for hit in found.hits if hit.item.answered and place_of(hit) not in seen]
    further = [hit for hit in fresh if about(turn, hit.item) >= ON_TOPIC]
    if not further:
        least = replace(found, status="unsure", hits=tuple(fresh), note=NOTHING_MORE if fresh else "", searched_for="")
        return consistent(least)
    first = max(further, key=lambda hit: hit.score + REFERRED_TO * _is_referred_to(hit.item, turn.shown.item))
    return replace(_reply(first, turn, found), hits=_before(first, fresh))


def _is_referred_to(item: Item, by: Item) -> bool:
    ending = item.id.rsplit("/", 1)[-1]
    return any(reference.rsplit("#", 1)[-1] == ending for reference in by.see_also)


def _elsewhere(turn: Turn, found: Reply, missing: str) -> Reply:
    """The same question in another place, another document's first; else the nearest, of which nobody is sure."""
    shown = turn.shown
    if len(shown.sources) > 1:
        return _reply(shown, turn, found)
    others = [hit for hit in found.hits if hit.item.answered and place_of(hit) != place_of(shown)]
    others.sort(key=lambda hit: hit.item.source.document == shown.item.source.document)
    same = next((hit for hit in others if hit.match != "related"), None)
    if same is not None:
        return _reply(same, turn, found)
    here = shown.item.source.document
    nearest = tuple(sorted(others, key=lambda hit: -hit.score - OTHER_DOCUMENT * (hit.item.source.document != here)))
    return consistent(replace(found, status="unsure", hits=nearest, note=missing if nearest else "", searched_for=""))


def _before(hit: Hit, others: Iterable[Hit]) -> tuple[Hit, ...]:
    return (hit, *(other for other in others if place_of(other) != place_of(hit)))


def _reply(hit: Hit, turn: Turn, found: Reply) -> Reply:
    """A reply of which a hit comes first, as sure as the turn's was.

    What isn't the answer shown itself is no surer than its search, and less sure as it is less about the topic.
    """
    confidence = turn.confidence
    if hit is not turn.shown:
        confidence = min(confidence, max(found.confidence, hit.score)) * about(turn, hit.item)
    status: Status = "answered" if confidence >= EVEN else "unsure"
    hits = _before(hit, found.hits)
    return consistent(replace(found, status=status, confidence=confidence, hits=hits, searched_for="", note=""))
