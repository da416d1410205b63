"""The app's part in keys: its widgets get the keys in force, and what can't be done now says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.actions import parse

from dltutor.tui.apps.personal import PersonalApp
from dltutor.tui.commands import COMMANDS
from dltutor.tui.keys import rebinding
from dltutor.tui.keys.keymap import KEYBOARD, resolve
from dltutor.tui.keys.reasons import Reasoned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.actions import ActionParseResult
    from textual.binding import BindingsMap
    from textual.dom import DOMNode
    from textual.widget import Widget

    from dltutor.config import Config
    from dltutor.progress import Progress
    from dltutor.tui.keys.command import Command


class KeyedApp(Reasoned, PersonalApp):
    """An app with a person's own keys, in which every command either is done or says why not.

    Args:
        config: The configuration.
    """

    SCOPE = "app"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._tables: dict[type[DOMNode], BindingsMap | None] = {}
        self._use_keys(config)

    def _use_keys(self, config: Config) -> None:
        KEYBOARD.keymap = resolve(COMMANDS, config.keys)
        self._tables.clear()
        self._bind(self)

    def _bind(self, node: DOMNode) -> None:
        kind = type(node)
        if kind not in self._tables:
            self._tables[kind] = rebinding.table_of(kind, KEYBOARD.keymap)
        table = self._tables[kind]
        if table is not None:
            node._bindings = table.copy()  # noqa: SLF001  where Textual looks, for want of a keymap that can do it

    def _register_child(self, parent: DOMNode, child: Widget, before: int | None, after: int | None) -> None:
        # The one place that every widget and screen passes before its first key.
        super()._register_child(parent, child, before, after)
        self._bind(child)

    def on_mount(self) -> None:
        """Say how much of the person's keymap can't be used."""
        self._tell_problems()

    def _tell_problems(self) -> None:
        count = len(KEYBOARD.keymap.problems)
        if count:
            entries = "1 entry" if count == 1 else f"{count} entries"
            self.tell(f"{entries} of [keys] can't be used; dltutor keys says why.", severity="warning")

    def watch_config(self, before: Config, config: Config) -> None:
        """Take over changed keys, too."""
        super().watch_config(before, config)
        if config.keys != before.keys:
            self._use_keys(config)
            for screen in self.screen_stack:
                for node in screen.walk_children(with_self=True):
                    self._bind(node)
            self.refresh_bindings()
            self._tell_problems()

    # What can't be done now

    def reason(self, command: Command, screen: DOMNode | None = None) -> str:
        """Why a command of the app or of a screen can't be done now; empty where it can.

        Args:
            command: The command.
            screen: The screen; the present one unless told.
        """
        holder = self if command.scope == "app" else screen or self.screen
        return holder.why_not(command.id) if isinstance(holder, Reasoned) else ""

    async def do(self, command: Command, words: str = "") -> None:
        """Do a command of the app or of the present screen, or say why that can't be.

        Args:
            command: The command.
            words: What follows it, where something may.
        """
        act = f"{command.act()}({words!r})" if words else command.act()
        await self.run_action(act, self if command.scope == "app" else self.screen)

    def action_later(self, command_id: str) -> None:
        """Do a command as soon as the click on its text has been dealt with."""
        # Not within the click: a widget can't wait until it is itself replaced by what the command shows.
        self.call_next(self.do, next(command for command in COMMANDS if command.id == command_id))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action; for a command that can't be done now, say why."""
        namespace, name, parameters = parse(action) if isinstance(action, str) else action
        own = default_namespace or self
        holder = self if namespace == "app" else self.screen if namespace == "screen" else own
        reason = holder.refusal(name, parameters) if isinstance(holder, Reasoned) else ""
        if reason:
            self.tell(reason)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def watch_progress(self, before: Progress | None, now: Progress | None) -> None:
        """Let footers know that a build has begun or ended."""
        if (before is None) != (now is None):
            self.refresh_bindings()
