"""The outline of notes: which lines begin questions, where each question's body ends, and what lies outside of all."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dltutor.bank.asking import IMPERATIVES
from dltutor.bank.document import Document
from dltutor.bank.layouts.notes.body import is_field
from dltutor.bank.layouts.notes.contents import contents
from dltutor.bank.layouts.notes.marks import Mark, heading_mark, is_answer_mark, is_question, line_mark, split_label
from dltutor.bank.markdown import Heading, verbatim
from dltutor.bank.text import ANCHOR, LIST_MARK, folded, indent_of, plain

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SUMMARY = re.compile(r"^(\s*)<summary>\s*(?:<b>|<strong>)?(.*?)(?:</b>|</strong>)?\s*</summary>\s*$", re.IGNORECASE)
DETAILS = re.compile(r"^\s*</?details[^>]*>\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's questions and their ranges.

    Attributes:
        lines: The document's lines, with comments and tables of contents blanked.
        headings: All headings, without anchors and emphasis.
        marks: The questions in order.
        ends: For each question, the first line that is no longer its body.
    """

    lines: tuple[str, ...]
    headings: tuple[Heading, ...]
    marks: tuple[Mark, ...]
    ends: tuple[int, ...]

    def body(self, index: int) -> list[str]:
        """The lines below a question, down to the next; the rest of its own line first."""
        mark = self.marks[index]
        below = list(self.lines[mark.body - 1 : self.ends[index] - 1])
        return [mark.rest, *below] if mark.rest else below

    def outside(self) -> list[tuple[int, int]]:
        """First and last lines of the stretches that belong to no question."""
        edges = [0, *(edge for pair in zip(self.marks, self.ends, strict=True) for edge in (pair[0].line, pair[1])), 0]
        edges[0], edges[-1] = 1, len(self.lines) + 1
        return [(start, end - 1) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]


def outline(document: Document) -> Outline:
    """Find a document's questions; tables of contents, comments, and what answers only quote are passed over."""
    lines = _readable(document.lines)
    found = [one for one in document.headings if lines[one.line - 1].strip()]
    marks = _marks(lines, found)
    asked = {folded(split_label(plain(ANCHOR.sub("", one.text)))[1]): one.line for one in found}
    for mark in marks:
        asked[folded(mark.text)] = max(mark.line, asked.get(folded(mark.text), 0))
    listed = contents(lines, found, asked)
    lines = tuple("" if number in listed else line for number, line in enumerate(lines, start=1))
    marks = [mark for mark in marks if mark.line not in listed]
    marks = _without_quoted(_groups(marks, lines, found), lines, found)
    marks = _labelled(marks)
    ends = tuple(_ends(marks, lines, found))
    named = tuple(replace(one, text=plain(ANCHOR.sub("", one.text))) for one in found)
    return Outline(lines, named, tuple(marks), ends)


def _readable(lines: Sequence[str]) -> tuple[str, ...]:
    """Blank comments, and write what can be folded open (``<summary>``) as a bold line; code stays."""
    inside = verbatim(lines)
    text = "\n".join("" if inside[index] else line for index, line in enumerate(lines))
    text = COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    cleaned = [SUMMARY.sub(r"\1**\2**", DETAILS.sub("", line)) for line in text.split("\n")]
    return tuple(line if kept else clean for line, clean, kept in zip(lines, cleaned, inside, strict=True))


def _marks(lines: Sequence[str], found: Sequence[Heading]) -> list[Mark]:
    """Every line that may begin a question; which of them do is settled afterwards."""
    inside = verbatim(lines)
    by_line = {one.line: one for one in found}
    with_fields = _with_fields(lines, found, inside)
    marks: list[Mark] = []
    open_marks: list[Mark] = []  # the question headings that the present line lies below
    for index, line in enumerate(lines):
        heading = by_line.get(index + 1)
        if heading:
            open_marks = [mark for mark in open_marks if mark.level < heading.level]
            body = index + (2 if line.lstrip().startswith("#") else 3)
            mark = heading_mark(heading, body, certain=not open_marks and heading.line in with_fields)
            open_marks += [mark] if mark else []
        elif inside[index] or not line.strip() or is_field(line):
            mark = None
        else:
            mark = line_mark(lines, index)
        if mark:
            marks.append(mark)
    return marks


def _with_fields(lines: Sequence[str], found: Sequence[Heading], inside: Sequence[bool]) -> set[int]:
    """The lines of headings that have a list such as **Key points** directly below, in their own text."""
    starts = [one.line for one in found if not is_field(lines[one.line - 1])]
    fields = [number for number, line in enumerate(lines, start=1) if not inside[number - 1] and is_field(line)]
    return {starts[at - 1] for number in fields if (at := bisect_right(starts, number))}


def _ends(marks: Sequence[Mark], lines: Sequence[str], found: Sequence[Heading]) -> list[int]:
    """For each question the line where its body has ended."""
    starts = [one.line for one in found]
    ends = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].line if index + 1 < len(marks) else len(lines) + 1
        for one in found[bisect_right(starts, mark.line) :]:
            if one.line >= end:
                break
            if one.level <= mark.level and not (mark.level == 7 and is_field(f"## {one.text}")):
                end = one.line
                break
        ends.append(_end_of_entry(mark, lines, end) if mark.style == "listed" else end)
    return ends


def _end_of_entry(mark: Mark, lines: Sequence[str], end: int) -> int:
    """A list's entry ends where its list goes on with one that doesn't ask; without numbers, where indentation ends."""
    first = next((number for number in range(mark.body, end) if lines[number - 1].strip()), end)
    indented = first < end and indent_of(lines[first - 1]) > mark.indent
    if not mark.bullet and not indented:
        return end
    for number in range(first, end):
        line = lines[number - 1]
        entry = LIST_MARK.match(line)
        if line.strip() and indent_of(line) <= mark.indent and (mark.bullet or entry):
            return number
    return end


def _groups(marks: Sequence[Mark], lines: Sequence[str], found: Sequence[Heading]) -> list[Mark]:
    """Drop the lists that only look like questions: steps of a recipe ("1. Compute …"), bullets without a body."""
    ends = _ends(marks, lines, found)
    starts = [one.line for one in found]
    answered = [_has_body(mark, lines, end) for mark, end in zip(marks, ends, strict=True)]
    groups: dict[tuple[int, int], list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.style == "listed":
            groups.setdefault((bisect_right(starts, mark.line), mark.indent), []).append(index)
    dropped = set()
    for members in groups.values():
        asking = any(_surely_asks(marks[index].text) for index in members)
        for index in members:
            if not asking or (marks[index].bullet and not answered[index]):
                dropped.add(index)
    for index, mark in enumerate(marks):
        # "Q: the matrix of queries" explains a letter; a question asks, has a number, or is answered by a mark.
        if mark.style == "pair" and not (
            is_question(mark.text) or mark.label or _is_answered(mark, lines, ends[index])
        ):
            dropped.add(index)
    return [mark for index, mark in enumerate(marks) if index not in dropped]


def _labelled(marks: Sequence[Mark]) -> list[Mark]:
    """Numbers of lists serve as labels only if they tell all questions apart: lists begin again in each section."""
    labels = [mark.label or mark.number for mark in marks]
    if len(set(labels)) < len(labels) or not all(labels):
        return list(marks)
    return [replace(mark, label=label) for mark, label in zip(marks, labels, strict=True)]


def _surely_asks(text: str) -> bool:
    """In a list, "Compute …" or "Use …" is more often the step of a recipe than a task; "Explain …" is none."""
    return text.endswith("?") or text.split(maxsplit=1)[0].lower() in IMPERATIVES


def _has_body(mark: Mark, lines: Sequence[str], end: int) -> bool:
    return bool(mark.rest) or any(line.strip() for line in lines[mark.body - 1 : end - 1])


def _is_answered(mark: Mark, lines: Sequence[str], end: int) -> bool:
    return bool(mark.rest) or any(is_answer_mark(lines, index) for index in range(mark.body - 1, end - 1))


def _without_quoted(marks: Sequence[Mark], lines: Sequence[str], found: Sequence[Heading]) -> list[Mark]:
    """Settle what is a question and what is part of an answer where questions stand in each other's bodies.

    Bold lines and lists below a question's own text belong to its answer. A question heading with nothing of its own,
    only questions below it, is a section. Lists of questions directly below a heading are its answer unless answered.
    """
    kept: list[Mark] = []
    starts = [one.line for one in found]
    answering: Mark | None = None
    for index, mark in enumerate(marks):
        section_over = answering and any(
            one.level <= answering.level
            for one in found[bisect_right(starts, answering.line) : bisect_right(starts, mark.line)]
        )
        if section_over:
            answering = None
        if answering and answering.style == "heading" and mark.style in {"bold", "listed"}:
            continue
        if mark.style == "heading" and _is_section(marks, index, lines, found):
            continue
        if mark.style in {"heading", "pair"}:
            answering = mark
        kept.append(mark)
    return kept


def _is_section(marks: Sequence[Mark], index: int, lines: Sequence[str], found: Sequence[Heading]) -> bool:
    mark = marks[index]
    if index + 1 == len(marks):
        return False
    following = marks[index + 1]
    if any(line.strip() for line in lines[mark.body - 1 : following.line - 1]):
        return False
    if following.style == "heading":
        return following.level > mark.level
    return following.style != "listed" or _has_body(following, lines, _ends(marks[: index + 2], lines, found)[-1])
