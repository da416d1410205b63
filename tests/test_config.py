import tomllib
from pathlib import Path

import pytest

from dltutor.config import SETTINGS, Config, Setting, apply, load, origin, read_file
from dltutor.errors import UsageError

EVERY = pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)


@EVERY
def test_every_setting_explains_itself(setting: Setting) -> None:
    assert setting.label
    assert setting.help.endswith(".")
    assert setting.kind.wanted
    assert setting.kind.show(setting.default)


@EVERY
def test_every_setting_is_written_in_the_file_as_its_example_says(setting: Setting) -> None:
    written = tomllib.loads(setting.kind.example(setting.name, setting.default))

    changed = apply(Config(), written, "the example")

    assert setting.default is None or setting.name == "keys" or changed == Config()


@EVERY
def test_what_is_shown_of_a_choice_or_a_number_is_understood_when_it_is_typed(setting: Setting) -> None:
    values = [setting.default, *setting.kind.choices] if setting.name not in {"keys", "corpus", "index"} else []

    for value in values:
        shown = setting.kind.show(value) if value or not setting.kind.choices else setting.kind.empty
        if value != "" or setting.kind.choices:
            assert setting.kind.read(shown) == value


def test_groups_stand_together() -> None:
    groups = [setting.group for setting in SETTINGS.values()]

    assert groups == sorted(groups, key=groups.index)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("corpsu = 'x'", "'corpus'"),
        ("top = 'three'", "1 to 20"),
        ("top = 99", "1 to 20"),
        ("math = '3d'", "2d"),
        ("index = 7", "path"),
        ("top = ", "TOML"),
        ("column = 59", "60 to 200"),
        ("column = true", "60 to 200"),
        ("history = 1", "true or false"),
        ("copy_on_select = 'yes'", "true or false"),
        ("theme = 'nordd'", "nearest one is 'nord'"),
        ("[themes]\na = 'b'", "table [themes]"),
        ("keys = 'ctrl+r'", "must be a table"),
        ("[keys]\nrebuild = 7", "keys.rebuild"),
        ("[keys]\nrebuild = ['f5', '']", "keys.rebuild"),
        ("corpus = ''", "path"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_can_be(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as raised:
        load(file=file)

    assert said in f"{raised.value.message} {raised.value.hint}"
    assert str(file) in raised.value.message


def test_keys_may_be_one_several_or_none(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[keys]\nrebuild = 'f5'\nopen = ['o', ' alt+o ']\nquit = []\n", encoding="utf-8")

    assert load(file=file).keys == {"rebuild": ("f5",), "open": ("o", "alt+o"), "quit": ()}


def test_every_value_knows_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text("top = 5\ncorpus = 'a'\nindex = 'b'\n", encoding="utf-8")
    monkeypatch.setenv("DLTUTOR_CORPUS", "c")

    config = load({"index": "d", "corpus": None}, file=file)

    origins = {name: origin(config, name, read_file(file)) for name in ("top", "corpus", "index", "theme")}
    assert origins == {"top": "file", "corpus": "environment", "index": "command line", "theme": "default"}


def test_a_folder_that_is_typed_stays_the_same_one_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert SETTINGS["corpus"].kind.read(" notes ") == tmp_path / "notes"
