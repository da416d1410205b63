"""Notes: questions as headings, bold lines, ``Q:``/``A:`` pairs or lists, with their answers below; the corpus format.

Text that belongs to no question is kept as fragments, so that it can be found and cited too.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from dltutor.bank.asking import asks
from dltutor.bank.assemble import assemble
from dltutor.bank.document import Document, is_paper
from dltutor.bank.item import Item
from dltutor.bank.layouts.fragments import fragments
from dltutor.bank.layouts.notes.build import build
from dltutor.bank.layouts.notes.outline import Outline, outline
from dltutor.bank.parsed import Parsed
from dltutor.bank.text import paragraphs

# Signs of papers and of marked questions, which have layouts of their own.
EXAM = re.compile(
    r"[☐☒☑]|^\s*(?:\$\$)?\s*\(\d+(?:[.,]\d+)?\s*[pP]\)?\s*\)?:|\(\d+ credits?\)|^\s*\d+p \*\*\d+[a-z]\*\*"
)
OWN = re.compile(r"\s*\*\*(?:Key points|Also asked as)\*\*\s*$")
"""Lists that only the corpus format has; in a paper written in it, credits and boxes are no signs of another layout."""
SURE = 0.99
MARKED = re.compile(r"^\s*(?:\d+[.)]?\s+)?(?:\*\*)?(?:Q|A)(?:\*\*)?\s*[—–]")
SHORTEST_FRAGMENT = 200
"""Characters; less text outside of questions is an introduction or a transition."""


def score(document: Document) -> float:
    """How much the document is made of questions that notes mark, against the signs of other layouts."""
    found = outline(document)
    if not found.marks:
        return 0.0
    if any(OWN.match(line) for line in found.lines):
        return SURE
    sure = 0.55 + 0.05 * min(len(found.marks), 8)
    if sum(bool(EXAM.search(line)) for line in document.lines) > 2:
        sure *= 0.3
    if any(MARKED.match(line) for line in document.lines):
        sure *= 0.2
    outside = [part for first, last in found.outside() for part in paragraphs(found.lines[first - 1 : last])]
    if sum(asks(part.text) for part in outside if not part.text.startswith("#")) > len(found.marks):
        sure *= 0.4
    return sure


def parse(document: Document) -> Parsed:
    """The questions with their answers, in the order of the document, and fragments of the text between them."""
    found = outline(document)
    items, doubts = build(document, found)
    if not is_paper(document):  # what a paper says outside of its questions are instructions
        items += _between(document, found)
    items.sort(key=lambda item: item.source.line)
    return assemble(document, _numbered(items), doubts, "notes")


def _between(document: Document, found: Outline) -> list[Item]:
    """Fragments of longer texts outside of all questions."""
    cleaned = replace(document, lines=found.lines)
    regions = [
        fragments(cleaned, first, last)
        for first, last in found.outside()
        if sum(map(len, found.lines[first - 1 : last])) >= SHORTEST_FRAGMENT
    ]
    return [item for region in regions for item in region if len(item.answer) >= SHORTEST_FRAGMENT]


def _numbered(items: Iterable[Item]) -> list[Item]:
    """Items without a printed label get their running number; fragments count by themselves: f1, f2."""
    numbered, questions, others = [], 0, 0
    for item in items:
        if item.kind == "fragment":
            others += 1
            label = f"f{others}"
        else:
            questions += 1
            label = item.source.label or str(questions)
        numbered.append(replace(item, source=replace(item.source, label=label)))
    return numbered
