"""Texts from elsewhere made safe for a document: what would be structure there is escaped, as Markdown does it.

The corpus's reader finds questions by their looks, so a line such as ``# comment`` or ``Q: why?`` in an answer would
begin another item. The reader's own patterns decide what is escaped; all else stays as it is.
"""

import re
from collections.abc import Sequence

from dltutor.bank.asking import is_placeholder
from dltutor.bank.layouts.notes.body import FIELD, TASK, TO_THE_TOP
from dltutor.bank.layouts.notes.marks import ANSWER_ALONE, is_answer_mark, line_mark, split_credits
from dltutor.bank.layouts.notes.outline import DETAILS, SUMMARY
from dltutor.bank.markdown import ATX, FENCE, RULE, SETEXT, can_be_underlined, verbatim
from dltutor.bank.text import LIST_MARK, one_line, paragraphs, trimmed

BOLD = re.compile(r"^(\s*)(\*\*|__)(.+?)\2")
MARK_END = re.compile(r"(?<!\\)([:.)])")


def protected(text: str, *, lists: bool = False) -> str:
    """A text that reads back as prose of one item; with ``lists``, without lists that could be taken for contents."""
    before = None
    while text != before:  # what was escaped may let the line below it look like structure
        before, lines = text, _closed(trimmed(text.split("\n")).split("\n"))
        inside = verbatim(lines)
        kept = [line if inside[index] else _line(lines, index, lists=lists) for index, line in enumerate(lines)]
        text = _edges(trimmed(kept))
    return text


def entry(text: str) -> str:
    """A text as one entry of a list such as **Key points**."""
    text = one_line(text)
    if RULE.match(f"- {text}"):  # such a line would end the list
        return ""
    if text.count("$$") % 2:
        text = re.sub(r"\${2,}", lambda run: r"\$" * len(run.group()), text)
    marked = _marks([f"- {text}"], 0).removeprefix("- ")
    return marked.replace("<!--", r"<\!--")


def uncredited(text: str) -> str:
    """A key point without credits: what only looks like them is escaped."""
    return re.sub(r"([)\]])", r"\\\1", text) if split_credits(text)[0] is not None else text


def spoken(answer: str) -> str:
    """An answer that isn't taken for the note that one is missing: "Empty" may well be right."""
    parts = paragraphs(answer.split("\n"))
    return f"It is: {answer}" if answer.strip() and all(is_placeholder(part.text) for part in parts) else answer


def _closed(lines: list[str]) -> list[str]:
    """An open fence would run on through the rest of the document."""
    fence = ""
    for line in lines:
        mark = FENCE.match(line)
        if fence and mark and mark.group(1).startswith(fence) and not mark.group(2).strip():
            fence = ""
        elif not fence and mark and "`" not in mark.group(2):
            fence = mark.group(1)
    return [*lines, fence] if fence and verbatim(lines)[-1] else lines


def _line(lines: Sequence[str], index: int, *, lists: bool) -> str:
    line = lines[index].replace("<!--", r"<\!--")
    if ATX.match(line):
        return line.replace("#", r"\#", 1)
    underlined = index and SETEXT.match(line) and can_be_underlined(lines, index - 1)
    if underlined or SUMMARY.match(line) or DETAILS.match(line):
        return _escaped(line)
    if TASK.match(line):
        return line.replace("[", r"\[", 1)
    if FIELD.match(line) or ANSWER_ALONE.match(line):
        line = BOLD.sub(r"\1*\2\3\2*", line)
    line = _marks([line, *lines[index + 1 :]], 0)
    mark = LIST_MARK.match(line) if lists else None
    return f"{mark.group(1)}{_escaped_list(line[len(mark.group(1)) :])}" if mark else line


def _marks(lines: Sequence[str], index: int) -> str:
    """A line that would begin a question or an answer by a mark such as ``Q:``, with the mark's end escaped."""
    line = lines[index]
    found = line_mark(lines, index)
    if (found and found.style == "pair") or is_answer_mark(lines, index) or ANSWER_ALONE.match(line):
        lead = re.match(r"\s*(?:[-*+]\s+)?(?:\d{1,3}[.)]\s+)?", line)
        start = lead.end() if lead else 0
        return line[:start] + (
            MARK_END.sub(r"\\\1", line[start:], count=1) if MARK_END.search(line[start:]) else _escaped(line[start:])
        )
    return line


def _edges(text: str) -> str:
    """Rules and links to the top are taken off an answer's edges, unless escaped."""
    lines = text.split("\n")
    for at in (0, -1):
        if RULE.match(lines[at]) or TO_THE_TOP.match(lines[at]):
            lines[at] = _escaped(lines[at])
    return "\n".join(lines)


def _escaped(line: str) -> str:
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}\\{bare}"


def _escaped_list(text: str) -> str:
    return re.sub(r"^(\w*)([-*+•.)])", lambda mark: f"{mark[1]}{'' if mark[2] == '•' else chr(92)}{mark[2]}", text)
