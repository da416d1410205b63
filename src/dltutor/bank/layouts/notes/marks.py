"""Where questions begin in notes: headings, bold lines, ``Q:`` marks and lists that ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dltutor.bank.asking import asks
from dltutor.bank.markdown import Heading
from dltutor.bank.text import ANCHOR, LIST_MARK, indent_of, one_line, plain

Style = Literal["heading", "bold", "pair", "listed"]

NUMBER = r"\d{1,3}(?:\.\d{1,3})*[a-z]?"
WORDED = re.compile(
    rf"^(?:Q|Question|Exercise|Problem|Task)\s*[#.]?\s*({NUMBER})\s*(?:[.:)]\s*|\s[-–—]\s|\s+|$)", re.IGNORECASE
)
BARE = re.compile(r"^(?:Q|Question)\s*[:.]\s+(?=\S)")
NUMBERED = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,3})+[a-z]?|\d{1,3}[a-z]?(?=[.):]))[.):]*\s+")
CREDITS = r"[(\[]\s*(\d+(?:[.,]\d+)?)\s*(?:p|pt|pts|points?|credits?|marks?)\.?\s*[)\]]"
CREDITS_BEFORE = re.compile(rf"^{CREDITS}\s*[:.]?\s*", re.IGNORECASE)
CREDITS_AFTER = re.compile(rf"\s*{CREDITS}\s*$", re.IGNORECASE)
LEAD = r"^\s*(?:>\s*)*(?:[-*+]\s+)?(?:(?P<number>\d{1,3})[.)]\s+)?(?:\*\*|__|\*)?"
PAIR = re.compile(
    rf"{LEAD}(?:Q|Question|QUESTION)\s*#?(?P<label>{NUMBER})?\s*(?:\*\*|__)?\s*[:.)]\s*(?:\*\*|__|\*)?(?P<text>(?:\s.*)?|(?<=[*_:]).*)$"
)
ANSWER = re.compile(
    rf"{LEAD}(?:(?:Answer|ANSWER|Ans|Solution|SOLUTION)\s*(?:{NUMBER})?\s*(?:\*\*|__)?\s*[:.)]"
    rf"|A\s*(?:{NUMBER}\s*(?:\*\*|__)?\s*[:.)]|(?:\*\*|__)?\s*[:.]))\s*(?:\*\*|__|\*)?(?P<text>(?:\s.*)?|(?<=[*_:]).*)$"
)
ANSWER_ALONE = re.compile(
    r"^\s*(?:#{1,6}\s+)?(?:\*\*|__)?(?:Answer|Solution)(?:\*\*|__)?\s*:?\s*(?:\*\*|__)?\s*$", re.IGNORECASE
)
BOLD = re.compile(
    r"^\s*(?:[-*+]\s+|(?P<number>\d{1,3})[.)]\s+)?(?P<mark>\*\*|__)(?=\S)(?P<text>.+?)(?P=mark)(?P<rest>.*)$", re.DOTALL
)
INLINE = re.compile(r"^(?P<text>.+?\?)\s+(?P<rest>\S.*)$")
LONGEST_WRAP = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a question.

    Attributes:
        style: What marks it.
        line: Its first line.
        body: The first line below it.
        text: The question, as far as the mark itself holds it.
        rest: What follows on the mark's own line; it belongs to the body.
        level: The heading's level; 7 for anything that is no heading.
        label: The number that is printed beside the question, else "".
        number: Its number in a Markdown list, else "".
        anchor: The explicit identity, else "".
        credits: Credits that stand beside the question.
        indent: Columns before a list's mark.
        bullet: Whether it is an entry of a list without numbers.
    """

    style: Style
    line: int
    body: int
    text: str
    rest: str = ""
    level: int = 7
    label: str = ""
    number: str = ""
    anchor: str = ""
    credits: float | None = None
    indent: int = 0
    bullet: bool = False


def split_label(text: str) -> tuple[str, str, bool]:
    """The printed number of a question, the text after it, and whether a word such as "Question" announces it."""
    worded = WORDED.match(text)
    bare = BARE.match(text)
    if bare:
        return "", text[bare.end() :], True
    if worded:
        return worded.group(1), text[worded.end() :], True
    numbered = NUMBERED.match(text)
    return (numbered.group(1), text[numbered.end() :], False) if numbered else ("", text, False)


def split_credits(text: str) -> tuple[float | None, str]:
    """The credits before or after a text, and the text without them."""
    match = CREDITS_BEFORE.match(text) or CREDITS_AFTER.search(text)
    if not match:
        return None, text
    return float(match.group(1).replace(",", ".")), (text[: match.start()] + text[match.end() :]).strip()


def is_question(text: str) -> bool:
    """Whether a heading, or an entry by itself, asks: it ends with a question mark or sets a task."""
    return text.rstrip("*_ ").endswith("?") or asks(text)


def heading_mark(heading: Heading, body: int, *, certain: bool) -> Mark | None:
    """A heading as a question; ``certain`` where lists such as **Key points** below make it one anyhow."""
    anchor = ANCHOR.search(heading.text)
    text = plain(ANCHOR.sub("", heading.text))
    label, text, worded = split_label(text)
    credits, text = split_credits(text)
    graded = bool(label) and credits is not None
    if not (is_question(text) or worded or certain or graded):
        return None
    name = anchor.group(1) if anchor else ""
    return Mark("heading", heading.line, body, one_line(text), "", heading.level, label, "", name, credits)


def line_mark(lines: Sequence[str], index: int) -> Mark | None:
    """The question that begins on a line which is no heading, if one does."""
    return _pair(lines, index) or _bold(lines, index) or _listed(lines, index)


def is_answer_mark(lines: Sequence[str], index: int) -> re.Match[str] | None:
    """``A:`` and the like; not the first of lettered options (A., B., …)."""
    match = ANSWER.match(lines[index])
    if match and re.match(r"\s*(?:[-*+]\s+)?A\.", lines[index]):
        following = next((line for line in lines[index + 1 :] if line.strip()), "")
        return None if re.match(r"\s*(?:[-*+]\s+)?B\.", following) else match
    return match


def _pair(lines: Sequence[str], index: int) -> Mark | None:
    match = PAIR.match(lines[index])
    if not match:
        return None
    text = match.group("text").strip()
    if text.endswith("**") and text.count("**") % 2:
        text = text[:-2].rstrip()
    rest = ""
    inline = re.search(r"\s(?:\*\*|__)?(?:A|Answer)(?:\*\*|__)?:(?:\*\*|__)?\s", text)
    if inline:
        text, rest = text[: inline.start()], text[inline.start() :].strip()
    credits, text = split_credits(text)
    more = _wrapped(lines, index + 1) if text and not inline and not text.endswith(("?", ".")) else []
    return Mark(
        "pair", index + 1, index + 2 + len(more), " ".join([text, *more]), rest, label=match.group("label") or "",
        number=match.group("number") or "", credits=credits, indent=indent_of(lines[index]),
    )  # fmt: skip


def _wrapped(lines: Sequence[str], index: int) -> list[str]:
    """The lines on which a question goes on, if they end it with a question mark."""
    found: list[str] = []
    for line in lines[index : index + LONGEST_WRAP - 1]:
        if not line.strip() or LIST_MARK.match(line) or ANSWER.match(line):
            return []
        found.append(line.strip())
        if line.rstrip().endswith("?"):
            return found
    return []


def _bold(lines: Sequence[str], index: int) -> Mark | None:
    wrapped = lines[index]
    if not re.match(r"\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(?:\*\*|__)\S", wrapped):
        return None
    last = index
    while wrapped.count("**") % 2 and last + 1 < min(index + LONGEST_WRAP, len(lines)) and lines[last + 1].strip():
        last += 1
        wrapped += " " + lines[last].strip()
    match = BOLD.match(wrapped)
    if not match:
        return None
    rest = match.group("rest").strip()
    text = plain(match.group("text"))
    if rest.startswith("?"):
        text, rest = text + "?", rest[1:].strip()
    label, text, worded = split_label(text)
    credits, text = split_credits(text)
    if worded and not text:
        text, rest = rest, ""
    if credits is None and CREDITS_BEFORE.match(rest):
        credits, rest = split_credits(rest)
    if not is_question(text):
        return None
    return Mark(
        "bold", index + 1, last + 2, one_line(text), rest.removeprefix(":").strip(), credits=credits,
        label=label, number=match.group("number") or "", indent=indent_of(lines[index]),
    )  # fmt: skip


def _listed(lines: Sequence[str], index: int) -> Mark | None:
    match = LIST_MARK.match(lines[index])
    number = match.group(3) if match else None
    if not match or (number and not number.isdigit()) or lines[index][match.end() :].startswith("["):
        return None
    text, last = lines[index][match.end() :].strip(), index
    while (
        not text.endswith(("?", ".", ":"))
        and last + 1 < min(index + LONGEST_WRAP, len(lines))
        and lines[last + 1].strip()
        and indent_of(lines[last + 1]) > indent_of(lines[index])
        and not LIST_MARK.match(lines[last + 1])
        and not is_question(text)
    ):
        last += 1
        text += " " + lines[last].strip()
    rest = ""
    inline = INLINE.match(text)
    if inline and not is_question(text):
        text, rest = inline.group("text"), inline.group("rest")
    credits, text = split_credits(plain(text))
    if not is_question(text):
        return None
    return Mark(
        "listed", index + 1, last + 2, one_line(text), rest, number=number or "", credits=credits,
        indent=indent_of(lines[index]), bullet=not number,
    )  # fmt: skip
