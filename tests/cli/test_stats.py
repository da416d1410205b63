"""``dltutor stats`` in processes of its own."""

import json
import subprocess
import sys
from pathlib import Path

from program import environment

from dltutor.grading.result import Graded, Grading, PointResult
from dltutor.study.decisions import Decisions

FIELDS = {
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


def stats(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dltutor", "stats", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment(home), check=False)


def decide(count: int, score: float | None) -> None:
    """Decide on so many answers, in the home that the test's environment names."""
    decisions = Decisions.open()
    for number in range(count):
        point = PointResult("keeps the largest value", 1.0, 0.6, "partly", "the largest", 1.0)
        grading = Grading(0.6, "check", 0.6, 1.0, 0.4, 0.8, (point,), version="1")
        decisions.decide(Graded(None, "What does it keep?", f"the largest {number}", "", grading), score=score)
    decisions.close()


def test_nothing_decided_yet_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    words, data = stats(tmp_path / "home"), stats(tmp_path / "home", "--json")

    assert (words.returncode, data.returncode) == (0, 0)
    assert words.stdout.startswith("Nothing decided yet")
    assert json.loads(data.stdout)["agreement"]["decided"] == 0
    assert not (tmp_path / "home").exists()


def test_agreement_and_override_rate_are_shown(tmp_path: Path) -> None:
    decide(9, None)
    decide(3, 1.0)

    words, data = stats(tmp_path / "home"), json.loads(stats(tmp_path / "home", "--json").stdout)

    assert words.returncode == 0
    assert "confirmed 9 of the 12" in words.stdout
    assert "25%" in words.stdout
    assert data.keys() == {"agreement"}
    assert data["agreement"].keys() == FIELDS
    assert (data["agreement"]["confirmed"], data["agreement"]["overridden"]) == (9, 3)
    assert data["agreement"]["difference"] == -0.1
    assert data["agreement"]["verdicts"] == {"check": {"decided": 12, "kept": 9, "difference": -0.1}}


def test_what_the_tutor_has_learnt_is_shown(tmp_path: Path) -> None:
    decide(30, 1.0)

    data = json.loads(stats(tmp_path / "home", "--json").stdout)["agreement"]

    assert data["bias"]["overrides"] == 30
    assert data["bias"]["value"] > 0
    assert "adapted" in stats(tmp_path / "home").stdout


def test_a_damaged_history_is_a_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "home" / "data" / "history.sqlite3"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database" * 500)

    done = stats(tmp_path / "home")

    assert (done.returncode, done.stdout) == (1, "")
    assert "damaged" in done.stderr
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr
