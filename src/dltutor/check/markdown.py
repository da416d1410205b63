"""Lines that no Markdown reader shows as meant: HTML, open fences, marks it doesn't know, ragged tables, dead links."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dltutor.bank.document import Document
from dltutor.bank.markdown import FENCE, verbatim
from dltutor.check.finding import Finding

if TYPE_CHECKING:
    from markdown_it.token import Token

BULLET = re.compile(r"^\s*[•◦▪‣·–—]\s+\S")
CLOSE_HEADING = re.compile(r"^#{1,6}[^#\s!]")
SPACELESS = re.compile(r"^\s*(?:-(?=[A-Za-z])|\d{1,2}[.)](?=[A-Za-z]))")
BOX = re.compile(r"^\s*(?:[-*+]\s+)?\[[xX ]?\](?!\s|\(|$)|^\s*[-*+]\s+\[\]")
TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
CELL_EDGE = re.compile(r"(?<!\\)\|")


def check_markdown(document: Document, corpus: Path) -> Iterator[Finding]:
    """What is wrong with a document's Markdown, in no order."""
    inside = verbatim(document.lines)
    for number, line in enumerate(document.lines, start=1):
        message = "" if inside[number - 1] else _line(line)
        if message:
            yield Finding(document.path, number, "markdown", message)
    yield from _open_fence(document)
    yield from _ragged(document, inside)
    yield from _parsed(document, corpus)


def _line(line: str) -> str:
    if BULLET.match(line):
        return f"{line.strip()[0]} begins no list; write - and a space"
    if CLOSE_HEADING.match(line):
        return "a heading needs a space after #"
    if SPACELESS.match(line):
        return "a list's mark needs a space behind it"
    if BOX.match(line):
        return "a box is written - [x] or - [ ], with spaces"
    return ""


def _open_fence(document: Document) -> Iterator[Finding]:
    opened, mark = 0, ""
    for number, line in enumerate(document.lines, start=1):
        fence = FENCE.match(line)
        if fence and not opened:
            opened, mark = number, fence.group(1)
        elif fence and fence.group(1).startswith(mark) and not fence.group(2).strip():
            opened = 0
    if opened:
        yield Finding(document.path, opened, "markdown", "this code fence is never closed")


def _ragged(document: Document, inside: tuple[bool, ...]) -> Iterator[Finding]:
    """Rows of a table with more or fewer cells than its first."""
    cells = 0
    for number, line in enumerate(document.lines, start=1):
        if inside[number - 1] or not TABLE_ROW.match(line):
            cells = 0
            continue
        found = len(CELL_EDGE.findall(line)) - 1
        if cells and found != cells:
            yield Finding(document.path, number, "markdown", f"this row has {found} cells, the table's first {cells}")
        cells = cells or found


def _parsed(document: Document, corpus: Path) -> Iterator[Finding]:
    """What only a parse tells: HTML, emphasis that isn't closed, links that lead nowhere."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
    for block in parser.parse(document.text):
        line = (block.map or [0])[0] + 1
        if block.type == "html_block" and not block.content.lstrip().startswith("<!--"):
            yield Finding(document.path, line, "markdown", "HTML isn't shown in the terminal")
        for token in block.children or ():
            line += token.type in {"softbreak", "hardbreak"}
            if message := _inline(token, document, corpus):
                yield Finding(document.path, line, "link" if token.type in LINKS else "markdown", message)


LINKS = {"link_open": "href", "image": "src"}


def _inline(token: "Token", document: Document, corpus: Path) -> str:
    if token.type == "html_inline" and not token.content.startswith("<!--"):
        return f"HTML isn't shown in the terminal: {token.content}"
    if token.type == "text" and ("**" in token.content or "__" in token.content):
        return f"emphasis that isn't closed: {token.content.strip()[:50]}"
    if token.type in LINKS:
        return _dead(str(token.attrs.get(LINKS[token.type], "")), document, corpus)
    return ""


def _dead(target: str, document: Document, corpus: Path) -> str:
    path, _, anchor = target.partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
        return ""
    if path and not (corpus / document.path).parent.joinpath(path).exists():
        return f"the link leads to no file: {target}"
    if anchor and not path and anchor not in _anchors(document):
        return f"the link leads to no heading: {target}"
    return ""


def _anchors(document: Document) -> set[str]:
    """What a link may lead to: the names that headings bring, and those that a forge gives them."""
    named = set()
    for heading in document.headings:
        bare, _, name = heading.text.partition("{#")
        named.add(name.rstrip("} "))
        named.add(re.sub(r"[^\w\- ]", "", bare.strip().lower()).replace(" ", "-"))
    return named
