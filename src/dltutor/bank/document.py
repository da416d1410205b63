"""A document as the layouts see it: a title, numbered lines, headings, and front matter."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
FENCE = re.compile(r"^\s*(```+|~~~+)")
ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A Markdown heading: its level from 1, its text without marks, and its line from 1."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read and decoded.

    Attributes:
        path: Relative to the corpus, with forward slashes.
        lines: The text without line ends. Line numbers count from 1, so ``lines[n - 1]`` is line n. Front matter is
            blanked rather than cut out, so that numbers stay those of the file.
        headings: ATX headings outside code fences.
        meta: Front matter, ``key: value`` lines; keys in lower case.
    """

    path: str
    lines: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the front matter or the first heading calls it, else the file's name."""
        if self.meta.get("title"):
            return self.meta["title"]
        first = next((heading.text for heading in self.headings if heading.level == 1), "")
        return first or self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def slug(self) -> str:
        """The document's part of an item's id: its path without suffix, in letters, digits, ``/`` and ``-``."""
        stem = re.sub(r"\.[A-Za-z0-9]+$", "", self.path)
        return re.sub(r"-{2,}", "-", re.sub(r"[^\w/.-]+", "-", stem)).strip("-") or "document"

    @property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(self.lines)


def from_text(path: str, text: str) -> Document:
    """Make a document of a decoded text: split it into lines, find its front matter and headings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    meta: dict[str, str] = {}
    matched = FRONT_MATTER.match(text)
    if matched:
        for line in matched.group(1).splitlines():
            key, colon, value = line.partition(":")
            if colon:
                meta[key.strip().lower()] = value.strip().strip("\"'")
        text = "\n" * matched.group().count("\n") + text[matched.end() :]
    lines = tuple(text.split("\n"))
    return Document(path, lines, tuple(_headings(lines)), meta)


def _headings(lines: tuple[str, ...]) -> list[Heading]:
    found = []
    fence = ""
    for number, line in enumerate(lines, start=1):
        mark = FENCE.match(line)
        if mark:
            fence = "" if fence and mark.group(1).startswith(fence) else fence or mark.group(1)
        elif not fence and (atx := ATX.match(line)):
            found.append(Heading(len(atx.group(1)), atx.group(2), number))
    return found
