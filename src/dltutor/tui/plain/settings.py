"""Settings line by line: what they are, where they come from, changing them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dltutor.config import Setting
    from dltutor.tui.plain.talk import Talk

TYPED = "what you typed"
RESET = "reset"


def settings(talk: Talk, rest: str) -> None:
    """Say all settings, explain one, change one, or put one back to its default."""
    from dltutor.config import known

    words = rest.split(maxsplit=1)
    if not words:
        _tell_all(talk)
    elif words[0].lower() == RESET:
        if len(words) == 1:
            talk.say("Which one? Type settings reset and its name.")
        else:
            _save(talk, known(words[1].strip().lower(), TYPED), None)
    else:
        setting = known(words[0].lower(), TYPED)
        if len(words) == 1:
            talk.say(f"{setting.name}: {setting.kind.show(getattr(talk.config, setting.name))}. {setting.label}.")
            talk.say(f"{setting.help} {setting.limits}")
        else:
            _save(talk, setting, setting.kind.read(words[1]))


def _tell_all(talk: Talk) -> None:
    from dltutor import paths
    from dltutor.config import SETTINGS, origin, read_file

    in_file, group = read_file(), ""
    for setting in SETTINGS.values():
        if setting.group != group:
            group = setting.group
            talk.say(f"{group}:")
        value = setting.kind.show(getattr(talk.config, setting.name))
        talk.say(f"- {setting.name}: {value} ({origin(talk.config, setting.name, in_file)}). {setting.label}.")
    talk.say(f"They are kept in {paths.config_file()}.")
    talk.say("settings and a name explains one, with a value behind it changes it; settings reset and a name: default.")


def _save(talk: Talk, setting: Setting, value: Any) -> None:
    """Write a setting into the file, None for none of it; it is in force where nothing else wins."""
    from dltutor import config_file, paths
    from dltutor.config import checked, origin

    new = setting.default if value is None else checked(setting.name, value, TYPED)
    config_file.save({setting.name: value})
    note = " again, the default" if value is None else ""
    talk.say(f"{setting.label} ({setting.name}): {setting.kind.show(new)}{note}. {paths.config_file()} is up to date.")
    wins = origin(talk.config, setting.name, {})
    if wins != "default":
        talk.say(f"At present the {wins} says otherwise, and wins.")
        return
    if setting.effect in {"at once", "for the next answer"}:
        talk.config = replace(talk.config, **{setting.name: new})
    else:
        talk.say(f"It takes effect {setting.effect}.")
