"""The sessions that were kept, from outside the tutor."""

import json
from pathlib import Path

import pytest
from program import Run, json_lines

from dltutor.cli import hoisted


def test_resume_takes_a_session_or_the_last_one_and_leaves_the_option_of_other_commands_alone() -> None:
    assert hoisted(["--resume"]) == ["--resume", "last"]
    assert hoisted(["--resume", "--plain"]) == ["--resume", "last", "--plain"]
    assert hoisted(["--plain", "--resume", "2026-11-21"]) == ["--plain", "--resume", "2026-11-21"]
    assert hoisted(["cards", "--resume", "lecture/1"]) == ["cards", "--resume", "lecture/1"]


def test_a_session_is_listed_shown_exported_gone_on_with_and_deleted(
    run: Run, indexed: tuple[object, ...], tmp_path: Path
) -> None:
    run(*indexed, stdin="what is gradient clipping\n")
    (listed, *_) = json_lines(run("transcripts", "--json").stdout)
    assert (listed["questions"], listed["first"]) == (1, "what is gradient clipping")
    name = str(listed["id"])
    assert f"{name}     1 asked  what is gradient clipping" in run("transcripts").stdout

    shown = run("transcripts", "show", name).stdout
    assert "## what is gradient clipping\n" in shown
    assert "> Gradient clipping rescales a gradient" in shown

    again = run(*indexed, "--resume", name, stdin="why?\n")
    assert again.returncode == 0, again.stderr
    assert "You asked: what is gradient clipping" in again.stdout
    data = json.loads(run("transcripts", "show", "last", "--json").stdout)
    assert [one["asked"] for one in data["exchanges"]] == ["what is gradient clipping", "why?"]

    assert run("transcripts", "export", name, "-o", tmp_path / "it.json").returncode == 0
    assert json.loads((tmp_path / "it.json").read_text(encoding="utf-8")) == data
    twice = run("transcripts", "export", name, "--output", tmp_path / "it.json")
    assert (twice.returncode, "it-2.json" in twice.stderr) == (2, True)

    assert run("transcripts", "--delete", name).stdout == f"Deleted: {name}\n"
    assert name not in run("transcripts").stdout


@pytest.mark.parametrize(
    "arguments",
    [("--resume", "none"), ("transcripts", "show", "none"), ("transcripts", "print"), ("transcripts", "--delete", "1")],
)
def test_a_session_that_is_not_there_is_a_usage_error(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
