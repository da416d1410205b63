"""Items → a document in the corpus format that reads back to the same items, see docs/corpus-format.md.

What the format can't hold is put differently, by :func:`normalised`, before it is written: a choice without a key
becomes an open question that lists its options; an option keeps to one line; a question that isn't asked in one line
stands below a numbered heading.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dltutor.bank.item import AnswerStatus, Item, KeyPoint, Option, key_in_words
from dltutor.bank.layouts.notes.body import REASON
from dltutor.bank.layouts.notes.marks import heading_mark, line_mark
from dltutor.bank.markdown import Heading
from dltutor.bank.text import LIST_MARK, one_line, plain
from dltutor.study.exchange.protect import entry, protected, spoken, uncredited
from dltutor.study.exchange.texts import explanation, keyed, printable, split_stem

LEVEL = 3
"""Of question headings; the document's title is at 1, sections are at 2."""
RULE = "***"
LISTS = (
    ("Also asked as", "aliases"),
    ("Misconceptions", "misconceptions"),
    ("Hints", "hints"),
    ("Computation", "computations"),
    ("See also", "see_also"),
    ("Source", "references"),
)
BLOCKS = ("```", "$$")
"""What the reader keeps a question's lines for."""


def document(title: str, items: Sequence[Item], *, origin: str = "") -> str:
    """The document's text.

    Args:
        title: Its name.
        items: Normalised; their ids are bare names, unique among them.
        origin: The file that they come from, told in a comment.
    """
    topics = {item.topic for item in items}
    topic = topics.pop() if len(topics) == 1 else ""
    rows = [("title", title), ("topic", topic), ("layout", "notes")]
    if any(item.options for item in items):
        rows.append(("key", "complete"))
    front = "\n".join(f"{name}: {one_line(value)}" for name, value in rows if value)
    blocks = [f"---\n{front}\n---", *([origin_line(origin)] if origin else []), f"# {_heading_text(title)}"]
    trail, number = "", 0
    for item in items:
        if item.source.trail and item.source.trail != trail:
            trail = item.source.trail
            blocks.append(f"## {_heading_text(trail)}")
        if item.kind == "fragment":
            blocks.append(protected(item.answer))
            continue
        number += 1
        blocks.extend(_blocks(item, number))
    return "\n\n".join(blocks) + "\n"


def origin_line(file: str) -> str:
    """The comment by which an import knows its own document again."""
    return f"<!-- Imported from {one_line(file).replace('--', '- -')}; importing it again replaces this document. -->"


def normalised(item: Item) -> Item:
    """The item as the format holds it."""
    more, asking = split_stem(printable(item.question))
    stem = _told(protected("\n\n".join(part for part in (printable(item.stem), more) if part)))
    answer = printable(explanation(item) if item.options else item.answer)
    if item.kind == "choice" and not keyed(item):
        stem = "\n\n".join(part for part in (stem, "\n".join(f"- {_option(o).text}" for o in item.options)) if part)
        item = replace(item, kind="open", options=())
    stem, question = _stem_and_question(stem, asking)
    options = tuple(option for one in item.options if (option := _option(one)).text)
    said = protected(spoken(protected(answer.strip()))).strip()
    status: AnswerStatus = "official" if options or said else "none"
    points = tuple(_point(one) for one in item.key_points if _entry(one.text))
    if points and not said and not options:
        said, status = "\n".join(f"- {one.text}" for one in points), "rubric"
    earned = [one.credits for one in points if one.credits is not None]
    return replace(
        item,
        kind=item.kind if options or item.kind != "choice" else "open",
        question=question,
        stem=stem,
        options=options,
        answer="\n\n".join(part for part in (key_in_words(options), said) if part),
        answer_status=status,
        key_points=points,
        credits=sum(earned) if earned else item.credits,
        aliases=tuple(plain(text) for text in _entries(item.aliases)),
        misconceptions=_entries(item.misconceptions),
        hints=_entries(item.hints),
        see_also=_entries(item.see_also),
        references=_entries(item.references),
        computations=_entries(item.computations),
    )


def careful(item: Item) -> Item:
    """A normalised item whose lists are escaped, where they would be taken for the document's table of contents."""
    stem = protected(item.stem, lists=True)
    if item.answer_status != "official":
        return replace(item, stem=stem)
    said = protected(explanation(item), lists=True)
    return replace(item, stem=stem, answer="\n\n".join(part for part in (key_in_words(item.options), said) if part))


def _told(stem: str) -> str:
    """A stem is kept only where it says something."""
    return stem if spoken(stem) == stem else ""


def _stem_and_question(stem: str, asking: str) -> tuple[str, str]:
    """A question in one line, without emphasis, as a heading; else together with its stem as a text below one."""
    question = one_line(asking)
    while (barer := one_line(plain(question))) != question:
        question = barer
    if not any(mark in asking for mark in BLOCKS) and _heading(question, "x", None) is not None:
        return stem, question
    whole = "\n\n".join(part for part in (stem, asking) if part)
    if not any(mark in whole for mark in BLOCKS):
        whole = re.sub(r"^(?=~~~)", r"\\", one_line(whole))
    whole = protected(whole).strip()
    return "", whole if spoken(whole) == whole else f"What does this mean: {one_line(asking)}"


def _option(option: Option) -> Option:
    text = REASON.sub(" – ", entry(printable(option.text)))
    return Option(_plain_start(text), option.correct, one_line(entry(printable(option.reason))))


def _plain_start(text: str) -> str:
    """An option whose first words aren't taken for its box or for a dash before a reason."""
    return text.lstrip("— ").strip() if text.startswith("— ") else text


def _point(one: KeyPoint) -> KeyPoint:
    text = _entry(one.text)
    return KeyPoint(uncredited(text) if one.credits is None else text.lstrip(":. "), one.credits)


def _worth(credits: float | None) -> str:
    return "" if credits is None else f"({credits:g}p) "


def _entries(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for one in texts if (text := _entry(one)))


def _entry(text: str) -> str:
    """A text as an entry of a list; empty where it says nothing."""
    text = entry(printable(text))
    return text if spoken(text) == text else ""


def _blocks(item: Item, number: int) -> Iterable[str]:
    """The paragraphs and lists of one item."""
    earned = any(one.credits is not None for one in item.key_points)
    credits = None if earned else item.credits
    heading = _heading(item.question, item.id, credits)
    if heading is None:
        worth = f" ({credits:g} credits)" if credits is not None else ""
        yield f"{'#' * LEVEL} Question {number}{worth} {{#{item.id}}}"
        yield from _apart(protected(item.question))
    else:
        yield heading
        if item.stem:
            yield from _apart(protected(item.stem))
    said = protected(explanation(item)) if item.answer_status == "official" else ""
    if heading is None or (not item.options and (item.stem or _begins_another(said))):
        yield "**Answer**"
    if item.options:
        yield "\n".join(_task(option) for option in item.options)
        if LIST_MARK.match(said):
            yield RULE  # so that the explanation's own list doesn't go on with the options
    if said:
        yield said
    yield from _fields(item)


def _apart(text: str) -> Iterable[str]:
    """A text below a heading; a rule keeps a first line that could ask by itself from making it a section."""
    if _begins_another(text):
        yield RULE
    yield text


def _begins_another(text: str) -> bool:
    """Whether a text's first line looks like a question or an answer of its own."""
    return line_mark(text.split("\n"), 0) is not None


def _task(option: Option) -> str:
    reason = f" — {option.reason}" if option.reason else ""
    return f"- [{'x' if option.correct else ' '}] {option.text}{reason}"


def _fields(item: Item) -> Iterable[str]:
    if item.key_points:
        yield "**Key points**"
        yield "\n".join(f"- {_worth(one.credits)}{one.text}" for one in item.key_points)
    for name, field in LISTS:
        texts: tuple[str, ...] = getattr(item, field)
        if texts:
            yield f"**{name}**"
            yield "\n".join(f"- {_reference(field, text)}" for text in texts)


def _reference(field: str, text: str) -> str:
    """Ids within the document begin with a hash sign, as the format has them."""
    return f"#{text}" if field == "see_also" and "#" not in text else text


def _heading(question: str, name: str, credits: float | None) -> str | None:
    """The question as a heading that reads back to it; None where it has to stand below one."""
    if not question or question.count("$$") % 2 or "<!--" in question:
        return None
    worth = f" ({credits:g} credits)" if credits is not None else ""
    for opening in ("", "Question: "):
        text = f"{opening}{question}{worth} {{#{name}}}"
        mark = heading_mark(Heading(LEVEL, text, 1), 2, certain=False)
        if mark and (mark.text, mark.anchor, mark.label, mark.credits) == (question, name, "", credits):
            return f"{'#' * LEVEL} {text}"
    return None


def _heading_text(text: str) -> str:
    """A title or a section on one line, without what would begin an identity, a comment or a formula."""
    return re.sub(r"\{#|<!--|\${2,}", "(", one_line(printable(text))).rstrip("# ") or "Questions"
