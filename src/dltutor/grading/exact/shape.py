"""Is a typed shape the right one? The order of its dimensions counts."""

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dltutor.arithmetic import compute
from dltutor.grading.exact.typed import quoted, typed
from dltutor.grading.exact.verdict import Judged
from dltutor.grading.result import Flag

_NUMBER = r"\d+(?:\.\d+)?"
_NAME = r"(?:d_?\(?model\)?|[Bb]atch(?:_?[Ss]ize)?|[A-WYZa-wyz](?![A-Za-z]{3})[A-Za-z]?(?:_\(?[A-Za-z0-9]{1,6}\)?)?'?)"
_ATOM = rf"(?:{_NUMBER}(?:\*?{_NAME})?|{_NAME}|\?|-1(?!\d))"
_SUM = rf"{_ATOM}(?:[-+/]{_ATOM})*"
_SPACED = rf"{_ATOM}(?:\s*[-+/*]\s*{_ATOM})*"
_DIM = rf"(?:\({_SPACED}\)|{_SUM})"
_BY = r"(?:\s*[xX*]\s*|\s+by\s+)"
_CROSSED = re.compile(rf"(?<![\w.])(?<![\w)]/){_DIM}(?:{_BY}{_DIM})+(?![\w(])")
_LISTED = re.compile(r"(?:torch\.size\s*)?[(\[]((?:[^()\[\];]|\([^()]*\)){1,120}?)[)\]]\)?", re.IGNORECASE)
_NAMED = (
    r"(?:[A-Za-z]+(?:_\(?[A-Za-z0-9]+\)?)+|batch(?: ?size)?|none|channels?|height|width|features?|hidden|classes|"
    r"seq(?:uence)?(?:[ _]?len(?:gth)?)?|d_?\(?model\)?)"
)
_ENTRY = re.compile(rf"{_SPACED}(?:\s*x\s*{_SPACED})*|\({_SPACED}\)|{_NAMED}", re.IGNORECASE)
_TELLING = re.compile(r"\d|\b[A-Za-z]{1,2}\b|_")
_GLUED = re.compile(r"(?<![A-WYZa-wyz])((?!exp)[A-WYZa-wyz]|\d+)[xX](?=(?:[A-Za-z]|\d+)(?![a-wyzA-WYZ]))")
_USUAL = re.compile(r"\b(?:shapes?|size|dimensions?|input|output|hidden)\b", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]{4,}")
_LABEL = re.compile(
    r"([A-Za-z][\w-]*)\W*(?:(?:is|are|has|have|of|the|shape|size|dimensions?|dim|being)\W+)*$", re.IGNORECASE
)
_SAME_LABEL = {
    "in": "input", "inp": "input", "inputs": "input", "out": "output", "outputs": "output", "outp": "output",
    "x": "input", "y": "output",
}  # fmt: skip
_NO_LABEL = frozenset("is are the of a an and shape shapes size so hence or by with to for its it then".split())
_BATCH = frozenset({"n", "b", "bs", "batch", "batchsize", "?", "-1", "none"})
"""Names that one axis has in different hands; told apart only where a shape has two of them."""
_REASON = re.compile(r"\b(?:because|since|due to|as there)\b|\((?=[a-z]{3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape in a text: its dimensions as typed, what it is said to be the shape of, and its place."""

    dims: tuple[str, ...]
    label: str
    text: str
    start: int


def shapes(text: str) -> list[Shape]:
    """All shapes of a text, in any of the usual notations, from left to right."""
    text = _apart(text)
    found: list[Shape] = []
    taken: list[tuple[int, int]] = []
    for bracket in _LISTED.finditer(text):
        parts = [part.strip() for part in bracket[1].split(",")]
        parts = parts[:-1] if len(parts) > 1 and not parts[-1] else parts
        listed = len(parts) > 1 or bracket[1].rstrip().endswith(",")
        if listed and all(map(_ENTRY.fullmatch, parts)) and any(map(_TELLING.search, parts)):
            found.append(_shape(tuple(parts), text, bracket.start(), bracket.end()))
            taken.append(bracket.span())
    found += [
        _shape(_dims(run[0]), text, *run.span())
        for run in _CROSSED.finditer(text)
        if not any(start <= run.start() < end for start, end in taken)
    ]
    return sorted(found, key=lambda shape: shape.start)


def _apart(text: str) -> str:
    """The typed text with "Nx19" as "N x 19"."""
    return re.sub(r" {2,}", " ", _GLUED.sub(r"\1 x ", typed(text)))


def _dims(run: str) -> tuple[str, ...]:
    """The dimensions of "N x 16*7*7"; stars join factors where another sign parts the dimensions."""
    crossed = re.search(r"[\s\d)]\s*[xX]\s*[\w(]|\bby\b", run) is not None
    return tuple(part.strip() for part in re.split(r"\s*[xX]\s*|\s+by\s+" if crossed else r"\s*\*\s*", run))


def _shape(dims: tuple[str, ...], text: str, start: int, end: int) -> Shape:
    named = _LABEL.search(re.split(r"[,;.\n]\s", text[max(0, start - 60) : start])[-1])
    label = named[1].lower() if named else ""
    label = _SAME_LABEL.get(label, label)
    return Shape(dims, "" if label in _NO_LABEL else label, text[start:end].strip(), start)


def read_shape_key(key: str) -> list[Shape]:
    """The official shapes; empty where the key says more than shapes, their labels and a short reason."""
    found = shapes(key)
    rest = _apart(key)
    for shape in found:
        rest = rest.replace(shape.text, " ", 1)
    rest = _REASON.split(rest)[0]
    labels = len(_WORDS.findall(_USUAL.sub("", rest)))
    return found if labels <= 2 * len(found) + 2 else []


def judge_shape(key: str, answer: str) -> Judged | None:
    """Judge an answer whose official value is one shape or several, each perhaps with a label.

    Several are matched by their labels, else in order; the share is the part that is right.

    Returns:
        None where the key is no shape.
    """
    official = read_shape_key(key)
    if not official:
        return None
    given = shapes(answer)
    if not given:
        side = _side(official, answer)
        return side or Judged(0.0, unclear="Which shape is your answer, for instance N x 10?")
    if len(official) == 1:
        return _one(official[0], given, answer)
    pairs = _paired(official, given)
    right = [(ours, theirs) for ours, theirs in pairs if theirs is not None and same(ours.dims, theirs.dims)]
    flags = tuple(
        _flag(ours, theirs, answer) for ours, theirs in pairs if theirs is not None and (ours, theirs) not in right
    )
    return Judged(len(right) / len(official), ", ".join(quoted(answer, theirs.text) for _, theirs in right), flags)


def _side(official: Sequence[Shape], answer: str) -> Judged | None:
    """A square given by its side: "6" for 6x6."""
    number = re.fullmatch(r"\D*?(\d+)(?:\s*(?:px|pixels?|wide))?\W*", typed(answer).strip())
    dims = official[0].dims
    if number is None or len(official) > 1 or len(set(dims)) > 1 or not dims[0].isdigit():
        return None
    if number[1] == dims[0]:
        return Judged(1.0, number[0].strip())
    return Judged(0.0, number[0].strip(), (Flag("number", number[0].strip(), official[0].text),))


def _one(official: Shape, given: Sequence[Shape], answer: str) -> Judged:
    """One shape is asked for: the last one counts, or the first where what follows is a reason."""
    text = _apart(answer)
    reason = _REASON.search(text)
    before = [shape for shape in given if not reason or shape.start < reason.start()] or list(given)
    meant = before[-1]
    if len(before) > 1 and re.fullmatch(r"\W*or\W*", text[before[-2].start + len(before[-2].text) : meant.start]):
        return Judged(0.0, unclear=f"Which of {before[-2].text} and {meant.text} is your answer?")
    if same(official.dims, meant.dims):
        return Judged(1.0, quoted(answer, meant.text))
    other = next((shape for shape in given if same(official.dims, shape.dims)), None)
    if other is not None:
        return Judged(0.0, unclear=f"Which of {other.text} and {meant.text} is your answer?")
    return Judged(0.0, quoted(answer, meant.text), (_flag(official, meant, answer),))


def _paired(official: Sequence[Shape], given: Sequence[Shape]) -> list[tuple[Shape, Shape | None]]:
    """Each official shape with the student's, by label where all of the key's are named differently, else in order."""
    labels = [shape.label for shape in official]
    named = {shape.label: shape for shape in given if shape.label}
    if all(labels) and len(set(labels)) == len(labels) and named.keys() & set(labels):
        rest = iter([shape for shape in given if shape.label not in labels])
        return [(shape, named[shape.label] if shape.label in named else next(rest, None)) for shape in official]
    if len(given) >= len(official):
        return list(zip(official, given, strict=False))
    pairs: list[tuple[Shape, Shape | None]] = []
    left = list(given)
    for shape in official:  # fewer than asked: each stands for the one that it fits
        fits = next((one for one in left if same(shape.dims, one.dims)), None)
        pairs.append((shape, fits))
        if fits is not None:
            left.remove(fits)
    return [(shape, fits or (left.pop(0) if left else None)) for shape, fits in pairs]


def _flag(official: Shape, given: Shape, answer: str) -> Flag:
    turned = len(official.dims) == len(given.dims) and Counter(values(official.dims)) == Counter(values(given.dims))
    note = "The dimensions are right, but transposed: their order counts." if turned else ""
    return Flag("number", quoted(answer, given.text), official.text, note)


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two shapes are equal, dimension by dimension."""
    return len(one) == len(other) and values(one) == values(other)


def values(dims: Sequence[str]) -> list[float | str]:
    """What the dimensions are worth, each symbol standing for a number of its own."""
    plain = [re.sub(r"[\s(){}_]", "", dim).lower() for dim in dims]
    batch = {dim for dim in plain if dim in _BATCH}
    return ["batch" if len(batch) == 1 and dim in batch else _value(typed_dim) for dim, typed_dim in
            zip(plain, dims, strict=True)]  # fmt: skip


def _value(dim: str) -> float | str:
    code = re.sub(r"_\(?(\w+)\)?", r"\1", dim.lower()).replace("'", "prime").replace("^", "**")
    code = re.sub(r"(?<=\d)(?=[a-wyz])", "*", re.sub(r"(?<=[\d)])\s*x\s*(?=[\d(])", "*", code))
    names = {name: _worth(name) for name in re.findall(r"[a-z]\w*", code)}
    try:
        return round(compute(code, names), 6)
    except ValueError:
        return code


def _worth(name: str) -> float:
    """A number for a name, the same one at every call."""
    return 3 + zlib.crc32(name.encode()) % 100_003 / 997
