"""Changing the configuration file: what a person has written in it, comments and order, stays as it is."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from dltutor import paths
from dltutor.config import SETTINGS, Config, apply, checked, read_file
from dltutor.errors import DltutorError
from dltutor.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from tomlkit import TOMLDocument

    from dltutor.config import Setting

INTRO = """\
# The settings of dltutor. A line behind "#" isn't in force; it shows the default, or how it would be written.
# They can be changed in the app (/settings), too, and with: dltutor settings
"""
WHERE = "what is to be saved"


def save(changes: Mapping[str, Any], file: Path | None = None) -> None:
    """Change settings in the file, all of them or none; a first save makes it, with an explanation of every setting.

    Args:
        changes: New values by name; None takes a setting out of the file, so that its default is in force again.
        file: The TOML file; the default place unless told.

    Raises:
        UsageError: A change, or what stands in the file already, is wrong. The file is left as it is.
        DltutorError: The file can't be written; it is what it was.
    """
    file = file or paths.config_file()
    new = {key: None if value is None else _plain(checked(key, value, WHERE)) for key, value in changes.items()}
    before = read_file(file)
    apply(Config(), before, str(file))
    try:
        # Not the text that was just read for the check: that one may have lost the file's own kind of line ends.
        text = old = file.read_bytes().decode() if file.exists() else explained()
        for key, value in new.items():
            text = _changed(text, key, value)
        text = _with_ends_of(old, text)
        mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
        write_atomically(file.resolve(), text.encode(), mode=mode)  # of a link, what it leads to is written
    except OSError as error:
        reason = error.strerror or error
        raise DltutorError(f"{file} can't be written: {reason}.", hint="Nothing in it has changed.") from None


def explained() -> str:
    """A file with every setting's explanation, and none of them set."""
    parts, group = [INTRO], ""
    for setting in SETTINGS.values():
        if setting.group != group:
            group = setting.group
            parts.append(f"\n\n## {group}\n")
        parts.append(f"\n{_comment(setting)}{_shown_off(setting)}\n")
    return "".join(parts)


def _comment(setting: Setting) -> str:
    import textwrap

    text = f"{setting.label}. {setting.help}"
    return "".join(f"# {line}\n" for line in textwrap.wrap(text, 96, break_on_hyphens=False))


def _shown_off(setting: Setting) -> str:
    """The line of a setting that isn't in force."""
    return "\n".join(f"# {line}" for line in setting.kind.example(setting.name, setting.default).split("\n"))


def _with_ends_of(old: str, new: str) -> str:
    """The new text with the line ends of the old one, where those are all of Windows's kind."""
    windows = "\r\n" in old and not re.search(r"(?<!\r)\n", old)
    return re.sub(r"(?<!\r)\n", "\r\n", new) if windows else new


def _plain(value: Any) -> Any:
    """A value as TOML can hold it."""
    from collections.abc import Mapping as AnyMapping
    from pathlib import Path as AnyPath

    if isinstance(value, AnyMapping):
        return {key: keys[0] if len(keys) == 1 else list(keys) for key, keys in value.items()}
    return str(value) if isinstance(value, AnyPath) else value


def _changed(text: str, key: str, value: Any) -> str:
    """The text with a setting changed in it, or with it taken out where the value is None."""
    wanted = tomllib.loads(text)
    ways: Iterable[str]
    if value is None or value == {}:
        if wanted.pop(key, None) is None:
            return text
        ways = _switched_off(text, key)
    else:
        if wanted.get(key) == value:
            return text
        ways = () if key in wanted or isinstance(value, dict) else _switched_on(text, key, value)
        wanted[key] = value
    # What looks like a setting may be a line of a longer text: whatever is found so must mean what is wanted.
    return next((way for way in ways if _means(way, wanted)), None) or _edited(text, key, value)


def _switched_off(text: str, key: str) -> Iterator[str]:
    """Where a comment stands above the setting, a line that shows its default."""
    line = rf"(?m)(^#.*\r?\n){key}[ \t]*=.*?(?=\r?$)"
    yield re.sub(line, lambda match: match[1] + _shown_off(SETTINGS[key]), text, count=1)


def _switched_on(text: str, key: str, value: Any) -> Iterator[str]:
    """The line that shows the default, in force; else a new one behind the others, above what belongs to a table."""
    import tomlkit

    document = tomlkit.document()
    document[key] = value
    line = document.as_string()
    yield re.sub(rf"(?m)^# {key} = .*\n", lambda _: line, text, count=1)
    table = re.search(r"(?m)^[ \t]*\[", text)
    if table is not None:
        last = re.search(r"(?m)(^[ \t]*(#.*)?\r?\n)*\Z", text[: table.start()])
        place = table.start() if last is None else last.start()
        yield text[:place] + line + text[place:]


def _means(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _edited(text: str, key: str, value: Any) -> str:
    import tomlkit

    document: TOMLDocument = tomlkit.parse(text)
    if value is None or value == {}:
        del document[key]
    elif isinstance(value, dict) and key in document:
        table: Any = document[key]
        for name in [name for name in table if name not in value]:
            del table[name]
        for name, keys in value.items():
            if table.get(name) != keys:
                table[name] = keys
    else:
        document[key] = value
    return document.as_string()
