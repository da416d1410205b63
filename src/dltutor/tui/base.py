"""What the app does towards the person and their terminal, whatever it is about: notices, copying, quitting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.app import App

from dltutor.tui import clipboard, describe

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

AGAIN_WITHIN = 2.0
"""Seconds within which a second Ctrl+C quits."""


class TerminalApp(App[None], inherit_bindings=False):
    """An app that shows texts as they are, copies by every way there is, and asks once before Ctrl+C quits."""

    _interrupted = -AGAIN_WITHIN

    def tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Show a notice; never as markup, since it may quote a document or a person."""
        self.notify(describe.safe(text), severity=severity, markup=False)

    def action_interrupt(self) -> None:
        """Quit at the second press; the first may have been meant as a copy."""
        now = time.monotonic()
        if now - self._interrupted <= AGAIN_WITHIN:
            self.exit()
        else:
            self._interrupted = now
            self.tell("Press Ctrl+C again to quit.")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by the platform's own tool and through the terminal, and say which."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(clipboard.osc52(text))
        self.run_worker(self._copy_natively(text), exclusive=True, group="clipboard")

    async def _copy_natively(self, text: str) -> None:
        command = clipboard.tool()
        if command is not None and await clipboard.run_tool(command, text):
            self.tell(f"Copied with {command[0]}.")
        else:
            self.tell("Sent to the terminal to copy (OSC 52); not every terminal takes it.")
