"""GIFT → items: every kind of question that Moodle's text format has.

Tolerant where people are: blank lines inside braces, formulas with unescaped backslashes, no title, any case. What
can't be understood is put down with its line, and the rest is kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dltutor.bank.item import Item, Source
from dltutor.study.exchange.gift_answers import Answered, read_answers
from dltutor.study.exchange.gift_syntax import cut, places, unescaped
from dltutor.study.exchange.html_read import is_html, to_markdown
from dltutor.study.exchange.texts import made, printable, question_id, slug

CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(.*?)\s*$", re.IGNORECASE)
FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
SAID_ID = re.compile(r"\[id:([^\]]+)\]")
SAID_TAG = re.compile(r"\[tag:([^\]]+)\]")
GAP = "[…]"


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one question: where they begin, the category above, and what a comment says of it."""

    line: int
    text: str
    category: tuple[str, ...]
    name: str
    tag: str


def read(text: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The questions of a file, in order, and what couldn't be read."""
    items: list[Item] = []
    notes: list[str] = []
    for block in _blocks(printable(text).split("\n")):
        try:
            items.append(_item(block, len(items) + 1))
        except ValueError as error:
            notes.append(f"line {block.line}: {error}; the question was left out")
    return tuple(items), tuple(notes)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Questions stand between blank lines; braces hold one together across them."""
    category: tuple[str, ...] = ()
    name = tag = ""
    kept: list[str] = []
    start = 0
    for number, line in enumerate([*lines, ""], start=1):
        said = CATEGORY.match(line)
        if line.lstrip().startswith("//"):
            name = _said(SAID_ID, line) or name
            tag = _said(SAID_TAG, line) or tag
        elif said:
            category = tuple(part for part in said.group(1).split("/") if part and part != "top" and part[0] != "$")
        elif line.strip():
            start = start if kept else number
            kept.append(line)
        elif kept and _goes_on(kept, lines[number:]):
            kept.append("")
        elif kept:
            yield Block(start, "\n".join(kept), category, name, tag)
            kept, name, tag = [], "", ""


def _said(pattern: re.Pattern[str], line: str) -> str:
    match = pattern.search(line)
    return match.group(1).strip() if match else ""


def _goes_on(kept: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a blank line stands inside of braces that the text below it closes before it opens others."""
    text = "\n".join(kept)
    if len(list(places(text, "{"))) <= len(list(places(text, "}"))):
        return False
    below = "\n".join(rest)
    closes, opens = next(places(below, "}"), -1), next(places(below, "{"), len(below))
    return 0 <= closes < opens


def _item(block: Block, number: int) -> Item:
    """One question. Raises ValueError that says what is wrong with it."""
    title, text = _title(block.text.strip())
    form = FORMAT.match(text)
    kind = form.group(1).lower() if form else ""
    text = text[form.end() :] if form else text
    opening = next(places(text, "{"), -1)
    if opening < 0:
        return _description(block, title, shown(text, kind), number)
    closing = next(places(text, "}", opening), -1)
    if closing < 0:
        raise ValueError("its brace isn't closed")
    before, after = shown(text[:opening], kind), shown(text[closing + 1 :], kind)
    question = f"{before} {GAP} {after}" if after else before
    found = read_answers(text[opening + 1 : closing].strip(), lambda raw: shown(raw, kind))
    if not question.strip():
        raise ValueError("it asks nothing")
    return _made(block, title, question, found, number)


def _made(block: Block, title: str, question: str, found: Answered, number: int) -> Item:
    item = made(
        number,
        question,
        found.answer,
        name=block.name or title,
        options=found.options,
        section=block.category,
        topic=block.tag or (block.category[-1] if block.category else ""),
    )
    stem = "\n\n".join(part for part in (item.stem, found.more) if part)
    return replace(item, stem=stem, key_points=found.key_points, misconceptions=found.misconceptions)


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, rest = cut(text[2:], "::")
    return (unescaped(title).strip(), rest) if rest else ("", text)


def _description(block: Block, title: str, text: str, number: int) -> Item:
    """A text without a question: kept as one that can be found and cited."""
    if not text:
        raise ValueError("it says nothing")
    name = slug(block.name or title) if block.name or title else question_id("", text)
    source = Source("", str(number), block.category, block.line)
    return Item(name, "fragment", "", text, "official", source, topic=block.tag)


def shown(raw: str, kind: str) -> str:
    """A text as Markdown: unescaped, and out of HTML where it is some."""
    text = unescaped(raw).strip()
    if kind == "html" or (kind in {"", "moodle"} and is_html(text)):
        return to_markdown(text)
    return text
