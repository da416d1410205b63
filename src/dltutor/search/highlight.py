"""The part of a long answer that a message asks for: a formula, a sub-question, a list entry, a sentence.

The whole answer is always shown; this only points into it. So it says nothing unless the message asks for something
narrower than the item's own question does, and one part stands out: a mark in the wrong place misleads.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from dltutor.bank.item import Item
from dltutor.search import wants
from dltutor.search.answer_parts import Part, parts
from dltutor.search.reply import Reply
from dltutor.search.subquestions import Span, pairs
from dltutor.search.tokens import terms
from dltutor.search.wants import ASKING

LEAST_WORDS = 60
LEAST_PARTS = 3
"""A shorter answer is seen at a glance."""
COVERED = 0.5
"""How much of what the message asks beyond the item's question a part must hold, weighed by rarity in the answer."""
MARGIN = 0.1
"""How much more of it than any other part."""
ABSENT = 0.5
"""What a word weighs that the answer lacks: it may only be another wording."""
TOPIC = 0.1
"""What a word of the item's own question weighs beside one that goes beyond it."""
SHARE = 0.25
"""The share of the message's words that the name of a part must be."""
WHOLE = 0.6
"""The share of the question's words that a message names, above which it asks the question itself."""

BEFORE, AFTER = 0.6, 0.4
"""What a word before or after a formula weighs, where one in the sentence that leads up to it weighs 1."""

_NAME = re.compile(
    r"(?:[-*+•]\s+|\(?\d{1,2}[.)]\s+)?(?:\*\*|__)(?P<bold>[^*_]{1,60})(?:\*\*|__)"
    r"|(?:[-*+•]|\(?\d{1,2}[.)])\s+(?P<entry>[^:.,;()—$]{1,50}?)\s*(?=[:,;(—$])"
    r"|(?P<plain>[^:.,;()—|]{1,50})(?=:\s)"
    r"|\|\s*(?P<cell>[^|]{1,60}?)\s*\|"
)
"""What a part is called: bold words or those before a colon, an entry's first words, a row's first cell."""
_LAYOUT = re.compile(
    r"\\(?:left|right|[bB]igg?[lr]?|text(?:bf|it|rm)?|math(?:bb|bf|cal|rm|frak)|operatorname|[dt]?frac|q?quad|cdot|top"
    r"|(?:begin|end)\{[a-z]+\*?\}|[lr][Vv]ert)(?![A-Za-z])"
)
"""LaTeX that says how a formula looks and would be taken for words."""


def pointed(reply: Reply) -> Reply:
    """The reply with the part of its answer that the message asks for in the first hit, and with none in the others."""
    if not reply.hits:
        return reply
    first, *others = reply.hits
    message = reply.searched_for or reply.query
    part = part_asked_for(message, first.item) if reply.status == "answered" else ""
    return replace(reply, hits=(replace(first, part=part), *(replace(hit, part="") for hit in others)))


def part_asked_for(message: str, item: Item) -> str:
    """The part of the item's answer that the message asks for, word for word; "" where it asks for the whole."""
    if item.options or len(item.answer.split()) < LEAST_WORDS or len(parts(item.answer)) < LEAST_PARTS:
        return ""
    asked = _Asked(message, item)
    rules: tuple[Callable[[_Asked], Span | None], ...] = (_sub_question, _formula, _example, _numbered)
    if not wants.wholly(message, item.question):
        rules = (*rules, _named, _by_words)
    for rule in rules:
        span = rule(asked)
        if span is not None:
            return item.answer[slice(*span)]
    return ""


@dataclass(frozen=True)
class _Asked:
    """A message and the item that answers it, and what the rules ask of them."""

    message: str
    item: Item

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the answer."""
        return parts(self.item.answer)

    @cached_property
    def named(self) -> frozenset[str]:
        """All terms of the message."""
        return frozenset(terms(self.message))

    @cached_property
    def question(self) -> frozenset[str]:
        """The terms of the item's own question."""
        return _terms(f"{self.item.stem}\n{self.item.question}")

    @cached_property
    def beyond(self) -> frozenset[str]:
        """What the message asks that the item's own question doesn't; letters and digits count in formulas only."""
        found = self.named - ASKING - self.question
        return found if wants.is_formula(self.message) else frozenset(term for term in found if len(term) > 1)

    @cached_property
    def held(self) -> tuple[frozenset[str], ...]:
        """The terms of each part."""
        return _held(self.item.answer)


@lru_cache(maxsize=64)
def _held(answer: str) -> tuple[frozenset[str], ...]:
    return tuple(_terms(part.says) for part in parts(answer))


def _terms(text: str) -> frozenset[str]:
    """The terms of a text, formulas by their LaTeX, since that is how people type them: x_t, sqrt, sigma."""
    return frozenset(terms(_LAYOUT.sub(" ", text)))


def _weights(wanted: frozenset[str], held: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each term tells some texts apart: an inverse frequency among them."""
    weights: dict[str, float] = {}
    for term in wanted:
        holding = sum(term in one for one in held)
        rarity = math.log1p((len(held) - holding + 0.5) / (holding + 0.5))
        weights[term] = rarity if holding else ABSENT * rarity
    return weights


def _sub_question(asked: _Asked) -> Span | None:
    """The part of the answer with the label of the sub-question that the message asks, where one stands out."""
    found = pairs(asked.item.question, asked.item.answer)
    held = [
        _terms(asked.item.question[slice(*question)]) | _terms(asked.item.answer[slice(*answer)])
        for question, answer in found
    ]
    weights = _weights(asked.named - ASKING, held)
    scores = [sum(weights[term] for term in one & weights.keys()) / (sum(weights.values()) or 1.0) for one in held]
    best = _standing_out(scores, COVERED, MARGIN)
    return None if best is None else found[best][1]


def _formula(asked: _Asked) -> Span | None:
    """The displayed formula that fits best, where a formula is asked for; without any difference the first one."""
    if not wants.formula(asked.message) or wants.formula(asked.item.question):
        return None
    formulas = [number for number, part in enumerate(asked.parts) if part.kind == "formula"]
    if not formulas:
        return None
    weights = _weights(asked.beyond, asked.held)

    def fit(number: int) -> float:
        # The first sentence says nothing of any one formula: it is about everything.
        before, after = asked.held[max(1, number - 1) : number], asked.held[number + 1 : number + 3]
        found = {term: AFTER for one in after for term in one}
        found |= {term: BEFORE for one in before for term in one} | dict.fromkeys(asked.held[number], 1.0)
        return sum(weight * found.get(term, 0.0) for term, weight in weights.items())

    chosen = asked.parts[max(formulas, key=lambda number: (fit(number), -number))]
    return chosen.start, chosen.end


def _example(asked: _Asked) -> Span | None:
    """The first example, where one is asked for."""
    if not wants.example(asked.message) or wants.EXAMPLE.search(asked.item.question):
        return None
    holding = (number for number, part in enumerate(asked.parts) if wants.EXAMPLE.search(part.says))
    first = next(holding, None)
    return None if first is None else _paragraph(asked, first)


def _numbered(asked: _Asked) -> Span | None:
    """The entry that the message counts to, where the answer holds one list."""
    number = wants.entry(asked.message)
    entries = [part for part in asked.parts if part.kind == "entry"]
    between = [asked.item.answer[one.end : two.start] for one, two in pairwise(entries)]
    if number is None or not entries or number > len(entries) or any(text.strip() for text in between):
        return None
    return entries[number - 1].start, entries[number - 1].end


def _named(asked: _Asked) -> Span | None:
    """The entry, the row or the paragraph whose name the message gives, where it gives one only."""
    names = {number: _name(part) for number, part in enumerate(asked.parts)}
    content = asked.named - ASKING
    given = {
        number: name
        for number, name in names.items()
        if number and name and name <= asked.named and len(name) >= SHARE * len(content | name)
    }
    longest = [number for number, name in given.items() if all(name >= other for other in given.values())]
    if len(longest) != 1 or asked.named - ASKING == asked.question - ASKING:
        return None
    name, topic = given[longest[0]], asked.question - ASKING
    if name <= asked.question and len(topic & asked.named) > WHOLE * len(topic):
        return None
    return _paragraph(asked, longest[0])


def _name(part: Part) -> frozenset[str]:
    """The terms of what a part is called in its first words; none where it has no name."""
    match = _NAME.match(part.says)
    return _terms(match[match.lastgroup]) if match is not None and match.lastgroup else frozenset()


def _paragraph(asked: _Asked, number: int) -> Span:
    """A part with what follows in its paragraph: a name at the beginning is that of the whole."""
    start, end = asked.parts[number].start, asked.parts[number].end
    if asked.parts[number].kind == "sentence":
        for part in asked.parts[number + 1 :]:
            if part.kind != "sentence" or "\n\n" in asked.item.answer[end : part.start]:
                break
            end = part.end
    return start, end


def _by_words(asked: _Asked) -> Span | None:
    """The part that holds most of what goes beyond the item's question; not the first, where one begins to read."""
    if not asked.beyond:
        return None
    known = frozenset().union(*asked.held)
    # What only another wording of the question says is no detail of the answer.
    wordings = frozenset(terms(" ".join(asked.item.aliases)))
    weights = _weights(asked.beyond - (wordings - known), asked.held)
    if not weights.keys() & known:
        return None
    topic = _weights((asked.named & asked.question) - ASKING, asked.held)
    total, rest = sum(weights.values()), sum(topic.values()) or 1.0
    covered = [sum(weights[term] for term in one & weights.keys()) / total for one in asked.held]
    scores = [
        share + TOPIC * sum(topic[term] for term in one & topic.keys()) / rest
        for share, one in zip(covered, asked.held, strict=True)
    ]
    if wants.is_formula(asked.message):
        scores = [score if part.kind == "formula" else 0.0 for score, part in zip(scores, asked.parts, strict=True)]
    elif wants.reason(asked.message):
        scores = [score if part.kind != "formula" else 0.0 for score, part in zip(scores, asked.parts, strict=True)]
    margin = 0.0 if wants.definition(asked.message) else MARGIN
    best = _standing_out(scores, COVERED, margin)
    return None if not best else (asked.parts[best].start, asked.parts[best].end)


def _standing_out(scores: Sequence[float], least: float, margin: float) -> int | None:
    """The place of the best score, where it is high enough and well before the next."""
    ordered = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    if not ordered or scores[ordered[0]] < least:
        return None
    if len(ordered) > 1 and scores[ordered[0]] - scores[ordered[1]] < margin:
        return None
    return ordered[0]
