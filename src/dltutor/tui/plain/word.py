"""What a word of the line-by-line tutor is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that can be typed.

    Attributes:
        name: As it is typed; for a kind of line, how people write it: ``1 to 9``.
        help: What it does.
        ids: The commands of the app that it stands for.
        words: What may follow, for people; empty where nothing may.
        bare: A pattern of what may follow without a slash before the word. Anything else behind a word makes the line
            a question, unless it begins with a slash.
        short: Another name, quicker to type.
        do: Does it, with the session and, where something may follow, with that. None where the place that the word
            belongs to does it by itself.
    """

    name: str
    help: str
    ids: tuple[str, ...] = ()
    words: str = ""
    bare: str = ""
    short: str = ""
    do: Callable[..., None] | None = None

    @property
    def typed(self) -> str:
        """Name, short name, and what may follow."""
        names = f"{self.name}, {self.short}" if self.short else self.name
        return f"{names} {self.words}".strip()


def listed(words: Iterable[Word]) -> str:
    """A list of words with what they do, a line each: columns are nothing to those who listen."""
    return "\n".join(f"{word.typed}: {word.help}" for word in words)
