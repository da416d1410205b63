"""Where settings come from: the TOML file, the environment, the command line, in this order."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from dltutor import paths
from dltutor.config.kinds import Unfit
from dltutor.config.settings import SETTINGS, Config, Setting
from dltutor.errors import UsageError

ENVIRONMENT = {"DLTUTOR_CORPUS": "corpus", "DLTUTOR_INDEX": "index", "DLTUTOR_RERANKER": "reranker"}

Origin = Literal["default", "file", "environment", "command line"]


def load(overrides: Mapping[str, Any] | None = None, *, file: Path | None = None) -> Config:
    """Read the configuration.

    Args:
        overrides: Settings from the command line; None values are passed over.
        file: The TOML file; the default place unless told.

    Raises:
        UsageError: The file is no TOML, a key is unknown, or a value is of the wrong kind.
    """
    file = file or paths.config_file()
    config = apply(Config(), read_file(file), str(file))
    config = apply(config, environment(), "the environment")
    given = {key: value for key, value in (overrides or {}).items() if value is not None}
    return replace(apply(config, given, "the command line"), from_command_line=frozenset(given))


def read_file(file: Path | None = None) -> dict[str, Any]:
    """What stands in the file, unchecked; nothing where there is none. Raises UsageError where it is no TOML."""
    file = file or paths.config_file()
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not valid TOML: {error}", hint="Mend the line, or delete the file.") from None
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror}.", hint="Mend its permissions.") from None


def environment() -> dict[str, str]:
    """The settings that the environment gives, by name."""
    return {key: os.environ[name] for name, key in ENVIRONMENT.items() if os.environ.get(name)}


def origin(config: Config, name: str, in_file: Mapping[str, Any]) -> Origin:
    """Where the value of a setting comes from.

    Args:
        config: In use.
        name: Of the setting.
        in_file: What stands in the file.
    """
    if name in config.from_command_line:
        return "command line"
    if name in environment():
        return "environment"
    return "file" if name in in_file else "default"


def apply(config: Config, values: Mapping[str, Any], where: str) -> Config:
    """The configuration with some settings changed; None values are passed over.

    Args:
        config: What is changed.
        values: Settings by name.
        where: Where they stand, for the error.

    Raises:
        UsageError: A key is unknown, or a value is of the wrong kind.
    """
    return replace(config, **{key: checked(key, value, where) for key, value in values.items() if value is not None})


def checked(key: str, value: Any, where: str) -> Any:
    """The value of a setting as the program uses it. Raises UsageError where there is none of the name or it is wrong.

    Args:
        key: The setting's name.
        value: As it came.
        where: Where it stands, for the error.
    """
    setting = known(key, where, table=isinstance(value, Mapping))
    try:
        return setting.kind.check(key, value)
    except Unfit as unfit:
        raise UsageError(f"{key!r} in {where} {unfit.said}.", hint=unfit.hint) from None


def known(key: str, where: str, *, table: bool = False) -> Setting:
    """The setting of a name. Raises UsageError, which names the nearest one, where there is none."""
    if key not in SETTINGS:
        near = difflib.get_close_matches(key, SETTINGS, n=1, cutoff=0.0)
        what = f"table [{key}]" if table else f"setting {key!r}"
        raise UsageError(f"Unknown {what} in {where}.", hint=f"The nearest one is {near[0]!r}.")
    return SETTINGS[key]
