"""What a command is."""

import re
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

FUNCTION_KEY = re.compile(r"f\d+")

Scope = Literal[
    "app", "chat", "prompt", "attempt", "options", "confidence", "feedback", "study", "quiz_end", "exams", "exam",
    "marking", "exam_report", "stats", "library", "sessions", "settings", "themes", "dialog", "place", "find", "copying"
]  # fmt: skip
Focus = Literal[
    "prompt", "transcript", "attempt", "confidence", "feedback", "study", "quiz_end", "exams", "exam",
    "marking", "exam_report", "stats", "library", "sessions", "settings", "themes", "dialog", "place", "find", "copying"
]  # fmt: skip
ON_SCREENS: frozenset[Scope] = frozenset(
    {
        "chat",
        "feedback",
        "study",
        "quiz_end",
        "exams",
        "exam",
        "marking",
        "exam_report",
        "stats",
        "library",
        "sessions",
        "settings",
        "themes",
        "place",
    }
)
"""Scopes whose actions are a screen's own."""

PLACES: dict[Scope, str] = {
    "app": "everywhere",
    "chat": "chat",
    "prompt": "prompt",
    "find": "finding",
    "copying": "copying",
    "attempt": "answering",
    "options": "options",
    "confidence": "how sure",
    "feedback": "grading",
    "study": "study",
    "quiz_end": "end of a quiz",
    "exams": "list of exams",
    "exam": "exam",
    "marking": "marking",
    "exam_report": "report",
    "stats": "progress",
    "library": "library",
    "sessions": "sessions",
    "settings": "settings",
    "themes": "colours",
    "dialog": "windows",
    "place": "document",
}
"""What scopes are called, for people."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do.

    Attributes:
        id: Its name; the action's name unless ``action`` says otherwise.
        keys: What triggers it. In the chat, a single letter works where no text is typed, its Alt form everywhere.
        label: A word or two for footer and palette.
        help: What it does, as a sentence.
        group: The heading it stands under in the help.
        scope: Where its keys work; "app" is everywhere.
        footer: The places in whose footer it is shown.
        slash: Whether ``/id`` typed in the prompt does it.
        words: What may follow ``/id``, for people; empty where nothing may.
        palette: Whether the palette offers it.
        action: The action with its arguments, where it isn't ``id``.
        by_digit: Whether the action gets the digit or letter of the key that was pressed.
        display: How the footer shows the key, where Textual's own way is too long.
        priority: Whether its keys are looked at before those of the widget in focus.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    scope: Scope
    footer: tuple[Focus, ...] = ()
    slash: bool = False
    words: str = ""
    palette: bool = True
    action: str = ""
    by_digit: bool = False
    display: str = ""
    priority: bool = False

    def act(self, key: str = "") -> str:
        """The action as Textual writes it, for one of the keys."""
        pressed = key[-1:] if key[-1:].isdigit() else repr(key[-1:])
        return f"{self.action or self.id}({pressed})" if self.by_digit and key else self.action or self.id

    @property
    def typed(self) -> str:
        """The slash command with what may follow it, for people; empty where there is none."""
        return f"/{self.id} {self.words}".strip() if self.slash else ""

    @property
    def owner(self) -> str:
        """The namespace that holds the action, seen from a widget."""
        return "app." if self.scope == "app" else "screen." if self.scope in ON_SCREENS else ""

    def _display(self, key: str) -> str | None:
        """How the footer shows a key; None for Textual's own way."""
        if self.display and key in self.keys:
            return self.display
        return key.upper() if FUNCTION_KEY.fullmatch(key) else None

    def bind(self, key: str, *, shown: bool) -> Binding:
        """The binding of one of the keys; ``shown`` is whether the footer shows it."""
        return Binding(
            key,
            self.owner + self.act(key),
            self.label,
            show=shown,
            key_display=self._display(key),
            priority=self.priority,
            tooltip=self.help,
            id=self.id,
        )
