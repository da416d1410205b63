"""Numbers that differ from the key point's: 18 classes where there are 19."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dltutor.arithmetic import compute
from dltutor.grading.result import Flag
from dltutor.search.tokens import STOP_WORDS, plain, stem

NEAR = 2
"""Words directly behind a number among which what it counts is looked for."""
LEAST_ALIKE = 0.4
"""The share of the key point's content words that the student's sentence must have."""

_RAISED = str.maketrans({sign: f"^{digit}" for sign, digit in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)})
_NUMBERING = re.compile(r"^\s*[-*•]?\s*\(?\d{1,2}[.):]\s+|(?<!\w)[(\[]\d+(?:\.\d+)*[a-z]?[)\]]")
_TIMES = r"\s{0,2}[x×]\s{0,2}"
_SHAPE = re.compile(
    rf"\b\w{{1,20}}(?:{_TIMES}\w{{1,20}}){{0,6}}{_TIMES}\d+(?:{_TIMES}\w+){{0,6}}|\b\d+(?:{_TIMES}\w+){{1,6}}"
)
"""Bounded, since an answer of nothing but crosses would else take a time that grows with its square."""
_LABELLED = re.compile(
    r"\b(?:layers?|class(?:es)?|fig(?:ure)?s?|eq(?:uation)?s?|sections?|chapters?|questions?|steps?|cases?|options?|"
    r"phases?|nodes?|terminals?|tables?|versions?|types?|examples?|parts?|points?|bulbs?|switch(?:es)?|circuits?|"
    r"days?|week|tests?|trials?|lines?|page|no|nr|number|level)\.?\s*#?\d+(?:\s*(?:,|and|or|to|-)\s*\d+)*\b"
)
_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split(),
    )
} | {"hundred": 100.0, "thousand": 1000.0, "million": 1e6, "half": 0.5, "single": 1.0, "twice": 2.0, "double": 2.0}
_LOOSE = frozenset({"one", "single", "zero", "half", "twice", "double"})
"""Number words that seldom count; they may agree with a number but differ from none."""
_CONTRAST = re.compile(
    r"\b(?:instead of|rather than|not|unlike|compared (?:to|with)|than)(?: only| just| the| an?)*\s*[\d.,]+%?"
)
_CREDITS = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)?\s?(?:p|pts?|points?|marks?|credits?)\b")
_RANGE = re.compile(r"\d+(?:\.\d+)?\s?(?:[-–]|to|\.\.+|…)\s?\d+(?:\.\d+)?|(?:\d+,\s)+(?:…|\.\.\.),?\s?\d+")
_TOKEN = re.compile(
    r"""
    (?P<power>(?<![\w.^])\d+(?:\.\d+)?e[+-]?\d+ | (?<![\w.^])10\^\{?[-−]?\d+\}?)
    | (?P<number>(?<![\w.^_])\d+(?:,\d{3})+(?![\d.]) | (?<![\w.^_])\d*[.,]?\d+(?![\w(^]))\s?(?P<percent>%|percent\b)?
    | (?P<word>[a-z]+(?:'[a-z]+)?) | (?P<operator>[-+−*·⋅/=<>≤≥→^_]) | (?P<other>\S)
    """,
    re.VERBOSE,
)
_PRODUCT = re.compile(r"(?<![\w.)])\d+(?:\.\d+)?(?:\s*(?:\*\*|[*·⋅/+−])\s*\d+(?:\.\d+)?)+(?![\w.(])")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class _Value:
    """A number that counts or measures something.

    Attributes:
        value: As a number.
        text: As it stands.
        unit: Stems of the words behind it; of the word before it (with "=") where none is behind it.
        loose: Whether it may agree with a number, but differs from none.
    """

    value: float
    text: str
    unit: frozenset[str]
    loose: bool = False


def differing_numbers(window: str, point: str, question: str = "") -> Flag | None:
    """A flag where a student's sentence gives another number than the key point for the same thing, and not this one.

    Args:
        window: The sentence that stands against the key point.
        point: The key point, readable.
        question: The question; its numbers are given and count for nothing.
    """
    given = [value.value for value in _values(question)]
    told = [value for value in _values(point) if not _is_among(value.value, given)]
    said = _values(window)
    if any(_equal(one.value, other.value) for one in said for other in told if other.loose and not one.loose):
        return None
    content = set(_content(point))
    bare = not content and len(told) == 1
    if not bare and len(content & set(_content(window))) < LEAST_ALIKE * len(content):
        return None
    new = [value for value in said if not value.loose and not _is_among(value.value, given)]
    for number, values in _against([value for value in told if not value.loose], new, said):
        other = next((value for value in values if bare or number.unit & value.unit), None)
        if other is not None:
            return Flag("number", window.strip(), point.strip(), f"{other.text} or {number.text}?")
    return None


def _against(
    told: Sequence[_Value], new: Sequence[_Value], said: Sequence[_Value]
) -> Iterator[tuple[_Value, Sequence[_Value]]]:
    """Each number that the student doesn't give, with those of theirs that may stand for it.

    Where some numbers agree, the two sentences are compared place by place, for others may be left out or added.
    """
    given, official = [value.value for value in said], [value.value for value in told]
    if not any(_is_among(value, given) for value in official):
        yield from ((number, new) for number in told)
    elif len(new) == len(told):
        pairs = zip(told, new, strict=True)
        yield from ((number, [value]) for number, value in pairs if not _is_among(value.value, official))


def _values(text: str) -> list[_Value]:
    """The numbers of a text; those of labels, shapes, credits and formulas are none."""
    typed = plain(text.translate(_RAISED))
    for pattern in (_NUMBERING, _SHAPE, _LABELLED, _CREDITS):
        typed = pattern.sub(" ; ", typed)
    loose: list[_Value] = []
    for pattern in (_RANGE, _CONTRAST):
        for match in pattern.finditer(typed):
            ends = re.findall(r"\d+(?:\.\d+)?", match[0])
            loose += [_Value(float(end), end, frozenset(), loose=True) for end in ends]
        typed = pattern.sub(" ; ", typed)
    computed, rest = _computed(typed)
    return [*computed, *_single(rest), *loose]


def _computed(text: str) -> tuple[list[_Value], str]:
    """The values of products, quotients and sums of numbers, and the text without these."""
    found: list[_Value] = []
    for match in _PRODUCT.finditer(text):
        expression = re.sub(r"[·⋅]", "*", match[0]).replace("−", "-")
        try:
            value = compute(expression)
        except ValueError:
            continue
        found.append(_Value(value, match[0], _unit(text[: match.start()], text[match.end() :])))
    return found, _PRODUCT.sub(" ; ", text)


def _single(text: str) -> Iterator[_Value]:
    tokens = list(_TOKEN.finditer(text))
    for place, match in enumerate(tokens):
        value = _value(match)
        if value is None or _is_in_formula(tokens, place) or (value in _YEARS and value == int(value)):
            continue
        unit = _unit(text[: match.start()], text[match.end() :])
        yield _Value(value, match[0].strip(), unit, loose=match[0] in _LOOSE)


def _value(match: re.Match[str]) -> float | None:
    if match["word"]:
        return _WORDS.get(match["word"])
    if match["power"]:
        base, _, exponent = match["power"].partition("^")
        return float(base) ** float(exponent.strip("{}").replace("−", "-")) if exponent else float(base)
    if match["number"]:
        digits = re.sub(r",(?=\d{3}(?:\D|$))", "", match["number"]).replace(",", ".")
        return float(digits) / 100 if match["percent"] else float(digits)
    return None


def _is_in_formula(tokens: list[re.Match[str]], place: int) -> bool:
    """Whether a number is joined to a letter by an operator: "t − 1", "2/m"."""
    for step in (-1, 1):
        beside, beyond = place + step, place + 2 * step
        if 0 <= beside < len(tokens) and tokens[beside]["operator"] and tokens[beside][0] in "-+−*·⋅/^_":
            if not 0 <= beyond < len(tokens):
                continue
            other = tokens[beyond]
            if other["word"] and (len(other["word"]) <= 2 or tokens[beside][0] in "^_"):
                return True
    return False


def _unit(before: str, behind: str) -> frozenset[str]:
    """What a number counts: the words directly behind it, else the name before "=" or the word before it."""
    following = _content(re.match(r"[^,;.:!?()\[\]=<>+*/·→]*", behind)[0])[:NEAR]  # type: ignore[index]  # matches ""
    if following:
        return frozenset(following)
    leading = re.search(r"([a-z]+)\s*(?:=|is|are|:|of)?\s*$", before)
    return frozenset({f"{stem(leading[1])} ="}) if leading and leading[1] not in STOP_WORDS else frozenset()


def _content(text: str) -> list[str]:
    found = re.findall(r"[a-z]+", text)
    return [stem(word) for word in found if word not in STOP_WORDS and word not in _WORDS]


def _is_among(value: float, others: Iterable[float]) -> bool:
    return any(_equal(value, other) for other in others)


def _equal(one: float, other: float) -> bool:
    """Whether two numbers are the same, percent typed without its sign and rounding allowed for."""
    return any(math.isclose(one * factor, other, rel_tol=0.02, abs_tol=1e-9) for factor in (1.0, 100.0, 0.01))
