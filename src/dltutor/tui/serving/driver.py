"""What Textual draws on in a browser: packets on standard output, read by the server."""

import os
from typing import Any

from textual.drivers.web_driver import WebDriver
from textual.events import AppFocus
from textual.messages import ExitApp


class PageDriver(WebDriver):
    """Textual's own for the web, which also ends the app when the server is gone."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._write = self._write_all  # type: ignore[assignment]  # theirs is os.write, which may stop half-way

    def write(self, data: str) -> None:
        """Draw; half a character, which a document may hold, can't be sent."""
        super().write(data.encode("utf-8", "replace").decode())

    def run_input_thread(self) -> None:
        """Read what comes from the page. The end of it means that nobody is there to say "quit" any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the page tells of itself, its focus behind the news that the app begins without it."""
        if packet_type == "focus":
            self._app.call_later(self._take_focus)
        else:
            super().on_meta(packet_type, payload)

    def _take_focus(self) -> None:
        self._app.post_message(AppFocus())
        self._app.call_later(self._focus_widget)

    def _focus_widget(self) -> None:
        """Focus what a screen wants focused: while the page has no focus, a screen that opens is given none."""
        screen = self._app.screen
        wanted = self._app.AUTO_FOCUS if screen.AUTO_FOCUS is None else screen.AUTO_FOCUS
        if wanted and screen.focused is None:
            screen.focus_next(wanted)

    def _write_all(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self.fileno, rest) :]
        except BrokenPipeError:
            return  # the server is gone; what was written is still to be saved
