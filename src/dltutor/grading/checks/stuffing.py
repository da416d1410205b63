"""Keywords in a row, which similarity takes for an answer."""

import re

from dltutor.grading.result import Flag
from dltutor.search.tokens import STOP_WORDS, plain, stem

LEAST_WORDS = 7
MOST_FUNCTION = 0.12
"""The share of function words; prose has a third to a half."""
PROSE = 0.2
"""The share from which on the reference is prose."""
MOST_RELATIONS = 0.1
"""Signs that relate things ("->", "=", ":"), for each word; notes have more."""
MOST_VERBS = 1
LEAST_PARTS = 6
SHORT_PART = 2
"""So many parts between commas, of so many words on average, are a list of words; fewer or longer ones are notes."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_RELATION = re.compile(r"->|→|<-|=>|⇒|<=|>=|[=<>≤≥:;+*/^≈∝↑↓]|(?<=\w)[.](?=\s+\w)|\s[-–—]\s|\$")
_FUNCTION = STOP_WORDS | frozenset("upon onto per via without within since though although as than no not".split())
_VERBS = frozenset(
    map(
        stem,
        """add adapt allow apply approximate avoid become begin belong break bring calculate cause change choose combine
        compare compute contain control copy create decide decrease depend describe divide drop encourage ensure escape
        exist explain extract fail fall find fit follow force forget generate get give go grow happen help hold improve
        increase keep know lead learn look lose make map mean measure minimise minimize need occur perform pick point
        predict prevent produce push put read reach reduce remain remember remove replace represent require run save
        saturate say see select send separate shrink shuffle solve speed stay stop store subtract suffer take tend tell
        think travel turn undo understand vanish want write""".split(),
    )
)
_NO_VERB = re.compile(r"(?:ing|ion|ions|ment|ance|ence|er|ers|or|ors|ed|able|al|ive|means?|maps?|fits?|points?)$")
"""Endings of forms that name rather than tell: "vanishing", "prediction", "learned"."""


def stuffing(answer: str, reference: str, *, listed: bool) -> Flag | None:
    """A flag where an answer is a row of keywords and the reference is prose.

    Args:
        answer: As typed.
        reference: The authoritative answer, readable.
        listed: Whether the item asks for a list; then nothing is flagged.
    """
    tokens = _WORD.findall(plain(answer))
    if listed or len(tokens) < LEAST_WORDS or "\n" in answer.strip() or not _is_prose(reference):
        return None
    if _function_share(tokens) >= MOST_FUNCTION:
        return None
    if len(_RELATION.findall(answer)) > MOST_RELATIONS * len(tokens) + 0.5:
        return None
    if sum(_is_verb(token) for token in tokens) > MOST_VERBS:
        return None
    parts = [part for part in re.split(r"[,.]", answer) if part.strip()]
    if len(parts) > 1 and (len(parts) < LEAST_PARTS or len(tokens) / len(parts) > SHORT_PART):
        return None
    return Flag("stuffing", answer.strip(), note="These are keywords; say in sentences how they belong together.")


def _is_prose(reference: str) -> bool:
    tokens = _WORD.findall(plain(reference))
    return bool(tokens) and _function_share(tokens) >= PROSE


def _function_share(tokens: list[str]) -> float:
    return sum(token in _FUNCTION for token in tokens) / len(tokens)


def _is_verb(token: str) -> bool:
    return stem(token) in _VERBS and not _NO_VERB.search(token)
