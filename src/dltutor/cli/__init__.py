"""The command line. Its words, JSON shapes and exit codes are a contract with other programs; see docs/cli.md.

Data goes to standard output, narration to standard error. Exit codes: 0 answered, unsure or done; 1 failure; 2 usage;
3 not covered by the documents; 130 stopped by Ctrl-C.
"""

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from dltutor import __version__
from dltutor.cli import (
    ask,
    checking,
    documents,
    evaluating,
    exams,
    exchanging,
    grading,
    indexing,
    keeping,
    keys,
    quizzing,
    serve,
    settings,
    stats,
    transcripts,
)
from dltutor.cli.output import say
from dltutor.cli.session import Session
from dltutor.errors import DltutorError

GLOBAL_VALUES = ("--corpus", "--index")
GLOBAL_FLAGS = ("--plain",)
RESUME = "--resume"
STOPPED = "dltutor: stopped"


class AnyPlace(TyperGroup):
    """Takes the global options wherever they stand: ``dltutor items --corpus DIR`` too."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # its own Context
        """Move the global options to the front, where they are understood."""
        return super().parse_args(ctx, hoisted(args))

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # its own Context
        """Do it; who stops it is told so, since Typer ends it without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say(STOPPED)
            raise


def hoisted(args: list[str]) -> list[str]:
    """The arguments with the global options first; what follows ``--`` stays where it is."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(args)
    while waiting:
        one = waiting.pop(0)
        if one == "--":
            rest += [one, *waiting]
            break
        if one in GLOBAL_VALUES and waiting:
            front += [one, waiting.pop(0)]
        elif one == RESUME and not rest:  # behind a command it is an option of that
            front += [one, waiting.pop(0) if waiting and not waiting[0].startswith("-") else "last"]
        elif one in GLOBAL_FLAGS or one.startswith(tuple(f"{name}=" for name in GLOBAL_VALUES)):
            front.append(one)
        else:
            rest.append(one)
    return front + rest


app = typer.Typer(
    name="dltutor",
    cls=AnyPlace,
    epilog="--corpus, --index and --plain may also stand after a command.",
    help="Ask your deep-learning documents, and get answers quoted with their place. Without a command: the tutor.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:  # noqa: FBT001  typer's callback shape
    if asked:
        sys.stdout.write(f"dltutor {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def tutor(
    context: typer.Context,
    *,
    corpus: Annotated[Path | None, typer.Option(help="The folder of documents; else DLTUTOR_CORPUS.")] = None,
    index: Annotated[Path | None, typer.Option(help="Where the index is kept; else DLTUTOR_INDEX.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Line by line, for screen readers and pipes.")] = False,
    resume: Annotated[
        str, typer.Option(RESUME, help="Go on with the last session, or with the one of this ID.", metavar="[ID]")
    ] = "",
    _: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Open the tutor in the terminal, or run a command."""
    session = Session.of(corpus=corpus, index=index, plain=plain)
    context.obj = session
    if context.invoked_subcommand is None:
        if resume:
            from dltutor.tui.sessions import store

            raise typer.Exit(session.run("resume", store.find(resume)))
        raise typer.Exit(session.run())


ask.register(app)
evaluating.register(app)
documents.register(app)
checking.register(app)
grading.register(app)
quizzing.register(app)
exams.register(app)
stats.register(app)
keeping.register(app)
settings.register(app)
keys.register(app)
transcripts.register(app)
exchanging.register(app)
indexing.register(app)
serve.register(app)


def main() -> None:
    """Run the command line; errors that a person can mend are told in a line or two, without a traceback."""
    _speak_utf8()
    try:
        app()
    except DltutorError as error:
        say(f"dltutor: {error.message}")
        if error.hint:
            say(f"         {error.hint}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say(STOPPED)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever reads the output has had enough; Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        say(f"dltutor: {error.filename or 'A file'}: {error.strerror}")
        sys.exit(1)


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale: documents hold formulas, and programs rely on one encoding.

    What isn't UTF-8 is replaced rather than fatal.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
