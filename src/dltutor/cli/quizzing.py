"""``dltutor quiz``, ``review``, ``due``, ``plan`` and ``undo``."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import put, put_json, say
from dltutor.errors import IndexProblem, UsageError
from dltutor.study.day import date_of

if TYPE_CHECKING:
    from dltutor.cli.session import Session
    from dltutor.study.plans import Plan

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (quiz, review, due, plan, undo):
        app.command()(command)


def quiz(  # noqa: PLR0913  one for each option
    context: typer.Context,
    *,
    topic: Annotated[str, typer.Option(help="Only questions of this topic, or that speak of it.")] = "",
    document: Annotated[str, typer.Option(help="Only questions of this document.")] = "",
    count: Annotated[int, typer.Option("-n", "--count", help="How many questions.", min=1, max=500)] = 10,
    choice: Annotated[bool, typer.Option("--choice", help="Only multiple choice.")] = False,
    openly: Annotated[bool, typer.Option("--open", help="Only questions that are answered in words.")] = False,
    minutes: Annotated[float | None, typer.Option(help="End after this time.", min=1)] = None,
) -> None:
    """Be asked, type answers, see what was found and what is missing.

    Questions whose day has come first, then weak topics, then what was never asked. What you miss comes back in the
    same sitting, after at least five others. Every answer is kept at once.
    """
    if choice and openly:
        raise UsageError("--choice and --open exclude each other.", hint="Leave both out for both kinds.")
    from dltutor.study.quizzing import QuizWish

    session: Session = context.obj
    wish = QuizWish(topic, document, count, "choice" if choice else "open" if openly else "any", minutes)
    session.tutor.study.quiz(wish)  # what can't be asked is told here, before anything opens
    _warn(session)
    raise typer.Exit(session.run("quiz", wish))


def review(
    context: typer.Context,
    *,
    minutes: Annotated[float | None, typer.Option(help="For today, instead of your plan's.", min=1)] = None,
    most: Annotated[int | None, typer.Option("-n", "--most", help="Questions at most.", min=1)] = None,
) -> None:
    """Be asked again what is due today, within the minutes of your plan."""
    from dltutor.studying.sittings import ReviewWish

    session: Session = context.obj
    _warn(session)
    raise typer.Exit(session.run("review", ReviewWish(minutes=minutes, most=most)))


def due(context: typer.Context, *, as_json: AsJson = False) -> None:
    """Tell in one line what is due, fit for a shell prompt.

    Exits with 0 whether anything is due or not, with 1 without an index. Loads no encoder.
    """
    session: Session = context.obj
    found = session.tutor.study.due()
    _warn(session)
    put_json(asdict(found)) if as_json else put(str(found))


def plan(
    context: typer.Context,
    *,
    exam: Annotated[str | None, typer.Option(help="The date of the exam, YYYY-MM-DD; none takes it away.")] = None,
    minutes: Annotated[int | None, typer.Option(help="Minutes a day.", min=1, max=600)] = None,
    as_json: AsJson = False,
) -> None:
    """Show or set the date of your exam and the minutes a day that reviews may take.

    Far from an exam questions come back rarely; in its last days each comes once more.
    """
    session: Session = context.obj
    study = session.tutor.study
    now = study.plan()
    if exam is not None or minutes is not None:
        day = _date(exam) if exam is not None else _day(now)
        now = study.set_plan(day, minutes if minutes is not None else now.minutes)
    left = now.days_left(study.today)
    if as_json:
        day = _day(now)
        put_json({"exam": None if day is None else day.isoformat(), "days_left": left, "minutes": now.minutes})
        return
    when = "no exam date" if now.exam is None else f"exam on {date_of(now.exam)}"
    when += "" if now.exam is None else " (over)" if left is None else f", in {left} day{'' if left == 1 else 's'}"
    put(f"{now.minutes} minutes a day, {when}; recall aimed at: {now.target(study.today):.0%}")
    try:
        put(f"Today: {study.due()}")
    except IndexProblem as problem:  # the plan stands without it
        say(f"{problem.message} {problem.hint}".rstrip())


def _day(plan: "Plan") -> date | None:
    return None if plan.exam is None else date_of(plan.exam)


def undo(context: typer.Context) -> None:
    """Take back what you decided last; once more takes back the decision before it."""
    from dltutor.tui.describe import one_line, shortened

    session: Session = context.obj
    taken = session.tutor.study.undo()
    put("There is nothing to undo." if taken is None else f"Taken back: {shortened(one_line(taken.question), 60)}")


def _warn(session: "Session") -> None:
    """Say so where the clock makes nonsense of what is due."""
    if warning := session.tutor.study.clock_warning():
        say(warning)


def _date(text: str) -> date | None:
    if text.strip().lower() in {"none", "no", "-", ""}:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text!r} is no date.", hint="Write it as 2027-02-15, or none.") from None
