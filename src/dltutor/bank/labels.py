"""Where the problems and the sub-questions of a paper begin.

Sub-questions are labelled in one of two ways, and a paper keeps to its way: with the problem's number in the label
(``2.10``, ``1a``), or with a number or a letter alone (``3.``, ``b)``), which then belongs to the problem above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dltutor.bank.asking import asks
from dltutor.bank.boxes import OPTION, SCALE, amounts
from dltutor.bank.markdown import verbatim
from dltutor.bank.rubric import number
from dltutor.bank.text import plain

UNIT = r"(?:p|pts?|points?|credits?|marks?|Punkte?)\b\.?"
AMOUNT = r"\d+(?:[.,]\d+)?"
PROBLEM = re.compile(
    rf"^\s*(?:#+\s*)?(?:\*\*)?(?P<name>(?:Problem|Exercise|Question|Task|Part|Section|Aufgabe)\s+(?P<number>\d{{1,2}}|[A-Z])\b"
    rf"[:.]?\s*(?P<title>[^(\[?]*?))\s*(?:[\[(]\s*(?P<credits>{AMOUNT})\s*{UNIT}\s*[\])])?(?:\*\*)?\s*:?\s*$",
    re.IGNORECASE,
)
SECTION = re.compile(r"^\s*(?:(?P<hashes>#{1,6})\s+(?P<heading>\S.*?)\s*#*|\*\*(?P<bold>[^*]+)\*\*:?)\s*$")
BOLD = 7  # the level of a bold line that serves as a heading: below all that Markdown has
LABEL_WORD = re.compile(r"^[\s#*_]*(?:hints?|notes?|solutions?|answers?|remarks?|examples?|l[öo]sung)\b", re.IGNORECASE)
CREDITS_BEFORE = rf"(?:(?P<before>{AMOUNT})\s*{UNIT}\s+)?"
COMPLETE = (
    re.compile(
        rf"^\s*(?:[-*]\s+)?(?:(?P<scale>{SCALE})\s+)?(?:\*\*)?(?P<label>\d{{1,2}}\.\d{{1,2}})[.)]?(?:\*\*)?\s+(?P<text>\S.*)$"
    ),
    re.compile(
        rf"^\s*(?:[-*]\s+)?{CREDITS_BEFORE}\*\*\(?(?P<label>\d{{1,2}}\s?[a-z])[.)]*\*\*[.):]?\s*(?P<text>\S.*)$"
    ),
    re.compile(rf"^\s*{CREDITS_BEFORE}(?P<label>\d{{1,2}}[a-z])[.):]\s+(?P<text>\S.*)$"),
)
PARTIAL = (
    re.compile(r"^\s*(?:\*\*)?\(?(?P<label>[a-z])\)(?:\*\*)?\s+(?P<text>\S.*)$"),
    re.compile(
        r"^\s*(?:\*\*)?(?:(?:Question|Exercise|Task|Frage|Aufgabe|Q)\s*)?(?P<label>\d{1,3})\s*[.):](?:\*\*)?\s+(?P<text>\S.*)$"
    ),
)
CREDITS_INSIDE = re.compile(rf"\s*(?:[\[(]\s*({AMOUNT})\s*{UNIT}\s*[\])])\s*")
LONE_CREDITS = re.compile(rf"^\s*[\[(]?({AMOUNT})\s*{UNIT}\s*[\])]?\s*$")


@dataclass(frozen=True, slots=True)
class Start:
    """The line on which a problem or a sub-question begins.

    Attributes:
        line: Its number.
        kind: "problem" (a heading above sub-questions) or "question".
        label: The printed number or letter.
        text: What follows on the line: the problem's title, or the question's first words.
        credits: What the line says it is worth, if it does.
        scale: The marker's scale before the label, if one stands there.
        level: For problems, the depth of the heading from 1.
    """

    line: int
    kind: str
    label: str
    text: str
    credits: float | None = None
    scale: tuple[float, ...] = ()
    level: int = 1


def lone_credits(line: str) -> float | None:
    """The credits on a line that holds nothing else ("4p"), or None."""
    match = LONE_CREDITS.match(line)
    return number(match.group(1)) if match else None


def starts(lines: Sequence[str]) -> list[Start]:
    """All lines on which problems and sub-questions begin, in order."""
    complete = [_complete(line, place) for place, line in enumerate(lines, start=1)]
    quoted = verbatim(lines)
    named = any(PROBLEM.match(line) and not inside for line, inside in zip(lines, quoted, strict=True))
    use_partial = sum(start is not None for start in complete) < 2
    found: list[Start] = []
    for place, line in enumerate(lines, start=1):
        if quoted[place - 1]:
            continue
        start = (
            complete[place - 1]
            or (_partial(lines, place) if use_partial else None)
            or _section(line, place, named=named)
        )
        if start:
            found.append(start)
    return found


def _complete(line: str, place: int) -> Start | None:
    for pattern in COMPLETE:
        match = pattern.match(line)
        if match:
            groups = match.groupdict()
            text, credits = _split_credits(groups["text"])
            worth = number(groups["before"]) if groups.get("before") else credits
            scale = tuple(amounts(groups["scale"])) if groups.get("scale") else ()
            return Start(place, "question", groups["label"].replace(" ", ""), text, worth, scale)
    return None


def _partial(lines: Sequence[str], place: int) -> Start | None:
    """A question labelled by a bare number or letter; the text must show that it is one, since lists look the same."""
    for pattern in PARTIAL:
        match = pattern.match(lines[place - 1])
        if match:
            text, credits = _split_credits(match.group("text"))
            following = next((line for line in lines[place : place + 4] if line.strip()), "")
            if credits is not None or asks(text) or OPTION.match(following):
                return Start(place, "question", match.group("label"), text, credits)
    return None


def _section(line: str, place: int, *, named: bool) -> Start | None:
    """A problem's heading. A bold line is one too, unless the problems have headings by name."""
    problem = PROBLEM.match(line)
    if problem and len(line) < 120:
        credits = number(problem.group("credits")) if problem.group("credits") else None
        return Start(place, "problem", problem.group("number"), plain(problem.group("name")).strip(" :"), credits)
    section = SECTION.match(line)
    if section and not (named and section.group("bold")) and not LABEL_WORD.match(line):
        if asks(plain(line.strip("# "))):
            return None
        level = len(section.group("hashes")) if section.group("hashes") else BOLD
        text, credits = _split_credits(section.group("heading") or section.group("bold"))
        return Start(place, "problem", "", plain(text).strip(" :"), credits, level=level)
    return None


def _split_credits(text: str) -> tuple[str, float | None]:
    """Take "(3 points)" out of the beginning or the end of a text."""
    for match in CREDITS_INSIDE.finditer(text):
        if match.start() == 0 or not text[match.end() :].strip(" .*"):
            return (text[: match.start()] + " " + text[match.end() :]).strip(), number(match.group(1))
    return text.strip(), None
