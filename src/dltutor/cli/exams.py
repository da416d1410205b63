"""``dltutor exam``: sit a paper, go on with it, mark it, see its report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dltutor.cli.output import put, put_json
from dltutor.errors import UsageError
from dltutor.files import write_atomically

if TYPE_CHECKING:
    from dltutor.cli.session import Session
    from dltutor.study.exams.exam import Exam
    from dltutor.study.exams.paper import Paper
    from dltutor.study.exams.summary import ExamSummary, State

VERBS = ("list", "resume", "mark", "report")
WAITING: dict[str, "State"] = {"resume": "sitting", "mark": "to mark"}
"""The state that an exam is in where it waits for a verb."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(exam)


def exam(  # noqa: PLR0913  one for each option
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A paper's name or number, or: list, resume, mark, report.")] = "",
    number: Annotated[int | None, typer.Argument(help="Of an exam begun; the latest one without it.")] = None,
    *,
    mix: Annotated[float | None, typer.Option(help="A mixed paper of about this many credits.", min=1)] = None,
    seed: Annotated[int | None, typer.Option(help="Of a mixed paper: the same one again.")] = None,
    minutes: Annotated[float | None, typer.Option(help="Instead of the paper's own time.", min=1)] = None,
    no_clock: Annotated[bool, typer.Option("--no-clock", help="Without a time limit.")] = False,
    to: Annotated[Path | None, typer.Option(help="Of a report: write it as Markdown into this new file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Of a list or report: JSON instead of text.")] = False,
) -> None:
    """Sit a paper of your documents, or a mixed one: clock, credits, no feedback until it is handed in.

    What you write is kept every few seconds; the clock stands still while the exam is closed. resume goes on with the
    latest, mark lets you tick the open parts, report tells what it came to, list shows papers and exams begun.
    """
    session: Session = context.obj
    if minutes is not None and no_clock:
        raise UsageError("--minutes and --no-clock exclude each other.", hint="Give one of them.")
    if to is not None and name != "report":
        raise UsageError("--to is for a report.", hint="dltutor exam report --to FILE")
    if name == "list":
        _list(session, as_json=as_json)
    elif name == "report":
        _report(session, number, to, as_json=as_json)
    elif name in WAITING:
        raise typer.Exit(session.run("exam", _begun(session, name, number)))
    elif not name and mix is None:
        raise typer.Exit(session.run("exams"))
    else:
        paper = _wanted(session, name, number, mix, seed)
        allowed = None if no_clock else minutes or paper.minutes
        raise typer.Exit(session.run("paper", (paper, None if allowed is None else allowed * 60)))


def _wanted(session: "Session", name: str, number: int | None, mix: float | None, seed: int | None) -> "Paper":
    """The paper that is to be sat."""
    if name and mix is not None:
        raise UsageError("A paper's name and --mix exclude each other.", hint="dltutor exam list shows the papers.")
    if number is not None:
        raise UsageError(f"{name} {number} is no paper.", hint=f"Numbers are for: {', '.join(VERBS[1:])}.")
    if seed is not None and mix is None:
        raise UsageError("--seed is for a mixed paper.", hint="dltutor exam --mix 60 --seed 1")
    study = session.tutor.study
    return study.mixed_paper(mix, seed) if mix is not None else study.paper(name)


def _begun(session: "Session", verb: str, number: int | None) -> "Exam":
    """The exam to go on with, or to mark: without a number the latest that waits for it."""
    study = session.tutor.study
    if number is None:
        number = next((one.id for one in study.exams() if one.state == WAITING[verb]), None)
        if number is None:
            raise UsageError(
                f"No exam waits to be {'marked' if verb == 'mark' else 'gone on with'}.",
                hint="dltutor exam list shows papers and exams begun.",
            )
    exam = study.exam(number)
    if verb == "mark" and not exam.handed_in:
        raise UsageError(f"Exam {exam.id} is not handed in yet.", hint=f"Go on with it: dltutor exam resume {exam.id}")
    return exam


def _list(session: "Session", *, as_json: bool) -> None:
    from dltutor.tui.exams_text import exams_text

    study = session.tutor.study
    papers, begun = study.papers(), study.exams()
    if as_json:
        put_json({"papers": [_paper(paper) for paper in papers], "exams": [_exam(one) for one in begun]})
    else:
        put(exams_text(papers, begun))


def _report(session: "Session", number: int | None, to: Path | None, *, as_json: bool) -> None:
    study = session.tutor.study
    report = study.exam_report(study.exam(number, finished=True))
    if to is not None:
        if to.exists():
            raise UsageError(f"{to} is there already.", hint="Name a new file.")
        write_atomically(to, report.to_markdown().encode())
        put(f"Written to {to}.")
    elif as_json:
        put_json(report.to_json())
    else:
        from dltutor.tui.exams_text import report_text

        put(report_text(report))


def _paper(paper: "Paper") -> dict[str, Any]:
    return {
        "name": paper.name,
        "title": paper.title,
        "document": paper.document,
        "parts": len(paper.parts),
        "credits": paper.out_of,
        "minutes": paper.minutes,
    }


def _exam(exam: "ExamSummary") -> dict[str, Any]:
    return {
        "id": exam.id,
        "name": exam.name,
        "title": exam.title,
        "begun": exam.at.isoformat(),
        "state": exam.state,
        "answered": exam.answered,
        "parts": exam.parts,
        "credits": None if exam.result is None else list(exam.result),
        "out_of": exam.out_of,
        "seconds_used": round(exam.used),
        "seconds_left": None if exam.left is None else round(exam.left),
    }
