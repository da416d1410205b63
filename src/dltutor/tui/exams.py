"""Exams in the app: from the list of papers over sitting and marking to the report.

An exam belongs to the engine's thread, which saves what has changed in it; screens work on a copy, and what they did
is brought over where it is saved.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from dltutor.errors import DltutorError
from dltutor.tui import messages

if TYPE_CHECKING:
    from pathlib import Path

    from dltutor.progress import Progress
    from dltutor.study.exams.exam import Exam
    from dltutor.study.exams.paper import Paper
    from dltutor.study.exams.report import ExamReport
    from dltutor.tui.answers.markdown import Math
    from dltutor.tui.app import TutorApp
    from dltutor.tui.screens.exam import ExamScreen
    from dltutor.tui.screens.exam_start import Start
    from dltutor.tui.screens.marking import MarkingScreen

MIX = "mix"
"""What asks for a mixed paper instead of one by its name."""


def open_exams(app: TutorApp, name: str = "") -> None:
    """Show papers and exams; with a paper's name, go straight to its start."""
    from dltutor.tui.screens.exam_list import ExamListScreen

    if not any(isinstance(screen, ExamListScreen) for screen in app.screen_stack):
        app.push_screen(ExamListScreen())
    if name.strip().lower() == MIX:
        ask_mix(app)
    elif name.strip():
        app.engine.study(lambda study: study.paper(name), lambda paper: start(app, paper))


def ask_mix(app: TutorApp) -> None:
    """Ask how large a mixed paper is to be, and go to its start."""
    from dltutor.tui.screens.exam_start import MixScreen

    def mix(credits_: float | None) -> None:
        if credits_ is not None:
            app.engine.study(lambda study: study.mixed_paper(credits_, None), lambda paper: start(app, paper))

    app.push_screen(MixScreen(), mix)


def start(app: TutorApp, paper: Paper) -> None:
    """Show what a paper asks for; begin it when the student says so."""
    from dltutor.tui.screens.exam_start import StartScreen

    def begin(wish: Start | None) -> None:
        if wish is not None:
            app.engine.study(
                lambda study: study.begin_exam(paper, wish.seconds, wish.predicted), lambda exam: go_on(app, exam)
            )

    app.push_screen(StartScreen(paper), begin)


def open_exam(app: TutorApp, number: int) -> None:
    """Go on with an exam that was begun."""

    def take(exam: Exam) -> None:
        if exam.handed_in and any(state.marks is None for state in exam.parts):
            # Marking was interrupted; handing in once more goes on with it.
            app.tell("Marking goes on where it was interrupted…")
            app.engine.study(lambda study: study.hand_in_exam(exam), lambda marked: go_on(app, marked), encoder=True)
        else:
            go_on(app, exam)

    app.engine.study(lambda study: study.exam(number), take)


def go_on(app: TutorApp, exam: Exam) -> None:
    """Show an exam where it stands: sitting, marking, or its report."""
    if exam.closed:
        app.engine.study(lambda study: study.exam_report(exam), lambda report: _show_report(app, exam, report))
    elif exam.handed_in:
        from dltutor.tui import exam_marks

        if exam_marks.to_mark(exam):
            from dltutor.tui.screens.marking import MarkingScreen

            app.push_screen(MarkingScreen(exam, cast("Math", app.config.math)))
        else:
            close(app, None, exam)
    else:
        from dltutor.tui.screens.exam import ExamScreen

        app.push_screen(ExamScreen(exam, cast("Math", app.config.math)))


def hand_in(app: TutorApp, screen: ExamScreen, kept: Exam, seen: Exam) -> None:
    """Hand an exam in, and go on to its marking once that is done."""
    written = copy_of(seen)

    def report(progress: Progress) -> None:
        app.post_message(messages.Studied(lambda: screen.take_progress(progress) if screen.is_attached else None))

    def take(exam: Exam) -> None:
        if screen.is_attached:
            screen.dismiss()
            go_on(app, exam)

    app.engine.study(
        lambda study: study.hand_in_exam(brought_up(kept, written), report=report),
        take,
        lambda message, hint: screen.take_failure(message, hint) if screen.is_attached else None,
        encoder=True,
    )


def close(app: TutorApp, screen: MarkingScreen | None, exam: Exam) -> None:
    """Close the marking of an exam, and show its report."""

    def take(_: object) -> None:
        if screen is not None and screen.is_attached:
            screen.dismiss()
        app.engine.study(lambda study: study.exam_report(exam), lambda report: _show_report(app, exam, report))

    app.engine.study(lambda study: study.close_marking(exam), take, lasting=True)


def _show_report(app: TutorApp, exam: Exam, report: ExamReport) -> None:
    from dltutor.tui.screens.exam_report import ExamReportScreen

    app.push_screen(ExamReportScreen(exam, report))


def export(app: TutorApp, exam: Exam, report: ExamReport, folder: Path) -> None:
    """Write a report to a file of its own, on the engine's thread, and tell its path."""
    app.engine.study(lambda _: _written(exam, report, folder), lambda file: app.tell(f"Written to {file}"))


def _written(exam: Exam, report: ExamReport, folder: Path) -> Path:
    """The file that was written: numbered, since it never overwrites one."""
    stem = f"exam-{exam.id}-{PurePath(exam.paper.name).name}"
    for number in count(1):
        file = folder / f"{stem}{'' if number == 1 else f'-{number}'}.md"
        try:
            with file.open("x", encoding="utf-8") as stream:
                stream.write(report.to_markdown())
        except FileExistsError:
            continue
        except OSError as error:
            raise DltutorError(
                f"The report can't be written to {file}: {error.strerror}.",
                hint="Start dltutor in a folder that you may write to.",
            ) from error
        return file
    raise AssertionError


def copy_of(exam: Exam) -> Exam:
    """A copy that can be changed by itself."""
    return replace(exam, parts=[replace(part) for part in exam.parts])


def brought_up(kept: Exam, seen: Exam) -> Exam:
    """The engine's exam, with what was done on the screen."""
    kept.used, kept.position = seen.used, seen.position
    for part, state in zip(kept.parts, seen.parts, strict=True):
        part.answer, part.flagged, part.seconds = state.answer, state.flagged, state.seconds
    return kept
