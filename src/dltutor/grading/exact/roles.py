"""Which of the numbers of an answer is the answer: students show their working, before the result or behind it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dltutor.grading.exact.quantities import Quantity, quantities

GIVEN, PLAIN, ASKED, LEAD, CONCLUDED = range(5)
"""How far a number is put forward: only as working, named, with the noun that is asked for, alone at the start, as a
result ("=", "so", "in total")."""

_CONCLUDES = re.compile(
    r"=>|->|[=~]\s*\(?\s*$|\b(?:so|thus|hence|therefore|total|totals|totally|altogether|overall|answer|result|finally|"
    r"makes?|gives?|equals?|that'?s|sum|yields?|leaves|in all|together|i\.?e|i get|we get|becomes)\b",
    re.IGNORECASE,
)
_CONCLUDES_BEHIND = re.compile(r"^[\s\w]{0,25}?\b(?:in total|in all|altogether|overall|total)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|bc|b/c|cause|cuz|due to|as (?:there|the|each|every|it|we|a)|given that|"
    r"instead of|rather than)\b",
    re.IGNORECASE,
)
_REASON_ENDS = re.compile(r"[.;\n](?!\d)|=>|\b(?:so|thus|hence|therefore|in total|that'?s|which makes|altogether)\b")
_NEGATED = re.compile(
    r"(?:\bnot|n't|\bnever|instead of|rather than|\bwrong:?)\s+(?:be\s+|equal(?: to)?\s+)?$", re.IGNORECASE
)
_ALONE_BEHIND = re.compile(r"\s*(?:$|[.,;:(\n!-]|(?:\w+\s*){1,3}(?:$|[.,;:(\n!]))")
_OPENING = re.compile(
    r"^\W*(?:(?:it'?s|it is|they are|there are|it has|about|approx(?:imately)?\.?|roughly|exactly|ca\.?|around|i think|"
    r"only|just|[A-Za-z]\w{0,2}\s*[=:])\W*)*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:how many|how much|number of|amount of)\s+(?:more\s+|different\s+|learnable\s+|trainable\s+)*(\w+)",
    re.IGNORECASE,
)
_SHAPE_NOUN = re.compile(
    r"^[\s-]*(?:conv|kernel|filter|image|pixel|pool|patch|input|window|grid|map|layer|max)", re.IGNORECASE
)


def negated(text: str, number: Quantity) -> bool:
    """Whether the student says that it is not this number."""
    return bool(_NEGATED.search(text[: number.start]))


def roles(text: str, numbers: Sequence[Quantity], question: str) -> list[int]:
    """How far the answer puts each of its numbers forward, in their order."""
    given = {value for number in quantities(question) for value in number.expression.values}
    reasons = _reasons(text)
    noun = _ASKED.search(question)
    asked = noun[1].lower()[:5] if noun else ""
    chained = _chained(text, numbers)
    found: list[int] = []
    before = 0
    for place, number in enumerate(numbers):
        lead = text[before : number.start]
        behind = text[number.end : numbers[place + 1].start if place + 1 < len(numbers) else len(text)]
        role = _role(lead, behind, asked, first=not place)
        aside = place in chained or any(start <= number.start < end for start, end in reasons)
        known = number.expression.literal and number.expression.values[0] in given and role < CONCLUDED
        if aside or known or (number.expression.factors and _SHAPE_NOUN.match(behind)):
            role = GIVEN
        found.append(role)
        before = number.end
    return found


def _role(lead: str, behind: str, asked: str, *, first: bool) -> int:
    if _CONCLUDES.search(lead) or _CONCLUDES_BEHIND.match(behind):
        return CONCLUDED
    if first and _OPENING.match(lead) and _ALONE_BEHIND.match(behind):
        return LEAD
    return ASKED if asked and re.match(rf"\s*(?:\w+\s+)?{re.escape(asked)}", behind, re.IGNORECASE) else PLAIN


def _reasons(text: str) -> list[tuple[int, int]]:
    """Where the answer gives reasons: behind "because", and in brackets."""
    found: list[tuple[int, int]] = []
    for begun in _REASON.finditer(text):
        ended = _REASON_ENDS.search(text, begun.end())
        end = ended.start() if ended else len(text)
        if not text[: begun.start()].strip():  # "Because of the bias, 33"
            end = min(end, text.find(",", begun.end()) % (len(text) + 1))
        found.append((begun.start(), end))
    depth, start = 0, 0
    for place, sign in enumerate(text):
        if sign in "([":
            start = place if not depth else start
            depth += 1
        elif sign in ")]" and depth:
            depth -= 1
            if not depth and text[:start].strip(" =:~"):
                found.append((start, place))
    return found


def _chained(text: str, numbers: Sequence[Quantity]) -> set[int]:
    """Numbers of a sequence such as 28 -> 14 -> 7."""
    found: set[int] = set()
    for place, (one, then) in enumerate(pairwise(numbers)):
        plain = one.expression.literal or one.expression.factors
        if (
            plain
            and re.fullmatch(r"\s*->\s*", text[one.end : then.start])
            and not text[: one.start].rstrip().endswith("=")
        ):
            found |= {place, place + 1} if then.expression.literal or then.expression.factors else {place}
    return found
