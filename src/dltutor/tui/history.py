"""The prompts of this and earlier sessions, kept as JSON lines in the state folder."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

KEPT = 1000
"""Prompts read back; the file itself is only ever appended to."""


class PromptHistory:
    """Earlier prompts, and a place in them while a person walks through.

    A history that can't be read or written is an empty one: it must never stand between a person and their question.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._prompts: list[str] | None = None
        self._place = 0
        self._draft = ""

    @property
    def prompts(self) -> list[str]:
        """Oldest first; read from the file when first asked for."""
        if self._prompts is None:
            self._prompts = _read(self._file)
            self._place = len(self._prompts)
        return self._prompts

    def add(self, prompt: str) -> None:
        """Remember a prompt that was sent; the same one twice in a row counts once."""
        if not self.prompts or self.prompts[-1] != prompt:
            self.prompts.append(prompt)
            _append(self._file, prompt)
        self._place, self._draft = len(self.prompts), ""

    def previous(self, text: str) -> str | None:
        """The prompt before the present place, or None at the beginning; ``text`` is kept as the draft if unsent."""
        if not self.prompts or self._place == 0:
            return None
        if self._place == len(self.prompts):
            self._draft = text
        self._place -= 1
        return self.prompts[self._place]

    def next(self) -> str | None:
        """The prompt after the present place, in the end the draft, then None."""
        if self._place >= len(self.prompts):
            return None
        self._place += 1
        return self._draft if self._place == len(self.prompts) else self.prompts[self._place]


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
