"""Quiz, review and exam line by line, as the command line begins them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from dltutor.tui import exams_text
from dltutor.tui.plain.console import Console, Ended
from dltutor.tui.plain.sameness import ask_same

if TYPE_CHECKING:
    from dltutor.config import Config
    from dltutor.study.exams.exam import Exam
    from dltutor.study.exams.paper import Paper
    from dltutor.study.sitting import Sitting
    from dltutor.studying import Studying

NOTHING_DUE = "Nothing is due. A quiz asks you anyway: dltutor quiz"
STOPPED = "Stopped; what was answered is kept."
STOPPED_CODE = 130


def run_start(config: Config, stdin: TextIO, stdout: TextIO, start: str, wish: Any) -> int:
    """Begin what the command line asked for; the exit code.

    Args:
        config: The configuration.
        stdin: Where lines come from.
        stdout: Where they go.
        start: "quiz", "review", "exams", "paper" (to begin one) or "exam" (to go on with one, or to mark it).
        wish: What is wanted of it.

    Raises:
        DltutorError: It can't be done.
    """
    from dltutor.tutor import Tutor

    tutor, console = Tutor.open(config), Console(stdin, stdout)
    try:
        begin(tutor.study, console, start, wish)
    except (Ended, BrokenPipeError):  # whoever types, or reads the output, has had enough
        pass
    except KeyboardInterrupt:
        console.say("", STOPPED)
        return STOPPED_CODE
    finally:
        tutor.close()
    return 0


def begin(study: Studying, console: Console, start: str, wish: Any) -> None:
    """Begin a quiz, a review or an exam; arguments as in :func:`run_start`."""
    if start in {"quiz", "review"}:
        ask_same(study, console)
    if start == "quiz":
        sit(study, console, study.quiz(wish))
    elif start == "review":
        sitting = study.review(*(wish or ()))
        if sitting.asked is None:
            console.say(NOTHING_DUE)
        else:
            sit(study, console, sitting)
    elif start == "exams":
        console.say(exams_text.exams_text(study.papers(), study.exams()))
    else:
        exam = _begun(study, console, *wish) if start == "paper" else study.exam(wish.id)
        from dltutor.tui.plain.exam import PlainExam

        PlainExam(study, console, exam).run()


def sit(study: Studying, console: Console, sitting: Sitting) -> None:
    """Ask the questions of a sitting."""
    from dltutor.tui.plain.sitting import PlainSitting

    PlainSitting(study, console, sitting).run()


def _begun(study: Studying, console: Console, paper: Paper, seconds: float | None) -> Exam:
    """Begin an exam, after asking what the student expects of it."""
    console.say(exams_text.paper_line(paper))
    console.say(f"How many of the {paper.out_of:g} credits do you expect? Enter skips.")
    while True:
        said = console.reply().replace(",", ".")
        try:
            predicted = float(said) if said else None
        except ValueError:
            predicted = -1.0
        if predicted is None or 0 <= predicted <= paper.out_of:
            return study.begin_exam(paper, seconds, predicted)
        console.say(f"Please type a number from 0 to {paper.out_of:g}, or Enter.")
