"""Names of keys: as people write them, as Textual knows them, and which of them a terminal can tell apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys, _character_to_key

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTION_KEY = re.compile(r"f\d+")
NICKNAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page up": "pageup",
    "page down": "pagedown",
    "backtab": "shift+tab",
}
MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "alt": "alt", "option": "alt", "meta": "alt", "shift": "shift"}
ORDER = ("alt", "ctrl", "shift")
"""The order in which Textual names modifiers."""
SAME = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
}
"""Keys that reach a program as another one, by that other one's name."""
PLAIN = {"tab", "enter", "escape", "backspace", "space"}
"""Keys that most terminals send alike with and without Ctrl or Shift."""
CONTROLS = {"backslash", "right_square_bracket", "circumflex_accent", "underscore"}
"""Characters beside letters that have a control character of their own."""
SHOWN = {
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "escape": "Esc",
    "delete": "Del",
    "insert": "Ins",
}


def normal(written: str) -> str:
    """A key as Textual names it, however a person writes it: ``Ctrl+X``, ``?``, ``Esc``, ``shift+y``.

    What isn't a key's name comes back in the same form; :func:`trouble` says so.
    """
    text = written.strip()
    if len(text) <= 1:
        return _character_to_key(text) if text else ""
    # "ctrl++" is Ctrl with a plus.
    *before, key = [*text[:-2].split("+"), "+"] if text.endswith("++") else text.split("+")
    key = key.strip()
    key = _character_to_key(key) if len(key) == 1 else NICKNAMES.get(key.casefold(), key.casefold().replace(" ", "_"))
    given = {MODIFIERS.get(one.strip().casefold(), one.strip().casefold()) for one in before}
    if len(key) == 1 and key.isalpha() and given:
        if given == {"shift"}:
            return key.upper()
        # People write Ctrl+R and mean no Shift.
        key = key.lower()
    unknown = sorted(given - set(ORDER))
    return "+".join([*unknown, *(one for one in ORDER if one in given), *key.split("+")])


def trouble(key: str) -> str:
    """Why a key, as :func:`normal` writes it, can't be used; empty where it can."""
    return next(_objections(key), "")


def _objections(key: str) -> Iterator[str]:
    *modifiers, last = key.split("+")
    name, given, is_character = shown(key), set(modifiers), bool(character(last))
    if not (is_character or last in _known()) or given - set(ORDER):
        yield f"there is no key {key!r}"
    if key in SAME:
        yield f"terminals can't tell {name} from {SAME[key]}"
    if given >= {"ctrl", "shift"}:
        yield f"most terminals keep {name} to themselves, or send it without Shift"
    if "ctrl" in given and is_character and last != "space" and not (last in CONTROLS or re.fullmatch("[a-z]", last)):
        yield f"terminals don't send {name} as a key of its own"
    if last in PLAIN and given & {"ctrl", "shift"} and key not in {"shift+tab", "shift+enter"}:
        yield f"most terminals can't tell {name} from {shown(last)}"
    if modifiers == ["shift"] and is_character:
        yield f"there is no key {name}: write the character that it types"
    if "shift" in given and FUNCTION_KEY.fullmatch(last):
        yield f"terminals send {name} as another key"


@cache
def _known() -> frozenset[str]:
    """Textual's names of the keys that aren't characters, without their modifiers."""
    return frozenset(str(key.value).rpartition("+")[2] for key in Keys if not str(key.value).startswith("<"))


@cache
def character(key: str) -> str:
    """What a key without modifiers types; empty for one that types nothing."""
    if len(key) == 1:
        return key
    name = REPLACED_KEYS.get(key, key)
    try:
        found = unicodedata.lookup(KEY_TO_UNICODE_NAME.get(name, name.replace("_", " ")))
    except KeyError:
        return ""
    return found if found.isprintable() and _character_to_key(found) == key else ""


def is_typed(key: str) -> bool:
    """Whether the key types a character where text is typed."""
    return bool(character(key))


def shown(key: str) -> str:
    """A key as people write it: "ctrl+r" is Ctrl+R, "question_mark" is ?."""
    *modifiers, last = key.split("+")
    written = character(last).strip()
    name = (written.upper() if modifiers else written) or SHOWN.get(last, last.replace("_", " ").capitalize())
    return "+".join([*(one.capitalize() for one in modifiers), name])
