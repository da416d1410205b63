"""The process behind one browser tab, which never outlives it."""

import asyncio
import shlex
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from textual_serve.app_service import AppService

QUIT = 4.0
"""Seconds that the app gets to save and end by itself."""
TERMINATE = 2.0
"""Seconds after which it is no longer asked."""
OUTER = ("TMUX", "TMUX_PANE", "STY", "SSH_TTY")
"""What tells of the server's own terminal, which isn't where the app is shown."""


class TabProcess(AppService):
    """Starts the app for a tab, and sees to its end.

    Args:
        words: The command.
        settings: Added to its environment.
        named: What talks to the browser; see textual-serve.
    """

    def __init__(self, words: Sequence[str], settings: Mapping[str, str], **named: Any) -> None:
        super().__init__(shlex.join(words), **named)
        self._words = tuple(words)
        self._settings = dict(settings)

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height) | self._settings
        environment["TEXTUAL_DRIVER"] = "dltutor.tui.serving.driver:PageDriver"
        environment["TERM"] = "xterm-256color"
        return {name: value for name, value in environment.items() if name not in OUTER}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the app: without a shell in between, and out of reach of the Ctrl+C that is meant for the server."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Carry what the app draws to the page, until it ends; then the page shall know, even of a crash."""
        await super().run()
        with suppress(ConnectionError, RuntimeError):
            await self.remote_close()

    async def stop(self) -> None:
        """Ask the app to quit, then tell it to, then end it."""
        with suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), QUIT)
        process = self._process
        if process is None:
            return
        for end in (process.terminate, process.kill):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), TERMINATE)
                return
            with suppress(ProcessLookupError):
                end()
        await process.wait()
