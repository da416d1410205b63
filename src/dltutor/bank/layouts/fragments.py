"""Fragments: text in which no questions are recognised, cut by heading and paragraph into pieces that can be cited."""

import re
import textwrap
from collections.abc import Iterable

from dltutor.bank.assemble import assemble
from dltutor.bank.document import Document
from dltutor.bank.item import Item, Source
from dltutor.bank.markdown import ATX, RULE, Heading, verbatim
from dltutor.bank.parsed import Parsed
from dltutor.bank.printed import Trail
from dltutor.bank.text import ANCHOR, Paragraph, paragraphs, plain, trimmed

LONGEST = 1200
"""Characters of a fragment; a formula or code that is longer stays whole."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def score(document: Document) -> float:
    """Any text can be cut into fragments; every other layout says more about it."""
    return 0.05 if document.text.strip() else 0.0


def parse(document: Document) -> Parsed:
    """The whole document as fragments, labelled 1, 2, 3 and so on."""
    return assemble(document, fragments(document, 1, len(document.lines)), layout="fragments")


def fragments(
    document: Document, first: int, last: int, *, first_label: int = 1, section: tuple[str, ...] | None = None
) -> list[Item]:
    """Fragments of the lines ``first`` to ``last``, both counted, with running numbers from ``first_label``.

    Paragraphs of one section are put together as long as they fit; one that is too long is cut at the end of a line or
    a sentence. The section trail is that of the headings, or begins with ``section`` where the caller knows better. A
    range with nothing but headings becomes one fragment of these.
    """
    above, start = (section, first) if section is not None else ((), 0)
    found = [one for one in document.headings if start < one.line <= last]
    trail = Trail([Heading(one.level, plain(ANCHOR.sub("", one.text)), one.line) for one in found])
    for heading in found:
        if heading.line < first:
            trail.at(heading.line)
    pieces: list[tuple[Paragraph, tuple[str, ...]]] = []
    waiting: list[Paragraph] = []
    blocks = paragraphs(document.lines[first - 1 : last], first)
    for block in blocks:
        names = trail.names
        if trail.at(block.line):
            pieces += [(piece, names) for piece in _packed(waiting)]
            waiting = []
        elif _says_something(block) and not (section is not None and ATX.match(block.text)):
            waiting.append(block)
    pieces += [(piece, trail.names) for piece in _packed(waiting)]
    words = [block for block in blocks if _says_something(block)]
    if not pieces and words and section is None:
        pieces = [(Paragraph("\n".join(block.text for block in words), words[0].line), ())]
    topic = document.meta.get("topic", "")
    return [
        _item(piece, Source(document.path, str(number), (*above, *names), piece.line), topic)
        for number, (piece, names) in enumerate(pieces, start=first_label)
    ]


def _says_something(block: Paragraph) -> bool:
    return bool(re.search(r"[^\W_]", block.text)) and not RULE.match(block.text)


def _item(piece: Paragraph, source: Source, topic: str) -> Item:
    answer = trimmed(piece.text.split("\n"))
    return Item("", "fragment", "", answer, "official", source, topic=topic)


def _packed(section: Iterable[Paragraph]) -> list[Paragraph]:
    """Paragraphs put together into pieces of at most ``LONGEST`` characters."""
    pieces: list[Paragraph] = []
    for block in (part for whole in section for part in _split(whole)):
        before = pieces[-1] if pieces else None
        # Lines between two paragraphs are counted, so that a piece's lines stay those of the document.
        gap = block.line - before.last if before else 0
        if before and gap > 0 and len(before.text) + gap + len(block.text) <= LONGEST:
            pieces[-1] = Paragraph(before.text + "\n" * gap + block.text, before.line, before.gap)
        else:
            pieces.append(block)
    return pieces


def _split(block: Paragraph) -> list[Paragraph]:
    """Cut a paragraph that is too long at line ends; a line that is too long, at sentence ends or spaces."""
    if len(block.text) <= LONGEST:
        return [block]
    lines = block.text.split("\n")
    inside = verbatim(lines)
    pieces: list[Paragraph] = []
    for offset, line in enumerate(lines):
        for part in _sentences(line) if len(line) > LONGEST and not inside[offset] else [line]:
            same = pieces and (inside[offset] and offset and inside[offset - 1])
            fits = pieces and len(pieces[-1].text) + 1 + len(part) <= LONGEST and part == line
            if same or fits:
                pieces[-1] = Paragraph(f"{pieces[-1].text}\n{part}", pieces[-1].line)
            else:
                pieces.append(Paragraph(part, block.line + offset))
    return pieces


def _sentences(line: str) -> list[str]:
    """A long line in parts: whole sentences where they fit, else cut at a space."""
    parts: list[str] = []
    for sentence in SENTENCE_END.split(line):
        if parts and len(parts[-1]) + 1 + len(sentence) <= LONGEST:
            parts[-1] += " " + sentence
        elif len(sentence) <= LONGEST:
            parts.append(sentence)
        else:
            parts.extend(textwrap.wrap(sentence, LONGEST, break_on_hyphens=False))
    return parts
