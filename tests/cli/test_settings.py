import sys
from pathlib import Path

import pytest
from program import Run, json_lines

from dltutor import __version__
from dltutor.cli import hoisted
from dltutor.config import SETTINGS, Config, load


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout == f"dltutor {__version__}\n"


def test_unknown_commands_and_options_are_usage_errors(run: Run) -> None:
    assert run("aks").returncode == 2
    assert run("items", "--jsn").returncode == 2


def test_a_corpus_that_is_not_there_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    done = run("--corpus", tmp_path / "none", "items")

    assert (done.returncode, done.stdout) == (2, "")
    assert str(tmp_path / "none") in done.stderr


def test_global_options_may_stand_after_the_command() -> None:
    assert hoisted(["items", "--json", "--corpus", "X"]) == ["--corpus", "X", "items", "--json"]
    assert hoisted(["ask", "--index=I", "why"]) == ["--index=I", "ask", "why"]
    assert hoisted(["ask", "--", "--corpus"]) == ["ask", "--", "--corpus"]


def test_without_a_terminal_the_tutor_runs_line_by_line(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, stdin="what is gradient clipping\nquit\n")

    assert done.returncode == 0, done.stderr
    assert "rescales a gradient whose norm" in done.stdout
    assert "\x1b" not in done.stdout


def test_later_sources_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text('corpus = "from-file"\ntop = 5\nmath = "line"\n', encoding="utf-8")
    assert load(file=file).corpus == Path("from-file")

    monkeypatch.setenv("DLTUTOR_CORPUS", "from-environment")
    assert load(file=file).corpus == Path("from-environment")

    config = load({"corpus": Path("from-command-line"), "index": None}, file=file)
    assert (config.corpus, config.index, config.top, config.math) == (Path("from-command-line"), None, 5, "line")


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(file=tmp_path / "none.toml") == Config()


def test_settings_in_the_file_reach_the_program(run: Run, shared_home: Path) -> None:
    file = shared_home / "config" / "config.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("corpse = 'x'\n", encoding="utf-8")
    try:
        done = run("items")
    finally:
        file.unlink()

    assert done.returncode == 2
    assert "'corpus'" in done.stderr


def test_the_module_is_the_program(run: Run) -> None:
    assert run("--help").stdout.startswith("Usage:")
    assert sys.executable


def test_settings_are_listed_changed_and_put_back(run: Run, shared_home: Path) -> None:
    file = shared_home / "config" / "config.toml"
    try:
        done = run("settings", "top", "7")
        assert (done.returncode, done.stdout) == (0, "")
        assert str(file) in done.stderr
        assert run("settings", "top").stdout == "7\n"
        listed = {row["name"]: row for row in json_lines(run("settings", "--json", "--index", "here").stdout)}
        assert [*listed] == [*SETTINGS]
        assert (listed["top"]["value"], listed["top"]["default"], listed["top"]["origin"]) == (7, 3, "file")
        assert listed["index"]["origin"] == "command line"
        assert (listed["keys"]["value"], listed["keys"]["origin"]) == ({}, "default")
        assert run("settings", "--reset", "top").returncode == 0
        assert [line.split()[:3] for line in run("settings").stdout.splitlines()][2] == ["top", "3", "default"]
    finally:
        file.unlink(missing_ok=True)


def test_a_wrong_setting_is_a_usage_error_and_changes_nothing(run: Run, shared_home: Path) -> None:
    for wrong in (
        ["top", "many"],
        ["theme", "nordd"],
        ["keys", "f5"],
        ["tpo", "3"],
        ["--reset", "tpo"],
        ["x", "--reset", "top"],
    ):
        done = run("settings", *wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert "dltutor: " in done.stderr
    assert not (shared_home / "config" / "config.toml").exists()


def test_the_program_tells_where_everything_is(run: Run, shared_home: Path) -> None:
    found = json_lines(run("paths", "--json", "--corpus", "notes").stdout)[0]

    assert found["config"] == str(shared_home / "config" / "config.toml")
    assert found["corpus"].endswith("/notes")
    assert run("paths", "--corpus", "notes").stdout.splitlines() == [
        f"{name:<6}  {path}" for name, path in found.items()
    ]
