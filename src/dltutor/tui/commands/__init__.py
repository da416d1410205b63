"""Every command of the app, once: key bindings, footer, command palette, slash commands and help are made from this."""

from textual.binding import BindingType

from dltutor.tui.commands.chat import CHAT
from dltutor.tui.commands.everywhere import EVERYWHERE
from dltutor.tui.commands.exam import EXAM
from dltutor.tui.commands.library import LIBRARY
from dltutor.tui.commands.quiz import QUIZ
from dltutor.tui.commands.sessions import SESSIONS
from dltutor.tui.commands.settings import PERSONAL
from dltutor.tui.commands.stats import STATS
from dltutor.tui.commands.trying import TRYING
from dltutor.tui.keys.command import Command, Focus, Scope

COMMANDS: tuple[Command, ...] = (*CHAT, *SESSIONS, *QUIZ, *TRYING, *EXAM, *STATS, *EVERYWHERE, *PERSONAL, *LIBRARY)

GROUPS: dict[str, tuple[Command, ...]] = {
    group: tuple(command for command in COMMANDS if command.group == group)
    for group in dict.fromkeys(command.group for command in COMMANDS)
}
"""The commands below their headings, both in the order of the tables."""

SLASH = {f"/{command.id}": command for command in COMMANDS if command.slash}


def bindings(scope: Scope, *, focus: Focus | None = None) -> list[BindingType]:
    """The key bindings of a scope.

    Args:
        scope: Whose commands to bind.
        focus: The footer of this place; commands of other scopes that it shows are bound too, since a footer shows
            what is bound nearest to the focus.
    """
    made: list[BindingType] = []
    for command in COMMANDS:
        shown = bool(focus and focus in command.footer)
        if command.scope == scope:
            made += [command.bind(key, shown=shown and not number) for number, key in enumerate(command.keys)]
        elif shown and command.owner:
            made.append(command.bind(command.keys[0], shown=True))
    return made
