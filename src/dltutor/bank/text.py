"""Small tools for Markdown-like text that every layout needs. Lines count from 1, as in a Document."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dltutor.bank.markdown import ATX, SETEXT, can_be_underlined, verbatim

ANCHOR = re.compile(r"\s*\{#([^}\s]+)[^}]*\}\s*$")
LIST_MARK = re.compile(r"^(\s*)(?:([-*+•])|(\d{1,3}|[a-zA-Z])([.)]))[ \t]+(?=\S)")
# Maths and code: what no Markdown rule may touch. A backslash before the dollar makes it a plain dollar.
KEPT = re.compile(r"(`+.+?`+|(?<!\\)\$\$.+?\$\$|(?<!\\)\$(?!\s)[^$]+?(?<!\\)\$)", re.DOTALL)
MARKUP = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    # An asterisk between two words or brackets multiplies or raises: "beta*v - lr*grad", "x**2 + y**2".
    (re.compile(r"(?<![\w)\]])\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\w)\]*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w(\[*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together: prose, a list, a table, a heading, a fence, a display formula.

    ``line`` is the number of its first line; ``gap`` counts the blank lines above it.
    """

    text: str
    line: int
    gap: int = 0

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.line + self.text.count("\n")


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list: its first line, its indentation in columns, its number or letter ("" for a bullet)."""

    line: int
    indent: int
    number: str
    text: str


def paragraphs(lines: Sequence[str], first: int = 1) -> list[Paragraph]:
    """Cut lines at blank ones and around headings; fences stay whole. ``first`` is the number of the first line."""
    inside = verbatim(lines)
    found: list[Paragraph] = []
    start, gap = None, 0
    for index, line in enumerate([*lines, ""]):
        kept = index < len(lines) and inside[index]
        blank, heading = not line.strip() and not kept, bool(ATX.match(line)) and not kept
        if start is not None and (blank or heading):
            found.append(Paragraph("\n".join(lines[start:index]), first + start, gap))
            start, gap = None, 0
        if blank:
            gap += 1
        elif heading:
            found.append(Paragraph(line, first + index, gap))
            gap = 0
        elif start is None:
            start = index
        elif start == index - 1 and not kept and SETEXT.match(line) and can_be_underlined(lines, start):
            found.append(Paragraph("\n".join(lines[start : index + 1]), first + start, gap))
            start, gap = None, 0
    return found


def list_items(lines: Sequence[str], first: int = 1) -> list[ListItem]:
    """The outermost entries of a list; deeper lists, wrapped lines and indented paragraphs stay in their entry."""
    inside = verbatim(lines)
    found: list[tuple[int, int, str, list[str]]] = []
    for index, line in enumerate(lines):
        mark = None if inside[index] else LIST_MARK.match(line)
        if mark and (not found or indent_of(line) <= found[0][1] + 1):
            found.append((first + index, indent_of(line), mark.group(3) or "", [line[mark.end() :]]))
        elif found:
            found[-1][3].append(line)
    return [ListItem(line, indent, number, _entry(texts)) for line, indent, number, texts in found]


def _entry(lines: list[str]) -> str:
    rest = textwrap.dedent("\n".join(lines[1:]))
    return f"{lines[0].strip()}\n{rest}".strip()


def indent_of(line: str) -> int:
    """Columns of white space at the start; a tab counts as four."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def trimmed(lines: Iterable[str]) -> str:
    """The lines as one text without blank edges, common indentation and trailing white space."""
    text = textwrap.dedent("\n".join(line.rstrip() for line in lines))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") if "```" not in text else text.strip("\n")


def plain(text: str) -> str:
    """The text without Markdown's emphasis, links and images; formulas and code stay as they are."""
    if not any(mark in text for mark in "*_["):
        return text.strip()
    parts = KEPT.split(text)
    for index in range(0, len(parts), 2):
        for pattern, plain in MARKUP:
            parts[index] = pattern.sub(plain, parts[index])
    # Emphasis around a formula is split by it; what remains at the edges is its delimiters.
    whole = "".join(parts).strip()
    for mark in ("**", "__"):
        if whole.startswith(mark) and whole.endswith(mark) and len(whole) > 2 * len(mark):
            whole = whole.removeprefix(mark).removesuffix(mark).strip()
    return whole


def folded(text: str) -> str:
    """The text reduced to what makes two wordings the same: letters and digits in lower case, single spaces."""
    return " ".join(re.findall(r"\w+", plain(text).casefold()))


def one_line(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())
