"""What printing leaves in a text and a reader passes over: captions, page breaks, numbered headings without marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dltutor.bank.document import Document
from dltutor.bank.markdown import Heading
from dltutor.bank.text import Paragraph

CAPTION = re.compile(
    r"^\s*(?:Figure|Fig\.|Table|Listing|Abbildung|Abb\.|Tabelle)\s+\d+(?:[.\-]\d+)*[a-z]?\s*[:.—–]\s*\S"
)
IMAGE = re.compile(r"^\s*!\[[^\]]*\]\([^)]*\)\s*$")
NUMBERED_HEADING = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+([A-Z][^$?!;|\t]{1,90})$")
CONTENTS_LINE = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(.+?)(?:\t|\s*\.{3,}\s*|\s{3,})\d{1,4}\s*$")
SENTENCE_ENDS = (".", "?", "!", ":", ";", "$$", "```", "|")
LIST_ITEM = re.compile(r"^\s*(?:[-*+•]|\d+[.)]|\(\w{1,3}\))\s")


def is_caption(text: str) -> bool:
    """Whether a paragraph is a figure's or a table's caption, or an image without words."""
    return bool(CAPTION.match(text) or IMAGE.match(text))


def without_captions(blocks: Iterable[Paragraph]) -> list[Paragraph]:
    """Drop captions, and join the sentences that a caption or a page break cut in two."""
    kept: list[Paragraph] = []
    cut = False
    for block in blocks:
        if is_caption(block.text):
            cut = True
            continue
        if kept and _continues(kept[-1].text, block.text, cut=cut):
            before = kept[-1].text.rstrip()
            space = "" if re.search(r"[^\W\d_]-$", before) else " "
            kept[-1] = replace(kept[-1], text=f"{before}{space}{block.text.lstrip()}")
        else:
            kept.append(block)
        cut = False
    return kept


def _continues(before: str, after: str, *, cut: bool) -> bool:
    """Whether a paragraph goes on with the sentence of the one before it."""
    end = before.rstrip()
    if (
        "\t" in end.rsplit("\n", 1)[-1]
        or end.endswith(SENTENCE_ENDS)
        or LIST_ITEM.match(after)
        or after.lstrip().startswith(("$$", "```", "#", "|", "("))
    ):
        return False
    if LIST_ITEM.match(before.splitlines()[-1]) and not cut:
        return False
    starts_low = bool(re.match(r"\s*[a-z]", after))
    return starts_low or (cut and bool(re.match(r"\s*[\w$]", after)))


def joined(blocks: Iterable[Paragraph]) -> str:
    """Paragraphs as one text again, without captions."""
    return "\n\n".join(block.text.strip("\n") for block in without_captions(blocks)).strip()


def printed_headings(document: Document, blocks: Sequence[Paragraph]) -> list[Heading]:
    """The document's headings: Markdown's, and numbered lines of their own ("3.2 Regularisation").

    Where a table of contents stands at the front, a numbered line is a heading only if the table names it.
    """
    contents = {
        (match.group(1), match.group(2).strip().lower())
        for line in document.lines
        if (match := CONTENTS_LINE.match(line))
    }
    found = list(document.headings)
    for block in blocks:
        match = NUMBERED_HEADING.match(block.text.rstrip())
        if not match or (contents and (match.group(1), match.group(2).strip().lower()) not in contents):
            continue
        if not match.group(2).rstrip().endswith((".", ",", ":")):
            level = match.group(1).count(".") + 1
            found.append(Heading(level, f"{match.group(1)} {match.group(2).strip()}", block.line))
    return sorted(found, key=lambda heading: heading.line)


class Trail:
    """The headings above a place, outermost first, as one goes down a document."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._by_line = {heading.line: heading for heading in headings}
        self._open: list[Heading] = []

    def at(self, line: int) -> Heading | None:
        """Go to a line; the heading that stands on it, if any, joins the trail."""
        heading = self._by_line.get(line)
        if heading:
            while self._open and self._open[-1].level >= heading.level:
                self._open.pop()
            self._open.append(heading)
        return heading

    @property
    def names(self) -> tuple[str, ...]:
        """The texts of the headings above."""
        return tuple(heading.text for heading in self._open)
