"""Options of a card, and which of them its key names: by index, by letter, by text, or on the option itself."""

import re
from collections.abc import Sequence
from typing import Any

from dltutor.bank.item import Option
from dltutor.bank.layouts.cards.markup import clean
from dltutor.bank.text import folded

LETTERED = re.compile(r"\s*\(?([A-Ha-h])[).:]\s+")
LETTERS = re.compile(r"\(?([A-Ha-h])[).]?(?:\s*(?:,|;|/|&|\band\b|\s)\s*|$)")
TICKS = {
    "true": True,
    "yes": True,
    "1": True,
    "x": True,
    "correct": True,
    "false": False,
    "no": False,
    "0": False,
    "": False,
}


def option_list(value: Any) -> list[Option]:
    """Options from a list of texts or of objects (text, correct), an object by letters, or a text with separators."""
    if isinstance(value, str):
        separator = next((mark for mark in ("\n", "|", ";") if mark in value), None)
        value = value.split(separator) if separator else []
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return []
    options = [_option(one) for one in value]
    return [option for option in options if option.text]


def _option(value: Any) -> Option:
    if not isinstance(value, dict):
        return Option(LETTERED.sub("", clean(str(value)), count=1) if value is not None else "")
    fields = {str(name).lower(): field for name, field in value.items()}
    text = next((fields[name] for name in ("text", "option", "answer", "value", "label") if fields.get(name)), "")
    correct = next((fields[name] for name in ("correct", "is_correct", "iscorrect", "right") if name in fields), None)
    reason = next((fields[name] for name in ("reason", "explanation", "feedback") if fields.get(name)), "")
    return Option(clean(str(text)), _tick(correct), clean(str(reason)))


def _tick(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    return TICKS.get(str(value).strip().lower())


def keyed(options: Sequence[Option], key: Any, *, one_based: bool) -> tuple[tuple[Option, ...], str]:
    """The options with their key, and the key's text where it names none of them.

    Options that carry their own ticks keep them: one without a tick beside others that have one is wrong. An empty list
    as the key says that no option is right.
    """
    if any(option.correct is not None for option in options):
        return tuple(Option(one.text, bool(one.correct), one.reason) for one in options), ""
    if not options or key is None:
        return tuple(options), ""
    right = _named(options, key, one_based=one_based)
    if right is None:
        return tuple(options), str(key)
    return tuple(Option(one.text, index in right, one.reason) for index, one in enumerate(options)), ""


def _named(options: Sequence[Option], key: Any, *, one_based: bool) -> set[int] | None:
    """The indexes that a key names; None where it isn't understood."""
    if isinstance(key, list):
        parts = [_named(options, one, one_based=one_based) for one in key]
        return None if any(part is None for part in parts) else {index for part in parts if part for index in part}
    if isinstance(key, int) and not isinstance(key, bool):
        index = key - one_based
        return {index} if 0 <= index < len(options) else None
    text = clean(str(key)).strip()
    same = {index for index, option in enumerate(options) if folded(option.text) == folded(text) and folded(text)}
    same = same or {index for index, option in enumerate(options) if option.text.strip() == text}
    if same:
        return same
    if text.isdecimal() and len(text) < 3:
        return _named(options, int(text), one_based=one_based)
    return _letters(options, text) or _several(options, text)


def _letters(options: Sequence[Option], text: str) -> set[int] | None:
    """``B``, ``(b)``, ``A, C``, ``AC``, or the letter before the option's text ("B) 0.5")."""
    if re.fullmatch(r"[A-H]{2,8}", text):
        letters = list(text)
    else:
        letters, position = [], 0
        while match := LETTERS.match(text, position):
            letters.append(match.group(1))
            position = match.end()
            if position == len(text):
                break
        if position != len(text):
            lettered = LETTERED.match(text)
            letters = [lettered.group(1)] if lettered else []
    indexes = {ord(letter.upper()) - ord("A") for letter in letters}
    return indexes if indexes and max(indexes) < len(options) else None


def _several(options: Sequence[Option], text: str) -> set[int] | None:
    """Several options by their texts, with separators between."""
    parts = [folded(part) for part in re.split(r"\n|\||;", text) if folded(part)]
    texts = [folded(option.text) for option in options]
    return {texts.index(part) for part in parts} if len(parts) > 1 and all(part in texts for part in parts) else None
