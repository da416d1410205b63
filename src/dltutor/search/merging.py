"""A message that goes on, searched for twice: alone and behind the topic; and the two searches put together."""

from collections.abc import Callable
from dataclasses import replace

from dltutor.bank.item import Item
from dltutor.search.conversation import Turn, place_of
from dltutor.search.cues import FEW, Cues
from dltutor.search.reply import Hit, Reply
from dltutor.search.texts import fields_of
from dltutor.search.tokens import terms
from dltutor.search.wants import ASKING

Search = Callable[[str], Reply]
"""Answers a text that stands alone, with many hits."""

TOGETHER = 0.65
"""Weight of the search behind the topic; that of the message alone has the rest."""
NEAR = 0.03
"""What an item of the shown answer's section counts more."""
ASTRAY = 0.1
"""How much less an item counts that is about something else than the topic."""
SURE_ALONE = 0.7
"""Confidence from which on a message that may go on from the last, or may not, is answered alone."""
LEAST_HELD = 0.4
"""Part of a message's own terms, weighed by rarity, that an answer must hold for anybody to be sure of it."""
STRANGE_HELD, NAMED_HELD = 0.25, 0.5
"""The part with less of which a message of several terms, or one that names a thing, isn't about the topic at all."""
ON_TOPIC = 0.7
NEAR_TOPIC = 0.5
"""Part of the topic's terms that an answer must hold, and what it must hold at least so as not to count less."""
EVEN = 0.5
"""Least confidence of "answered"."""
BELOW_EVEN = 0.49

_SAYS_NOTHING = ASKING - frozenset(terms("advantage disadvantage cause compare comparison consequence machine matter"))
"""Own terms that any answer about the topic may meet: "what is the idea of it?"."""


def together(cues: Cues, turn: Turn, search: Search) -> Reply:
    """The reply to a message that may go on from a turn.

    Where the first hit lacks the topic or the message's own terms, it is at most one of the closest questions, or the
    message is answered alone.
    """
    alone = search(cues.text)
    if not turn.topic or _enough(alone, cues):
        return alone
    behind = search(f"{turn.topic} {cues.text}")
    own = set(terms(cues.ordinal.rest if cues.ordinal else cues.text))
    share = TOGETHER if own and not cues.back else 1.0
    hits = _merged(((behind, share), (alone, 1.0 - share)), turn, astray=ASTRAY if cues.pointing else 0.0)
    held = _held(hits, alone, cues, own)
    if (
        not hits
        or held is None
        or (cues.bond == "loose" and not cues.definite and place_of(hits[0]) == place_of(alone.hits[0]))
    ):
        return alone
    on_topic = about(turn, hits[0].item) >= ON_TOPIC
    if not on_topic and not cues.pointing and place_of(hits[0]) == place_of(alone.hits[0]):
        return alone
    confidence = held * behind.confidence + (1.0 - held) * alone.confidence
    missed = not on_topic or held < LEAST_HELD
    if behind.status == "answered" and (missed or confidence < EVEN):
        behind = replace(behind, status="unsure")
    understood = f"{turn.topic} — {cues.text}"
    reply = replace(behind, confidence=confidence, hits=hits, searched_for="", understood_as=understood)
    return consistent(reply)


def consistent(reply: Reply) -> Reply:
    """The reply with a confidence that its status allows: what isn't answered is likelier wrong than right."""
    return reply if reply.status == "answered" else replace(reply, confidence=min(reply.confidence, BELOW_EVEN))


def about(turn: Turn, item: Item) -> float:
    """How far an item is about a turn's topic: the share of the topic's terms, or of its question's, that it holds."""
    if item.id == turn.shown.item.id:
        return 1.0
    held = terms_of(item)
    topic, question = (set(terms(text)) - ASKING for text in (turn.topic, turn.shown.item.question))
    share = _share(topic, held)
    # An acronym, or a topic in the person's own words: the question that it found says the same in the documents'.
    return share if topic and topic <= question else max(share, _share(question, held))


def terms_of(item: Item) -> set[str]:
    """All terms of an item, its aliases and options included."""
    return set(terms(" ".join(fields_of(item))))


def _share(wanted: set[str], held: set[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _enough(alone: Reply, cues: Cues) -> bool:
    """Whether a message is plainly answered without the topic: "what is X" by any answer, unless it is "the X"."""
    if not alone.hits or alone.hits[0].match == "exact":
        return True
    least = 0.0 if cues.asked and not cues.definite else SURE_ALONE
    return cues.bond == "loose" and not cues.definite and alone.status == "answered" and alone.confidence >= least


def _held(hits: tuple[Hit, ...], alone: Reply, cues: Cues, own: set[str]) -> float | None:
    """The part of the message's own terms that the first hit holds; None where that is too little for an answer."""
    if not hits or not own or (cues.pointing and own <= _SAYS_NOTHING):
        return 1.0
    held = next((hit.coverage for hit in alone.hits if place_of(hit) == place_of(hits[0])), 0.0)
    if cues.pointing and not cues.next_topic and len(own) <= FEW:
        return held
    least = STRANGE_HELD if cues.pointing and not cues.next_topic else NAMED_HELD
    return held if held >= least else None


def _merged(searches: tuple[tuple[Reply, float], ...], turn: Turn, *, astray: float) -> tuple[Hit, ...]:
    """The answered hits of several searches, best first by the weighted sum of their scores; less if off the topic."""
    chosen: dict[tuple[str, str], Hit] = {}
    for reply, _ in searches:
        for hit in reply.hits:
            if hit.item.answered:
                chosen.setdefault(place_of(hit), hit)
    totals = {place: _nearness(hit, turn, astray) for place, hit in chosen.items()}
    for reply, weight in searches:
        scores = {place_of(hit): hit.score for hit in reply.hits}
        least = min(scores.values(), default=0.0)
        for place in chosen:
            totals[place] += weight * scores.get(place, least)
    ordered = sorted(chosen, key=lambda place: -totals[place])
    return tuple(replace(chosen[place], score=min(1.0, max(0.0, totals[place]))) for place in ordered)


def _nearness(hit: Hit, turn: Turn, astray: float) -> float:
    """What an item counts more or less for where it stands and what it is about."""
    if place_of(hit) == place_of(turn.shown):
        return 0.0
    one, other = hit.item.source, turn.shown.item.source
    near = NEAR if (one.document, one.section) == (other.document, other.section) else 0.0
    return near if about(turn, hit.item) >= NEAR_TOPIC else near - astray
