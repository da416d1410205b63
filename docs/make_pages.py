"""Write docs/cli.md and docs/keys.md from the program itself, so that they can't differ. Run by ``make docs``."""

import sys
from itertools import groupby
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from dltutor.cli import app
from dltutor.tui.commands import COMMANDS

CLI_INTRO = """\
# Command line

Written by `make docs` from the program's own help. JSON shapes, exit codes and settings: [programs.md](programs.md).
"""
KEYS_INTRO = """\
# Keys of the app

Written by `make docs` from the app's own list of commands; F1 shows the same. Single letters and digits work while an
answer has the focus; in the prompt they are on Alt. Commands with a slash can be typed into the prompt, and all but the
plainest stand in the palette (Ctrl+P).
"""


def cli() -> str:
    """The page of commands."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)  # noqa: S101  an app with commands is one
    parts = [CLI_INTRO, _section("dltutor", root)]
    parts += [_section(f"dltutor {name}", command) for name, command in sorted(root.commands.items())]
    return "\n".join(parts)


def _section(title: str, command: TyperGroup | TyperCommand) -> str:
    context = typer.Context(command, info_name=title, terminal_width=100, max_content_width=100)
    return f"## `{title}`\n\n```\n{command.get_help(context)}\n```\n"


def keys() -> str:
    """The page of keys, group by group."""
    parts = [KEYS_INTRO]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        rows = []
        for command in commands:
            pressed = ", ".join(f"`{key}`" for key in command.keys) or "palette"
            slash = f", `/{command.id}`" if command.slash else ""
            rows.append(f"| {pressed}{slash} | {command.help} |")
        parts.append("\n".join([f"## {group}\n", "| keys | what they do |", "|---|---|", *rows, ""]))
    return "\n".join(parts)


PAGES = {"cli.md": cli, "keys.md": keys}

if __name__ == "__main__":
    for name, make in PAGES.items():
        Path(__file__).with_name(name).write_text(make(), encoding="utf-8")
    sys.stderr.write(f"up to date: {', '.join(PAGES)}\n")
