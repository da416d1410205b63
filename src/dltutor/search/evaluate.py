"""Measure an index on questions whose right answers are known: what ``dltutor eval FILE`` prints."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dltutor.errors import UsageError
from dltutor.progress import Progress, Report, silent
from dltutor.search.calibration import Reliability, reliability
from dltutor.search.reply import Reply, Status


@dataclass(frozen=True, slots=True)
class Question:
    """One line of an evaluation file.

    Attributes:
        query: What is asked.
        type: The kind of question, for the table's rows.
        gold: The ids that answer it: full ones, or the beginning of a document's name, ``#``, and a label. Empty for a
            question that the documents don't answer.
    """

    query: str
    type: str
    gold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: the rank of the first right hit (from 1; 0 for none), and the reply's status."""

    question: Question
    rank: int
    status: Status
    confidence: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; numbers between 0 and 1.

    Attributes:
        name: A type of question, or "all".
        answerable: How many of them the documents answer.
        precision_at_1: How often the first hit is right.
        hit_at_3: How often one of the first three is.
        hit_at_5: How often one of the first five is.
        mrr: The mean of one over the rank of the first right hit; 0 where none of the hits is.
        wrongly_refused: Answerable ones that were called not covered.
        unanswerable: How many of them the documents don't answer.
        refused: Unanswerable ones that were called not covered.
    """

    name: str
    answerable: int
    precision_at_1: float
    hit_at_3: float
    hit_at_5: float
    mrr: float
    wrongly_refused: float
    unanswerable: int
    refused: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All outcomes, and the table made of them."""

    outcomes: tuple[Outcome, ...]

    @property
    def rows(self) -> list[Row]:
        """A row for each type of question in the order of the file, then one for all."""
        types = dict.fromkeys(outcome.question.type for outcome in self.outcomes)
        by_type = [_row(name, [one for one in self.outcomes if one.question.type == name]) for name in types]
        return [*by_type, _row("all", self.outcomes)]

    def to_json(self) -> dict[str, Any]:
        """The table as plain data, and how honest the confidence was."""
        return {"questions": self.table(), "reliability": self.reliability.to_json()}

    def __str__(self) -> str:
        return f"{self.table_text()}\n\n{self.reliability}"

    @property
    def reliability(self) -> Reliability:
        """What the confidence was worth."""
        outcomes = self.outcomes
        return reliability(
            [outcome.confidence for outcome in outcomes],
            [outcome.rank == 1 for outcome in outcomes],
            [bool(outcome.question.gold) for outcome in outcomes],
        )

    def table(self) -> dict[str, dict[str, float]]:
        """The table as plain data, by type of question."""
        return {
            row.name: {field: getattr(row, field) for field in Row.__slots__ if field != "name"} for row in self.rows
        }

    def table_text(self) -> str:
        """The table, to be printed."""
        head = f"{'type':<14}{'n':>5}{'P@1':>8}{'hit@3':>8}{'hit@5':>8}{'MRR':>8}{'wrongly refused':>17}"
        lines = [head + f"{'out of corpus':>15}{'refused':>9}"]
        for row in self.rows:
            found = (row.precision_at_1, row.hit_at_3, row.hit_at_5, row.mrr)
            line = f"{row.name:<14}{row.answerable:>5}"
            line += "".join(f"{value:>8.3f}" for value in found) if row.answerable else f"{'–':>8}" * 4
            line += f"{row.wrongly_refused:>17.1%}" if row.answerable else f"{'–':>17}"
            line += f"{row.unanswerable:>15}"
            lines.append(line + (f"{row.refused:>9.1%}" if row.unanswerable else f"{'–':>9}"))
        return "\n".join(lines)


def read_questions(file: Path, gold_map: Path | None = None) -> list[Question]:
    """Read JSON Lines with ``query``, ``type`` and ``gold``.

    Args:
        file: The questions.
        gold_map: One JSON object that says for the gold of another corpus which ids of this one answer the same, as
            ``{"lecture#41": ["optimisation/momentum"]}``.

    Raises:
        UsageError: A file can't be read, a line isn't such an object, or the map lacks a gold id; each is named.
    """
    lines = read_text(file).splitlines()
    questions = [_question(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not questions:
        raise UsageError(f"{file} holds no questions.", hint='A line is {"query": …, "type": …, "gold": […]}.')
    if gold_map is None:
        return questions
    ids = read_map(gold_map)
    missing = sorted({one for question in questions for one in question.gold} - ids.keys())
    if missing:
        raise UsageError(f"{gold_map} says nothing of {', '.join(missing[:5])}.", hint="Add the ids that answer it.")
    return [
        replace(question, gold=tuple(dict.fromkeys(id_ for one in question.gold for id_ in ids[one])))
        for question in questions
    ]


def read_map(file: Path) -> dict[str, list[str]]:
    """Read which ids answer the same as those of another corpus; UsageError where the file doesn't say that."""
    try:
        data = json.loads(read_text(file))
    except ValueError:
        data = None
    if not isinstance(data, dict) or not all(isinstance(ids, list) for ids in data.values()):
        raise UsageError(f"{file} maps no ids.", hint='Write one object, {"old id": ["new id", …], …}.')
    return {str(old): [str(one) for one in new] for old, new in data.items()}


def read_text(file: Path) -> str:
    """Read a file as UTF-8; UsageError where that fails."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} can't be read: {error}.", hint="Give a file of JSON in UTF-8.") from None


def evaluate(questions: Sequence[Question], ask: Callable[[str], Reply], report: Report = silent) -> Evaluation:
    """Ask every question and compare the hits with what is right; any twin of a right item is right.

    A right item that isn't among the hits that ``ask`` gives counts as not found.
    """
    outcomes = []
    for done, question in enumerate(questions, start=1):
        reply = ask(question.query)
        outcomes.append(Outcome(question, rank_of(reply, question.gold), reply.status, reply.confidence))
        report(Progress("asking", done, len(questions)))
    return Evaluation(tuple(outcomes))


def rank_of(reply: Reply, gold: Iterable[str]) -> int:
    """The rank of the first right hit, from 1; 0 for none."""
    wanted = tuple(gold)
    for rank, hit in enumerate(reply.hits, start=1):
        places = ((source.document, source.label) for source in hit.sources)
        if hit.item.id in wanted or any(is_gold(document, label, wanted) for document, label in places):
            return rank
    return 0


def is_gold(document: str, label: str, gold: Iterable[str]) -> bool:
    """Whether a place is among the right ones, written as a document's beginning, ``#`` and the label."""
    marks = (one.rpartition("#") for one in gold if "#" in one)
    return any(label == wanted and document.rsplit("/", 1)[-1].startswith(start) for start, _, wanted in marks)


def _question(file: Path, number: int, line: str) -> Question:
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("query"), str) or not isinstance(data.get("gold"), list):
        raise UsageError(f"{file}:{number} is no question.", hint='A line is {"query": …, "type": …, "gold": […]}.')
    return Question(data["query"], str(data.get("type", "question")), tuple(map(str, data["gold"])))


def _row(name: str, outcomes: Sequence[Outcome]) -> Row:
    answerable = [outcome for outcome in outcomes if outcome.question.gold]
    others = [outcome for outcome in outcomes if not outcome.question.gold]

    first, third, fifth, mrr = mean_ranks([outcome.rank for outcome in answerable])
    return Row(
        name=name,
        answerable=len(answerable),
        precision_at_1=first,
        hit_at_3=third,
        hit_at_5=fifth,
        mrr=mrr,
        wrongly_refused=_share([outcome.status == "not_covered" for outcome in answerable]),
        unanswerable=len(others),
        refused=_share([outcome.status == "not_covered" for outcome in others]),
    )


def mean_ranks(ranks: Sequence[int]) -> tuple[float, float, float, float]:
    """P@1, hit@3, hit@5 and the mean reciprocal rank of the ranks of first right hits (from 1; 0 for none)."""
    first, third, fifth = (_share([0 < rank <= limit for rank in ranks]) for limit in (1, 3, 5))
    return first, third, fifth, _share([1 / rank if rank else 0.0 for rank in ranks])


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
