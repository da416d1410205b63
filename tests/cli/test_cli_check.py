"""``dltutor check`` in processes of its own."""

from pathlib import Path

import pytest
from program import Run, json_lines

GOOD = "# Mine\n\n## What is a tensor?\n\nAn array of numbers with any number of axes.\n"
BROKEN = GOOD + "\n**See also**\n\n- #nowhere\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def test_hints_do_not_fail_the_check(run: Run, mine: Path) -> None:
    (mine / "mine.md").write_text(GOOD, encoding="utf-8")
    done = run("check", "--corpus", str(mine))
    assert done.returncode == 0
    assert "mine.md:3: hint: missing:" in done.stdout
    assert "no errors" in done.stderr


def test_errors_fail_the_check_and_name_file_and_line(run: Run, mine: Path) -> None:
    (mine / "mine.md").write_text(BROKEN, encoding="utf-8")
    done = run("check", "--corpus", str(mine))
    assert done.returncode == 1
    assert "mine.md:9: error: link: See also leads to no item: nowhere" in done.stdout
    assert "1 error," in done.stderr


def test_strict_makes_errors_of_hints(run: Run, mine: Path) -> None:
    (mine / "mine.md").write_text(GOOD, encoding="utf-8")
    done = run("check", "--strict", "--json", "--corpus", str(mine))
    assert done.returncode == 1
    assert all(one["error"] and one["document"] == "mine.md" for one in json_lines(done.stdout))


def test_the_summary_counts_by_topic(run: Run, mine: Path) -> None:
    (mine / "mine.md").write_text(f"---\ntopic: arrays\n---\n{GOOD}", encoding="utf-8")
    done = run("check", "--summary", "--corpus", str(mine))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines() if line[:1] == "|"]
    assert rows[0][:4] == ["topic", "items", "open", "choice"]
    assert rows[2][:4] == ["arrays", "1", "1", "0"]
    assert rows[-1][:4] == ["**all**", "1", "1", "0"]


def test_a_folder_that_is_not_there_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    done = run("check", "--corpus", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "There is no folder" in done.stderr
