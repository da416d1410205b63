"""What the app does towards the person and their terminal, whatever it is about: notices, copying, quitting."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.notifications import Notification, Notify

from dltutor.tui import clipboard, terminal
from dltutor.tui.keys.keymap import KEYBOARD, with_keys
from dltutor.tui.text import steady

if TYPE_CHECKING:
    import threading

    from textual.message import Message
    from textual.notifications import SeverityLevel

AGAIN_WITHIN = 2.0
"""Seconds within which a second Ctrl+C quits."""
PATIENCE = 4.0
"""Seconds that the app gets to end by itself; otherwise it is ended, so that nobody is ever caught in it."""
STUCK = "dltutor: the app didn't answer any more, and was ended. What was saved is kept.\n"
NOT_COPIED = (
    "Nothing was copied: this terminal takes no copies from programs, or none as long. Install xclip or wl-copy, "
    "or select the text with the mouse while you hold Shift, and copy it with your terminal's own key."
)


class TerminalApp(App[None], inherit_bindings=False):
    """An app that shows texts as they are, copies by every way there is, and asks once before Ctrl+C quits."""

    # Small things are told in a line of their own at the lower edge, one at a time; only what must not be missed
    # lies over the text until it is read. The chat moves both above its prompt.
    DEFAULT_CSS = """
    TerminalApp {
        ToastRack { margin: 0; align: center bottom; scrollbar-size-vertical: 0; }
        ToastHolder { align-horizontal: center; }
        Toast.-information {
            width: 100%; max-width: $reading-column; margin: 0; padding: 0 2; border: none;
            background: $primary-muted; color: $text-primary;
        }
        Toast.-warning, Toast.-error { width: 100%; max-width: 80; margin: 0; padding: 0 1; }
    }
    """

    _interrupted = -AGAIN_WITHIN
    _told = Notification("")
    owns_process = False
    """Whether the process is there for the app alone, so that it may be ended with it."""
    _force: threading.Timer | None = None
    _last_key = ("", 0.0)

    @property
    def copies_selection(self) -> bool:
        """Whether text that is selected with the mouse is copied at once."""
        return False

    def tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Show a notice; never as markup, since it may quote a document or a person."""
        told = Notification(steady(text), severity=severity, timeout=self.NOTIFICATION_TIMEOUT)
        if severity == "information":
            self._told.timeout, self._told = 0, told  # one small thing at a time: the newest
        self.post_message(Notify(told))

    def action_interrupt(self) -> None:
        """Quit at the second press; the first may have been meant as a copy."""
        now = time.monotonic()
        if now - self._interrupted <= AGAIN_WITHIN:
            self.exit()
        else:
            self._interrupted = now
            self.tell(with_keys("Press {interrupt} again to quit."))

    # Leaving, come what may

    def post_message(self, message: Message) -> bool:
        """Take a message; the keys that quit do so even if no message is dealt with any more."""
        if isinstance(message, events.Key) and self._wants_out(message.key):
            self.end_soon()
            sent = super().post_message(message)
            # Behind the key, wherever it goes first; if that comes back, nothing is stuck.
            focused = self.screen_stack[-1].focused if self.screen_stack else None
            (focused or self).call_later(self.call_later, self._lives)
            return sent
        return super().post_message(message)

    def _wants_out(self, key: str) -> bool:
        (before, at), now = self._last_key, time.monotonic()
        self._last_key = key, now
        keys = KEYBOARD.keymap.keys
        return key in keys["quit"] or (key == before and key in keys["interrupt"] and now - at <= AGAIN_WITHIN)

    def _lives(self) -> None:
        if not self._exit:
            self.ended()  # the key meant something else, such as to copy

    def end_soon(self) -> None:
        """Use force if the app doesn't end by itself."""
        if self.owns_process and self._force is None:
            self._force = terminal.within(PATIENCE, self._end_by_force)

    def ended(self) -> None:
        """Use no force any more."""
        if self._force is not None:
            self._force.cancel()
        self._force = None

    def save_by_force(self) -> None:
        """Bring to an end what is being saved, while the app itself is stuck."""

    def _end_by_force(self) -> None:
        """End the process from a thread, with the terminal as it was."""
        with suppress(Exception):
            self.save_by_force()
        with suppress(Exception):
            if self._driver is not None:
                self._driver.stop_application_mode()
                self._driver.close()
        with suppress(Exception):
            sys.__stderr__.write(STUCK)  # type: ignore[union-attr]  # there is one where there is a screen
            sys.__stderr__.flush()  # type: ignore[union-attr]
        terminal.leave_now(1)

    # Copying

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what was selected; Textual calls this."""
        self.copy(text, "the selected text")

    def copy(self, text: str, name: str) -> None:
        """Copy by the platform's own tool and through the terminal, and say which.

        Args:
            text: What is copied.
            name: What it is, for the notice: "the answer".
        """
        self._clipboard = text
        if self._driver is not None:
            # In a browser the terminal is the page, which takes the plain sequence.
            self._driver.write(clipboard.osc52(text, {} if self.is_web else os.environ))
        self.run_worker(self._tell_copied(text, name), exclusive=True, group="clipboard")

    async def _tell_copied(self, text: str, name: str) -> None:
        if self.is_web:
            # A tool would fill the clipboard of the machine that serves the page.
            self.tell(f"Sent {name} to the browser, which may ask before it copies.")
            return
        tool = clipboard.tool()
        copied = await clipboard.copy(tool, text) if tool is not None else False
        if tool is not None and copied is not False:
            told = f"Copied {name} with {tool.name}." if copied else f"Gave {name} to {tool.name} to copy."
            self.tell(f"{told} {tool.hint}".strip())
        elif clipboard.deaf(text):
            self.tell(NOT_COPIED, severity="error")
        else:
            self.tell(f"Sent {name} to the terminal (OSC 52); not every terminal copies it.")

    @on(events.TextSelected)
    def text_selected(self) -> None:
        """Copy what the mouse has selected, if that is wanted."""
        text = self.screen.get_selected_text() if self.copies_selection else ""
        if text:
            self.copy_to_clipboard(text)
