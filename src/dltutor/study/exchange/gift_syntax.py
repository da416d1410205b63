"""GIFT's characters: escaping, and finding marks that aren't escaped. After Moodle's own reader of the format."""

import re
from collections.abc import Iterator

SPECIAL = re.compile(r"[\\~=#{}:]")
ESCAPED = re.compile(r"\\([\\~=#{}:]|n)")
TEX_AFTER = re.compile(r"(?:abla|eq|eg|u|ot|e)\b")
"""What makes a TeX command of ``\\n``: people who write formulas by hand don't escape the backslash of ``\\nabla``."""


def escaped(text: str) -> str:
    """A text of which no character means anything to GIFT, on one line."""
    return SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def unescaped(text: str) -> str:
    r"""The text that was meant; ``\(`` and other backslashes that escape nothing stay."""

    def meant(match: re.Match[str]) -> str:
        if match.group(1) != "n":
            return match.group(1)
        return match.group() if TEX_AFTER.match(text, match.end()) else "\n"

    return ESCAPED.sub(meant, text)


def places(text: str, mark: str, start: int = 0) -> Iterator[int]:
    """Where a mark stands in a text without a backslash before it."""
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(mark, at):
            yield at
            at += len(mark)
        else:
            at += 1


def cut(text: str, mark: str) -> tuple[str, str]:
    """What stands before and after the first mark; all and nothing without one."""
    at = next(places(text, mark), -1)
    return (text, "") if at < 0 else (text[:at], text[at + len(mark) :])
