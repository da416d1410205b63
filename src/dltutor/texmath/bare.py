r"""Formulas that stand bare in prose, as in ``the loss \mathcal{L}_{base} of x_1, \dots, x_n``.

Scanned documents have many of them.
Only what can hardly be anything else counts: a known command, a script in braces, or a script on a single letter.
File names, identifiers and words are left alone.
"""

import re
from collections.abc import Iterator

from dltutor.texmath.constructs import CONSTRUCTS
from dltutor.texmath.line import understood
from dltutor.texmath.symbols import SPACES, SYMBOLS

_COMMAND = re.compile(r"\\(?:[A-Za-z]+|[{}|])")
_LETTER = "A-Za-zͰ-Ͽϐ-Ͽ"
_BASE = re.compile(rf"[{_LETTER}]{{1,4}}(?=[_^](?:\{{|\\[A-Za-z]))|[{_LETTER}](?=[_^][{_LETTER}0-9*∗+−-])")
_SCRIPT = re.compile(rf"[_^](?:[{_LETTER}0-9]|[*∗+−-](?!\w))")
_WEAK = re.compile(rf"\d+(?:\.\d+)?(?![\w.])|[{_LETTER}](?!\w)|\d+(?=\\[A-Za-z]|[{_LETTER}][_^])|[…∞]")
_IDENTIFIER = re.compile(r"[\w@]|\.\w")
_OPERATOR = re.compile(r" ?(?:[=+<>≤≥≈∼∈·×→/−-]|:=) ?")
_COMMA = re.compile(r", ?")
_INNER_SEPARATOR = re.compile(r" ?[|;,:] ?")
_CANDIDATE = re.compile(
    rf"\\[A-Za-z{{|]|[(\[]|(?<![\w\\./@&#$])(?:[{_LETTER}](?!\w)|[{_LETTER}](?=_)|[{_LETTER}]{{1,4}}(?=[_^\\])|\d)"
)
_BEGIN = re.compile(r"\\begin\{(\w+\*?)\}")
_KNOWN = frozenset(SYMBOLS) | frozenset(CONSTRUCTS) | frozenset(SPACES)
_RELATIONS = frozenset(name for name, atom in SYMBOLS.items() if atom.kind in {"bin", "rel"})
_PATH = re.compile(r"[A-Z]:\\\S*")
_LONGEST = 400  # characters of one bare formula
_LONGEST_ENVIRONMENT = 4000
_DEEPEST = 5  # brackets within brackets


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each bare formula in a text without marked formulas or code, from left to right."""
    at = 0
    while matched := _CANDIDATE.search(text, at):
        start = matched.start()
        at = start + 1
        path = _PATH.match(text, start)
        if path:
            at = path.end()
            continue
        if _continues_word(text, start):
            continue
        length = _environment(text, start)
        signed = bool(length)
        if not length:
            length, signed = _expression(_window(text, start), 0, 0)
        if signed:
            at = start + length
            if understood(text[start:at]):
                yield start, at


def _environment(text: str, start: int) -> int:
    """The length of the environment that begins at a place; 0 where none does, or where none ends soon."""
    opening = _BEGIN.match(text, start)
    if opening is None:
        return 0
    closing = f"\\end{{{opening[1]}}}"
    end = text.find(closing, opening.end(), start + _LONGEST_ENVIRONMENT)
    return end + len(closing) - start if end > 0 else 0


def _window(text: str, start: int) -> str:
    """As much of the text as one formula may take, up to a space, so that no text takes long to look through."""
    window = text[start : start + _LONGEST]
    if len(window) < _LONGEST:
        return window
    return window[: window.rfind(" ") + 1] or window


def _continues_word(text: str, start: int) -> bool:
    """Whether a backslash or bracket belongs to what stands before it: an escape, or a link's second half."""
    before = text[start - 1 : start] if start else ""
    return (text[start], before) in {("\\", "\\"), ("[", "]")}


def _expression(text: str, at: int, depth: int) -> tuple[int, bool]:
    """The end of operands joined by operators, and whether any of them can only be a formula."""
    end, signed = _operand(text, at, depth)
    previous, previous_signed = text[at:end], signed
    while previous:
        start, following, more = _next(text, end, previous, depth, signed=previous_signed)
        previous, previous_signed = text[start:following], more
        if previous:
            end, signed = following, signed or more
    return end, signed


def _next(text: str, end: int, previous: str, depth: int, *, signed: bool) -> tuple[int, int, bool]:
    """Start and end of the operand after another, and whether it can only be a formula; empty where none follows."""
    joint = _OPERATOR.match(text, end) or (_INNER_SEPARATOR if depth else _COMMA).match(text, end)
    start = joint.end() if joint else end + text.startswith(" ", end)
    following, more = _operand(text, start, depth)
    if following == start:
        return end, end, False
    if joint is None:
        joined = start == end or _side_by_side(previous, text[start:following], signed=signed, more=more)
    else:
        joined = depth > 0 or (signed and more) or not joint.group().startswith(",")
    return (start, following, more) if joined else (end, end, False)


def _side_by_side(left: str, right: str, *, signed: bool, more: bool) -> bool:
    """Whether a space between two operands is one inside a formula, not one between a word and the next."""
    if left in _RELATIONS or right in _RELATIONS:
        return True
    if not (signed and more) or left[0] in "([":
        return False
    return (right.startswith("\\") and right[1].isalpha()) or (left.startswith("\\") and left[1:].isalpha())


def _operand(text: str, at: int, depth: int) -> tuple[int, bool]:
    """The end of a command with its arguments, a letter with its scripts, a bracket, or a lone letter or number."""
    if at >= len(text) or depth > _DEEPEST:
        return at, False
    if text[at] in "([":
        return _bracket(text, at, depth)
    if text[at] == "\\":
        end = _command(text, at, depth)
        return (_scripts(text, end), True) if end > at else (at, False)
    base = _BASE.match(text, at)
    end = _scripts(text, base.end()) if base else at
    if base and end > base.end():
        whole = text[end - 1] == "}" or not _IDENTIFIER.match(text, end)
        return (end, True) if whole else (at, False)
    return _weak(text, at, depth)


def _weak(text: str, at: int, depth: int) -> tuple[int, bool]:
    """The end of a lone letter or number, or of a letter before a bracket that holds a formula."""
    weak = _WEAK.match(text, at)
    if weak is None:
        return at, False
    if text.startswith("(", weak.end()) and not weak.group().isdigit():  # f(x_i)
        return _bracket(text, weak.end(), depth)
    return weak.end(), False


def _bracket(text: str, at: int, depth: int) -> tuple[int, bool]:
    """The end of a bracket with its scripts; ``at`` where it holds anything but a formula, or is a link's text."""
    closing = {"(": ")", "[": "]"}[text[at]]
    end, signed = _expression(text, at + 1, depth + 1)
    if end == at + 1 or not text.startswith(closing, end) or text.startswith("](", end):
        return at, False
    return _scripts(text, end + 1), signed or text.startswith(("_{", "^{"), end + 1)


def _command(text: str, at: int, depth: int) -> int:
    """The end of a known command with its arguments; ``at`` where there is none."""
    matched = _COMMAND.match(text, at)
    name = matched.group() if matched else ""
    if matched is None or name not in _KNOWN or name in {"\\begin", "\\}"}:
        return at
    if name in {"\\{", "\\|"}:
        closing = text.find("\\}" if name == "\\{" else "\\|", matched.end())
        inside = text[matched.end() : max(closing, 0)]
        return closing + 2 if inside and _expression(inside, 0, depth + 1)[0] == len(inside) else at
    end = matched.end()
    while name in CONSTRUCTS and text[end : end + 1] in {"{", "["}:
        following = _group(text, end)
        if following == end:
            break
        end = following
    return end


def _scripts(text: str, at: int) -> int:
    """The end of the scripts at a place."""
    while text[at : at + 1] in {"_", "^"}:
        end = _group(text, at + 1)
        if end == at + 1 and text.startswith("\\", end):
            end = _command(text, end, _DEEPEST)
        if end == at + 1:
            script = _SCRIPT.match(text, at)
            end = script.end() if script else at
        if end <= at + 1:
            break
        at = end
    return at


def _group(text: str, at: int) -> int:
    """The end of a group in braces or brackets on one line; ``at`` where there is none."""
    opening = text[at : at + 1]
    closing = {"{": "}", "[": "]"}.get(opening)
    if closing is None:
        return at
    depth = 0
    for index in range(at, len(text)):
        character = text[index]
        if character == "\n":
            return at
        depth += (character == opening) - (character == closing)
        if not depth:
            return index + 1
    return at
