"""Write docs/cli.md from the command line's own help, so that the two can't differ. Run by ``make docs``."""

import sys
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from dltutor.cli import app

PAGE = Path(__file__).with_name("cli.md")
INTRO = """\
# Command line

Written by `make docs` from the program's own help. JSON shapes, exit codes and settings: [programs.md](programs.md).
"""


def page() -> str:
    """The whole page."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)  # noqa: S101  an app with commands is one
    parts = [INTRO, _section("dltutor", root)]
    parts += [_section(f"dltutor {name}", command) for name, command in sorted(root.commands.items())]
    return "\n".join(parts)


def _section(title: str, command: TyperGroup | TyperCommand) -> str:
    context = typer.Context(command, info_name=title, terminal_width=100, max_content_width=100)
    return f"## `{title}`\n\n```\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"{PAGE} is up to date\n")
