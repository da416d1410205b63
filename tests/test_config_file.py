import errno
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.config import SETTINGS, Config, load
from dltutor.config_file import explained, save
from dltutor.errors import DltutorError, UsageError

MINE = """\
# my settings
theme = "nord"  # dark, please
top = 5

# keys that my fingers know
[keys]
rebuild = "f5"  # as in the browser
quit = ["ctrl+x"]
"""
SOME: dict[str, st.SearchStrategy[Any]] = {
    "top": st.integers(1, 20),
    "math": st.sampled_from(SETTINGS["math"].kind.choices),
    "history": st.booleans(),
    "model": st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])),
    "corpus": st.sampled_from(["/a b", "C:\\notes", 'it\'s "mine"']).map(Path),
    "keys": st.dictionaries(
        st.sampled_from(["rebuild", "quit", "a-b"]), st.lists(st.just("f5"), max_size=2).map(tuple)
    ),
}
CHANGES = st.lists(
    st.sampled_from(sorted(SOME)).flatmap(lambda name: st.tuples(st.just(name), st.none() | SOME[name])), max_size=6
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def written(file: Path, text: str = MINE) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_a_first_save_explains_every_setting_and_sets_only_one(file: Path) -> None:
    save({"top": 7}, file)

    text = file.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"top": 7}
    assert [name for name in SETTINGS if f"# {name} = " in text or f"# [{name}]" in text] == [
        name for name in SETTINGS if name != "top"
    ]


def test_what_was_explained_is_set_in_its_place_and_put_back_there(file: Path) -> None:
    save({"top": 7, "theme": "nord"}, file)
    save({"top": None, "theme": None}, file)

    assert file.read_text(encoding="utf-8") == explained()


def test_comments_and_order_stay(file: Path) -> None:
    save({"theme": "dracula", "column": 120, "keys": {"rebuild": "f6", "open": ["o", "f7"]}}, written(file))

    assert file.read_text(encoding="utf-8").splitlines() == [
        "# my settings",
        'theme = "dracula"  # dark, please',
        "top = 5",
        "column = 120",
        "",
        "# keys that my fingers know",
        "[keys]",
        'rebuild = "f6"  # as in the browser',
        'open = ["o", "f7"]',
    ]


def test_a_reset_takes_out_its_line_and_no_other(file: Path) -> None:
    save({"top": None, "math": None}, written(file))

    assert file.read_text(encoding="utf-8") == MINE.replace("top = 5\n", "")


def test_a_save_of_what_stands_there_already_changes_nothing(file: Path) -> None:
    save(
        {"top": 5, "keys": {"rebuild": ("f5",), "quit": ("ctrl+x",)}},
        written(file, MINE.replace('["ctrl+x"]', '"ctrl+x"')),
    )

    assert file.read_text(encoding="utf-8") == MINE.replace('["ctrl+x"]', '"ctrl+x"')


@pytest.mark.parametrize("text", ["top = ", "top = 99", "tpo = 3", "a = 'b'\n[keys]\nx = 1"])
def test_a_file_with_a_mistake_is_never_written_over(file: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"config\.toml"):
        save({"math": "line"}, written(file, text))

    assert file.read_text(encoding="utf-8") == text


def test_of_several_changes_all_are_saved_or_none(file: Path) -> None:
    with pytest.raises(UsageError, match="top"):
        save({"math": "line", "top": 99}, written(file))

    assert file.read_text(encoding="utf-8") == MINE


def test_a_line_that_only_looks_like_the_setting_is_left_alone(file: Path) -> None:
    text = 'model = """\n# top = 3\n"""\n'

    save({"top": 4}, written(file, text))

    assert tomllib.loads(file.read_text(encoding="utf-8")) == {"model": "# top = 3\n", "top": 4}


def test_line_ends_mode_and_links_are_kept(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "dltutor.toml"
    written(real, MINE.replace("\n", "\r\n")).chmod(0o600)
    file.parent.mkdir()
    file.symlink_to(real)

    save({"column": 90, "top": 4}, file)

    assert file.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert b"\n" not in real.read_bytes().replace(b"\r\n", b"")
    assert load(file=file).column == 90


def test_on_a_full_disk_the_file_is_what_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    written(file)
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(DltutorError, match=r"config\.toml can't be written: No space left"):
        save({"top": 4}, file)

    assert [one.name for one in file.parent.iterdir()] == ["config.toml"]
    assert file.read_text(encoding="utf-8") == MINE


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("not a folder", encoding="utf-8")

    with pytest.raises(DltutorError, match=r"config\.toml"):
        save({"top": 4}, tmp_path / "config" / "config.toml")


@settings(max_examples=30, deadline=None)
@given(changes=CHANGES, start=st.sampled_from(["", MINE, None]))
def test_after_any_changes_the_file_says_just_what_was_saved_last(
    changes: list[tuple[str, Any]], start: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("any") / "config.toml"
    if start is not None:
        written(file, start)
    wanted = {name: getattr(load(file=file), name) for name in SETTINGS}
    for name, value in changes:
        save({name: value}, file)
        wanted[name] = SETTINGS[name].default if value is None else value

    assert load(file=file) == Config(**wanted)
