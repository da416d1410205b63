"""What stands between the label of a sub-question and the next: question, options, hints, solution, and the rest.

The rest is what comes after the solution (or after the room left for one): the stem of the questions that follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dltutor.bank.asking import asks
from dltutor.bank.boxes import OPTION, amounts, is_scale
from dltutor.bank.labels import lone_credits
from dltutor.bank.printed import without_captions
from dltutor.bank.rubric import has_mark
from dltutor.bank.text import Paragraph, paragraphs

NOISE = re.compile(
    r"^\s*(?:sample solutions?|(?:this )?page (?:is |was )?(?:intentionally )?left blank.*|additional space for.*"
    r"|(?:\[illegible\]\s*)+|page \d+.*|[-–—_.\s]+)\s*$",
    re.IGNORECASE,
)
SOLUTION = re.compile(
    r"^\s*(?:\*\*|_)?(?:(?:sample|model|example)\s+)?(?:solution|answer|lösung)s?(?:\*\*|_)?\s*[:.—–]\s*(?:\*\*)?\s*",
    re.IGNORECASE,
)
HINT = re.compile(
    r"^\s*(?:[*_]{1,2})?\s*hint\s*\d*\s*[:.]\s*(?P<text>.*?)\s*(?:[*_]{1,2})?\s*$", re.IGNORECASE | re.DOTALL
)
REMARK = re.compile(
    r"^\s*[*_(]{0,3}(?:hints?|notes?|assume|you (?:can|may|should|are allowed)|use |recall|remember that|remark"
    r"|expected|justify|explain your)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"^\s*[*_(]{0,3}(?:notes?|or|also|alternatively|hint|remark)\b", re.IGNORECASE)
UNFINISHED = re.compile(r"(?:[^.?!)\]`*$]|:\**)\s*$|\.\.\.\s*$")
LIST = re.compile(r"^\s*(?:[-*+•]|\d+[.)]|\(\w{1,3}\))\s")


@dataclass(slots=True)
class Body:
    """A sub-question taken apart.

    Attributes:
        question: What it asks, with instructions.
        options: The lines of its options.
        hints: What the paper itself hints at.
        solution: The solution, marks included.
        rest: What doesn't belong to it: stem for those that follow.
        scale: The highest score on the marker's scale before the solution; None without one.
        scale_after: The same after the solution, where a scale may belong to the next question.
        ghosts: Lines with credits but no label, behind which a question is missing.
    """

    question: list[Paragraph] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    solution: list[Paragraph] = field(default_factory=list)
    rest: list[Paragraph] = field(default_factory=list)
    scale: float | None = None
    scale_after: float | None = None
    ghosts: list[tuple[int, float]] = field(default_factory=list)


def read_body(lines: Sequence[str], first: int, opening: str, *, solved: bool) -> Body:
    """Take a sub-question apart.

    Args:
        lines: Its lines after the label's own.
        first: The number of the first of them.
        opening: The words on the label's line.
        solved: Whether the paper holds solutions at all. Where it does, prose after the question answers it; where it
            doesn't, prose after the room left for an answer begins something new.
    """
    body = Body(question=[Paragraph(opening, first - 1)])
    blocks = list(_blocks(lines, first, body, solved=solved))
    last_mark = max((place for place, (block, _) in enumerate(blocks) if has_mark(block.text)), default=-1)
    first_option = next((place for place, (_, is_option) in enumerate(blocks) if is_option), -1)
    stage = "question"
    for place, (block, is_option) in enumerate(blocks):
        if is_option:
            body.options.extend(block.text.split("\n"))
            stage = "rest"
            continue
        if place < first_option:
            _keep("question", block, body)
            continue
        stage = _stage(stage, block, body, place <= last_mark, solved=solved)
        _keep(stage, block, body)
    return body


def _keep(stage: str, block: Paragraph, body: Body) -> None:
    hint = HINT.match(block.text) if stage == "question" else None
    if hint:
        body.hints.append(" ".join(hint.group("text").split()))
        return
    if stage == "solution":
        block = Paragraph(SOLUTION.sub("", block.text, count=1), block.line, block.gap)
    {"question": body.question, "solution": body.solution, "rest": body.rest}[stage].append(block)


def _stage(stage: str, block: Paragraph, body: Body, before_last_mark: bool, *, solved: bool) -> str:  # noqa: FBT001  one of two places
    """Which part a paragraph belongs to, given the part that was being read."""
    if SOLUTION.match(block.text):
        return "solution"
    if stage == "question":
        return _after_question(block, body, solved=solved)
    if stage == "solution" and (before_last_mark or _solution_goes_on(block, body)):
        return "solution"
    if stage == "rest" and before_last_mark and solved:
        return "solution"
    return "rest"


def _after_question(block: Paragraph, body: Body, *, solved: bool) -> str:
    if has_mark(block.text):
        return "solution"
    asked = body.question[-1].text
    if UNFINISHED.search(asked) or REMARK.match(block.text) or HINT.match(block.text) or block.text.startswith("```"):
        return "question"
    if LIST.match(block.text) and len(body.question) > 1 and REMARK.match(asked):
        return "question"
    if solved:
        return "solution"
    return "rest" if any(asks(part.text) for part in body.question) else "question"


def _solution_goes_on(block: Paragraph, body: Body) -> bool:
    """After the last mark: a note, an alternative, or a solution that was introduced by its own word."""
    if SOLUTION.match(body.solution[0].text if body.solution else ""):
        return True
    return bool(GOES_ON.match(block.text)) or (block.gap == 0 and bool(LIST.match(block.text)))


def _blocks(lines: Sequence[str], first: int, body: Body, *, solved: bool) -> list[tuple[Paragraph, bool]]:
    """The paragraphs without noise, scales, and what follows a missing question; options apart from prose."""
    cleaned = _cleaned(lines, first, body, solved=solved)
    found: list[tuple[Paragraph, bool]] = []
    prose: list[Paragraph] = []
    for block in paragraphs(cleaned, first):
        if OPTION.match(block.text.split("\n")[0]) and not has_mark(block.text):
            found.extend((part, False) for part in without_captions(prose))
            prose = []
            found.append((block, True))
        else:
            prose.append(block)
    found.extend((part, False) for part in without_captions(prose))
    return found


def _cleaned(lines: Sequence[str], first: int, body: Body, *, solved: bool) -> list[str]:
    """The lines with noise and scales blanked; scales are noted in the body on the way."""
    kept: list[str] = []
    answered = False
    for offset, line in enumerate(lines):
        credits = lone_credits(line)
        if credits is not None and not solved:
            body.ghosts.append((first + offset, credits))
            break
        if NOISE.match(line) and line.strip():
            kept.append("")
        elif is_scale(line):
            _note_scale(body, max(amounts(line)), after=answered)
            kept.append("")
        else:
            answered = answered or has_mark(line)
            kept.append(line)
    return kept


def _note_scale(body: Body, amount: float, *, after: bool) -> None:
    if after:
        body.scale_after = max(amount, body.scale_after or 0)
    else:
        body.scale = max(amount, body.scale or 0)
