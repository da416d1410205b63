r"""Answers without questions: the transcript of a handwritten exam.

The sections are the problems' numbers ("## 2. Back-propagation"); below them stand answers whose numbers may be
missing, alone on a line, or inside a formula (``$$2. \\ell = …``). A list inside an answer may be numbered too, and a
scan may have put its steps out of order. Nothing says what was asked, and nobody has checked the answers, so they
become fragments that are shown with a warning and never grade anybody.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dltutor.bank.asking import asks
from dltutor.bank.assemble import assemble
from dltutor.bank.document import Document
from dltutor.bank.item import Item, Source
from dltutor.bank.markdown import Heading
from dltutor.bank.parsed import Parsed
from dltutor.bank.printed import without_captions
from dltutor.bank.text import Paragraph, paragraphs

SECTION = re.compile(r"^(?:(?:problem|exercise|question|part|aufgabe)\s+)?(\d{1,2})\s*[.):]?\s*(.*)$", re.IGNORECASE)
NUMBER = re.compile(r"^\s*(?P<math>\$\$\s*)?(?P<number>\d{1,2})[.)](?:\s+|$)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that begins an answer or a step in one: its place among the paragraphs, and the number."""

    place: int
    number: int


def score(document: Document) -> float:
    """How much the document is numbered answers below numbered sections, with hardly a question among them."""
    sections = _sections(document)
    if len(sections) < 2:
        return 0.0
    blocks = [block for block in paragraphs(document.lines) if not block.text.startswith("#")]
    asked = sum(asks(block.text) for block in blocks)
    marks = sum(bool(NUMBER.match(block.text)) for block in blocks)
    if asked > 1 + len(blocks) // 10 or marks < len(sections):
        return 0.0
    return 0.75


def parse(document: Document) -> Parsed:
    """The answers of each section, labelled ``section.answer``, with status ``transcript``."""
    items: list[Item] = []
    sections = _sections(document)
    for place, section in enumerate(sections):
        until = sections[place + 1].line - 1 if place + 1 < len(sections) else len(document.lines)
        matched = SECTION.match(section.text)
        number = matched.group(1) if matched else ""
        blocks = without_captions(paragraphs(document.lines[section.line : until], section.line + 1))
        for count, answer in enumerate(_answers(blocks), start=1):
            items.append(_item(document, section, f"{number}.{count}", answer))
    return assemble(document, items, layout="transcript")


def _sections(document: Document) -> list[Heading]:
    """Numbered headings; their levels are ignored, since in a transcript ``### 3.`` stands beside ``## 2.``."""
    return [heading for heading in document.headings if SECTION.match(heading.text) and not asks(heading.text)]


def _item(document: Document, section: Heading, label: str, answer: Sequence[Paragraph]) -> Item:
    text = "\n\n".join(block.text.strip() for block in answer)
    text = NUMBER.sub(lambda match: match.group("math") or "", text, count=1).strip()
    return Item(
        id="",
        kind="fragment",
        question="",
        answer=text,
        answer_status="transcript",
        source=Source(document.path, label, (section.text,), answer[0].line),
        topic=document.meta.get("topic", ""),
    )


def _answers(blocks: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Cut a section's paragraphs into answers."""
    marks = _answer_marks(blocks)
    if not marks:
        return [list(blocks)] if blocks else []
    before = list(blocks[: marks[0].place])
    answers = _unnumbered(before, marks[0].number - 1)
    ends = [mark.place for mark in marks[1:]] + [len(blocks)]
    answers.extend(list(blocks[mark.place : end]) for mark, end in zip(marks, ends, strict=True))
    return [answer for answer in answers if answer]


def _answer_marks(blocks: Sequence[Paragraph]) -> list[_Mark]:
    """The numbers that count answers: they rise by one, once the steps of lists inside answers are set aside."""
    marks = [
        _Mark(place, int(match.group("number")))
        for place, block in enumerate(blocks)
        if (match := NUMBER.match(block.text))
    ]
    marks = _without_scrambled(marks)
    rising: list[_Mark] = []
    for mark in marks:
        if not rising or mark.number == rising[-1].number + 1:
            rising.append(mark)
    return rising


def _without_scrambled(marks: list[_Mark]) -> list[_Mark]:
    """Drop runs of numbers that are 1 to n out of order: the steps of one list, as a scan put them down."""
    for length in range(len(marks), 2, -1):
        for first in range(len(marks) - length + 1):
            run = [mark.number for mark in marks[first : first + length]]
            if sorted(run) == list(range(1, length + 1)) and run != sorted(run):
                return _without_scrambled(marks[:first] + marks[first + length :])
    return marks


def _unnumbered(blocks: list[Paragraph], count: int) -> list[list[Paragraph]]:
    """Split what stands before the first printed number into ``count`` answers, at the widest gaps."""
    if not blocks or count <= 0:
        return [blocks] if blocks else []
    gaps = sorted(range(1, len(blocks)), key=lambda place: (-blocks[place].gap, place))[: count - 1]
    edges = [0, *sorted(gaps), len(blocks)]
    return [blocks[start:end] for start, end in itertools.pairwise(edges)]
