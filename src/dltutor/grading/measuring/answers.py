"""Answers that people have graded, read from JSON Lines: sets with questions of their own, and answers to items."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dltutor.errors import UsageError
from dltutor.grading.mending import without_halves
from dltutor.search.evaluate import read_text

SEED = 5
WRONG = 6
"""Answers to other questions that are added to each question, as answers worth nothing."""
HINT = 'A line is {"question", "reference", "answer", "score", "qid"} or {"item", "student_answer", "score", "type"}.'


@dataclass(frozen=True, slots=True)
class Answer:
    """One graded answer.

    Attributes:
        question: Names its question: the line's ``qid``, or an item of the documents in use.
        asked: The question's text; "" for an item.
        references: What is right, any of them; none for an item.
        text: As typed.
        score: What a person gave it, 0..1.
        type: Its kind, for a table's rows; "" where the line says none.
        wrong: Whether it was written to another question and stands here as one that is worth nothing.
    """

    question: str
    asked: str
    references: tuple[str, ...]
    text: str
    score: float
    type: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """The answers of one data set.

    Attributes:
        name: As its lines or its file say.
        answers: Those that are measured.
        found: How many it holds in all.
        items: Whether they answer items of the documents in use.
    """

    name: str
    answers: tuple[Answer, ...]
    found: int
    items: bool

    @property
    def questions(self) -> int:
        """How many questions are answered."""
        return len({answer.question for answer in self.answers})


def read_sets(paths: Sequence[Path], per: int) -> list[AnswerSet]:
    """Read files, and folders of them, each line one graded answer; one set for each name of a data set.

    Args:
        paths: Files of JSON Lines, or folders that hold such.
        per: The most answers of a question that are measured, drawn with a fixed seed.

    Raises:
        UsageError: A file can't be read, or a line is no graded answer; the line is named.
    """
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    sets: dict[tuple[str, bool], list[Answer]] = {}
    for file in files:
        for number, line in enumerate(read_text(file).splitlines(), start=1):
            if line.strip():
                name, answer = _answer(file, number, line)
                sets.setdefault((name, not answer.references), []).append(answer)
    if not sets:
        raise UsageError(f"{', '.join(map(str, paths))} holds no graded answers.", hint=HINT)
    return [AnswerSet(name, _sampled(found, per), len(found), items) for (name, items), found in sets.items()]


def wrong_answers(answers: Sequence[Answer], count: int = WRONG, seed: int = SEED) -> list[Answer]:
    """For each question ``count`` answers that were given to other questions of the same set."""
    chance = random.Random(seed)  # noqa: S311  to measure with, nothing secret
    found = []
    for first in {answer.question: answer for answer in answers}.values():
        others = [answer for answer in answers if answer.question != first.question]
        drawn = chance.sample(others, min(count, len(others)))
        found += [replace(first, text=other.text, score=0.0, type="", wrong=True) for other in drawn]
    return found


def _sampled(answers: Sequence[Answer], per: int) -> tuple[Answer, ...]:
    """At most ``per`` answers of each question, in the order of the file."""
    rows: dict[str, list[int]] = {}
    for row, answer in enumerate(answers):
        rows.setdefault(answer.question, []).append(row)
    chance = random.Random(SEED)  # noqa: S311  likewise
    kept = [row for held in rows.values() for row in (chance.sample(held, per) if len(held) > per else held)]
    return tuple(answers[row] for row in sorted(kept))


def _answer(file: Path, number: int, line: str) -> tuple[str, Answer]:
    """The name of a line's set, and its answer."""
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    if not isinstance(data, dict) or not _is_share(data.get("score")):
        raise UsageError(f"{file}:{number} is no graded answer.", hint=HINT)
    item, typed = data.get("item"), data.get("student_answer", data.get("answer"))
    asked, references = data.get("question", ""), tuple(_references(data))
    known = isinstance(item, str) or (references and isinstance(asked, str))
    if not known or not isinstance(typed, str):
        raise UsageError(f"{file}:{number} is no graded answer.", hint=HINT)
    typed = without_halves(typed)
    kind = str(data.get("type") or data.get("label") or "")
    name = str(data.get("dataset") or file.stem)
    if isinstance(item, str):
        return name, Answer(item, "", (), typed, float(data["score"]), kind)
    return name, Answer(str(data.get("qid") or asked), asked, references, typed, float(data["score"]), kind)


def _references(data: Mapping[str, Any]) -> Iterable[str]:
    """Every accepted reference once, the main one first."""
    others = data.get("references")
    texts = [data.get("reference"), *(others if isinstance(others, list) else [])]
    return dict.fromkeys(text for text in texts if isinstance(text, str) and text.strip())


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
