"""What kind of thing a message wants to see: a formula, an example, a definition, one entry of a list, a whole."""

import re

from dltutor.search.tokens import terms, words

SYMBOLS = 0.4
"""The share of single letters and digits among a message's words, from which on it is a formula itself."""

ASKING = frozenset(
    terms(
        """advantage ask basic basics call cause change common compare comparison compute concept consist correspond
        deep define defined definition describe differ difference different disadvantage equation example expression
        formula give happen help idea important instead intuition kind learning list look machine main many matter mean
        meaning method model name need net network neural ok overview part people please point principle problem
        purpose question reason right role rule say set show solution still student summary take talk tell term thing
        type understand versus vs way whole why word work write"""
    )
)
"""Words of asking, and those that only name the field: they don't tell one part of an answer from another."""

EXAMPLE = re.compile(r"\b(?:examples?|for instance|e\.g\.)", re.IGNORECASE)
"""How a text announces an example."""

_EXAMPLE_WANTED = re.compile(
    r"\b(?:an|another|worked|concrete|numerical|give(?: me)?(?: some)?) (?:worked |concrete |numerical )?examples?\b"
    r"|^\W*examples?\b",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"\b(?:formulas?|formulae|equations?|expression|closed[ -]form|mathematical(?:ly)?|in symbols"
    r"|write (?:it |that |this )?down|(?:update|learning) rule)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[=+*/^|()_\\∇∂√·]")
_COUNTED = "point|reason|step|entry|bullet|bullet point|list item|item|phase|case|remedy|condition|property|option"
_NUMBERED = re.compile(
    rf"\b(?P<ordinal>first|second|third|fourth|fifth|sixth|last) (?:{_COUNTED})\b"
    rf"|\b(?:{_COUNTED}) (?P<number>[1-9]\d?)\b",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": 0}
_COMPARED = re.compile(
    r"\b(?:vs|versus|differ\w*|distinguish\w*|compar\w*|instead|prefer\w*|better|than)\b", re.IGNORECASE
)
_DERIVED = re.compile(r"\b(?:deriv(?:e|ed|ation)|prove|proof|show)\b", re.IGNORECASE)
_DEFINED = re.compile(r"\bwhat(?:'s|s| is| are| do| does)\b|\b(?:define|definition|meaning)\b", re.IGNORECASE)
_WHY = re.compile(r"\W*(?:why|how come)\b", re.IGNORECASE)


def formula(message: str) -> bool:
    """Whether a formula is asked for."""
    return bool(_FORMULA.search(message))


def is_formula(message: str) -> bool:
    """Whether the message is a formula itself, with few words beside it."""
    said = words(message)
    single = sum(len(word) == 1 for word in said)
    return bool(_SIGN.search(message)) and single >= SYMBOLS * len(said)


def example(message: str) -> bool:
    """Whether an example is asked for; "how many examples" asks for none."""
    return bool(_EXAMPLE_WANTED.search(message))


def entry(message: str) -> int | None:
    """The number of the list entry that the message counts to, from 1; 0 for the last."""
    match = _NUMBERED.search(message)
    if match is None:
        return None
    return int(match["number"]) if match["number"] else _ORDINALS[match["ordinal"].lower()]


def definition(message: str) -> bool:
    """Whether the message may ask what something is: that is said where it is spoken of first."""
    return bool(_DEFINED.search(message))


def reason(message: str) -> bool:
    """Whether the message asks why, which no formula answers."""
    return bool(_WHY.match(message))


def wholly(message: str, question: str) -> bool:
    """Whether message and question both compare, or both derive: then the whole answer is wanted."""
    return any(way.search(message) and way.search(question) for way in (_COMPARED, _DERIVED))
