"""What an item is recognised by: its wording and its answer, without what formatting, case and punctuation change."""

import re
import unicodedata
from functools import lru_cache

from dltutor.bank.item import Item, key_in_words
from dltutor.bank.text import plain
from dltutor.search.tokens import GREEK

_MATHS = re.compile(
    r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<!\\)\$(?!\s)([^$]+?)(?<!\\)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL
)
_SPACING = re.compile(
    r"\\(?:[,;:!> \\]|(?:q?quad|left|right|[bB]igg?[lr]?|displaystyle|textstyle|limits|nolimits|nonumber"
    r"|(?:begin|end)\{\w+\*?\}|mathbf|mathbb|mathcal|mathsf|mathit|boldsymbol|bm)(?![a-zA-Z]))"
)
_WORDS_INSIDE = re.compile(r"\\(?:text\w*|mathrm|operatorname\*?)\s*\{([^{}]*)\}")
_SYMBOL = re.compile(r"\\([a-zA-Z]+)|(\d+(?:[.,]\d+)*)|(\w)|(\S)")
_SAME_SYMBOL = {"dfrac": "frac", "tfrac": "frac", "le": "leq", "ge": "geq", "ne": "neq", "to": "rightarrow"}
_LINE_MARK = re.compile(r"^[ \t]*(?:(?:[-*+•>]|#{1,6}|\d{1,3}[.)])[ \t]+(?=\S)|```.*$)", re.MULTILINE)
_TAG = re.compile(
    r"</?(?:a|b|br|code|details|div|em|hr|i|img|kbd|p|span|strong|sub|summary|sup|u)(?:\s+[\w-]+=[^<>\n]*)?\s*/?>",
    re.IGNORECASE,
)
_NOT = ((re.compile(r"\bcan(?:['’]t|not)\b"), "can not"), (re.compile(r"\bwon['’]t\b"), "will not"),
        (re.compile(r"n['’]t\b"), " not"))  # fmt: skip
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|\S")
_MINUS = re.compile(r"(?<![\w.])-(?=[\d.])")
_OPERATORS = frozenset("^/%·*")
"""Signs that mean something, beside those that Unicode calls mathematical."""
_NO_OPERATORS = frozenset("|~")


def normalised(text: str) -> str:
    """A text reduced to its words, numbers and mathematical signs, in lower case, one space between two.

    Whatever Markdown and LaTeX do for looks alone leaves no trace: emphasis, lists, spacing and the font of formulas.
    """
    bare = _MATHS.sub(lambda match: f" {_symbols(next(filter(None, match.groups())))} ", text)
    bare = _TAG.sub(" ", _LINE_MARK.sub("", plain(bare)))
    bare = unicodedata.normalize("NFKC", bare).casefold()
    for pattern, words in _NOT:
        bare = pattern.sub(words, bare)
    tokens = _TOKEN.findall(_MINUS.sub("−", re.sub(r"(?<=\w)['’](?=\w)", "", bare)))
    return " ".join(filter(None, map(_meant, tokens)))


def wording(item: Item) -> str:
    """What an item asks: a line for the question, one for the stem, one for each option, these in alphabetical order.

    Never empty: a fragment, which asks nothing, is known by what it says.
    """
    asked = normalised(item.question) or " ".join((item.question or item.answer).split())
    return "\n".join([asked or item.id, normalised(item.stem), *sorted(normalised(one.text) for one in item.options)])


def answer(item: Item) -> str:
    """What an item's answer is: a line of prose, one for each right option ("+"), one for each key point ("*").

    Empty where the document has no answer. That no option is right is said by a "+" by itself.
    """
    prose = item.answer.removeprefix(key_in_words(item.options)) if item.options else item.answer
    lines = [normalised(prose)]
    if item.options and all(option.correct is not None for option in item.options):
        lines += sorted(f"+{normalised(option.text)}" for option in item.options if option.correct) or ["+"]
    lines += sorted(f"*{normalised(point.text)}" for point in item.key_points)
    return "\n".join(lines) if any(lines) else ""


def _symbols(formula: str) -> str:
    """A formula's symbols, each by itself, as the spaces between them mean nothing; words in it stay whole."""
    whole = _SPACING.sub(" ", formula)
    parts = _WORDS_INSIDE.split(whole)
    return " ".join(
        part if place % 2 else " ".join(map(_symbol, _SYMBOL.finditer(part))) for place, part in enumerate(parts)
    )


def _symbol(match: re.Match[str]) -> str:
    name, sign = match[1], match[0]
    return _SAME_SYMBOL.get(name, name) if name else "−" if sign == "-" else sign


@lru_cache(8192)
def _meant(token: str) -> str:
    """A token as it counts; empty where it means nothing, as punctuation does."""
    counts = any(letter.isalnum() for letter in token) or token in _OPERATORS
    mathematical = unicodedata.category(token[0]) == "Sm" and token not in _NO_OPERATORS
    return GREEK.get(token, token).strip() if counts or mathematical else ""
