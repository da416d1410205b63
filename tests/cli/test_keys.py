"""The keys of the app, from outside the app."""

from pathlib import Path

from program import Run, environment, json_lines

from dltutor.tui.commands import COMMANDS
from forking import Forks


def test_every_command_is_listed_with_its_keys_in_columns(run: Run) -> None:
    done = run("keys")

    heading, *rows = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert [row.split()[0] for row in rows] == [command.id for command in COMMANDS]
    assert all(row.endswith(command.help) for row, command in zip(rows, COMMANDS, strict=True))
    row = next(row for row in rows if row.startswith("rebuild "))
    assert row[heading.index("keys") :].startswith("Ctrl+R, /rebuild ")
    assert row[heading.index("place") :].startswith("everywhere ")


def test_ones_own_keys_are_in_it_and_what_cannot_be_used_is_told_with_exit_code_2(forks: Forks, tmp_path: Path) -> None:
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text('[keys]\nquit = "Ctrl+X"\nlibary = "f7"\nlibrary = "ctrl+m"\n', encoding="utf-8")

    done = forks.run(["keys", "--json"], stdin="", cwd=tmp_path, env=environment(tmp_path))

    rows = {str(row["id"]): row for row in json_lines(done.stdout)}
    assert (rows["quit"]["keys"], rows["quit"]["yours"], rows["library"]["keys"]) == (["ctrl+x"], True, ["f2"])
    assert done.returncode == 2
    assert "libary: there is no such command; the nearest is library." in done.stderr
    assert "library: terminals can't tell Ctrl+M from Enter." in done.stderr
