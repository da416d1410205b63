"""Write docs/cli.md, docs/keys.md and the README's table of the corpus from the program itself, for ``make docs``."""

import re
import sys
from itertools import groupby
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from dltutor.bank.bank import read_corpus
from dltutor.check import count, table
from dltutor.cli import app
from dltutor.paths import shipped_corpus
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
            slash = f", `{command.typed}`" if command.slash else ""
            rows.append(f"| {pressed}{slash} | {command.help} |")
        parts.append("\n".join([f"## {group}\n", "| keys | what they do |", "|---|---|", *rows, ""]))
    return "\n".join(parts)


def corpus_table() -> str:
    """The README's table of the shipped corpus: what ``dltutor check --summary`` prints."""
    return table(count(read_corpus(shipped_corpus()).items))


PAGES = {"cli.md": cli, "keys.md": keys}
README = Path(__file__).parents[1] / "README.md"
TABLE = re.compile(r"^\| topic .*?\*\*all\*\*[^\n]*$", re.MULTILINE | re.DOTALL)

if __name__ == "__main__":
    for name, make in PAGES.items():
        Path(__file__).with_name(name).write_text(make(), encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: corpus_table(), README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stderr.write(f"up to date: {', '.join(PAGES)}, README.md\n")
