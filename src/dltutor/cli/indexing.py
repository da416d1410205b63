"""``dltutor index``, ``status`` and ``doctor``: the index and what it is made with."""

import signal
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import ProgressBar, put, put_json, say
from dltutor.errors import DltutorError

if TYPE_CHECKING:
    from dltutor.cli.session import Session
    from dltutor.tutor import Tutor


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (index, status, doctor):
        app.command()(command)


def index(
    context: typer.Context,
    *,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Encode everything anew.")] = False,
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Do nothing when the index is up to date.")] = False,
    model: Annotated[str | None, typer.Option(help="Another sentence-transformers model, by name or path.")] = None,
    precision: Annotated[str | None, typer.Option(help="Of the encoder: fp32 or int8.")] = None,
) -> None:
    """Bring the index up to date with the corpus. Ctrl-C leaves the old index as it was."""
    session: Session = context.obj
    tutor = session.changed(model=model, precision=precision).tutor
    if if_stale and not rebuild and not tutor.stale():
        return
    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        with ProgressBar() as bar:
            report = tutor.build(rebuild=rebuild, report=bar, stop=stop)
    finally:
        signal.signal(signal.SIGINT, before)
    put(str(report))
    say(
        f"{report.items} items of {report.documents} documents, {report.answered} answered, "
        f"in {report.seconds:.1f} s; {report.doubts} doubts (dltutor inbox)"
    )
    _tell_cards(tutor)


def _tell_cards(tutor: "Tutor") -> None:
    """Say what became of the questions that the student has answered before, where anything did."""
    try:
        recognised = tutor.study.recognise()
    except DltutorError as error:  # the index is built, whatever is wrong with the history
        say(f"Your history was not compared with it: {error.message} {error.hint}".rstrip())
        return
    if not recognised.quiet:
        say(f"your questions: {recognised}")
    if recognised.asks:
        say("Some may be others now; only you can say. See: dltutor cards")


def status(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
) -> None:
    """Say what the index doesn't know yet, or knows as it was."""
    session: Session = context.obj
    stale = session.tutor.stale()
    if as_json:
        put_json(
            {
                "up_to_date": not stale,
                "missing": stale.missing,
                "model_changed": stale.model,
                "new": list(stale.new),
                "edited": list(stale.edited),
                "gone": list(stale.gone),
            }
        )
        return
    put(f"corpus\t{session.config.corpus_dir}")
    put(f"index\t{session.config.index_dir}")
    put(f"state\t{stale}")
    for word, names in (("new", stale.new), ("edited", stale.edited), ("gone", stale.gone)):
        for name in names:
            put(f"{word}\t{name}")
    if stale:
        say("Bring it up to date with: dltutor index")


def doctor(context: typer.Context) -> None:
    """Check model, weights, index, paths and versions.

    Exits with 1 when something is wrong.
    """
    from dltutor.doctor import checks

    session: Session = context.obj
    wrong = 0
    for check in checks(session.config):
        put(f"{'ok' if check.ok else 'WRONG'}\t{check.name}\t{check.detail}")
        if not check.ok:
            wrong += 1
            say(f"         {check.hint}")
    if wrong:
        raise typer.Exit(1)
