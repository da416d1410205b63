"""The prompts of this and earlier sessions, kept as JSON lines in the state folder."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

KEPT = 1000
"""Prompts read back; the file itself is only ever appended to."""


class PromptHistory:
    """Earlier prompts, and a walk through those that begin like what has been typed.

    A history that can't be read or written is an empty one: it must never stand between a person and their question.

    Args:
        file: Where it is kept.
        is_kept: Asked before each prompt is written; what isn't is known in this session only.
    """

    def __init__(self, file: Path, is_kept: Callable[[], bool] = lambda: True) -> None:
        self._file = file
        self._is_kept = is_kept
        self._prompts: list[str] | None = None
        self._walk: list[str] = []
        self._place = 0

    @property
    def prompts(self) -> list[str]:
        """Oldest first; read from the file when first asked for."""
        if self._prompts is None:
            self._prompts = _read(self._file)
        return self._prompts

    def add(self, prompt: str) -> None:
        """Remember a prompt that was sent; the same one twice in a row counts once."""
        if not self.prompts or self.prompts[-1] != prompt:
            self.prompts.append(prompt)
            if self._is_kept():
                _append(self._file, prompt)
        self._walk = []

    def previous(self, text: str) -> str | None:
        """The prompt before the present place, or None where there is none.

        Args:
            text: What stands in the prompt. What isn't where the walk has led to is a draft, with which a new walk
                begins: only through prompts that begin like it, capitals aside.
        """
        if not self._walk or self._walk[self._place] != text:
            self._walk = [*self._beginning_like(text), text]
            self._place = len(self._walk) - 1
        if self._place == 0:
            return None
        self._place -= 1
        return self._walk[self._place]

    def next(self, text: str) -> str | None:
        """The prompt after the present place, in the end the draft; None beyond it and where no walk goes on."""
        if self._place + 1 >= len(self._walk) or self._walk[self._place] != text:
            return None
        self._place += 1
        return self._walk[self._place]

    def holding(self, words: str) -> list[str]:
        """Prompts that hold all the words, capitals aside; newest first, each once."""
        wanted = words.casefold().split()
        newest = dict.fromkeys(reversed(self.prompts))
        return [prompt for prompt in newest if all(word in prompt.casefold() for word in wanted)]

    def _beginning_like(self, draft: str) -> list[str]:
        """Prompts that begin with the draft and go on, oldest first, each where it was last sent."""
        start = draft.casefold()
        newest = dict.fromkeys(reversed(self.prompts))
        return [one for one in reversed(newest) if one.casefold().startswith(start) and one != draft]


def _read(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    prompts = []
    for line in lines[-KEPT:]:
        # Another session may be in the middle of a line, and people edit files by hand.
        with suppress(ValueError, TypeError, KeyError):
            text = json.loads(line)["text"]
            if isinstance(text, str) and text:
                prompts.append(text)
    return prompts


def _append(file: Path, prompt: str) -> None:
    line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), "text": prompt}) + "\n"
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # One write in append mode, so that two sessions don't mix their lines; for the owner's eyes only.
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)
