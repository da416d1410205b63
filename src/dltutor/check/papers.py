"""Exam papers: credits of problems and of the whole add up to what is stated."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dltutor.bank.document import Document
from dltutor.bank.item import Item
from dltutor.bank.layouts.notes.marks import split_credits
from dltutor.check.finding import Finding


def check_paper(document: Document, items: Sequence[Item]) -> Iterator[Finding]:
    """What doesn't add up in a paper, and what its front matter lacks."""
    for key in ("credits", "choice"):
        if key not in document.meta:
            yield Finding(document.path, 1, "missing", f"a paper's front matter states its {key}")
    for key in {"time", "credits"} & document.meta.keys():
        if not re.fullmatch(r"\d+(?:\.\d+)?", document.meta[key]):
            yield Finding(document.path, 1, "credits", f"{key} is a number, not {document.meta[key]!r}")
            return
    total = sum(item.credits or 0 for item in items)
    if "credits" in document.meta and total != float(document.meta["credits"]):
        message = f"the questions are worth {total:g} credits, the front matter says {document.meta['credits']}"
        yield Finding(document.path, 1, "credits", message)
    yield from _problems(document, items)


def _problems(document: Document, items: Sequence[Item]) -> Iterator[Finding]:
    earned: dict[str, float] = defaultdict(float)
    for item in items:
        if item.source.section:
            earned[item.source.section[-1]] += item.credits or 0
    for heading in document.headings:
        stated, _ = split_credits(heading.text)
        if stated is not None and heading.text in earned and earned[heading.text] != stated:
            message = f"its questions are worth {earned[heading.text]:g} credits, the heading says {stated:g}"
            yield Finding(document.path, heading.line, "credits", message)
