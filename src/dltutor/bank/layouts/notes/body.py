"""What stands below a question in notes: the answer, options, and lists such as **Key points**."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dltutor.bank.asking import is_placeholder
from dltutor.bank.item import KeyPoint
from dltutor.bank.layouts.notes.marks import ANSWER_ALONE, is_answer_mark, split_credits
from dltutor.bank.markdown import RULE, verbatim
from dltutor.bank.text import LIST_MARK, indent_of, list_items, one_line, paragraphs, plain, trimmed

FIELDS = {
    "key point": "key_points", "key points": "key_points", "rubric": "key_points",
    "also asked as": "aliases", "alias": "aliases", "aliases": "aliases",
    "misconception": "misconceptions", "misconceptions": "misconceptions", "common misconceptions": "misconceptions",
    "hint": "hints", "hints": "hints", "see also": "see_also", "related": "see_also",
    "computation": "computations", "computations": "computations",
    "source": "references", "sources": "references", "reference": "references", "references": "references",
}  # fmt: skip
FIELD = re.compile(
    rf"^\s*(?:(?:\*\*|__)({'|'.join(FIELDS)})\s*:?\s*(?:\*\*|__)|#{{2,6}}\s+({'|'.join(FIELDS)})\s*:?\s*$)\s*:?\s*(.*)$",
    re.IGNORECASE,
)
TASK = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+\[([ xX])\](?:\s+|$)")
REASON = re.compile(r"\s+—\s+")
TO_THE_TOP = re.compile(r"^\s*(?:\[[^\]]*\]\(#[^)]*\)|<a\s[^>]*>(?:[^<]*</a>)?|</?details>)\s*$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a task list."""

    text: str
    ticked: bool
    reason: str = ""


@dataclass(slots=True)
class Body:
    """What a question's body was found to hold.

    Attributes:
        answer: The prose, without options and lists; "" where there is none, or only a placeholder.
        before: Prose above the options, which belongs to the question.
        choices: The options.
        fields: Entries of each list, by the item's attribute.
    """

    answer: str = ""
    before: str = ""
    choices: list[Choice] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)

    @property
    def key_points(self) -> tuple[KeyPoint, ...]:
        """The entries of **Key points** with their credits."""
        pairs = [split_credits(entry) for entry in self.fields.get("key_points", ())]
        return tuple(KeyPoint(text, credits) for credits, text in pairs if text)


def is_field(line: str) -> bool:
    """Whether a line is the name of a list such as **Key points**."""
    return bool(FIELD.match(line))


def read_body(lines: Sequence[str]) -> Body:
    """Take a question's body apart. The lines are those below the question, down to the next one."""
    body = Body()
    prose = _take_fields(list(lines), body)
    inside = verbatim(prose)
    tasks = [index for index, line in enumerate(prose) if TASK.match(line) and not inside[index]]
    if tasks:
        end = _end_of_list(prose, tasks[-1])
        body.choices = _choices(prose[tasks[0] : end])
        body.before = answer_text(prose[: tasks[0]])
        prose = prose[end:]
    body.answer = answer_text(prose)
    return body


def answer_text(lines: Sequence[str]) -> str:
    """The lines as an answer: its mark, rules and links to the top taken off; "" if only placeholders remain."""
    kept = list(lines)
    while kept and (not kept[0].strip() or RULE.match(kept[0]) or ANSWER_ALONE.match(kept[0])):
        kept.pop(0)
    while kept and (not kept[-1].strip() or RULE.match(kept[-1]) or TO_THE_TOP.match(kept[-1])):
        kept.pop()
    mark = is_answer_mark(kept, 0) if kept else None
    if mark:
        below = trimmed(kept[1:])
        kept = [mark.group("text").strip(), *(below if kept[1:2] != [""] else "\n" + below).split("\n")]
    text = trimmed(kept)
    if all(is_placeholder(part.text) for part in paragraphs(text.split("\n"))):
        return ""
    return text


def _take_fields(lines: list[str], body: Body) -> list[str]:
    """Move the named lists from the lines into the body; return the lines that remain."""
    inside = verbatim(lines)
    remaining: list[str] = []
    index = 0
    while index < len(lines):
        match = None if inside[index] else FIELD.match(lines[index])
        if not match:
            remaining.append(lines[index])
            index += 1
            continue
        end = _end_of_field(lines, index + 1)
        entries = [match.group(3).strip()] if match.group(3).strip() else []
        entries += [entry.text for entry in list_items(lines[index + 1 : end])]
        name = FIELDS[(match.group(1) or match.group(2)).lower()]
        kept = [_one_entry(name, entry) for entry in entries if not is_placeholder(entry)]
        body.fields.setdefault(name, []).extend(entry for entry in kept if entry)
        index = end
    return remaining


def _one_entry(name: str, entry: str) -> str:
    text = entry if "\n\n" in entry or "$$" in entry or "```" in entry else one_line(entry)
    return text.removeprefix("#") if name == "see_also" else plain(text) if name == "aliases" else text


def _end_of_field(lines: Sequence[str], start: int) -> int:
    """Where a list that begins at or after an index ends: at text that is neither entry nor continuation."""
    index = start
    while index < len(lines) and not lines[index].strip():
        index += 1
    if index == len(lines) or not LIST_MARK.match(lines[index]):
        return start
    return _end_of_list(lines, index)


def _end_of_list(lines: Sequence[str], index: int) -> int:
    """The index after a list, given the index of one of its entries."""
    blank = False
    index += 1
    while index < len(lines):
        line = lines[index]
        goes_on = LIST_MARK.match(line) or indent_of(line) >= 2 or (not blank and not is_field(line))
        if line.strip() and (not goes_on or is_field(line) or RULE.match(line) or line.startswith("#")):
            break
        blank = not line.strip()
        index += 1
    return index


def _choices(lines: Sequence[str]) -> list[Choice]:
    found = []
    for entry in list_items(lines):
        match = re.match(r"\[([ xX])\]\s*", entry.text)
        if not match:
            continue
        parts = REASON.split(entry.text[match.end() :], maxsplit=1)
        reason = one_line(parts[1]) if len(parts) > 1 else ""
        found.append(Choice(one_line(parts[0]), match.group(1) != " ", reason))
    return [choice for choice in found if choice.text]
