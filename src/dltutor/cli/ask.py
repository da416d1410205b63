"""``dltutor ask`` and ``dltutor eval``."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer

from dltutor.cli.batch import echo, requests
from dltutor.cli.output import ProgressBar, put, put_json, say
from dltutor.cli.session import Session
from dltutor.errors import UsageError
from dltutor.tutor import Conversation

NOT_COVERED = 3
EXAMPLE = '{"query": "…"}'
RERANKER = "A cross-encoder's folder; it orders the best hits anew. Else DLTUTOR_RERANKER."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(ask)
    app.command("eval")(evaluate)


def ask(  # noqa: PLR0913  one for each option
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The question, in your own words.")] = None,
    *,
    top: Annotated[int | None, typer.Option(help="How many hits to give, 1 to 20.", min=1, max=20)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
    batch: Annotated[
        str | None, typer.Option(help=f"Answer many: a JSON Lines file of {EXAMPLE}, - for standard input.")
    ] = None,
    reranker: Annotated[str | None, typer.Option(help=RERANKER)] = None,
) -> None:
    """Answer a question out of the documents, quoted with its place.

    Exits with 0 when answered or unsure, with 3 when the documents don't cover it.
    """
    session = _with_reranker(context, reranker)
    if (question is None) == (batch is None):
        raise UsageError("Give one question, or --batch FILE.", hint='For example: dltutor ask "What is dropout?"')
    if batch is not None:
        _answer_batch(session, batch, top)
        return
    assert question is not None  # noqa: S101  checked above
    reply = session.tutor.ask(question, top=top)
    if as_json:
        put_json(reply.to_json())
    else:
        from dltutor.tui.describe import reply_text

        put(reply_text(reply))
    if reply.status == "not_covered":
        raise typer.Exit(NOT_COVERED)


def _with_reranker(context: typer.Context, reranker: str | None) -> Session:
    """The session with the re-ranker that was named; its export, at its first use, takes seconds and is shown."""
    session: Session = context.obj.changed(reranker=reranker)
    if session.config.reranker:
        session.tutor.warm(lambda progress: say(f"{progress.stage} …"))
    return session


def _answer_batch(session: Session, batch: str, top: int | None) -> None:
    """One reply a line, in order; requests that name the same conversation go on from each other. It ends with 0."""
    conversations: defaultdict[str, Conversation] = defaultdict(Conversation)
    for number, request in requests(batch, EXAMPLE):
        name = request.get("conversation")
        conversation = None if name is None else conversations[json.dumps(name, sort_keys=True)]
        reply = session.tutor.ask(_query(request, number), top=top, conversation=conversation)
        put_json(echo(request, ("id", "conversation")) | reply.to_json())


def _query(request: dict[str, Any], number: int) -> str:
    query = request.get("query")
    if not isinstance(query, str):
        raise UsageError(f'Line {number} of the batch has no "query".', hint=f"Write {EXAMPLE}.")
    return query


def evaluate(  # noqa: PLR0913  one for each option
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON Lines: query, gold, type; or turns of these.")],
    *,
    gold_map: Annotated[
        Path | None, typer.Option("--map", help="JSON: for the gold ids of another corpus, those of this one.")
    ] = None,
    folds: Annotated[
        int | None, typer.Option(help="Fit the weights anew and measure held out, 2 to 20 folds.", min=2, max=20)
    ] = None,
    reranker: Annotated[str | None, typer.Option(help=RERANKER)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Measure retrieval and refusals by type of question.

    Prints P@1, hit@3, hit@5, MRR, out-of-corpus questions refused, answerable questions wrongly refused, and how
    honest the confidence was. Of a file of dialogues, it prints the turns that were right at first, and the requests
    that were understood, by action. With --folds, the weights of ranking and confidence are fitted on all folds but
    one and measured on that one, beside what each kind of evidence is worth.
    """
    session = _with_reranker(context, reranker)
    with ProgressBar() as bar:
        tutor = session.tutor
        measured = tutor.hold_out(file, gold_map, folds, bar) if folds else tutor.evaluate(file, gold_map, bar)
    if as_json:
        put_json(measured.to_json())
    else:
        put(str(measured))
