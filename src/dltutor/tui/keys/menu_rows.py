"""The rows of the menu above the prompt: commands that go on from what is typed, or earlier questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dltutor.tui import describe
from dltutor.tui.commands import SLASH
from dltutor.tui.keys.keymap import KEYBOARD, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dltutor.tui.keys.command import Command

TELLING = 3
"""Letters from which on a word of what a command does may be meant."""


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One row.

    Attributes:
        value: What stands in the prompt for it: a slash command, or an earlier question.
        name: What is shown first.
        keys: The key that does the same from the prompt, for people; empty where there is none.
        note: What it does, or why it can't be done now.
        reason: Why it can't be done now; empty where it can.
        takes_words: Whether words may follow the value.
    """

    value: str
    name: str
    keys: str = ""
    note: str = ""
    reason: str = ""
    takes_words: bool = False


def is_command(text: str) -> bool:
    """Whether a text may become a slash command: a slash, and no word behind it yet."""
    return text.startswith("/") and not any(character.isspace() for character in text)


def command_rows(text: str, reason: Callable[[Command], str]) -> tuple[MenuRow, ...]:
    """The commands that a text goes on to: first those that begin so, then those that speak of it.

    Of several that fit alike, those that can be done now come first.

    Args:
        text: What is typed, with its slash.
        reason: Why a command can't be done now; empty where it can.
    """
    typed = text[1:].casefold()
    ranked = [(rank, _row(command, reason(command))) for command in SLASH.values() if (rank := _rank(typed, command))]
    return tuple(row for _, row in sorted(ranked, key=lambda pair: (pair[0], bool(pair[1].reason))))


def _rank(typed: str, command: Command) -> int:
    """How well a command fits, 1 the best; 0 where it doesn't."""
    if command.id == typed:
        return 1
    if command.id.startswith(typed):
        return 2
    if any(word.startswith(typed) for word in [*command.id.split("-"), *_words(command.label)]):
        return 3
    if len(typed) >= TELLING and any(word.startswith(typed) for word in _words(command.help)):
        return 4
    return 5 if _goes_through(typed, command.id) else 0


def _words(text: str) -> list[str]:
    return [word.strip(".,;:?") for word in text.casefold().split()]


def _goes_through(typed: str, name: str) -> bool:
    """Whether all the letters stand in the name, in their order; the first one first."""
    letters = iter(name)
    return name[:1] == typed[:1] and all(letter in letters for letter in typed)


def _row(command: Command, reason: str) -> MenuRow:
    keys = keys_of(command.id, typing=True) if KEYBOARD.keymap.keys[command.id] else ""
    return MenuRow(f"/{command.id}", command.typed, keys, reason or command.help, reason, bool(command.words))


def prompt_rows(prompts: Iterable[str]) -> tuple[MenuRow, ...]:
    """Earlier prompts, each on one row, without those that were commands."""
    asked = (prompt for prompt in prompts if not is_command(prompt) and prompt.split(maxsplit=1)[0] not in SLASH)
    return tuple(MenuRow(prompt, describe.one_line(prompt)) for prompt in asked)
