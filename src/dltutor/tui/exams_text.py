"""Exams as plain text: what there is to sit, a part, what is open, the report."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from dltutor.study.exams.numbering import labels
from dltutor.study.exams.report import ranged
from dltutor.tui import describe, describe_exam, describe_grading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.study.exams.exam import Exam
    from dltutor.study.exams.paper import Paper
    from dltutor.study.exams.report import ExamReport
    from dltutor.study.exams.store import ExamSummary

NO_PAPERS = "There is no exam paper among your documents: one has questions with credits. See dltutor add."
REVIEWED = 8
"""Items to review that are named; the Markdown report holds all."""
STATES = {"sitting": "to go on: dltutor exam resume", "to mark": "to mark: dltutor exam mark", "marked": "marked"}


def exams_text(papers: Sequence[Paper], begun: Sequence[ExamSummary]) -> str:
    """The papers that can be sat and the exams that were begun."""
    lines = [f"{paper.name}: {paper_line(paper)}" for paper in papers] or [NO_PAPERS]
    if papers:
        lines.append("mix: dltutor exam --mix 60 makes a paper of about 60 credits out of these")
    if begun:
        lines += ["", "Begun:", *(_summary_line(one) for one in begun)]
    return "\n".join(lines)


def paper_line(paper: Paper) -> str:
    """``Practice exam 1 · 43 parts · 80 credits · 90 min``."""
    return f"{describe.one_line(paper.title)} · {describe_exam.paper_facts(paper)}"


def begin_text(exam: Exam) -> str:
    """What is sat, how much time there is, and by which rules."""
    rules = dict.fromkeys(describe_grading.rule_line(part.item) for part in exam.paper.parts if part.item.options)
    told = describe_exam.instructions(exam.paper)
    return "\n".join([paper_line(exam.paper), *told, describe_exam.clock(exam), *rules])


def part_lines(exam: Exam, index: int, *, with_stem: bool) -> list[str]:
    """A part as it is asked, with what was written to it so far."""
    part, state = exam.paper.parts[index], exam.parts[index]
    item = part.item
    lines = [describe_exam.part_line(exam, index)]
    if not exam.handed_in:
        lines[0] += f" · {describe_exam.clock(exam)}"
    if item.stem and with_stem:
        lines += [describe.prose(item.stem), ""]
    lines.append(describe.prose(item.question))
    lines += [
        f"{letter}) {describe.one_line(option.text)}"
        for letter, option in zip(ascii_lowercase, item.options, strict=False)
    ]
    if state.answered and not exam.handed_in:
        lines.append(f"Your answer so far: {state.answer}")
    return lines


def navigator_text(exam: Exam) -> str:
    """Which parts are answered, empty and flagged, problem by problem."""
    rows: dict[str, dict[str, list[str]]] = {}
    for part, state, label in zip(exam.paper.parts, exam.parts, labels(exam.paper), strict=True):
        row = rows.setdefault(describe.one_line(part.problem) or "Questions", {"answered": [], "empty": []})
        row["answered" if state.answered else "empty"].append(label)
        if state.flagged:
            row.setdefault("flagged", []).append(label)
    lines = []
    for problem, row in rows.items():
        told = "; ".join(f"{word} {' '.join(found)}" for word, found in row.items() if found)
        lines.append(f"{problem}: {told}")
    return "\n".join([*lines, describe_exam.done(exam)])


def report_text(report: ExamReport) -> str:
    """What an exam came to, in the words of its Markdown report without the parts."""
    problems = [
        f"  {describe.shortened(describe.one_line(row.name), 44):<46}{ranged(row.low, row.high):>9}"
        f" of {describe_exam.number(row.out_of):<5} {describe_exam.span(row.seconds):>8}"
        for row in report.problems
    ]
    lines = [report.title, report.finding, *describe_exam.result_lines(report), "", "By problem:", *problems]
    if report.review:
        more = f" and {len(report.review) - REVIEWED} more" if len(report.review) > REVIEWED else ""
        lines += ["", f"To review: {', '.join(report.review[:REVIEWED])}{more}"]
    return "\n".join(lines)


def _summary_line(exam: ExamSummary) -> str:
    done = f"{exam.answered} of {describe_exam.plural(exam.parts, 'part')} answered"
    result = "" if exam.result is None else f", {ranged(*exam.result)} of {describe_grading.credits_text(exam.out_of)}"
    return f"{exam.id}  {exam.at:%Y-%m-%d}  {describe.one_line(exam.title)}: {done}{result} ({STATES[exam.state]})"
