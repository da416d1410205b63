"""``dltutor stats`` in processes of its own."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from program import environment

from dltutor.config import Config
from dltutor.grading.result import Graded, Grading, PointResult
from dltutor.study.attempt import Circumstances
from dltutor.study.cards import Cards
from dltutor.study.database import Database, history_file
from dltutor.study.day import now
from dltutor.study.history import History
from dltutor.tutor import Tutor

SECTIONS = {
    "finding",
    "answers",
    "due",
    "readiness",
    "topics",
    "attention",
    "retention",
    "confidence",
    "agreement",
    "calendar",
    "exams",
}
AGREEMENT = {
    "finding",
    "graded",
    "decided",
    "confirmed",
    "overridden",
    "override_rate",
    "override_range",
    "difference",
    "difference_error",
    "distance",
    "verdicts",
    "bands",
    "bias",
}
Stats = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def stats(indexed: tuple[object, ...], tmp_path: Path) -> Stats:
    """Runs the command in the home that this process has too."""

    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dltutor", *map(str, indexed), "stats", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=environment(tmp_path / "home"), check=False)

    return start


def practise(indexed: tuple[object, ...], count: int, *, back: int = 0, score: float | None = None) -> None:
    """Answer so many questions so many days ago; all are rated "good"."""
    _, corpus, _, index = map(str, indexed)
    items = [item for item in Tutor.open(Config(corpus=Path(corpus), index=Path(index))).study.items() if item.answered]
    database = Database(history_file())
    history = History(database, lambda: now() - timedelta(days=back))
    cards = Cards(database)
    for number in range(count):
        item = items[number % len(items)]
        point = PointResult("keeps the largest value", 1.0, 0.6, "partly", "the largest", 1.0)
        grading = Grading(0.6, "check", 0.6, 1.0, 0.4, 0.8, (point,), version="1")
        graded = Graded(item, item.question, f"the largest {number}", item.answer, grading)
        said = Circumstances(mode="quiz", confidence=3, seconds=60.0)
        attempt = history.record(graded, said, cards.card_of(item))
        history.decide(attempt, graded, score=score, rating=3)
    database.close()


def test_before_the_first_answer_it_says_what_to_do_and_makes_nothing(stats: Stats, tmp_path: Path) -> None:
    words, data = stats(), stats("--json")

    assert (words.returncode, data.returncode) == (0, 0)
    assert words.stdout.startswith("Nothing practised yet.")
    assert json.loads(data.stdout)["agreement"]["decided"] == 0
    assert not (tmp_path / "home").exists()


def test_a_history_is_told_in_eighty_columns(stats: Stats, indexed: tuple[object, ...]) -> None:
    practise(indexed, 12, back=20)
    practise(indexed, 2)

    done = stats()

    assert done.returncode == 0, done.stderr
    assert "When sure, you were right in 100% of 14." in done.stdout
    assert "confirmed 14 of the 14" in " ".join(done.stdout.split())
    assert "Studied on 1 of the last 14 days." in done.stdout
    assert "Gradients" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


def test_json_holds_every_section_and_the_agreement_as_ever(stats: Stats, indexed: tuple[object, ...]) -> None:
    practise(indexed, 9)
    practise(indexed, 3, score=1.0)

    data = json.loads(stats("--json").stdout)

    assert data.keys() == SECTIONS
    assert data["answers"] == 12
    assert data["agreement"].keys() == AGREEMENT
    assert (data["agreement"]["confirmed"], data["agreement"]["overridden"]) == (9, 3)
    assert data["agreement"]["verdicts"] == {"check": {"decided": 12, "kept": 9, "difference": -0.1}}
    assert sum(topic["seen"] for topic in data["topics"]["topics"]) == 4


def test_what_the_tutor_has_learnt_is_shown(stats: Stats, indexed: tuple[object, ...]) -> None:
    practise(indexed, 30, score=1.0)

    assert json.loads(stats("--json").stdout)["agreement"]["bias"]["value"] > 0
    assert "adapted" in stats().stdout


def test_csv_is_one_tidy_table(stats: Stats, indexed: tuple[object, ...]) -> None:
    practise(indexed, 4)

    table = list(csv.DictReader(io.StringIO(stats("--csv").stdout)))

    assert {row["section"] for row in table} == SECTIONS - {"finding", "answers"}
    assert all(row.keys() == {"section", "name", "measure", "value"} for row in table)
    assert len(table) > 100


def test_two_formats_at_once_are_refused(stats: Stats) -> None:
    done = stats("--json", "--csv")

    assert (done.returncode, done.stdout) == (2, "")
    assert "exclude each other" in done.stderr


def test_a_damaged_history_is_a_clear_error(stats: Stats) -> None:
    file = history_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database" * 500)

    done = stats()

    assert (done.returncode, done.stdout) == (1, "")
    assert "damaged" in done.stderr
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr
