"""Marks and bodies of notes → items."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from dltutor.bank.document import Document
from dltutor.bank.item import Item, KeyPoint, Option, Source, key_in_words
from dltutor.bank.layouts.notes.body import Body, read_body
from dltutor.bank.layouts.notes.marks import ANSWER_ALONE, Mark, is_answer_mark, is_question
from dltutor.bank.layouts.notes.outline import Outline
from dltutor.bank.markdown import Heading, verbatim
from dltutor.bank.parsed import Doubt
from dltutor.bank.text import one_line, paragraphs, trimmed

SOLUTION = re.compile(r"\W*solution", re.IGNORECASE)


def build(document: Document, found: Outline) -> tuple[list[Item], list[Doubt]]:
    """The items of an outline in order, and the marks that don't add up. Labels that aren't printed are left empty."""
    parts = [_parts(mark, found.body(index)) for index, mark in enumerate(found.marks)]
    # With no tick at all, a list of boxes is either an empty form or a question without right options: the
    # document's other questions tell.
    complete = document.meta.get("key", "").lower() == "complete" or any(
        choice.ticked for _, body in parts for choice in body.choices
    )
    above = _trails(found.headings)
    starts = [heading.line for heading in found.headings]
    items, doubts = [], []
    for mark, (question, body) in zip(found.marks, parts, strict=True):
        at = bisect_left(starts, mark.line)
        trail = above[at][0] if mark.style == "heading" else above[at - 1][1] if at else ()
        source = Source(document.path, mark.label, trail, mark.line)
        items.append(_item(mark, question, body, source, complete=complete))
        doubts.extend(_doubts(mark, body, source))
    topic = document.meta.get("topic", "")
    return [replace(item, topic=topic) for item in _with_stems(items)], doubts


def _trails(headings: Sequence[Heading]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each heading the texts above it, and the same with its own."""
    trails = []
    above: list[Heading] = []
    for heading in headings:
        above = [one for one in above if one.level < heading.level]
        names = tuple(one.text for one in above)
        trails.append((names, (*names, heading.text)))
        above.append(heading)
    return trails


def _parts(mark: Mark, lines: list[str]) -> tuple[str, Body]:
    """The whole question, and what stands below it."""
    at = _answer_begins(mark, lines)
    if at is None:
        question, rest = _question_alone(mark, lines)
        return question, read_body(rest)
    body = read_body(lines[at:])
    above = read_body(lines[:at])
    if above.choices:
        body.choices = above.choices
    more = above.before or above.answer
    if mark.style == "pair" or not mark.text:
        return "\n".join(part for part in (mark.text, more) if part), body
    body.before = body.before or more
    return mark.text, body


def _answer_begins(mark: Mark, lines: Sequence[str]) -> int | None:
    """The index of the line that marks the answer (``A:``, **Answer**), if one does."""
    inside = verbatim(lines)
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    for index, line in enumerate(lines):
        if not inside[index] and (is_answer_mark(lines, index) or ANSWER_ALONE.match(line)):
            # "Solution: use ReLU" also ends explanations; it marks an answer at its beginning, after "Q:", or below a
            # numbered question by itself.
            alone = mark.label and ANSWER_ALONE.match(line)
            if SOLUTION.match(line) and index != first and mark.style != "pair" and not alone:
                continue
            return index
    return None


def _question_alone(mark: Mark, lines: list[str]) -> tuple[str, list[str]]:
    """The question where no mark separates it from its answer: its paragraph, unless it has ended before."""
    if mark.text and (mark.style != "pair" or mark.text.endswith("?")):
        return mark.text, lines
    below = paragraphs(lines)
    if not below or (mark.text and below[0].gap) or below[0].text.lstrip().startswith(("- [", "* [", "```")):
        return mark.text, lines
    first = below[0]
    return "\n".join(part for part in (mark.text, trimmed(first.text.split("\n"))) if part), lines[first.last :]


def _item(mark: Mark, question: str, body: Body, source: Source, *, complete: bool) -> Item:
    options = tuple(Option(choice.text, choice.ticked if complete else None, choice.reason) for choice in body.choices)
    points = body.key_points
    known = [point.credits for point in points if point.credits is not None]
    item = Item(
        id=mark.anchor,
        kind="choice" if options else "open",
        question=question if "```" in question or "$$" in question else one_line(question),
        answer=body.answer,
        answer_status="official" if (complete if options else body.answer) else "none",
        source=source,
        stem=body.before,
        options=options,
        key_points=points,
        credits=sum(known) if known else mark.credits,
        aliases=tuple(body.fields.get("aliases", ())),
        misconceptions=tuple(body.fields.get("misconceptions", ())),
        hints=tuple(body.fields.get("hints", ())),
        see_also=tuple(body.fields.get("see_also", ())),
        references=tuple(body.fields.get("references", ())),
        computations=tuple(body.fields.get("computations", ())),
    )
    if options and complete:
        return replace(item, answer="\n\n".join(part for part in (key_in_words(options), body.answer) if part))
    if not options and not item.answer and points:
        return replace(item, answer=_listed(points), answer_status="rubric")
    return item


def _listed(points: Sequence[KeyPoint]) -> str:
    return "\n".join(f"- {point.text}" for point in points)


def _doubts(mark: Mark, body: Body, source: Source) -> list[Doubt]:
    known = [point.credits for point in body.key_points if point.credits is not None]
    if mark.credits is None or not known or abs(sum(known) - mark.credits) < 1e-9:
        return []
    message = f"the question says {mark.credits:g} credits, its key points add up to {sum(known):g}"
    return [Doubt(source.document, source.line, "credits", message)]


def _with_stems(items: Sequence[Item]) -> list[Item]:
    """Question 2 without an answer, or problem 2 which asks nothing, is the stem of its parts 2a, 2b or 2.1, 2.2."""
    kept: list[Item] = []
    stem, number = "", ""
    for item, following in zip_longest(items, items[1:]):
        if following and _is_part(following.source.label, item.source.label) and (told := _told(item)):
            stem, number = told, item.source.label
        elif stem and _is_part(item.source.label, number):
            kept.append(replace(item, stem="\n\n".join(part for part in (stem, item.stem) if part)))
        else:
            stem, number = "", ""
            kept.append(item)
    return kept


def _is_part(label: str, whole: str) -> bool:
    return bool(whole) and re.fullmatch(re.escape(whole) + r"(?:[a-z]|\.\d+[a-z]?)", label) is not None


def _told(item: Item) -> str:
    """What a numbered item tells the questions that are its parts; "" where it is a question with its own answer."""
    if item.options:
        return ""
    if item.answer_status == "none":
        return item.question
    return "" if is_question(item.question) else item.answer
