"""Are typed settings such as (k=3, s=1, p=1) the right ones? Named in any order, else by their places."""

import re
from dataclasses import dataclass

from dltutor.arithmetic import compute
from dltutor.grading.exact.expressions import plain_number
from dltutor.grading.exact.quantities import NUMBER_WORDS
from dltutor.grading.exact.typed import quoted, typed
from dltutor.grading.exact.verdict import Judged
from dltutor.grading.result import Flag

_ALIASES = """
k: k kernel kernels kernelsize filtersize filter filters ksize f ker kern
s: s stride strides
p: p pad padding pads zeropadding
d: d dilation dil dilationrate
groups: g groups group
in: in inchannels cin inputchannels channelsin infeatures inp
out: out outchannels cout outputchannels channelsout outfeatures numfilters filtercount
lr: lr eta alpha learningrate
batch: batch batchsize bs b
epochs: epochs epoch
momentum: momentum mu beta
hidden: hidden hiddensize h units
layers: layers numlayers l
heads: heads numheads
dropout: dropout rate droprate
c: c channels
h: height
w: width w
n: n
x: x
y: y
"""
_FIELDS = {
    alias: line.partition(":")[0] for line in _ALIASES.strip().splitlines() for alias in line.partition(":")[2].split()
}
_LONG = sorted((alias for alias in _FIELDS if len(alias) > 1), key=len, reverse=True)
_LETTERS = "|".join(sorted(_FIELDS, key=len, reverse=True))
_SIZED = r"(?:kernel|filter|ker|batch|learning|zero|in|out|input|output|hidden|num|dilation)"
_NAME = (
    rf"(?:{_SIZED}[\s_-]?(?:sizes?|channels|rate|pad(?:ding)?|features|filters|layers|heads)|{_LETTERS}|[A-Za-z]\w?)"
)
_WORD_NUMBER = "|".join(NUMBER_WORDS)
_VALUE = (
    r"(?:-?\d+(?:[.,]\d+)?(?:e-?\d+)?(?:\s*[*/^+-]\s*\d+(?:\.\d+)?)*(?:\s*[xX]\s*\d+)?|"
    rf"\(\s*\d+\s*,\s*\d+\s*\)|\(\s*\d[-+*/\d\s]*\)(?:\s*/\s*\d+)?|{_WORD_NUMBER})"
)
_BEHIND = re.compile(
    rf"(?<![\w.])(?P<name>{_NAME})(?:\s*(?:=|:|->|\bis\b|\bof\b|\bwith\b|\bequals\b|\bto\b)\s*|"
    r"\s*size\s*(?:=|:|of|is)?\s*|\s+|(?=\d))"
    rf"(?P<value>{_VALUE})(?![\w])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\w.=])(?P<value>{_VALUE})(?:\s+|-)(?P<name>{'|'.join(_LONG)}|{_SIZED}[\s_-]?(?:size|channels|rate))(?![\w=])",
    re.IGNORECASE,
)
_KEYED = re.compile(rf"(?<![\w.])([A-Za-z][\w -]{{0,20}}?)\s*[=:]\s*({_VALUE})(?![\w])", re.IGNORECASE)
_EXAMPLE = re.compile(r"^\W*(?:an?\s+)?(?:example|e\.\s?g\.|for (?:example|instance))", re.IGNORECASE)
_NAMED_CALL = re.compile(r"\b(?:conv\w*|pool\w*|linear|nn\.\w+)\s*(?=\()", re.IGNORECASE)
_POSITIONS = re.compile(r"[-\d.,;()\[\]\s{}/|xX]+")
_HEADER = re.compile(r"\(?([A-Za-z][\w -]*(?:,\s*[A-Za-z][\w -]*)+)\)?\s*[=:]\s*([(\[][^=]+)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    value: float
    text: str


def read_tuple_key(key: str) -> dict[str, float]:
    """The official fields and their values, two at least; empty where the key is anything else."""
    text = _EXAMPLE.sub("", typed(key)).strip(" :.\n")
    fields: dict[str, float] = {}
    rest = text
    for found in _KEYED.finditer(text):
        fields[_field(found[1])] = _worth(found[2])
        rest = rest.replace(found[0], " ", 1)
    said = re.findall(r"[A-Za-z]{2,}", re.sub(r"\b(?:and|with|use|conv\w*|pool\w*)\b", " ", rest, flags=re.IGNORECASE))
    return fields if len(fields) > 1 and not said and not re.search(r"\d", rest) else {}


def judge_tuple(key: str, answer: str) -> Judged | None:
    """Judge named settings; the share is that of the fields that are right.

    Where the key calls itself an example, other settings are not held against the student.

    Returns:
        None where the key isn't a tuple of named numbers.
    """
    official = read_tuple_key(key)
    if not official:
        return None
    given = _fields(answer, official)
    if not given:
        return Judged(0.0, unclear=f"What are your values of {', '.join(official)}?")
    right = [field for field in given if official.get(field.name) == field.value]
    wrong = [field for field in given if field.name in official and field not in right]
    share = len({field.name for field in right} - {field.name for field in wrong}) / len(official)
    evidence = ", ".join(quoted(answer, field.text) for field in right)
    if share < 1 and wrong and _EXAMPLE.match(typed(key)):
        example = _EXAMPLE.sub("", typed(key)).strip(" :.\n")
        return Judged(
            0.0, unclear=f"The document gives only an example, {example}; do your values do what is asked as well?"
        )
    flags = tuple(
        Flag("number", quoted(answer, field.text), f"{field.name} = {official[field.name]:g}") for field in wrong
    )
    return Judged(share, evidence, flags)


def _fields(answer: str, official: dict[str, float]) -> list[_Field]:
    """The answer's fields; by their places where it has no names and as many values as the key."""
    text = _NAMED_CALL.sub("", typed(answer)).strip()
    names = list(official)
    header = _HEADER.fullmatch(text)
    if header:
        names, text = [_field(name) for name in header[1].split(",")], header[2]
    if _POSITIONS.fullmatch(text.rstrip(".")):
        numbers = _NUMBER.findall(re.sub(r"(\d+)\s*[xX]\s*\1(?!\d)", r"\1", text))
        if len(numbers) != len(official) or set(names) != set(official):
            return []
        return [_Field(name, float(number), number) for name, number in zip(names, numbers, strict=True)]
    found: list[_Field] = []

    def take(match: re.Match[str]) -> str:
        field = _field(match["name"])
        if field not in official:
            return match[0]
        found.append(_Field(field, _worth(match["value"]), match[0].strip()))
        return " ; "

    _BEFORE.sub(take, _BEHIND.sub(take, text))
    return found


def _field(name: str) -> str:
    plain = re.sub(r"[\s_-]", "", name).lower()
    return _FIELDS.get(plain, plain)


def _worth(value: str) -> float:
    """What a field's value is worth; a square by its side."""
    text = value.strip().lower()
    if text in NUMBER_WORDS:
        return NUMBER_WORDS[text]
    square = re.fullmatch(r"\(?\s*(\d+)\s*[x,]\s*\1\s*\)?", text)
    if square:
        return float(square[1])
    try:
        return compute(
            plain_number(text) if re.fullmatch(r"[\d.,]+", text) else text.replace("^", "**").replace("x", "*")
        )
    except ValueError:
        return float("nan")
