"""Exams from within a session: papers, sitting them, marking them, their reports."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from dltutor.errors import UsageError
from dltutor.tui import describe_exam, exams_text
from dltutor.tui.plain.start import begin
from dltutor.tui.plain.studying import ask_items
from dltutor.tui.plain.writing import write_new

if TYPE_CHECKING:
    from dltutor.study.exams.paper import Paper
    from dltutor.tui.plain.talk import Talk

MOST_MINUTES, MOST_CREDITS = 600.0, 1000.0
"""Beyond these a number is a slip of the finger."""
USUAL_CREDITS = 60.0
"""Of a mixed paper."""
HOW = (
    "/exam and a paper's name sits it, exam mix and credits a mixed paper. exam resume, exam mark and exam report go "
    "on with the latest, or with the one whose number follows; exam review asks what went wrong in it."
)


def exam(talk: Talk, rest: str) -> None:
    """Say what there is to sit, begin a paper, or go on with what was begun."""
    verb, _, behind = rest.partition(" ")
    study = talk.tutor.study
    if not rest:
        talk.say(exams_text.exams_text(study.papers(), study.exams()), HOW)
    elif not talk.is_ready():
        return
    elif verb.lower() in {"resume", "mark"}:
        begin(study, talk.console, "exam", study.exam(_number(behind)))
    elif verb.lower() == "report":
        _report(talk, behind)
    elif verb.lower() == "review":
        _review(talk, behind)
    elif verb.lower() == "mix":
        credits_ = _read(behind, MOST_CREDITS) if behind else USUAL_CREDITS
        if credits_:
            _begin(talk, study.mixed_paper(credits_))
        else:
            talk.say(f"Type exam mix and a number of credits above 0, up to {MOST_CREDITS:g}.")
    else:
        _begin(talk, study.paper(rest))


def _begin(talk: Talk, paper: Paper) -> None:
    """Ask how much time there is to be, and begin."""
    usual = f"Enter for {describe_exam.number(paper.minutes)}, 0" if paper.minutes else "Enter"
    talk.say(f"How many minutes? {usual} for no clock.")
    while True:
        said = talk.console.reply()
        minutes = _read(said, MOST_MINUTES) if said else paper.minutes or 0.0
        if minutes is not None:
            begin(talk.tutor.study, talk.console, "paper", (paper, 60 * minutes or None))
            return
        talk.say(f"Please type a number from 0 to {MOST_MINUTES:g}, or Enter.")


def _report(talk: Talk, behind: str) -> None:
    """Say what an exam came to; behind its number, or alone, ``file`` writes it into a new one."""
    words = behind.split()
    to_file = "file" in words
    sat = talk.tutor.study.exam(_number(" ".join(word for word in words if word != "file")), finished=True)
    report = talk.tutor.study.exam_report(sat)
    if to_file:
        named = Path.cwd() / f"exam-{sat.id}-{PurePath(sat.paper.name).name}.md"
        talk.say(f"Written to {write_new(named, report.to_markdown())}")
    else:
        talk.say(exams_text.report_text(report), "", "exam report file writes all of it into a new file.")


def _review(talk: Talk, behind: str) -> None:
    """Ask what went wrong in an exam."""
    report = talk.tutor.study.exam_report(talk.tutor.study.exam(_number(behind), finished=True))
    if report.review:
        ask_items(talk, tuple(report.review))
    else:
        talk.say("Nothing of it needs to be asked again.")


def _number(text: str) -> int | None:
    """The number of an exam; None for the latest. Raises UsageError for what is no number."""
    if text.strip() and not text.strip().isdecimal():
        raise UsageError(f"{text.strip()!r} is no number of an exam.", hint="exam alone lists them.")
    return int(text) if text.strip() else None


def _read(text: str, most: float) -> float | None:
    """A number from 0 to ``most`` as people type it; None for anything else."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= most else None
