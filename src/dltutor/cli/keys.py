"""``dltutor keys``."""

from typing import TYPE_CHECKING, Annotated

import typer

from dltutor.cli.output import put, put_json, say
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(keys)


def keys(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a command instead of a table.")] = False,
) -> None:
    """Show every command of the app with the keys in force, yours included, and what of yours can't be used.

    Your own keys stand in the configuration file, below a line [keys], by the command's name: quit = "ctrl+x" for one
    key, copy_answer = ["y", "alt+w"] for several, library = [] for none. An entry that can't be used leaves its command
    with the keys that it has anyway, and is told on standard error with exit code 2.
    """
    from dltutor.tui.commands import COMMANDS
    from dltutor.tui.keys.command import PLACES  # the app's toolkit takes a moment to import
    from dltutor.tui.keys.keymap import listed, resolve

    session: Session = context.obj
    keymap = resolve(COMMANDS, session.config.keys)
    rows = []
    for command in COMMANDS:
        place, yours = PLACES[command.scope], command.id in keymap.changed
        if as_json:
            mine = {"id": command.id, "keys": list(keymap.keys[command.id]), "slash": command.typed}
            put_json({**mine, "place": place, "help": command.help, "yours": yours})
        pressed = ", ".join(filter(None, (listed(command, keymap), command.typed))) or "palette"
        rows.append((command.id + "*" * yours, pressed, place, command.help))
    if not as_json:
        _put_table([("command", "keys", "place", "what it does"), *rows])
        if keymap.changed:
            say("* with keys of your own")
    if keymap.problems:
        for problem in keymap.problems:
            say(f"[keys] {problem}")
        raise UsageError(
            f"{len(keymap.problems)} of your keys can't be used.",
            hint="Mend them in the configuration; the rest is in force.",
        )


def _put_table(rows: "Sequence[tuple[str, ...]]") -> None:
    """Columns as wide as their widest cell; the last one as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row[:-1], widths, strict=False)]
        put("  ".join([*cells, row[-1]]))
