"""``dltutor eval``: measure the search, or the grader, on what people have judged."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.ask import RERANKER, with_reranker
from dltutor.cli.output import ProgressBar, put, put_json
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from dltutor.cli.session import Session
    from dltutor.grading.measuring.measure import Measured
    from dltutor.search.dialogues import Dialogues
    from dltutor.search.evaluate import Evaluation
    from dltutor.search.held_out import HeldOut

GRADING = "grading"
PER = 40
"""The most answers of a question that the grader is measured on, where nothing else is said."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eval")(evaluate)


def evaluate(  # noqa: PLR0913  one for each option
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(help=f"JSON Lines: questions or dialogues; after {GRADING!r} graded answers.")
    ],
    *,
    gold_map: Annotated[
        Path | None, typer.Option("--map", help="JSON: for the gold ids of another corpus, those of this one.")
    ] = None,
    folds: Annotated[
        int | None, typer.Option(help="Fit the weights anew and measure held out, 2 to 20 folds.", min=2, max=20)
    ] = None,
    reranker: Annotated[str | None, typer.Option(help=RERANKER)] = None,
    per: Annotated[
        int | None, typer.Option(help=f"Of {GRADING}: answers a question that are measured; else {PER}.", min=1)
    ] = None,
    ablation: Annotated[
        bool, typer.Option("--ablation", help=f"Of {GRADING}: leave out the grader's parts, one after the other.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Measure the search by type of question, or the grader beside people's grades.

    dltutor eval FILE prints P@1, hit@3, hit@5, MRR, out-of-corpus questions refused, answerable questions wrongly
    refused, and how honest the confidence was. Of a file of dialogues, it prints the turns that were right at first,
    and the requests that were understood, by action. With --folds, the weights of ranking and confidence are fitted on
    all folds but one and measured on that one, beside what each kind of evidence is worth.

    dltutor eval grading PATH... prints how far the grader agrees with people's grades on each set of answers, with a
    head that was fitted on other sets; what it gives to answers that belong to other questions; its false alarms; and
    how many references that were turned wrong it notices. PATHs are files of JSON Lines, or folders of them.
    """
    session: Session = context.obj
    first, *rest = files
    graded = str(first) == GRADING
    _require(graded, (gold_map, folds, reranker), (per, ablation or None), bool(rest))
    measured: Measured | HeldOut | Evaluation | Dialogues
    with ProgressBar() as bar:
        if graded:
            measured = session.tutor.evaluate_grading(rest, per or PER, ablation=ablation, report=bar)
        else:
            tutor = with_reranker(context, reranker).tutor
            measured = tutor.hold_out(first, gold_map, folds, bar) if folds else tutor.evaluate(first, gold_map, bar)
    if as_json:
        put_json(measured.to_json())
    else:
        put(str(measured))


def _require(graded: bool, of_search: tuple[object, ...], of_grading: tuple[object, ...], more: bool) -> None:  # noqa: FBT001
    """Complain about options and files that don't go together."""
    if graded and not more:
        raise UsageError("Which graded answers?", hint="For example: dltutor eval grading answers.jsonl")
    if not graded and more:
        raise UsageError("Give one file.", hint="Only dltutor eval grading takes several.")
    if graded and any(one is not None for one in of_search):
        raise UsageError("--map, --folds and --reranker measure the search.", hint="Leave them out.")
    if not graded and any(one is not None for one in of_grading):
        raise UsageError("--per and --ablation measure the grader.", hint="Write: dltutor eval grading PATH…")
