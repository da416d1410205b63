"""Which keys do what: those of the table of commands, changed by the ``[keys]`` of a person's configuration."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dltutor.tui.commands import COMMANDS
from dltutor.tui.keys import keynames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dltutor.tui.keys.command import Command, Scope

TYPED: frozenset[Scope] = frozenset({"app", "prompt", "attempt", "exam", "find", "sessions"})
"""Scopes whose keys work where text is typed, and so can't be characters."""
TOGETHER: tuple[frozenset[Scope], ...] = (
    frozenset({"prompt", "chat", "app"}),
    frozenset({"find", "chat", "app"}),
    frozenset({"options", "attempt", "app"}),
    frozenset({"confidence", "attempt", "app"}),
    frozenset({"options", "exam", "app"}),
    frozenset({"place", "dialog"}),
    frozenset({"copying", "dialog"}),
)
"""Scopes whose keys work at the same time; each other one works together with "app"."""
PALETTE = "command_palette"
PLACEHOLDER = re.compile(r"\{([a-z][a-z_-]*)\}")


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys in force.

    Attributes:
        keys: Of every command, by its id; empty for one without a key.
        changed: The ids of the commands whose keys are a person's own.
        problems: What of the configuration can't be used, and why, as sentences.
    """

    keys: Mapping[str, tuple[str, ...]]
    changed: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


def resolve(commands: Sequence[Command], wished: Mapping[str, Iterable[str]]) -> Keymap:
    """The keys in force, given what a person wishes.

    A wish that can't be fulfilled leaves its command with the keys that it has anyway, so that nobody is locked out.

    Args:
        commands: All commands.
        wished: Keys, as people write them, by the id of a command; none takes the command's keys away.
    """
    known = {command.id: command for command in commands}
    problems: list[str] = []
    accepted: dict[str, tuple[str, ...]] = {}
    for name, written in wished.items():
        keys = tuple(dict.fromkeys(map(keynames.normal, written)))
        reason = next(_objections(known, name, keys), "")
        if reason:
            problems.append(f"{name}: {reason}.")
        else:
            accepted[name] = keys
    while clashes := {name: reason for name in accepted if (reason := _clash(known[name], commands, accepted))}:
        # Whoever gives way gets its own keys back, which may be in the way of the next.
        problems += [f"{name}: {reason}." for name, reason in clashes.items()]
        accepted = {name: keys for name, keys in accepted.items() if name not in clashes}
    in_force = {command.id: accepted.get(command.id, command.keys) for command in commands}
    changed = frozenset(name for name, mine in accepted.items() if mine != known[name].keys)
    return Keymap(in_force, changed, tuple(problems))


def _objections(known: Mapping[str, Command], name: str, keys: tuple[str, ...]) -> Iterator[str]:
    """Why a wish can't be fulfilled, whatever the others are."""
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
        yield f"there is no such command; the nearest is {near[0]}"
        return
    command = known[name]
    if command.by_digit:
        yield f"its keys are what is meant by them ({command.display}) and can't be changed"
    if not keys and not (command.palette or command.slash):
        yield "it can't be without a key, since neither the palette nor the / menu has it"
    for key in keys:
        if reason := keynames.trouble(key):
            yield reason
        if command.scope in TYPED and keynames.is_typed(key):
            yield f"{keynames.shown(key)} is needed for typing"
        if command.scope == "app" and not command.priority and key not in command.keys and key in _editing():
            yield f"{keynames.shown(key)} moves about or edits where text is typed"


def _editing() -> frozenset[str]:
    """The keys with which text areas are edited."""
    from textual.binding import Binding
    from textual.widgets import TextArea

    return frozenset(binding.key for binding in Binding.make_bindings(TextArea.BINDINGS)) - {"f6", "f7"}


def _clash(command: Command, commands: Sequence[Command], accepted: Mapping[str, tuple[str, ...]]) -> str:
    """Why a wish gives one key two meanings in one place, which the table itself doesn't do; empty where it doesn't.

    Of several clashes the first in the table is told: it has what is done most at the top.
    """
    for key in accepted[command.id]:
        for other in commands:
            is_taken = key in accepted.get(other.id, other.keys) and other is not command
            if is_taken and not (key in command.keys and key in other.keys) and _meet(command, other):
                return f"{keynames.shown(key)} is {other.id} ({other.label}) in the same place"
    return ""


def _meet(one: Command, other: Command) -> bool:
    both = {one.scope, other.scope}
    return len(both) == 1 or any(both <= scopes for scopes in TOGETHER) or ("app" in both and "dialog" not in both)


class Keyboard:
    """The keys in force in this process, for whoever names a key in a text.

    Attributes:
        keymap: What the app resolved from its configuration; at first that of the table.
    """

    def __init__(self) -> None:
        self.keymap = resolve(COMMANDS, {})


KEYBOARD = Keyboard()
_COMMANDS = {command.id: command for command in COMMANDS}


def keys_of(command_id: str, keymap: Keymap | None = None, *, typing: bool = False) -> str:
    """The key of a command, for people: "Ctrl+R". Without a key, the other way to it.

    Args:
        command_id: Its id.
        keymap: The keys; those in force in the app unless told.
        typing: Whether the key must work where text is typed.

    Raises:
        KeyError: There is no such command.
    """
    keys = (keymap or KEYBOARD.keymap).keys[command_id]
    fit = [key for key in keys if not (typing and keynames.is_typed(key))] or keys
    if fit:
        return keynames.shown(fit[0])
    command = _COMMANDS[command_id]
    return f"/{command_id}" if command.slash else f"{command.label} ({keys_of(PALETTE, keymap)})"


def with_keys(text: str, keymap: Keymap | None = None) -> str:
    """A text of the program's own in which ``{rebuild}`` and the like stand for the keys in force.

    Raises:
        KeyError: There is no such command.
    """
    return PLACEHOLDER.sub(lambda found: keys_of(found[1], keymap), text)


def listed(command: Command, keymap: Keymap | None = None) -> str:
    """All keys of a command, for people: "Y, Alt+Y"; empty without one."""
    if command.by_digit:
        return f"{command.display}, Alt+{command.display}" if command.scope == "chat" else command.display
    return ", ".join(map(keynames.shown, (keymap or KEYBOARD.keymap).keys[command.id]))
