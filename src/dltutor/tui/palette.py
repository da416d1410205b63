"""The command palette's source: the commands that can be done on the present screen."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from dltutor.tui.command import Command, Scope
from dltutor.tui.commands import COMMANDS


class CommandProvider(Provider):
    """Offers every command of :mod:`dltutor.tui.commands` that works here."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._here():
            yield DiscoveryHit(self._text(command), partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands whose label or help matches."""
        matcher = self.matcher(query)
        for command in self._here():
            text = self._text(command)
            score = max(matcher.match(text), matcher.match(command.help) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(text), partial(self._run, command), help=command.help)

    def _here(self) -> list[Command]:
        scope: Scope | None = getattr(self.screen, "SCOPE", None)
        return [command for command in COMMANDS if command.palette and command.scope in {scope, "app"}]

    def _text(self, command: Command) -> str:
        key = command.keys[-1] if command.scope == "chat" else "".join(command.keys[:1])
        return f"{command.label}  ({shown_key(key)})" if key else command.label

    async def _run(self, command: Command) -> None:
        target = self.app if command.scope == "app" else self.screen
        await self.app.run_action(command.act(), default_namespace=target)


def shown_key(key: str) -> str:
    """A key as people write it: "ctrl+r" is Ctrl+R."""
    names = {"pageup": "PageUp", "pagedown": "PageDown", "escape": "Esc", "plus": "+", "minus": "-"}
    parts = key.split("+")
    return "+".join(names.get(part, part.capitalize() if len(part) > 1 or len(parts) > 1 else part) for part in parts)
