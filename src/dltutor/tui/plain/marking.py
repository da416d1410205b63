"""Marking an exam line by line: part by part, whatever the tutor could not mark by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dltutor.tui import describe, describe_exam, describe_grading, exam_marks, exams_text
from dltutor.tui.plain.console import Ended
from dltutor.tui.plain.deciding import point_typed
from dltutor.tui.plain.word import Word, listed

if TYPE_CHECKING:
    from dltutor.study.exams.exam import Exam, Marks
    from dltutor.studying import Studying
    from dltutor.tui.plain.console import Console

WORDS = (
    Word("Enter", "keep the credits as they are told", ("confirm_marks",)),
    Word("p 2 0.5", "tick half of the second key point; 0 is nothing of it, 1 is all", ("tick", "give_tick")),
    Word("a number", "credits for the whole part", ("more_for_part", "less_for_part")),
    Word("?", "leave the part unmarked", ("unmarked",)),
    Word("b", "go back to the part before", ("previous_mark",)),
    Word("q", "go on another time; what is marked is kept", ("leave_marking",)),
)
HELP = listed(WORDS)
NOTHING = "There is nothing to go by: type credits, or ? to leave the part unmarked."


class PlainMarking:
    """The marking of one exam on a console.

    Args:
        study: What keeps the marks.
        console: Where it is said.
        exam: Handed in.
    """

    def __init__(self, study: Studying, console: Console, exam: Exam) -> None:
        self._study = study
        self._console = console
        self._exam = exam
        self._judgement = exam_marks.Judgement()

    def run(self) -> Exam:
        """Ask for marks, then close the marking; the exam as it is then. Raises Ended where the student leaves."""
        parts = exam_marks.to_mark(self._exam)
        waiting = exam_marks.still_open(self._exam)
        if waiting:
            told = describe_exam.plural(len(waiting), "part")
            self._console.say(f"{told} for you to mark; the tutor's ticks are a suggestion.", HELP)
            at = parts.index(waiting[0])
            while at < len(parts):
                self._console.say("", f"Marking {at + 1} of {len(parts)}")
                at = max(0, at + self._mark(parts[at]))
            self._confirm_unmarked()
        return self._study.close_marking(self._exam)

    def _mark(self, place: int) -> int:
        """Mark a part; how far to go on from it."""
        self._show(place)
        self._judgement = exam_marks.Judgement.of(self._exam.parts[place].marks)
        self._console.say("", self._now(place))
        while True:
            said = self._console.reply().lower()
            if said == "q":
                raise Ended
            if said == "b":
                return -1
            if said in {"?", "n"}:
                self._leave_unmarked(place)
                return 1
            if self._judged(place, said):
                marks = self._judgement.marks(self._exam, place)
                if marks is not None:
                    self._keep(place, marks)
                    return 1
                self._console.say(NOTHING)

    def _show(self, place: int) -> None:
        state = self._exam.parts[place]
        graded = state.marks.graded if state.marks else None
        self._console.say(
            *exams_text.part_lines(self._exam, place, with_stem=True), "", "Your answer:", state.answer, ""
        )
        if graded is None:
            self._console.say(describe.prose(describe.answer_markdown(self._exam.paper.parts[place].item)).strip())
        else:
            self._console.say(describe_grading.grading_text(replace(graded, hints=()), numbered=True))

    def _now(self, place: int) -> str:
        """What the part gets as things stand."""
        worth = describe_grading.credits_text(self._exam.paper.parts[place].credits)
        marks = self._judgement.marks(self._exam, place)
        if marks is None:
            return f"{NOTHING} The part is worth {worth}."
        return (
            f"{describe_exam.number(marks.credits or 0.0)} of {worth}: Enter keeps it; p, a number, ?, b or q as above."
        )

    def _judged(self, place: int, said: str) -> bool:
        """Whether what was said settles the credits; a tick alone does not."""
        words = said.split()
        if not said:
            return True
        if words[0] == "p":
            self._tick(place, words[1:])
            return False
        most = self._exam.paper.parts[place].credits
        try:
            credits_ = float(said.replace(",", "."))
        except ValueError:
            credits_ = -1.0
        if not 0 <= credits_ <= most:
            self._console.say(f"Please type Enter, a number from 0 to {most:g}, p, ?, b or q.")
            return False
        self._judgement.whole = credits_
        return True

    def _tick(self, place: int, words: list[str]) -> None:
        marks = self._exam.parts[place].marks
        count = len(marks.graded.grading.points) if marks and marks.graded else 0
        index, share = point_typed(words)
        if not count:
            self._console.say("There are no key points to tick here: type the credits.")
        elif not 0 <= index < count or share is None:
            self._console.say(f"Type p, a point from 1 to {count}, and its share from 0 to 1.")
        else:
            self._judgement.give(index, share)
            self._console.say(self._now(place))

    def _leave_unmarked(self, place: int) -> None:
        marks = self._exam.parts[place].marks
        if marks is not None and marks.by == "you":
            self._keep(place, replace(marks, by="unmarked", credits=None))

    def _keep(self, place: int, marks: Marks) -> None:
        self._exam = self._study.mark_exam_part(self._exam, place, marks)
        if marks.credits is not None:
            worth = describe_grading.credits_text(self._exam.paper.parts[place].credits)
            self._console.say(f"Kept: {describe_exam.number(marks.credits)} of {worth}.")

    def _confirm_unmarked(self) -> None:
        left = len(exam_marks.still_open(self._exam))
        if left:
            parts = f"{describe_exam.plural(left, 'part')} {'stays' if left == 1 else 'stay'} unmarked."
            self._console.say("", f"{parts} Close the marking and see the report? y or n")
            if self._console.reply().lower() not in {"y", "yes"}:
                raise Ended
