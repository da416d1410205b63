"""Write docs/{cli,keys,plain,settings}.md and the README's table of the corpus from the program, for ``make docs``."""

import re
import sys
import textwrap
from itertools import groupby
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from dltutor.bank.bank import read_corpus
from dltutor.check import count, table
from dltutor.cli import app
from dltutor.config import ENVIRONMENT, SETTINGS
from dltutor.paths import shipped_corpus
from dltutor.tui.commands import GROUPS
from dltutor.tui.keys.keymap import listed
from dltutor.tui.plain.places import PLACES
from dltutor.tui.plain.without import WITHOUT
from dltutor.tui.plain.words import GROUPS as PLAIN_GROUPS

CLI_INTRO = """\
# Command line

Written by `make docs` from the program's own help. JSON shapes, exit codes and settings: [programs.md](programs.md).
"""
KEYS_INTRO = """\
# Keys of the app

Written by `make docs` from the app's own list of commands; F1 shows the same, and `dltutor keys` with your own keys.
Single letters and digits work where no text is typed; in the chat they are on Alt, too. Words with a slash can be typed
into the prompt, where `/` lists them, and all but the plainest commands stand in the palette (Ctrl+P). What can't be
done at the moment is grey, and says why when it is chosen.

## Your own keys

Below a line `[keys]` of the configuration file, by the command's name: one key, several, or none.

```toml
[keys]
quit = "ctrl+x"
copy_answer = ["y", "alt+w"]
library = []
```

Footer, help, palette and texts then show your keys. An entry that can't be used leaves its command with the keys that
it has anyway: where there is no such command or key, where a terminal sends the key as another one (Ctrl+I is Tab,
Ctrl+M is Enter, Ctrl+H is Backspace), where the key is needed for typing, or where it means something else in the same
place. The app says so when it starts, and `dltutor keys` says why. Keys that are digits or letters by their meaning
can't be changed, and what neither the palette nor the `/` menu has can't be without a key.
"""

PLAIN_INTRO = """\
# Line by line

Written by `make docs` from the program's own list of words; `help` says the same.

`dltutor --plain` is the tutor for screen readers and pipes: a question a line, no colours, nothing that moves, every
state in words. Without a terminal it is chosen by itself: `echo "what is momentum" | dltutor`.

```
what is dropout            a question; "and at test time?" goes on from it
2                          the answer of the second question in the list
open                       its place in the document
source                     the answer as it stands there, code and LaTeX numbered; copy 4 copies the fourth
formulas drawn             formulas over several lines from now on; line and latex are the other ways
/find chain rule           where this session's questions and answers hold the words; show 3 says the third again
ask exactly: why?          a question into which nothing said before is read
quiz                       be asked; an empty line ends an answer, Enter, w, n or your own credits decide
/pause                     within a quiz: ask something in between; continue comes back
settings top 5             change a setting
```

A word of these lists, alone on a line, is done, without regard to capitals. With more behind it a line is a question
("open sets"), unless it begins with a slash or what follows can be nothing else (`resume 2`, `settings top 5`). On a
terminal lines are broken at words, formulas, tables and code never; a program that reads them gets whole lines.
`dltutor --plain quiz`, `review` and `exam` begin there at once, and end the program.
"""
PLAIN_END = """\
## What has no word

What the app has beyond this, by the names in [keys.md](keys.md):
"""
SETTINGS_INTRO = """\
# Settings

Written by `make docs` from the program's own list of settings.

In the app F9 or `/settings` shows them all: what each is for, its value, and where that comes from. Enter changes the
chosen one, ← and → go from value to value, `r` puts it back to its default. A change is saved at once. `/theme` shows
each theme while you choose; Esc takes nothing.

On the command line:

```
dltutor settings                    # all of them, and where their values come from
dltutor settings theme              # one of them
dltutor settings theme nord         # change it
dltutor settings --reset theme      # back to the default
dltutor paths                       # where the file is, and everything else
```

Both write `config.toml`, which you can edit yourself as well. The first save makes it, with every setting explained and
switched off; later ones change only the lines they are about. A file with a mistake is never written over: the
program says what is wrong and where. The command line wins over the environment, the environment over the file.
"""
SETTINGS_END = """\
## Colours

![Choosing a theme, which is shown at once](images/themes.svg)

Where a theme's own colours are too close to their background, dltutor makes them lighter or darker, until text has a
contrast of 4.5 to 1 at least. `ansi-dark` and `ansi-light` are the terminal's own colours on its own background; choose
the one that fits it. With `NO_COLOR` set in the environment there are no colours at all: what is chosen or selected
is shown in reverse, and verdicts are told by words and signs, as they are everywhere.
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
    for group, commands in GROUPS.items():
        rows = []
        for command in commands:
            pressed = ", ".join(filter(None, (listed(command), command.typed and f"`{command.typed}`"))) or "palette"
            rows.append(f"| {pressed} | {command.help} | `{command.id}` |")
        parts.append("\n".join([f"## {group}\n", "| keys | what they do | name |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)


def plain() -> str:
    """The page of the words that are typed line by line."""
    parts = [PLAIN_INTRO]
    for title, words in (*PLAIN_GROUPS.items(), *PLACES.items()):
        rows = [f"| `{word.typed}` | {word.help} |" for word in words]
        parts.append("\n".join([f"## {title}\n", "| typed | what it does |", "|---|---|", *rows, ""]))
    parts.append(PLAIN_END)
    for reason, ids in groupby(sorted(WITHOUT, key=lambda name: WITHOUT[name]), key=lambda name: WITHOUT[name]):
        told = f"- {reason} {', '.join(f'`{name}`' for name in ids)}"
        parts.append(textwrap.fill(told, 120, break_on_hyphens=False, subsequent_indent="  "))
    return "\n".join(parts) + "\n"


def settings() -> str:
    """The page of settings."""
    parts = [SETTINGS_INTRO]
    for group, rows in groupby(SETTINGS.values(), key=lambda setting: setting.group):
        parts.append(f"## {group}\n")
        for row in rows:
            variable = next(
                (f", `{name}` in the environment" for name, key in ENVIRONMENT.items() if key == row.name), ""
            )
            says = f"**`{row.name}`**{variable}: {row.help} {row.limits} A change takes effect {row.effect}."
            parts.append(textwrap.fill(says, 120, break_on_hyphens=False) + "\n")
    return "\n".join([*parts, SETTINGS_END])


def corpus_table() -> str:
    """The README's table of the shipped corpus: what ``dltutor check --summary`` prints."""
    return table(count(read_corpus(shipped_corpus()).items))


PAGES = {"cli.md": cli, "keys.md": keys, "settings.md": settings, "plain.md": plain}
README = Path(__file__).parents[1] / "README.md"
TABLE = re.compile(r"^\| topic .*?\*\*all\*\*[^\n]*$", re.MULTILINE | re.DOTALL)

if __name__ == "__main__":
    for name, make in PAGES.items():
        Path(__file__).with_name(name).write_text(make(), encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: corpus_table(), README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stderr.write(f"up to date: {', '.join(PAGES)}, README.md\n")
