"""Exam papers, with and without solutions: problems, stems, sub-questions, options, rubrics, cheat sheets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dltutor.bank.asking import asks
from dltutor.bank.assemble import assemble, doubt
from dltutor.bank.body import SOLUTION, Body, read_body
from dltutor.bank.boxes import OPTION, TICKED, is_scale, read_options
from dltutor.bank.document import Document
from dltutor.bank.item import AnswerStatus, Item, Source, key_in_words
from dltutor.bank.labels import BOLD, Start, lone_credits, starts
from dltutor.bank.layouts.fragments import fragments
from dltutor.bank.letters import with_key
from dltutor.bank.parsed import Doubt, Parsed
from dltutor.bank.printed import joined
from dltutor.bank.rubric import has_mark, number, read_rubric
from dltutor.bank.text import Paragraph, paragraphs

CHEAT_SHEET = re.compile(
    r"cheat\s*sheet|formula|equations|reference sheet|formelsammlung|notation|appendix", re.IGNORECASE
)
INSTRUCTION = re.compile(
    r"correct answers with a cross|undo a cross|re-mark an option|please note|boxes are|answer option"
    r"|any number of (?:answers|options)|working instructions|mark (?:all|the) (?:correct|right)",
    re.IGNORECASE,
)
EACH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:points?|credits?|marks?|p)\b.{0,60}\b(?:all|each|every|correct)", re.IGNORECASE | re.DOTALL
)


def score(document: Document) -> float:
    """How much the document looks like a paper: labelled questions, with marks, boxes or problems that have credits."""
    found = starts(document.lines)
    questions = [start for start in found if start.kind == "question"]
    if len(questions) < 2:
        return 0.0
    marks = sum(has_mark(line) for line in document.lines)
    boxes = sum(bool(OPTION.match(line)) and "☐☒☑□".find(line.strip("-*+• \t")[:1]) >= 0 for line in document.lines)
    worth = sum(start.credits is not None for start in found)
    evidence = min(marks, 6) / 6 + min(boxes, 8) / 8 + min(worth, 6) / 6
    return min(0.98, 0.5 + 0.3 * evidence) if evidence >= 0.5 else 0.25 * evidence


@dataclass
class _Problem:
    """A problem under way: its title, stated credits, and the stem of the questions to come."""

    section: tuple[str, ...]
    number: str = ""
    credits: float | None = None
    intro: str = ""
    latest: str = ""
    unread: list[Paragraph] = field(default_factory=list)
    each: float | None = None
    items: list[Item] = field(default_factory=list)
    line: int = 1

    @property
    def stem(self) -> str:
        """What a student must have read before the next question: the problem's intro and the newest addition."""
        return "\n\n".join(part for part in (self.intro, self.latest) if part)


class _Paper:
    """A walk over a paper from its first line to its last."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts = starts(document.lines)
        text = document.text
        self.keyed = any(OPTION.match(line) and TICKED.search(line) for line in document.lines)
        self.solved = self.keyed or has_mark(text) or any(SOLUTION.match(line) for line in document.lines)
        self.problems: list[_Problem] = [_Problem(())]
        self.doubts: list[Doubt] = []
        self.fragments: list[Item] = []
        self.trail: list[Start] = []
        self.scale_before: float | None = None

    def walk(self) -> None:
        """Read every problem and every question in order."""
        asked = False
        for place, start in enumerate(self.starts):
            until = self.starts[place + 1].line - 1 if place + 1 < len(self.starts) else len(self.document.lines)
            alone = self._question_of(start, until) if self._stands_alone(place) else None
            if alone:
                self._problem(start, start.line, asked=True)
                self._question(alone, until)
                asked = True
            elif start.kind == "problem":
                self._problem(start, until, asked=asked)
            else:
                self._question(start, until)
                asked = True

    def _stands_alone(self, place: int) -> bool:
        """Whether a numbered problem has no sub-questions, so that it may be one question itself."""
        start, following = self.starts[place], self.starts[place + 1 : place + 2]
        return start.kind == "problem" and bool(start.label) and not any(one.kind == "question" for one in following)

    def _question_of(self, problem: Start, until: int) -> Start | None:
        """The question that a problem is: its title, or the first paragraph below, where that asks."""
        title = re.sub(r"^\w+\s+\w+\s*[:.]?\s*", "", problem.text)
        if asks(title):
            return replace(problem, kind="question", text=title)
        first = next(iter(paragraphs(self.document.lines[problem.line : until], problem.line + 1)), None)
        if first is None or not asks(first.text):
            return None
        return replace(problem, kind="question", text=first.text, line=first.last)

    def _problem(self, start: Start, until: int, *, asked: bool) -> None:
        while self.trail and (self.trail[-1].level >= start.level or start.level == BOLD):
            self.trail.pop()
        self.trail.append(start)
        section = tuple(one.text for one in self.trail)
        lines = self.document.lines[start.line : until]
        if not asked and any(CHEAT_SHEET.search(name) for name in section):
            first = len(self.fragments) + 1
            kept = fragments(self.document, start.line, until, first_label=first, section=section)
            self.fragments.extend(one for one in kept if "$" in one.answer)
            return
        blocks = [block for block in paragraphs(lines, start.line + 1) if not _is_noise(block)]
        told = [block for block in blocks if INSTRUCTION.search(block.text)]
        problem = _Problem(section, start.label, start.credits, line=start.line)
        problem.intro = joined(block for block in blocks if block not in told)
        each = EACH.search(" ".join(block.text for block in told))
        problem.each = number(each.group(1)) if each else None
        self.problems.append(problem)

    def _question(self, start: Start, until: int) -> None:
        problem = self._problem_of(start)
        body = read_body(self.document.lines[start.line : until], start.line + 1, start.text, solved=self.solved)
        item = self._item(start, body, problem)
        problem.items.append(item)
        self.scale_before = body.scale_after
        for line, credits in body.ghosts:
            if not self._labelled_later(line):
                message = f"{credits:g} credits stand here without a label; the question behind them is missing"
                self.doubts.append(Doubt(self.document.path, line, "skipped", message))
        problem.unread = body.rest
        if body.rest:
            problem.latest = joined(body.rest)

    def _problem_of(self, start: Start) -> _Problem:
        """The problem a question belongs to; a new number in its label begins one even without a heading."""
        problem = self.problems[-1]
        number_of = re.match(r"\d+", start.label)
        if number_of and len(number_of.group()) < len(start.label):
            if problem.items and problem.number not in ("", number_of.group()):
                problem = _Problem(problem.section, line=start.line)
                self.problems.append(problem)
            problem.number = number_of.group()
        return problem

    def _labelled_later(self, line: int) -> bool:
        """Whether the next thing after a line is a labelled question, which the lone credits then belong to."""
        following = next(
            (at for at in range(line + 1, len(self.document.lines) + 1) if self.document.lines[at - 1].strip()),
            0,
        )
        return any(start.line == following for start in self.starts)

    def _credits_above(self, start: Start) -> float | None:
        """Credits on a line of their own right above the label."""
        above = [line for line in self.document.lines[max(0, start.line - 4) : start.line - 1] if line.strip()]
        return lone_credits(above[-1]) if above and not self.solved else None

    def _item(self, start: Start, body: Body, problem: _Problem) -> Item:
        label = start.label if not start.label.isalpha() or not problem.number else f"{problem.number}{start.label}"
        solution = joined(body.solution)
        rubric = read_rubric(solution)
        options = read_options(body.options, keyed=self.keyed)
        answer = rubric.answer
        if options and not self.keyed:
            named, answer = with_key([option.text for option in options], answer)
            options = named or options
        answer = answer or key_in_words(options)
        status: AnswerStatus = "rubric" if rubric.key_points else "official" if answer else "none"
        item = Item(
            id="",
            kind="choice" if options else "open",
            question=joined(body.question),
            answer=answer,
            answer_status=status,
            source=Source(self.document.path, label, problem.section, start.line),
            stem=problem.stem,
            options=options,
            key_points=rubric.key_points,
            credits=self._credits(start, body, problem, rubric.total, stated=rubric.stated, choice=bool(options)),
            hints=tuple(body.hints),
            topic=self.document.meta.get("topic", ""),
        )
        if rubric.key_points and item.credits is not None and abs(rubric.total - item.credits) > 1e-9:
            message = f"the marks add up to {rubric.total:g}, the question is worth {item.credits:g}"
            self.doubts.append(doubt(item, "credits", message))
        return item

    def _credits(  # noqa: PLR0913  each is one of the places that credits are printed
        self, start: Start, body: Body, problem: _Problem, total: float, *, stated: bool, choice: bool
    ) -> float | None:
        """What a question is worth, by the best place that says so.

        As printed beside it, else the total that its rubric states, else the marker's scale, else the sum of the
        marks, else what the paper says each multiple-choice question is worth.
        """
        if start.credits is not None:
            return start.credits
        above = self._credits_above(start)
        if above is not None:
            return above
        scale = max([*start.scale, body.scale or 0])
        for amount in (total if stated else 0, scale, total):
            if amount:
                return amount
        if choice:
            return problem.each
        return self.scale_before or body.scale_after


def _is_noise(block: Paragraph) -> bool:
    return all(is_scale(line) for line in block.text.split("\n"))


def parse(document: Document) -> Parsed:
    """Every question with its stem, options, rubric and credits; the formulas of a cheat sheet as fragments."""
    paper = _Paper(document)
    paper.walk()
    for problem in paper.problems:
        paper.doubts.extend(_left_over(document, problem))
    items = [item for problem in paper.problems for item in problem.items]
    return assemble(document, [*paper.fragments, *items], [*paper.doubts, *_sums(document, paper.problems)], "exam")


def _left_over(document: Document, problem: _Problem) -> list[Doubt]:
    """Text after a problem's last question, which is no stem, since nothing follows, and which nothing asks."""
    if not problem.unread:
        return []
    message = "text after the problem's last question belongs to no question"
    return [Doubt(document.path, problem.unread[0].line, "skipped", message)]


def _sums(document: Document, problems: Sequence[_Problem]) -> list[Doubt]:
    """Problems whose questions don't add up to what the heading states."""
    found = []
    for problem in problems:
        got = sum(item.credits or 0 for item in problem.items)
        if problem.credits is not None and problem.items and abs(got - problem.credits) > 1e-9:
            message = f"the questions add up to {got:g} credits, the heading says {problem.credits:g}"
            found.append(Doubt(document.path, problem.line, "credits", message))
    return found
