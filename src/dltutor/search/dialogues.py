"""Measure conversations whose right answers are known: what ``dltutor eval FILE`` prints for a file of dialogues."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dltutor.errors import UsageError
from dltutor.progress import Progress, Report, silent
from dltutor.search.conversation import Conversation
from dltutor.search.evaluate import rank_of, read_map, read_text
from dltutor.search.reply import Reply, Status

HINT = 'A line is {"turns": [{"query": …, "gold": […], "action": …}, …]}.'
QUESTION = "question"
"""The row of turns that want no action."""

Ask = Callable[[str, Conversation], Reply]


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """One message of a dialogue.

    Attributes:
        query: What is said.
        gold: The ids that answer it, as in :class:`~dltutor.search.evaluate.Question`; empty where nothing does.
        action: What is to be done with the answer shown; "" for a question.
        first: Whether it begins its dialogue.
    """

    query: str
    gold: tuple[str, ...]
    action: str
    first: bool


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """What became of one turn: the rank of the first right hit (from 1; 0 for none), the status, the action seen."""

    turn: DialogueTurn
    rank: int
    status: Status
    action: str
    understood_as: str

    @property
    def right(self) -> bool:
        """Whether the first hit answers it; where nothing does, whether it wasn't answered."""
        return self.rank == 1 if self.turn.gold else self.status != "answered"

    @property
    def recognised(self) -> bool:
        """Whether what was done is what was wanted."""
        return self.action == self.turn.action


@dataclass(frozen=True, slots=True)
class DialogueRow:
    """One row of the table: how many turns, and the shares of them that were right at first and whose action was."""

    name: str
    turns: int
    right: float
    recognised: float


@dataclass(frozen=True, slots=True)
class Dialogues:
    """All outcomes, and the table made of them."""

    dialogues: int
    outcomes: tuple[TurnOutcome, ...]

    @property
    def rows(self) -> list[DialogueRow]:
        """First turns, later ones by action, those that nothing answers, then all."""
        later = [one for one in self.outcomes if not one.turn.first]
        actions = dict.fromkeys(one.turn.action for one in later)
        rows = [_row("first turns", [one for one in self.outcomes if one.turn.first])]
        rows += [_row(name or QUESTION, [one for one in later if one.turn.action == name]) for name in sorted(actions)]
        rows.append(_row("unanswerable", [one for one in self.outcomes if not one.turn.gold]))
        return [*(row for row in rows if row.turns), _row("all", self.outcomes)]

    def to_json(self) -> dict[str, Any]:
        """The table as plain data."""
        rows = {row.name: {"turns": row.turns, "right": row.right, "recognised": row.recognised} for row in self.rows}
        return {"dialogues": self.dialogues, **rows}

    def __str__(self) -> str:
        lines = [f"{'turn':<14}{'n':>5}{'right at first':>16}{'action right':>14}"]
        lines += [f"{row.name:<14}{row.turns:>5}{row.right:>16.3f}{row.recognised:>14.3f}" for row in self.rows]
        return "\n".join(lines)


def holds_dialogues(file: Path) -> bool:
    """Whether the first line of a file is a dialogue. UsageError where the file can't be read."""
    first = next((line for line in read_text(file).splitlines() if line.strip()), "")
    try:
        data = json.loads(first)
    except ValueError:
        return False
    return isinstance(data, dict) and "turns" in data


def read_dialogues(file: Path, gold_map: Path | None = None) -> list[tuple[DialogueTurn, ...]]:
    """Read JSON Lines with ``turns``.

    Args:
        file: The dialogues.
        gold_map: As for :func:`~dltutor.search.evaluate.read_questions`.

    Raises:
        UsageError: A file can't be read, a line isn't such an object, or the map lacks a gold id; each is named.
    """
    ids = read_map(gold_map) if gold_map is not None else None
    lines = enumerate(read_text(file).splitlines(), start=1)
    dialogues = [_dialogue(f"{file}:{number}", line) for number, line in lines if line.strip()]
    if ids is None:
        return dialogues
    missing = sorted({one for dialogue in dialogues for turn in dialogue for one in turn.gold} - ids.keys())
    if missing:
        raise UsageError(f"{gold_map} says nothing of {', '.join(missing[:5])}.", hint="Add the ids that answer it.")
    return [tuple(_mapped(turn, ids) for turn in dialogue) for dialogue in dialogues]


def evaluate_dialogues(dialogues: Sequence[tuple[DialogueTurn, ...]], ask: Ask, report: Report = silent) -> Dialogues:
    """Have every dialogue as a conversation of its own and compare what comes back with what is right."""
    outcomes: list[TurnOutcome] = []
    for done, dialogue in enumerate(dialogues, start=1):
        conversation = Conversation()
        for turn in dialogue:
            reply = ask(turn.query, conversation)
            rank = rank_of(reply, turn.gold)
            outcomes.append(TurnOutcome(turn, rank, reply.status, reply.action or "", reply.understood_as))
        report(Progress("asking", done, len(dialogues)))
    return Dialogues(len(dialogues), tuple(outcomes))


def _dialogue(place: str, line: str) -> tuple[DialogueTurn, ...]:
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    turns = data.get("turns") if isinstance(data, dict) else None
    if not isinstance(turns, list) or not turns:
        raise UsageError(f"{place} is no dialogue.", hint=HINT)
    return tuple(_turn(place, turn, first=number == 0) for number, turn in enumerate(turns))


def _turn(place: str, data: Any, *, first: bool) -> DialogueTurn:
    if not isinstance(data, dict) or not isinstance(data.get("query"), str) or not isinstance(data.get("gold"), list):
        raise UsageError(f"{place} holds a turn without query or gold.", hint=HINT)
    return DialogueTurn(data["query"], tuple(map(str, data["gold"])), str(data.get("action") or ""), first)


def _mapped(turn: DialogueTurn, ids: dict[str, list[str]]) -> DialogueTurn:
    gold = tuple(dict.fromkeys(id_ for one in turn.gold for id_ in ids[one]))
    return DialogueTurn(turn.query, gold, turn.action, turn.first)


def _row(name: str, outcomes: Sequence[TurnOutcome]) -> DialogueRow:
    count = len(outcomes) or 1
    right = sum(one.right for one in outcomes) / count
    return DialogueRow(name, len(outcomes), right, sum(one.recognised for one in outcomes) / count)
