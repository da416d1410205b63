"""Marked questions and answers: ``41. **Q** — … A — …``, with or without bold marks and numbers.

The marks decide: all between a question's mark and its answer's mark is the question (lists of sub-questions too),
all after the answer's mark is the answer, up to the next question or heading.
"""

import re
from dataclasses import dataclass, field, replace

from dltutor.bank.asking import is_placeholder
from dltutor.bank.assemble import assemble
from dltutor.bank.document import Document
from dltutor.bank.item import Item, Source
from dltutor.bank.parsed import Doubt, Parsed
from dltutor.bank.printed import Trail, joined, printed_headings
from dltutor.bank.text import Paragraph, paragraphs

QUESTION = re.compile(
    r"^\s*(?:\*\*)?(?:(?P<label>\d{1,4}(?:\.\d{1,3})*)[.):]?\s+)?(?:\*\*)?Q(?:uestion)?(?:\*\*)?\s*[—–]\s*(?:\*\*)?\s*(?P<text>.*)$",
    re.DOTALL,
)
ANSWER = re.compile(r"^\s*(?:\*\*)?A(?:nswer)?(?:\*\*)?\s*[—–]\s*(?:\*\*)?\s*(?P<text>.*)$", re.DOTALL)


def score(document: Document) -> float:
    """How much the document is made of marked questions that have marked answers."""
    questions = sum(1 for line in document.lines if QUESTION.match(line))
    answers = sum(1 for line in document.lines if ANSWER.match(line))
    if not questions:
        return 0.0
    return min(1.0, 0.5 + 0.15 * questions) if answers * 2 >= questions else 0.2


@dataclass
class _Draft:
    """An item while its paragraphs are being collected."""

    label: str
    line: int
    section: tuple[str, ...]
    question: list[Paragraph] = field(default_factory=list)
    answer: list[Paragraph] = field(default_factory=list)
    answering: bool = False

    def take(self, block: Paragraph) -> None:
        """Add a paragraph to whichever part is being read."""
        mark = None if self.answering else ANSWER.match(block.text)
        if mark:
            self.answering = True
            block = replace(block, text=mark.group("text"))
        (self.answer if self.answering else self.question).append(block)

    def item(self, document: Document) -> Item:
        """The finished item."""
        answer = joined(self.answer)
        empty = is_placeholder(answer)
        return Item(
            id="",
            kind="open",
            question=joined(self.question),
            answer="" if empty else answer,
            answer_status="none" if empty else "official",
            source=Source(document.path, self.label, self.section, self.line),
            topic=document.meta.get("topic", ""),
        )


def parse(document: Document) -> Parsed:
    """Every marked question with its answer, its printed number as label, and the headings above it."""
    blocks = [part for block in paragraphs(document.lines) for part in _split(block)]
    trail = Trail(printed_headings(document, blocks))
    drafts: list[_Draft] = []
    current: _Draft | None = None
    outside: list[Paragraph] = []
    for block in blocks:
        if trail.at(block.line):
            current = None
            continue
        mark = QUESTION.match(block.text)
        if mark:
            label = mark.group("label") or str(len(drafts) + 1)
            current = _Draft(label, block.line, trail.names, [replace(block, text=mark.group("text"))])
            drafts.append(current)
        elif current:
            current.take(block)
        else:
            outside.append(block)
    items = [draft.item(document) for draft in drafts]
    return assemble(document, items, _skipped(document, outside), "marked")


def _split(block: Paragraph) -> list[Paragraph]:
    """Cut a paragraph where a mark begins one of its lines: question and answer may stand on consecutive lines."""
    parts: list[Paragraph] = []
    for offset, line in enumerate(block.text.split("\n")):
        if not parts or QUESTION.match(line) or ANSWER.match(line):
            parts.append(Paragraph(line, block.line + offset, block.gap if not parts else 0))
        else:
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{line}")
    return parts


def _skipped(document: Document, outside: list[Paragraph]) -> list[Doubt]:
    """Text that belongs to no question isn't lost silently: the inbox says where it stands."""
    prose = [block for block in outside if len(block.text) > 200]
    if not prose:
        return []
    return [
        Doubt(
            document.path,
            prose[0].line,
            "skipped",
            f"text that belongs to no question, down to line {prose[-1].last}, can't be found",
        )
    ]
