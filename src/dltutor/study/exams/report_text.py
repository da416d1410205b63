"""The report on an exam as a Markdown document that stands by itself.

What documents and students wrote is quoted or fenced, so that no heading, fence or list of theirs breaks the report.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import indent

from dltutor.bank.choice_rules import rule_in_words
from dltutor.bank.item import Item
from dltutor.study.exams.report import ExamReport, PartReport, Row, ranged

_MEANT = re.compile(r"([\\`*_\[\]<>|#])")
"""What Markdown would take for markup in a heading or a table."""


def markdown(report: ExamReport) -> str:
    """The whole document: the result, where credits and time went, what to review, then every part."""
    blocks = [
        f"# {_plain(report.title)}: report",
        f"**{report.finding}**",
        *_result(report),
        *_table("Problem", report.problems),
        *_table("Topic", report.topics),
        *_slow(report),
        *_review(report.parts),
        "## The parts",
        *(block for part in _with_stems(report.parts) for block in part),
    ]
    text = "\n\n".join(blocks) + "\n"
    return text.encode(errors="replace").decode()  # half a surrogate pair, as broken input brings, fits into no file


def clock(seconds: float) -> str:
    """A length of time: "1 h 05 min", "12 min", "1 min 40 s", "40 s"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 600:
        return f"{whole // 60} min {whole % 60:02d} s" if whole % 60 else f"{whole // 60} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def _result(report: ExamReport) -> list[str]:
    marked = [
        f"tutor {_of(*report.tutor)}" if report.tutor[1] else "",
        f"you {_of(*report.you)}" if report.you[1] else "",
    ]
    marked.append(f"unmarked {report.unmarked:g}" if report.unmarked else "")
    lines = [
        f"Marked: {' · '.join(filter(None, marked))} → {ranged(report.low, report.high)} of {report.out_of:g} credits"
    ]
    if report.predicted is not None:
        lines.append(f"Expected: {report.predicted:g} credits")
    allowed = "" if report.seconds_allowed is None else f" of {clock(report.seconds_allowed)}"
    lines.append(f"Time: {clock(report.seconds_used)}{allowed}, {clock(report.per_credit)} a credit")
    return ["\n".join(f"- {line}" for line in lines)]


def _table(name: str, rows: Sequence[Row]) -> list[str]:
    if len(rows) < 2:
        return []
    lines = [f"| {name} | Credits | Of | Time |", "|---|--:|--:|--:|"]
    lines += [
        f"| {_plain(row.name) or '–'} | {ranged(row.low, row.high)} | {row.out_of:g} | {clock(row.seconds)} |"
        for row in rows
    ]
    return [f"## By {name.lower()}", "\n".join(lines)]


def _slow(report: ExamReport) -> list[str]:
    if not report.slow:
        return []
    parts = ", ".join(f"{_plain(row.name)} ({clock(row.per_credit)} a credit)" for row in report.slow)
    return [f"Slowest: {parts}; the whole took {clock(report.per_credit)} a credit."]


def _review(parts: Sequence[PartReport]) -> list[str]:
    wanted = [part for part in parts if part.review]
    if not wanted:
        return []
    lines = [f"- {_plain(part.row.name)} ({part.review}): `{part.part.item.id}`" for part in wanted]
    return ["## To review", "\n".join(lines)]


def _with_stems(parts: Sequence[PartReport]) -> Iterable[list[str]]:
    """The blocks of each part; under a new problem or a new stem, these first, and how its choices are scored."""
    for problem, members in groupby(parts, key=lambda part: part.part.problem):
        parts_of, stem = list(members), ""
        rules = {part.part.item.choice_rule for part in parts_of if part.part.item.options}
        yield [f"### {_plain(problem)}"] if problem else []
        yield [rule_in_words(next(iter(rules)))] if len(rules) == 1 else []
        for part in parts_of:
            if part.part.item.stem != stem:
                stem = part.part.item.stem
                yield [_quoted(stem)] if stem else []
            yield _part(part, tell_rule=len(rules) > 1)


def _part(part: PartReport, *, tell_rule: bool) -> list[str]:
    item, marks = part.part.item, part.state.marks
    credits = ranged(part.row.low, part.row.high)
    by = {"tutor": "marked by the tutor", "you": "marked by you", "unmarked": "unmarked"}[part.by]
    flagged = ", flagged" if part.state.flagged else ""
    blocks = [
        f"#### {_plain(part.row.name)}: {credits} of {part.part.credits:g} ({by}{flagged})",
        _quoted("\n\n".join(filter(None, (item.question, _options(item))))),
        *([rule_in_words(item.choice_rule)] if tell_rule and item.options else []),
        "Your answer:" if part.state.answered else "You left it empty.",
    ]
    if part.state.answered:
        blocks.append(_fenced(part.state.answer))
    points = marks.graded.grading.points if marks and marks.graded else ()
    if marks and marks.points and points:
        lines = [f"- {_share(marks.points.get(index, 0.0))} {_plain(point.text)}" for index, point in enumerate(points)]
        blocks += ["Key points:" if part.by == "you" else "Key points, as the tutor suggests them:", "\n".join(lines)]
    note = marks.graded.grading.note if marks and marks.graded else ""
    return [*blocks, *([_plain(note)] if note else []), *_reference(item)]


def _reference(item: Item) -> list[str]:
    place = f"{item.source}, line {item.source.line}"
    answer = item.answer.strip() or "\n".join(f"- {point.text}" for point in item.key_points)
    if not item.answered or not answer:
        return [f"No solution in your documents ({_plain(place)})."]
    return [f"Reference ({_plain(place)}):", _quoted(answer)]


def _options(item: Item) -> str:
    return "\n".join(
        indent(f"{chr(ord('a') + place)}) {option.text}", "  ").replace("  ", "- ", 1)
        for place, option in enumerate(item.options)
    )


def _share(value: float) -> str:
    return "✓" if value >= 1 else "½" if value >= 0.5 else f"{value:.0%}" if value else "–"


def _of(got: float, of: float) -> str:
    return f"{round(got, 2):g}/{of:g}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _fenced(text: str) -> str:
    """In a fence longer than any inside."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.strip()}\n{fence}"


def _plain(text: str) -> str:
    return _MEANT.sub(r"\\\1", " ".join(text.split()))
