"""What kind of answer an item expects, declared from the item alone when the index is built.

Conservative on purpose: a text item still has its numbers checked, while an item that is wrongly taken to be exact
fails everybody who explains. So only where the official answer is nothing but a value, with at most a label before it
and a short reason behind it, does the value decide.
"""

import re
from collections.abc import Sequence

from dltutor.bank.item import Item
from dltutor.grading.exact.formula import readable_formula
from dltutor.grading.exact.formula_binding import is_word
from dltutor.grading.exact.formula_names import FUNCTIONS
from dltutor.grading.exact.number import read_key
from dltutor.grading.exact.shape import read_shape_key
from dltutor.grading.exact.tuples import read_tuple_key
from dltutor.grading.exact.typed import typed
from dltutor.grading.scheme import AnswerType

LONGEST = 240
"""Characters of an official answer that may be no more than a value."""
_LONGEST_REASON = 16
"""Words behind a value."""

_COUNTS = r"(?:two|three|four|five|six|seven|eight|[2-9])"
_LISTS = re.compile(
    r"(?:^|[.,;:?]\s+|\band\s+|\bplease\s+)"
    rf"(?:name|list|give|state|mention|enumerate|cite|provide|identify|suggest)\b[^.?!]{{0,40}}?\b{_COUNTS}\b|"
    rf"\b(?:what|which)\s+(?:are\s+)?(?:the\s+)?{_COUNTS}\b|\b(?:list|enumerate)\s+(?:all|the)\b",
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(
    r"\b(?:why|how|explain|say|tell|describe|discuss|cause[sd]?|reason|justify|compute|derive|propose|"
    r"what (?:do|does|is|happens))\b",
    re.IGNORECASE,
)
"""What a list of names doesn't answer."""
_ASKS_VALUE = re.compile(
    r"\bhow (?:many|much|large|big|long|often|far|deep|wide)\b|\b(?:compute|calculate|evaluate|determine|find)\b|"
    r"\bwhat(?: is|'s| are|) (?:the )?(?:\w+ ){0,3}?(?:value|number|size|probability|share|error|loss|rate|output|"
    r"result|receptive field|dimension\w*|accuracy|precision|recall|sum|mean|variance|entropy|factor|width|height|"
    r"count|total)\b",
    re.IGNORECASE,
)
_ASKS_SHAPE = re.compile(r"\b(?:shapes?|dimension(?:s|ality)?|sizes?|resolution|receptive fields?)\b", re.IGNORECASE)
_ASKS_FORMULA = re.compile(
    r"\b(?:formula|equation|expression|derivative|gradient|update (?:rule|step)|write|derive|rule|definition of|"
    r"defined?|differentiate|compute|term|loss function)\b",
    re.IGNORECASE,
)
_ASKS_REASON = re.compile(
    r"\b(?:why|explain|justify|describe|discuss|reason|argue|motivate|interpret|what follows|what is wrong|compare|"
    r"advantages?|disadvantages?|purpose|problem|difference|prove|show that)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:the )?(?:final )?(?:answer|solution|result)(?: is)?\s*[:=]?\s*", re.IGNORECASE)
_REASON = re.compile(
    r",?\s+(?:because|since|as there|due to)\b|\s*[,;]\s+(?:so|as)\b|\s+\((?=[a-z]{3})|(?<=\w)[.;]\s+(?=[A-Z])"
)
_SENTENCE = re.compile(r"^[A-Z][\w' -]{0,60}?\b(?:is|are|equals?|has|have|needs?)\s+(.+)$")
_CONCLUSION = re.compile(
    r"(?:^|[.\n])\s*(?:so|thus|hence|therefore|together),?\s+([^.\n]*(?:\.\d[^.\n]*)*)\.?\s*$", re.IGNORECASE
)
_BOLD = re.compile(r"^\W{0,3}\*\*(.+?)\*\*")
_STRONG = re.compile(
    r"[=^√∑∂∇]|\\(?:frac|sum|sqrt|partial|nabla|cdot)|\w_\{?\w|[A-Za-z]\w*\([^)]+\)\s*[-+*/]|<-|:=|-=|\b(?:max|min|softmax|exp|log|tanh|sqrt)\s*\("
)

_COMPLEXITY = re.compile(r"\W*(?:\\mathcal\{)?O\}?\s*\(")
"""O(n^2), which people put into words: quadratic."""


def answer_type(item: Item) -> AnswerType:
    """What kind of answer an item expects."""
    return _of_item(item)[0]


def exact_key(item: Item) -> str:
    """The official value of an item of an exact type, as the document writes it; empty for others."""
    return _of_item(item)[1]


def type_of(question: str, reference: str) -> tuple[AnswerType, str]:
    """The kind of answer and the official value, from a question and its official answer alone."""
    value = _exact(question, reference.strip())
    if value is not None:
        return value
    return _worded(question), ""


def _worded(question: str) -> AnswerType:
    return "list" if _LISTS.search(question) and not _ASKS_MORE.search(question) else "text"


def _of_item(item: Item) -> tuple[AnswerType, str]:
    if item.options:
        return "choice", ""
    if not item.question or item.kind == "fragment":
        return "text", ""
    found, key = type_of(item.question, item.answer)
    if key and len(item.key_points) > 1 and not _points_are_values([point.text for point in item.key_points]):
        return _worded(item.question), ""
    return found, key


def _points_are_values(points: Sequence[str]) -> bool:
    """Whether every key point is a shape: then the marks are for the shapes, not for reasons."""
    return all(read_shape_key(point) and len(point) < 80 for point in points)


def _exact(question: str, reference: str) -> tuple[AnswerType, str] | None:
    """The exact type and the value; None where the answer says more than a value."""
    if not reference or len(reference) > LONGEST:
        return None
    if read_tuple_key(reference):
        return "tuple", reference
    shape = _shape(question, reference)
    if shape:
        return "shape", shape
    for value in _values(reference):
        bare = value in {reference.strip(" ."), _LABEL.sub("", reference.strip(" ."))}
        if (bare or (_ASKS_VALUE.search(question) and not _ASKS_REASON.search(question))) and _is_number(value):
            return "numeric", value
    formula = reference.strip(" .")
    return ("formula", formula) if _is_formula(question, formula) else None


def _values(reference: str) -> list[str]:
    """Stretches of an official answer that may be the value: all of it, what a reason follows, what it ends with."""
    bare = reference.strip().rstrip(".").strip()
    bold = _BOLD.match(bare)
    labelled = _LABEL.sub("", bare)
    reason = _REASON.search(labelled)
    short = reason is not None and len(labelled[reason.end() :].split()) <= _LONGEST_REASON
    sentence = _SENTENCE.match(labelled)
    conclusion = _CONCLUSION.search(reference)
    found = [
        labelled,
        bold[1] if bold else "",
        labelled[: reason.start()] if reason and short else "",
        sentence[1] if sentence else "",
        conclusion[1].strip() if conclusion else "",
        reference.split("\n\n", maxsplit=1)[0].strip().rstrip("."),
    ]
    return list(dict.fromkeys(value for value in found if value))


def _is_number(value: str) -> bool:
    found = read_key(value)
    return found is not None and not (found.expression.factors and "=" not in value)


def _shape(question: str, reference: str) -> str:
    """The answer if it is one shape or several, and shapes are asked for or it can't be anything else."""
    found = read_shape_key(reference)
    if not found or _ASKS_REASON.search(question):
        return ""
    text = typed(reference)
    crossed = all(re.search(r"[\w)]\s*[xX]\s*[\w(]|\bby\b", shape.text) for shape in found)
    asked = bool(_ASKS_SHAPE.search(question))
    alone = len(found) == 1 and len(text.strip(" .()[]")) <= len(found[0].text) + 2
    return (
        reference
        if (asked and "~" not in text and (crossed or alone or _labelled(text))) or (crossed and alone)
        else ""
    )


def _labelled(text: str) -> bool:
    return bool(re.search(r"\b(?:input|output|shape|in|out)\b", text, re.IGNORECASE))


def _is_formula(question: str, reference: str) -> bool:
    if _ASKS_REASON.search(question) or not (_STRONG.search(reference) or _ASKS_FORMULA.search(question)):
        return False
    if not re.search(r"[=^_*/+()-]|\\", reference) or _COMPLEXITY.match(reference):
        return False
    words = re.findall(r"(?<![\\{_A-Za-z])[A-Za-z]{4,}", reference)
    return not any(is_word(word) and word.lower() not in FUNCTIONS for word in words) and readable_formula(reference)
