"""An exam line by line: sitting it, then its marking and its report."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from dltutor.errors import DltutorError, UsageError
from dltutor.study.exams.numbering import labels
from dltutor.study.shuffling import letters_to_item
from dltutor.tui import describe_exam, exams_text
from dltutor.tui.keeper import Keeper
from dltutor.tui.plain.console import Ended, is_command
from dltutor.tui.plain.marking import PlainMarking
from dltutor.tui.plain.sitting import UNREADABLE
from dltutor.tui.plain.word import Word, listed

if TYPE_CHECKING:
    from dltutor.study.exams.exam import Exam
    from dltutor.studying import Studying
    from dltutor.tui.plain.console import Console

WITH_WORD = ("/go",)
WORDS = (
    Word("/next", "the next question; what is there stays", ("next_part",)),
    Word("/back", "the question before", ("previous_part",)),
    Word("/go 2.3", "the question with this label", ("go_to",)),
    Word("/again", "hear the question again"),
    Word("/clear", "empty the answer"),
    Word("/flag", "mark the question, or take the mark away", ("flag",)),
    Word("/list", "which questions are answered, flagged, empty"),
    Word("/time", "the time that is left"),
    Word("/hand-in", "hand the exam in", ("hand_in",)),
    Word("/quit", "leave for now; the clock stands still until you go on", ("leave_exam",)),
)
HELP = f"""\
Type your answer; an empty line or a dot alone on a line ends it, keeps it and goes on. Of a choice, type the letters on
one line, such as: a c; or none. Instead of an answer:
{listed(WORDS)}
Nothing is told about right or wrong before it is handed in."""
OVER = "Time is up. /hand-in hands in; you can also go on writing, which is counted as overtime."
LAST = "That was the last question: /list shows what is open, /hand-in hands in."


class PlainExam:
    """One exam on a console.

    Args:
        study: What keeps, grades and reports.
        console: Where it is said.
        exam: As it stands.
    """

    def __init__(self, study: Studying, console: Console, exam: Exam) -> None:
        self._study = study
        self._console = console
        self._exam = exam
        self._since = time.monotonic()
        self._hurry = describe_exam.hurry(exam)
        self._stem = ""

    def run(self) -> None:
        """Go on where the exam is: with writing, with marking, or to its report."""
        try:
            if not self._exam.handed_in:
                self._sit()
            elif any(state.marks is None for state in self._exam.parts):
                # Marking was interrupted; handing in once more goes on with it.
                self._hand_in()
            if not self._exam.closed:
                self._exam = PlainMarking(self._study, self._console, self._exam).run()
        except Ended:
            self._tell_kept()
            return
        except KeyboardInterrupt:
            self._tell_kept()
            raise
        self._console.say("", exams_text.report_text(self._study.exam_report(self._exam)))

    def _tell_kept(self) -> None:
        what = "mark" if self._exam.handed_in else "resume"
        self._console.say("", f"Go on with: dltutor exam {what} {self._exam.id}")

    # Writing

    def _sit(self) -> None:
        exam = self._exam
        self._console.say(exams_text.begin_text(exam), "", HELP)
        if self._hurry == "over":
            self._console.say("", OVER)
        self._show()
        self._since = time.monotonic()
        with Keeper(self._save) as keeper:
            try:
                while not self._exam.handed_in:
                    choice = bool(exam.paper.parts[exam.position].item.options)
                    typed = keeper.waiting(lambda: self._console.answer(commands=WITH_WORD, single=choice))  # noqa: B023
                    self._take(typed, keeper)
                    self._warn()
            finally:
                self._keep()

    def _show(self) -> None:
        """Show the part; the stem of several parts once, as long as they follow each other."""
        index = self._exam.position
        stem = self._exam.paper.parts[index].item.stem
        self._console.say("", *exams_text.part_lines(self._exam, index, with_stem=stem != self._stem))
        self._stem = stem

    def _take(self, typed: str, keeper: Keeper) -> None:
        """Take an answer, or do a command."""
        self._tick()
        item = self._exam.paper.parts[self._exam.position].item
        words = typed.split()
        if is_command(typed, WITH_WORD):
            self._do(words[0].lower(), " ".join(words[1:]), keeper)
        elif not words:
            self._console.say("There is no answer yet; /next goes on without one.")
        else:
            answer = letters_to_item(typed, item, tuple(range(len(item.options)))) if item.options else typed
            if answer is None:
                self._console.say(UNREADABLE)
                return
            self._exam.parts[self._exam.position].answer = answer
            self._keep()
            self._go(self._exam.position + 1)

    def _do(self, command: str, rest: str, keeper: Keeper) -> None:
        exam = self._exam
        state = exam.parts[exam.position]
        if command == "/quit":
            raise Ended
        if command in {"/next", "/back"}:
            self._go(exam.position + (1 if command == "/next" else -1))
        elif command == "/go":
            self._go_to(rest)
        elif command == "/again":
            self._stem = ""
            self._show()
        elif command == "/clear":
            state.answer = ""
            self._console.say("The answer is empty.")
        elif command == "/flag":
            state.flagged = not state.flagged
            self._console.say("Flagged." if state.flagged else "The flag is gone.")
        elif command == "/hand-in":
            self._console.say(describe_exam.hand_in_question(exam))
            if keeper.waiting(self._console.reply).lower() in {"y", "yes"}:
                self._tick()
                self._hand_in()
        else:
            told = {"/list": exams_text.navigator_text(exam), "/time": describe_exam.clock(exam), "/help": HELP}
            self._console.say(told.get(command, f"There is no command {command}; /help lists them."))
        self._keep()

    def _go_to(self, label: str) -> None:
        found = [place for place, known in enumerate(labels(self._exam.paper)) if known == label]
        if found:
            self._go(found[0])
        else:
            self._console.say(f"There is no question {label!r}; /list shows them.")

    def _go(self, position: int) -> None:
        last = len(self._exam.parts) - 1
        if 0 <= position <= last:
            self._exam.position = position
            self._keep()
            self._show()
        else:
            self._console.say(LAST if position > last else "This is the first question.")

    def _hand_in(self) -> None:
        self._keep()
        self._console.say("Handing in and marking…")
        self._exam = self._study.hand_in_exam(self._exam, self._console.progress)

    # The clock

    def _tick(self) -> None:
        now = time.monotonic()
        self._exam.tick(now - self._since)
        self._since = now

    def _warn(self) -> None:
        """Say once that time is short, nearly up, or up."""
        now = describe_exam.hurry(self._exam)
        if now != self._hurry and not self._exam.handed_in:
            self._hurry = now
            self._console.say(OVER if now == "over" else describe_exam.WARNINGS[now])

    # Keeping

    def _save(self) -> None:
        if not self._exam.handed_in:
            self._tick()
            self._study.save_exam(self._exam)

    def _keep(self) -> None:
        """Save, or say why not; the next time brings it all. Raises UsageError where it was handed in elsewhere."""
        try:
            self._save()
        except UsageError:
            raise
        except DltutorError as error:
            self._console.tell(error)
