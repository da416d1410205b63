"""A page of the served app: what its terminal shows, read from what the server sends."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pyte
from playwright.sync_api import Page, WebSocket

WAIT = 40.0
"""Seconds after which what is waited for is taken not to come; nothing is timed."""
STEP = 50
"""Milliseconds between two looks."""


@dataclass
class Shown:
    """The terminal of a page. It draws on a canvas, so its text is read from the packets that it is drawn from."""

    page: Page
    columns: int = 0
    rows: int = 0

    def __post_init__(self) -> None:
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.page.on("websocket", self._watch)

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: str | bytes) -> None:
        kind, *rest = json.loads(frame)
        if kind == "resize":
            self.columns, self.rows = rest[0]["width"], rest[0]["height"]
            self._screen.resize(self.rows, self.columns)

    def _received(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self._stream.feed(frame)

    @property
    def text(self) -> str:
        """The lines that are shown."""
        return "\n".join(self._screen.display)

    def wait(self, words: str) -> str:
        """The text once it holds these words."""
        for _ in self._looks():
            if words in self.text:
                return self.text
        raise AssertionError(f"{words!r} never came:\n{self.text}")

    def wait_cursor(self, words: str) -> None:
        """Wait until the cursor stands on the first of these words: what is typed goes there then."""
        for _ in self._looks():
            row = next((row for row, line in enumerate(self._screen.display) if words in line), None)
            if row is not None:
                cells, at = self._screen.buffer[row], self._screen.display[row].index(words)
                if (cells[at].bg, cells[at].reverse) != (cells[at + 1].bg, cells[at + 1].reverse):
                    return
        raise AssertionError(f"The cursor never came to {words!r}:\n{self.text}")

    def wait_closed(self) -> None:
        """Wait until the page tells that the app has ended."""
        self.page.wait_for_selector("body.-closed", state="attached", timeout=WAIT * 1000)

    def say(self, text: str) -> None:
        """Type, as fast as a script can, and wait until it is shown."""
        self.page.keyboard.type(text)
        self.wait(text)

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.page.keyboard.press(key)

    def _looks(self) -> Iterator[None]:
        for _ in range(int(WAIT * 1000 / STEP)):
            yield
            self.page.wait_for_timeout(STEP)
