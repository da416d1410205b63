"""Measure a file of questions, or of dialogues: what ``dltutor eval FILE`` prints."""

from collections.abc import Callable
from pathlib import Path

from dltutor.progress import Report
from dltutor.search.conversation import Conversation
from dltutor.search.dialogues import Dialogues, evaluate_dialogues, holds_dialogues, read_dialogues
from dltutor.search.evaluate import Evaluation, evaluate, read_questions
from dltutor.search.held_out import HeldOut, hold_out
from dltutor.search.reply import Reply
from dltutor.search.searcher import Searcher

Ask = Callable[[str, Conversation | None], Reply]


def measure(file: Path, gold_map: Path | None, ask: Ask, report: Report) -> Evaluation | Dialogues:
    """Ask everything that a JSON Lines file holds: questions each for itself, dialogues as conversations."""
    if holds_dialogues(file):
        return evaluate_dialogues(read_dialogues(file, gold_map), ask, report)
    return evaluate(read_questions(file, gold_map), lambda query: ask(query, None), report)


def measure_held_out(file: Path, gold_map: Path | None, searcher: Searcher, folds: int, report: Report) -> HeldOut:
    """Measure a file of questions with weights fitted on the other folds; see :func:`hold_out`."""
    return hold_out(searcher, read_questions(file, gold_map), folds, report=report)
