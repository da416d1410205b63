"""An answer cut into what can be pointed at: sentences, list entries, table rows, displayed formulas.

Every part is a span of the answer's own source text, so that it can be marked where it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from dltutor.texmath.segments import Segment, segments

PartKind = Literal["sentence", "entry", "row", "formula"]


@dataclass(frozen=True, slots=True)
class Part:
    """A span of an answer.

    Attributes:
        kind: What it is; a formula holds the sentence that leads up to it.
        start: Where it begins, in characters of the answer.
        end: Where it ends.
        says: The text whose words speak for it: of a sentence that leads up to a list and spans it, only the sentence.
    """

    kind: PartKind
    start: int
    end: int
    says: str


_DISPLAY, _CODE, _HIDDEN = "\ue000", "\ue001", "X"
"""What stands for a displayed formula, a block of code, and anything else whose characters say nothing here."""

_SAME = re.compile(rf"{_DISPLAY}+|{_CODE}+|[^{_DISPLAY}{_CODE}]+")
_LINE = re.compile(r"[^\n]+")
_ENTRY = re.compile(r"[ \t]*(?:[-*+•]|\(?\d{1,2}[.)])[ \t]+\S")
_ROW = re.compile(r"[ \t]*\|")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}[\s|:-]*$")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]*_]*(?=\s+[\"'“‘(\[*_]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|cf|vs|al|fig|eq|sec|no|approx|resp|[a-z]))\.$", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.!?][\"'”’)\]*_]*$")
_LABEL = re.compile(r"(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)[.:]?|[^.!]{1,80}\?|(?:Example|Proof|Note)\.")
"""What only announces the sentence after it: a bold word, or a question that the text asks itself."""


@lru_cache(maxsize=256)
def parts(answer: str) -> tuple[Part, ...]:
    """The parts of an answer in order. None overlaps another, but that a list's lead-in also spans the list."""
    shown = masked(answer)
    found: dict[int, Part] = {}
    blocks = list(_blocks(shown))
    for number, block in enumerate(blocks):
        if block.kind == "sentence":
            new = list(_sentences(answer, shown, block))
            new[-1] = _with_list(new[-1], blocks[number + 1 :])
        elif block.kind == "formula":
            new = [_with_lead_in(answer, block, found)]
        else:
            new = [replace(block, says=answer[block.start : block.end])]
        found.update((part.start, part) for part in new)
    return tuple(found.values())


def masked(text: str) -> str:
    """The text with every formula and all code hidden, place by place, so that none of it is taken for punctuation."""
    return "".join(map(_masked, segments(text)))


def _masked(segment: Segment) -> str:
    if segment.kind == "text":
        return segment.source.replace(_DISPLAY, _HIDDEN).replace(_CODE, _HIDDEN)
    if segment.kind == "display":
        return _DISPLAY * len(segment.source)
    fenced = segment.source.lstrip().startswith(("```", "~~~"))
    return (_CODE if fenced else _HIDDEN) * len(segment.source)


def _blocks(shown: str) -> Iterator[Part]:
    """Displayed formulas, list entries, table rows without their head, and paragraphs as if each were a sentence."""
    for stretch in _SAME.finditer(shown):
        if stretch.group()[0] == _DISPLAY:
            yield Part("formula", stretch.start(), stretch.end(), "")
        elif stretch.group()[0] != _CODE:
            for paragraph in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", stretch.group()):
                lines = list(
                    _LINE.finditer(shown, stretch.start() + paragraph.start(), stretch.start() + paragraph.end())
                )
                yield from _of_lines(lines)


def _of_lines(lines: Sequence[re.Match[str]]) -> Iterator[Part]:
    """The blocks of lines between two empty ones; a line that begins nothing goes on with what is there."""
    if len(lines) > 2 and _RULE.match(lines[1].group()):
        lines = lines[2:]
    block: Part | None = None
    for line in lines:
        kind: PartKind = "sentence"
        if _ENTRY.match(line.group()):
            kind = "entry"
        elif _ROW.match(line.group()):
            kind = "row"
        if block is not None and kind == "sentence":
            block = replace(block, end=line.end())
            continue
        if block is not None:
            yield block
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        block = None if _HEADING.match(line.group()) else Part(kind, start, line.end(), "")
    if block is not None:
        yield block


def _sentences(answer: str, shown: str, block: Part) -> Iterator[Part]:
    """The sentences of a paragraph, each with the label before it."""
    start = block.start
    stops = [found.end() for found in _SENTENCE_END.finditer(shown, block.start, block.end)]
    for stop in [*stops, block.end]:
        text = shown[start:stop].strip()
        if stop < block.end and (_ABBREVIATION.search(text) or _LABEL.fullmatch(text)):
            continue
        yield Part("sentence", start, start + len(shown[start:stop].rstrip()), answer[start:stop])
        start = stop + len(shown[stop : block.end]) - len(shown[stop : block.end].lstrip())


def _with_list(sentence: Part, following: Sequence[Part]) -> Part:
    """A sentence that leads up to a list, with the list."""
    if sentence.says.rstrip().endswith(":"):
        for block in following:
            if block.kind not in {"entry", "row"}:
                break
            sentence = replace(sentence, end=block.end)
    return sentence


def _with_lead_in(answer: str, formula: Part, before: dict[int, Part]) -> Part:
    """A formula with the sentence that goes on into it."""
    last = next(reversed(before.values()), None)
    between = answer[last.end : formula.start] if last is not None else ""
    leads = last is not None and not between.strip() and not _FULL_STOP.search(answer[last.start : last.end])
    start = last.start if last is not None and leads and last.kind != "formula" else formula.start
    return replace(formula, start=start, says=answer[start : formula.end])
