import sys
from pathlib import Path

import pytest
from program import Run

from dltutor import __version__
from dltutor.cli import hoisted
from dltutor.config import Config, load
from dltutor.errors import UsageError


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("corpsu = 'x'", "'corpus'"),
        ("top = 'three'", "1 to 20"),
        ("top = 99", "1 to 20"),
        ("math = '3d'", "2d"),
        ("index = 7", "path"),
        ("top = ", "TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as raised:
        load(file=file)

    assert said in f"{raised.value.message} {raised.value.hint}"
    assert str(file) in raised.value.message


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
