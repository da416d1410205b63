"""Exams: papers out of the documents, sitting them, marking them, what they come to.

What only exams need is imported when one is looked at: a shell prompt that asks what is due must not wait for it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from dltutor.bank.item import Item
from dltutor.errors import UsageError
from dltutor.grading.result import Graded, Grading
from dltutor.progress import Report, silent
from dltutor.study.attempt import Circumstances
from dltutor.studying.sittings import Sittings

if TYPE_CHECKING:
    from dltutor.study.exams.exam import Exam, Marks
    from dltutor.study.exams.paper import Paper
    from dltutor.study.exams.report import ExamReport
    from dltutor.study.exams.store import Exams
    from dltutor.study.exams.summary import ExamSummary


class Examining(Sittings):
    """Sitting papers."""

    def papers(self) -> "tuple[Paper, ...]":
        """The exam papers among the documents."""
        from dltutor.study.exams.papers import papers

        return papers(self.items(), self.library.head)

    def paper(self, name: str) -> "Paper":
        """The paper of a name or number. Raises UsageError that lists those there are."""
        from dltutor.study.exams.papers import find_paper

        return find_paper(self.papers(), name)

    def mixed_paper(self, credits: float, seed: int | None = None) -> "Paper":
        """A paper of about so many credits out of all papers; another one each time unless ``seed`` says which.

        Raises:
            UsageError: There are no papers to mix, or not that many credits.
        """
        from dltutor.study.exams.mixing import mix

        return mix(self.papers(), credits, self._seed() if seed is None else seed)

    def begin_exam(self, paper: "Paper", seconds: float | None, predicted: float | None) -> "Exam":
        """Begin to sit a paper; see :meth:`dltutor.study.exams.store.Exams.begin`."""
        return self._exams.begin(paper, seconds, predicted)

    def exams(self) -> "tuple[ExamSummary, ...]":
        """The exams that were begun, the latest first."""
        return self._exams.all()

    def exam(self, number: int | None = None, *, finished: bool = False) -> "Exam":
        """An exam as it was last saved.

        Args:
            number: Of the exam; without it the latest that is not marked to its end.
            finished: Whether the latest that was handed in is meant instead.

        Raises:
            UsageError: There is none.
        """
        if number is None and finished:
            number = next((one.id for one in self.exams() if one.state != "sitting"), None)
            if number is None:
                raise UsageError("No exam was handed in yet.", hint="dltutor exam list shows papers and exams begun.")
        exam = self._exams.load(number)
        if finished and not exam.handed_in:
            raise UsageError(
                f"Exam {exam.id} is not handed in yet.", hint=f"Go on with it: dltutor exam resume {exam.id}"
            )
        return exam

    def save_exam(self, exam: "Exam") -> None:
        """Keep what was written, flagged and how much time is used."""
        self._exams.save(exam)

    def hand_in_exam(self, exam: "Exam", report: Report = silent) -> "Exam":
        """Hand an exam in and mark what the tutor can; the rest waits for the student's ticks.

        The answers are kept for good before anything is marked. Where marking is interrupted, handing in once more goes
        on with it.
        """
        from dltutor.study.exams.marking import mark

        if not exam.handed_in:
            self._exams.hand_in(exam)
        try:
            mark(exam, self._mark_answer, report)
        finally:
            for number in range(len(exam.parts)):
                self._record(exam, number)
            self._exams.save(exam)
        return exam

    def mark_exam_part(self, exam: "Exam", index: int, marks: "Marks") -> "Exam":
        """Keep what the student gives to a part, and tell the scheduler."""
        before = exam.parts[index].marks
        exam.parts[index].marks = replace(marks, attempt=before.attempt if before else None)
        self._decide(exam, index)
        self._exams.save(exam)
        return exam

    def close_marking(self, exam: "Exam") -> "Exam":
        """Marking is done: what has no marks stays unmarked."""
        self._exams.close(exam)
        return exam

    def exam_report(self, exam: "Exam") -> "ExamReport":
        """What an exam came to."""
        from dltutor.study.exams.report import report_on

        return report_on(exam)

    @property
    def _exams(self) -> "Exams":
        from dltutor.study.exams.store import Exams

        if self._kept_exams is None:
            self._kept_exams = Exams(self.database, self.clock)
        return self._kept_exams

    _kept_exams: "Exams | None" = None

    def _mark_answer(self, item: Item, answer: str) -> Graded:
        """Grade an answer to an item as it was when the exam began, whatever the documents say now."""
        circumstances = Circumstances(mode="exam")
        if item in self.items():
            return self._grade(item, answer, circumstances)
        return self._grade_elsewhere(item, answer)

    def _record(self, exam: "Exam", number: int) -> None:
        """Keep a part's answer as an attempt, once, and what the marks decide."""
        part, state = exam.paper.parts[number], exam.parts[number]
        if state.marks is None or state.marks.attempt is not None:
            return
        circumstances = Circumstances(mode="exam", sitting=f"exam-{exam.id}", seconds=state.seconds)
        graded = state.marks.graded or Graded(
            part.item, part.item.question, state.answer, part.item.answer, Grading(0.0, "not_yet", low=0.0, high=0.0)
        )
        attempt = self.history.record(graded, circumstances, self._card_of_present(part.item))
        state.marks = replace(state.marks, attempt=attempt)
        self._decide(exam, number)

    def _decide(self, exam: "Exam", number: int) -> None:
        from dltutor.study.exams.marking import rating

        part, state = exam.paper.parts[number], exam.parts[number]
        marks = state.marks
        if marks is None or marks.attempt is None:
            return
        if marks.credits is None:
            self.history.take_back(marks.attempt)
            return
        score = min(1.0, marks.credits / part.credits) if part.credits else 0.0
        graded = marks.graded or Graded(None, part.item.question, state.answer, "", Grading(0.0, "not_yet"))
        self.history.decide(marks.attempt, graded, score=score, rating=rating(part, state))

    def _card_of_present(self, item: Item) -> int | None:
        """The card of an item that the documents still hold; an exam may outlive its paper."""
        return self._card_of(item) if item in self.items() else None
