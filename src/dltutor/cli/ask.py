"""``dltutor ask``."""

import json
from collections import defaultdict
from typing import Annotated, Any

import typer

from dltutor.cli.batch import echo, requests
from dltutor.cli.output import put, put_json, say
from dltutor.cli.session import Session
from dltutor.errors import UsageError
from dltutor.tutor import Conversation

NOT_COVERED = 3
EXAMPLE = '{"query": "…"}'
RERANKER = "A cross-encoder's folder; it orders the best hits anew. Else DLTUTOR_RERANKER."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ask)


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
    session = with_reranker(context, reranker)
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


def with_reranker(context: typer.Context, reranker: str | None) -> Session:
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
