"""``dltutor settings`` and ``dltutor paths``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dltutor import config_file, paths
from dltutor.cli.output import put, put_json, say
from dltutor.config import ENVIRONMENT, SETTINGS, Config, Setting, checked, known, origin, read_file
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from dltutor.cli.session import Session

COMMAND_LINE = "the command line"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(settings)
    app.command("paths")(places)


def settings(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The setting; without one, all of them are listed.")] = "",
    value: Annotated[str | None, typer.Argument(help="Its new value; without one, the present one is printed.")] = None,
    *,
    reset: Annotated[str, typer.Option(help="Take a setting out of the file.", metavar="KEY")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a setting.")] = False,
) -> None:
    """Show the settings and where they come from, or change one in the configuration file.

    What else stands in the file, comments and order, stays as it is.
    """
    session: Session = context.obj
    if reset and key:
        raise UsageError("--reset names the setting itself.", hint=f"Write: dltutor settings --reset {reset}")
    if reset:
        _save(session.config, known(reset, COMMAND_LINE), None)
    elif key and value is not None:
        setting = known(key, COMMAND_LINE)
        _save(session.config, setting, setting.kind.read(value))
    else:
        _show(
            session.config, [known(key, COMMAND_LINE)] if key else [*SETTINGS.values()], one=bool(key), as_json=as_json
        )


def _save(config: Config, setting: Setting, value: Any) -> None:
    new = setting.default if value is None else checked(setting.name, value, COMMAND_LINE)
    config_file.save({setting.name: value})
    note = " again, the default" if value is None else ""
    say(f"{setting.label} ({setting.name}): {setting.kind.show(new)}{note}. {paths.config_file()} is up to date.")
    wins = origin(config, setting.name, {})
    if wins != "default":
        variable = next((f" ({name})" for name, key in ENVIRONMENT.items() if key == setting.name), "")
        say(f"At present the {wins}{variable if wins == 'environment' else ''} says otherwise, and wins.")


def _show(config: Config, wanted: list[Setting], *, one: bool, as_json: bool) -> None:
    in_file = read_file()
    if as_json:
        for setting in wanted:
            put_json(_json(config, setting, in_file))
    elif one:
        put(wanted[0].kind.show(getattr(config, wanted[0].name)))
    else:
        rows = [
            (s.name, s.kind.show(getattr(config, s.name)), origin(config, s.name, in_file), s.label) for s in wanted
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for name, value, where, label in rows:
            put(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {where:<{widths[2]}}  {label}")


def _json(config: Config, setting: Setting, in_file: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": setting.name,
        "value": _plain(getattr(config, setting.name)),
        "default": _plain(setting.default),
        "origin": origin(config, setting.name, in_file),
        "group": setting.group,
        "label": setting.label,
        "help": setting.help,
        "wanted": setting.kind.wanted,
        "effect": setting.effect,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: list(keys) for key, keys in value.items()}
    return str(value) if isinstance(value, Path) else value


def places(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show where everything is: the configuration, the documents, the index, your data, caches, logs."""
    session: Session = context.obj
    found = {
        "config": paths.config_file(),
        "corpus": session.config.corpus_dir,
        "index": session.config.index_dir,
        "data": paths.data_dir(),
        "cache": paths.cache_dir(),
        "state": paths.state_dir(),
    }
    absolute = {name: str(path.absolute()) for name, path in found.items()}
    if as_json:
        put_json(absolute)
    else:
        for name, path in absolute.items():
            put(f"{name:<6}  {path}")
