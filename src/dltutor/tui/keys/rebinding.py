"""The keys in force, put in the place of those that a class of widgets was written with.

Textual's own keymaps can't take a key away, drop other bindings of a key that is taken over, and are unknown to
whoever does keys in the order of typing. So each widget gets a table of bindings of its own, made as Textual makes the
table of the class.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from dltutor.tui.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dltutor.tui.keys.keymap import Keymap

_COMMANDS = {command.id: command for command in COMMANDS}


def table_of(kind: type[DOMNode], keymap: Keymap) -> BindingsMap | None:
    """The bindings of a class with the keys in force; None for a class that binds no command.

    A key that is given up means again what it means in the class below: an arrow moves the cursor.
    """
    keys: dict[str, list[Binding]] = {}
    binds_commands = False
    for base in reversed(kind.__mro__):
        if not issubclass(base, DOMNode):
            continue
        if not base._inherit_bindings:  # noqa: SLF001  as Textual itself asks
            keys.clear()
        own = list(Binding.make_bindings(base.__dict__.get("BINDINGS", ())))
        binds_commands = binds_commands or any(binding.id in _COMMANDS for binding in own)
        for key, bindings in BindingsMap(_in_force(own, keymap)).key_to_bindings.items():
            # Behind what the class below binds, so that the footer has the order of the table.
            keys.pop(key, None)
            keys[key] = bindings
    return BindingsMap.from_keys(keys) if binds_commands else None


def _in_force(own: Iterable[Binding], keymap: Keymap) -> Iterator[Binding]:
    """Bindings with the keys in force; a footer that shows a command of another place has its first key alone."""
    for name, group in groupby(own, key=lambda binding: binding.id):
        bindings = list(group)
        if name not in keymap.changed or name not in _COMMANDS:
            yield from bindings
            continue
        command = _COMMANDS[name]
        keys = keymap.keys[name][: None if len(bindings) == len(command.keys) else 1]
        yield from (command.bind(key, shown=bindings[0].show and not place) for place, key in enumerate(keys))
