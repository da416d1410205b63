"""The command palette's source: the commands of the present screen and of the app."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from dltutor.tui.apps.keyed import KeyedApp
from dltutor.tui.commands import COMMANDS
from dltutor.tui.keys.keymap import KEYBOARD, keys_of

if TYPE_CHECKING:
    from dltutor.tui.keys.command import Command, Scope


class CommandProvider(Provider):
    """Offers every command of :mod:`dltutor.tui.commands` that belongs here; what can't be done now says why."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._here():
            yield DiscoveryHit(_text(command), partial(self._do, command), help=self._help(command))

    async def search(self, query: str) -> Hits:
        """The commands whose label, id or help matches."""
        matcher = self.matcher(query)
        for command in self._here():
            text = _text(command)
            score = max(matcher.match(text), matcher.match(command.id) * 0.9, matcher.match(command.help) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(text), partial(self._do, command), help=self._help(command))

    def _here(self) -> list[Command]:
        scope: Scope | None = getattr(self.screen, "SCOPE", None)
        return [command for command in COMMANDS if command.palette and command.scope in {scope, "app"}]

    @property
    def _keyed(self) -> KeyedApp:
        app = self.app
        if not isinstance(app, KeyedApp):
            raise TypeError
        return app

    def _help(self, command: Command) -> str:
        reason = self._keyed.reason(command, self.screen)
        return f"Not now: {reason}" if reason else command.help

    async def _do(self, command: Command) -> None:
        await self._keyed.do(command)


def _text(command: Command) -> str:
    has_key = KEYBOARD.keymap.keys[command.id]
    return f"{command.label}  ({keys_of(command.id, typing=True)})" if has_key else command.label
