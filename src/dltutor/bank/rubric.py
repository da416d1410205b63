"""Rubrics: the marks in a solution, ``(1p): …``, and the key points that they give credits to.

What examiners write: ``(1p):``, ``(0.5p)``, ``(1P)``, with and without a colon, at the start of a line or inside it,
inside ``$$…$$``; a total followed by its parts, ``(1.5p): (0.5p) … (1p) …``; alternatives joined by a line ``OR`` or
begun with "Also accepted". ``(1p for either)`` explains a mark and is none.
"""

import re
from dataclasses import dataclass

from dltutor.bank.item import KeyPoint

MARK = re.compile(r"\(\s*(\d+(?:[.,]\d+)?|½)\s*(?:[pP]|pts?\.?|points?|marks?|credits?)\s*\)\s*:?[ \t]*")
ALTERNATIVE = re.compile(r"^\s*(?:\*\*)?(?:OR|or|Or|ODER)(?:\*\*)?\s*[:.]?\s*$")
ALSO_ACCEPTED = re.compile(r"^\s*(?:also\s+(?:accepted|valid|correct|possible)|alternatively|or)\b", re.IGNORECASE)
DISPLAY = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
ENVIRONMENT = re.compile(r"\\(?:begin|end)\{(?:aligned|align\*?|split|gathered)\}")


@dataclass(frozen=True, slots=True)
class Rubric:
    """A solution read as a rubric.

    Attributes:
        answer: The solution's text without the marks.
        key_points: What earns credits, alternatives as one point.
        total: The sum of the points' credits.
        stated: Whether the solution itself states the total (a mark followed by its parts).
    """

    answer: str
    key_points: tuple[KeyPoint, ...]
    total: float
    stated: bool = False


@dataclass(slots=True)
class _Segment:
    credits: float
    text: str
    alternative: bool = False


def has_mark(text: str) -> bool:
    """Whether a text holds at least one mark."""
    return MARK.search(text) is not None


def number(text: str) -> float:
    """A printed amount of credits as a number."""
    return 0.5 if text == "½" else float(text.replace(",", "."))


def read_rubric(solution: str) -> Rubric:
    """Read a solution with marks. Without any, there are no key points and the total is 0."""
    segments, stated = _without_totals(_segments(solution))
    points: list[KeyPoint] = []
    for segment in segments:
        if segment.alternative and points and points[-1].credits == segment.credits:
            points[-1] = KeyPoint(f"{points[-1].text} OR {segment.text}", segment.credits)
        else:
            points.append(KeyPoint(segment.text, segment.credits))
    return Rubric(without_marks(solution), tuple(points), sum(point.credits or 0 for point in points), stated)


def _segments(solution: str) -> list[_Segment]:
    """Each mark with the text up to the next mark, its paragraph's end, or its row's end inside a formula."""
    found: list[_Segment] = []
    either = False
    for paragraph in re.split(r"\n\s*\n|(?<=\$\$)\n|\n(?=\$\$)", solution):
        if ALTERNATIVE.match(paragraph):
            either = bool(found)
            continue
        formula = DISPLAY.fullmatch(paragraph.strip())
        body = ENVIRONMENT.sub("", formula.group(1)) if formula else paragraph
        pieces = MARK.split(body)
        for amount, text in zip(pieces[1::2], pieces[2::2], strict=True):
            words = _row(text) if formula else _words(text)
            found.append(_Segment(number(amount), words, either or bool(ALSO_ACCEPTED.match(words) and found)))
            either = False
        for line in paragraph.split("\n"):
            either = either or bool(ALTERNATIVE.match(line) and found)
    return found


def _words(text: str) -> str:
    lines = [line for line in text.split("\n") if not ALTERNATIVE.match(line)]
    return " ".join(" ".join(lines).replace("\\rightarrow", "→").split()).strip(" →")


def _row(text: str) -> str:
    """The row of an aligned formula that a mark stands in, as an inline formula."""
    row = text.split("\\\\", maxsplit=1)[0].replace("&", " ")
    return f"${' '.join(row.split())}$"


def _without_totals(segments: list[_Segment]) -> tuple[list[_Segment], bool]:
    """Drop a mark without words whose parts follow it and add up to it."""
    kept: list[_Segment] = []
    stated = False
    for place, segment in enumerate(segments):
        rest, parts = segments[place + 1 :], 0.0
        for part in rest:
            parts += part.credits
            if parts >= segment.credits:
                break
        if not segment.text.strip("$ ") and rest and parts == segment.credits:
            stated = True
        else:
            kept.append(segment)
    return kept, stated


def without_marks(solution: str) -> str:
    """A solution's text without its marks; a marked line begins a paragraph of its own, so that it reads as one."""
    lines: list[str] = []
    in_formula = False
    for line in solution.split("\n"):
        begins = bool(MARK.match(line.strip()))
        if begins and not in_formula and lines and lines[-1].strip():
            lines.append("")
        bare = MARK.sub("", line).rstrip()
        lines.append(bare.lstrip() if begins and not in_formula else bare)
        if line.count("$$") % 2:
            in_formula = not in_formula
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
