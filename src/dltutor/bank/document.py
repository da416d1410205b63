"""A document as the layouts see it: a title, numbered lines, headings, and front matter."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dltutor.bank.markdown import Heading, find_headings

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read and decoded.

    Attributes:
        path: Relative to the corpus, with forward slashes.
        lines: The text without line ends. Line numbers count from 1, so ``lines[n - 1]`` is line n. Front matter is
            blanked rather than cut out, so that numbers stay those of the file.
        headings: Outside code and formulas.
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


def is_paper(document: Document) -> bool:
    """Whether a document calls itself an exam paper: its front matter states the time, in minutes."""
    return "time" in document.meta


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
    return Document(path, lines, tuple(find_headings(lines)), meta)
