"""Commands that can't be done now: they are grey, and say why where they are chosen all the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from textual.actions import parse

from dltutor.tui.commands import COMMANDS

if TYPE_CHECKING:
    from dltutor.tui.keys.command import Command


class Reasoned:
    """Whoever does the commands of a scope and can say why one of them can't be done now.

    To be named before the app or screen that it is mixed into. (Were it a node of Textual's, style sheets would take it
    for the class that the others are derived from.)
    """

    SCOPE: str

    def why_not(self, command_id: str) -> str:
        """Why the command can't be done now, as a sentence; empty where it can."""
        raise NotImplementedError

    def refusal(self, action: str, parameters: tuple[object, ...]) -> str:
        """Why an action can't be done now; empty where it can, and where it isn't a command's."""
        command = _doing(self.SCOPE).get((action, parameters))
        return self.why_not(command.id) if command is not None else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None, which is grey in the footer, for what can't be done now."""
        return None if self.refusal(action, parameters) else True


@cache
def _doing(scope: str) -> dict[tuple[str, tuple[object, ...]], Command]:
    """The commands of a scope by their actions; where words follow, they are another action."""
    return {parse(command.act())[1:]: command for command in COMMANDS if command.scope == scope}
