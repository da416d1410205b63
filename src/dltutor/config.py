"""The configuration: one frozen dataclass, filled from defaults, the TOML file, the environment and the command line.

Later sources win. A key that isn't known is an error that names the nearest one, because a setting that is silently
ignored is worse than none.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dltutor import paths
from dltutor.errors import UsageError


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with its default."""

    corpus: Path | None = None
    """The folder of documents; None means ``./corpus``, else your own, else the shipped one."""
    index: Path | None = None
    """Where the index is kept; None means a place that follows from the corpus."""
    model: str = ""
    """The encoder, any sentence-transformers name or path; "default" is all-MiniLM-L6-v2, installed with dltutor.
    Empty means the one that the index was made with, at first the default."""
    precision: str = ""
    """Of the encoder: "fp32", or "int8", which is faster but gives a text slightly different vectors in different
    batches. Empty means that of the index, at first fp32."""
    reranker: str = ""
    """The folder of a cross-encoder that orders the best hits anew; empty means none."""
    top: int = 3
    """How many hits an answer shows, 1 to 20."""
    math: str = "2d"
    """How display formulas are shown: "2d", "line" or "source"."""
    theme: str = "textual-dark"
    """The app's colour theme."""

    @property
    def corpus_dir(self) -> Path:
        """The corpus in use."""
        return self.corpus if self.corpus is not None else paths.default_corpus()

    @property
    def index_dir(self) -> Path:
        """The index in use."""
        return self.index if self.index is not None else paths.default_index(self.corpus_dir)


CHOICES = {"precision": ("", "fp32", "int8"), "math": ("2d", "line", "source")}
ENVIRONMENT = {"DLTUTOR_CORPUS": "corpus", "DLTUTOR_INDEX": "index", "DLTUTOR_RERANKER": "reranker"}


def load(overrides: Mapping[str, Any] | None = None, *, file: Path | None = None) -> Config:
    """Read the configuration.

    Args:
        overrides: Settings from the command line; None values are passed over.
        file: The TOML file; the default place unless told.

    Raises:
        UsageError: The file is no TOML, a key is unknown, or a value is of the wrong kind.
    """
    file = file or paths.config_file()
    config = apply(Config(), _read(file), str(file))
    environment = {key: os.environ[name] for name, key in ENVIRONMENT.items() if os.environ.get(name)}
    config = apply(config, environment, "the environment")
    return apply(config, overrides or {}, "the command line")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not valid TOML: {error}", hint="Mend the line, or delete the file.") from None
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror}.", hint="Mend its permissions.") from None


def apply(config: Config, values: Mapping[str, Any], where: str) -> Config:
    """The configuration with some settings changed; None values are passed over.

    Args:
        config: What is changed.
        values: Settings by name.
        where: Where they stand, for the error.

    Raises:
        UsageError: A key is unknown, or a value is of the wrong kind.
    """
    known = {field.name: field for field in fields(Config)}
    checked = {}
    for key, value in values.items():
        if value is None:
            continue
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
            raise UsageError(f"Unknown setting {key!r} in {where}.", hint=f"The nearest one is {near[0]!r}.")
        checked[key] = _check(key, value, where)
    return replace(config, **checked)


def _check(key: str, value: Any, where: str) -> Any:
    if key in {"corpus", "index"}:
        if not isinstance(value, str | Path):
            raise UsageError(f"{key!r} in {where} must be a path.", hint=f'Write {key} = "a/folder".')
        return Path(value).expanduser()
    if key == "top":
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 20:
            raise UsageError(f"{key!r} in {where} must be a whole number from 1 to 20.", hint="Write top = 3.")
        return value
    if not isinstance(value, str):
        raise UsageError(f"{key!r} in {where} must be a text.", hint=f'Write {key} = "…".')
    if key in CHOICES and value not in CHOICES[key]:
        raise UsageError(
            f"{key!r} in {where} is {value!r}.", hint=f"It can be {', '.join(filter(None, CHOICES[key]))}."
        )
    return value
