r"""A Markdown text cut into formulas, code and the rest.

Formulas stand between ``$…$``, ``$$…$$``, ``\(…\)`` and ``\[…\]``. Scanned documents put spaces inside the dollars,
and plain text has prices; what stands between two dollars decides which it is.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple


class Segment(NamedTuple):
    """A piece of a text: its source as it stands, and for formulas what is between the marks."""

    kind: Literal["text", "code", "inline", "display"]
    source: str
    tex: str = ""


_MARK = re.compile(
    r"""
    ^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*(?:\n|\Z)            # a code fence, to its end or that of the text
      (?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*)
    | (?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)   # a code span
    | (?:https?://|www\.)[^\s<>)\]]+                          # an address
    | \]\([^)\n]{0,2000}\)                                    # where a link leads
    | </?[A-Za-z][^<>\n]{0,2000}>                             # HTML
    | \\[`]                                                   # an escaped back-tick
    | (?P<open>\\\$|\$\$|\$|\\\(|\\\[)
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_CLOSES = {"$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_DOLLAR = re.compile(r"(?<!\\)\$")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SIGN = re.compile(r"\\[A-Za-z{}|,;]|[\^_{}=<>]")
_STRONG_SIGN = re.compile(r"\\[A-Za-z]|[\^_]\{")
_SCRIPT_OR_COMMAND = re.compile(r"\\(?:text|math|operatorname)[a-z]*\*?\s*\{[^{}]*\}|\\[A-Za-z]+|[_^]\{[^{}]*\}")
_PRICE_TAIL = re.compile(r"\s[A-Za-z]{2,}")
_WORD = re.compile(r"[A-Za-z]{3,}")


def segments(text: str) -> Iterator[Segment]:
    """The pieces of a text in order; their sources together are the text."""
    start = at = 0
    while matched := _MARK.search(text, at):
        opening = matched["open"]
        end = matched.end() if opening is None else _formula_end(text, matched.start(), opening)
        if end <= 0:
            at = matched.end()
            continue
        if start < matched.start():
            yield Segment("text", text[start : matched.start()])
        source = text[matched.start() : end]
        if opening is None:
            yield Segment("code", source)
        else:
            kind: Literal["inline", "display"] = "display" if opening in {"$$", "\\["} else "inline"
            yield Segment(kind, source, source[len(opening) : -len(opening)].strip())
        start = at = end
    if start < len(text):
        yield Segment("text", text[start:])


def _formula_end(text: str, start: int, opening: str) -> int:
    """Where the formula that a mark opens ends, its closing mark included; 0 where it opens none."""
    if opening == "\\$":
        return 0
    inside = start + len(opening)
    if opening == "$":
        closing = _DOLLAR.search(text, inside)
        end = -1 if closing is None else closing.start()
    else:
        end = text.find(_CLOSES[opening], inside)
    if end < 0:
        return 0
    tex = text[inside:end]
    if not tex.strip() or "`" in tex or _BLANK_LINE.search(tex):
        return 0
    if opening == "$" and not _is_formula(tex, text[end + 1 : end + 2]):
        return 0
    if opening in {"\\(", "\\["} and not _SIGN.search(tex):
        return 0
    return end + len(_CLOSES.get(opening, "$"))


def _is_formula(tex: str, following: str) -> bool:
    """Whether what stands between two single dollars is a formula rather than the text between two prices."""
    if following.isdigit():
        return False
    signed = _SIGN.search(tex) is not None
    plain_words = len(_WORD.findall(_SCRIPT_OR_COMMAND.sub(" ", tex)))
    if tex[0] in "0123456789,.;" and not _STRONG_SIGN.search(tex) and (tex[-1].isspace() or _PRICE_TAIL.search(tex)):
        return False  # $5 and $10, or 5$ and 6$
    if following.isalpha() and plain_words and not signed:
        return False  # $HOME/bin:$PATH
    if not tex[0].isspace() and not tex[-1].isspace():
        return True
    return plain_words < 2 if signed else not plain_words
