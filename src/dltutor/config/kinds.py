"""What a setting can be: how a value is checked, read from what a person types, and shown to people.

Kinds without fields of their own are no dataclasses of their own: each would cost a millisecond at every start.
"""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any


class Unfit(ValueError):  # noqa: N818  it is about a value, which doesn't fit
    """A value that a setting can't have.

    Args:
        said: What is wrong, to follow the setting's name and its place: "must be a path".
        hint: What it can be, as a sentence.
    """

    def __init__(self, said: str, hint: str) -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Text:
    """Any text.

    Attributes:
        empty: What no text means, for people.
        choices: The only texts that it can be; empty where it can be any.
    """

    empty: str = "none"
    choices: tuple[str, ...] = ()

    def check(self, key: str, value: Any) -> Any:
        """The value as the program uses it. Raises Unfit."""
        if not isinstance(value, str):
            raise Unfit("must be a text", f'Write {key} = "…".')
        return value

    def read(self, text: str) -> Any:
        """The value that a person means, not yet checked."""
        return text.strip()

    def show(self, value: Any) -> str:
        """The value for people."""
        return value or self.empty

    def example(self, key: str, default: Any) -> str:
        """How it is written in the file."""
        return f"{key} = {json.dumps(default)}"

    @property
    def wanted(self) -> str:
        """What it can be, for people."""
        return "any text"


class Choice(Text):
    """One of a few texts; an empty one among them is shown as ``empty``."""

    def check(self, key: str, value: Any) -> Any:
        """The value as the program uses it. Raises Unfit."""
        text = Text.check(self, key, value)
        if text not in self.choices:
            near = difflib.get_close_matches(text, self.choices, n=1)
            nearest = f"The nearest one is {near[0]!r}. " if near else ""
            raise Unfit(f"is {value!r}", f"{nearest}It can be {self.wanted}.")
        return text

    def read(self, text: str) -> Any:
        """The value that a person means, not yet checked; what stands for an empty one is understood, too."""
        return "" if "" in self.choices and text.strip() == self.empty else text.strip()

    @property
    def wanted(self) -> str:
        """The choices, for people."""
        return ", ".join(filter(None, self.choices))


class Folder(Text):
    """A path."""

    def check(self, key: str, value: Any) -> Any:
        """The path, with the person's home folder for ``~``. Raises Unfit."""
        if not isinstance(value, str | Path) or not str(value):
            raise Unfit("must be a path", f'Write {key} = "a/folder".')
        return Path(value).expanduser()

    def read(self, text: str) -> Any:
        """The folder that a person means here and now, wherever they may be the next time."""
        return Path(text.strip()).expanduser().absolute() if text.strip() else ""

    def show(self, value: Any) -> str:
        """The path for people."""
        return self.empty if value is None else str(value)

    def example(self, key: str, default: Any) -> str:  # noqa: ARG002  there is none that could be written
        """How it is written in the file."""
        return f'{key} = "a/folder"'

    @property
    def wanted(self) -> str:
        """What it can be, for people."""
        return "a folder"


@dataclass(frozen=True, slots=True)
class Number(Text):
    """A whole number from ``low`` to ``high``; keys change it by ``step``."""

    low: int = 0
    high: int = 0
    step: int = 1

    def check(self, key: str, value: Any) -> Any:
        """The number. Raises Unfit."""
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            raise Unfit(f"must be {self.wanted}", f"Write {key} = {(self.low + self.high) // 2}.")
        return value

    def read(self, text: str) -> Any:
        """The number that a person typed; what isn't one stays a text, which no check lets pass."""
        try:
            return int(text)
        except ValueError:
            return text.strip()

    def show(self, value: Any) -> str:
        """The number for people."""
        return str(value)

    @property
    def wanted(self) -> str:
        """What it can be, for people."""
        return f"a whole number from {self.low} to {self.high}"


class Switch(Text):
    """On or off."""

    WORDS = MappingProxyType({"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False})

    def check(self, key: str, value: Any) -> Any:
        """Whether it is on. Raises Unfit."""
        if not isinstance(value, bool):
            raise Unfit("must be true or false", f"Write {key} = true.")
        return value

    def read(self, text: str) -> Any:
        """On or off; any other word stays a text, which no check lets pass."""
        return self.WORDS.get(text.strip().lower(), text.strip())

    def show(self, value: Any) -> str:
        """On or off."""
        return "on" if value else "off"

    @property
    def wanted(self) -> str:
        """What it can be, for people."""
        return "on or off"


class Keys(Text):
    """A table from names of commands to one key or several; which of both there are, the app knows."""

    def check(self, key: str, value: Any) -> Any:
        """The table, with a tuple of keys for each name. Raises Unfit."""
        if not isinstance(value, Mapping):
            raise Unfit("must be a table", f'Write a line [{key}], and below it lines like: rebuild = "ctrl+r"')
        return MappingProxyType({str(name): self._keys(f"{key}.{name}", keys) for name, keys in value.items()})

    @staticmethod
    def _keys(key: str, value: Any) -> tuple[str, ...]:
        keys = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else ()
        if (not keys and value not in ([], ())) or not all(isinstance(one, str) and one.strip() for one in keys):
            raise Unfit(f"holds {key}, which is no key", f'Write {key} = "ctrl+r", or ["f5", "ctrl+r"].')
        return tuple(one.strip() for one in keys)

    def show(self, value: Any) -> str:
        """How many commands have keys of their own."""
        return f"{len(value)} changed" if value else self.empty

    def example(self, key: str, default: Any) -> str:  # noqa: ARG002  there is none
        """How it is written in the file."""
        return f'[{key}]\nrebuild = "ctrl+r"'

    @property
    def wanted(self) -> str:
        """What it can be, for people."""
        return "a table, a key or a list of keys for each command"
