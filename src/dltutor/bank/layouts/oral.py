"""Oral questions: no marks at all. A paragraph that asks is a question; what follows, up to the next, is its answer.

What an answer may hold and what is no question: rhetorical questions, and the author's notes to themselves in
brackets, which are left out of the answer and put down as doubts.
"""

import re
from dataclasses import dataclass, field

from dltutor.bank.asking import AUTHORS_NOTE, asks, is_authors_note, is_placeholder
from dltutor.bank.assemble import assemble
from dltutor.bank.document import Document
from dltutor.bank.item import Item, Source
from dltutor.bank.parsed import Doubt, Parsed
from dltutor.bank.printed import Trail, joined, printed_headings
from dltutor.bank.text import Paragraph, paragraphs

LIST_MARK = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
LONGEST_QUESTION = 900


def score(document: Document) -> float:
    """How much the document is paragraphs that ask, each followed by prose that doesn't.

    Never sure (0.8 at most): documents with marks have layouts that read them better.
    """
    blocks = [block for block in paragraphs(document.lines) if not block.text.startswith("#")]
    questions = [block for block in blocks if _is_question(block.text)]
    if len(questions) < 3 or not blocks:
        return 0.0
    share = len(questions) / len(blocks)
    return min(0.8, 0.35 + 2 * share) if share < 0.7 else 0.5


def _is_question(text: str) -> bool:
    return len(text) <= LONGEST_QUESTION and not LIST_MARK.match(text) and asks(text)


@dataclass
class _Draft:
    question: Paragraph
    section: tuple[str, ...]
    answer: list[Paragraph] = field(default_factory=list)


def parse(document: Document) -> Parsed:
    """Every asking paragraph with the prose below it; labels are running numbers, since none are printed."""
    blocks = list(paragraphs(document.lines))
    trail = Trail(printed_headings(document, blocks))
    drafts: list[_Draft] = []
    doubts: list[Doubt] = []
    for block in blocks:
        if trail.at(block.line):
            continue
        if _is_question(block.text):
            drafts.append(_Draft(block, trail.names))
        elif drafts:
            kept, note = _without_note(block)
            drafts[-1].answer.extend(kept)
            if note:
                doubts.append(
                    Doubt(document.path, block.line, "placeholder", f"left out, a note of the author: {note}")
                )
    items = [_item(document, draft, number) for number, draft in enumerate(drafts, start=1)]
    return assemble(document, items, doubts, "oral")


def _without_note(block: Paragraph) -> tuple[list[Paragraph], str]:
    """A paragraph without the author's note in brackets that is all of it, or its end."""
    if is_authors_note(block.text):
        return [], block.text.strip()
    last = list(AUTHORS_NOTE.finditer(block.text))
    if last and last[-1].group().lower().startswith(("(explain", "(todo", "(describe", "(add", "(write", "(expand")):
        note = last[-1]
        if not block.text[note.end() :].strip(" ."):
            return [Paragraph(block.text[: note.start()].rstrip(), block.line, block.gap)], note.group()
    return [block], ""


def _item(document: Document, draft: _Draft, number: int) -> Item:
    answer = joined(draft.answer)
    empty = is_placeholder(answer)
    return Item(
        id="",
        kind="open",
        question=" ".join(draft.question.text.split()),
        answer="" if empty else answer,
        answer_status="none" if empty else "official",
        source=Source(document.path, str(number), draft.section, draft.question.line),
        topic=document.meta.get("topic", ""),
    )
