"""A text cut into statements: sentences, list entries, and the clauses of long sentences."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dltutor.search.texts import readable
from dltutor.search.tokens import terms

LONG = 12
"""Content words from which a sentence is cut into clauses (Key points of prose say one thing each)."""
LEAST = 3
"""Content words of the shortest clause."""
MOST = 100
"""Statements of an answer up to which each is compared by itself; nobody types more in an exam."""

_SPACE = re.compile(r"\s+")
_ENTRY = re.compile(r"(?m)^[ \t]*(?:[-*+•–]|\(?(?:\d{1,2}|[a-hivx]{1,3})[.)])[ \t]+")
_WRAPPED = re.compile(r"(?<=[^\n]{50})(?<![.!?:;])[ \t]*\n[ \t]*(?=[a-z(])(?!\(?[a-hivx]{1,3}[.)][ \t])")
"""The end of a long line within a sentence, as editors break lines; short lines are notes, each of its own."""
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|vs|fig|eq|approx|resp|w\.r\.t)\.$", re.IGNORECASE)
_MAYBE = re.compile(r"\b(?:al|etc|sec|no|[A-Za-z])\.$", re.IGNORECASE)
"""These end a sentence where a capital follows: "et al. say" goes on, "multiply by x. Then" doesn't."""
_CAPITAL = re.compile(r"\W*[A-Z]")
_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"'”’)\]]))\s+|\s*;\s+|\s*\n+\s*|\s+(?=\(?\d\)\s)")
_CLAUSE = re.compile(
    r"\s*(?:,|:|—|–|\s-\s|->|→)\s+|\s+(?=(?:and|but|while|whereas|so that|because|since|which|thus)\s)"
)
_NUMBER = re.compile(r"(?<![\w.])[-−+]?\d+(?:[.,]\d+)*%?(?![\w])")
_RECKONED = re.compile(r"[=×*/^()≈]|,\s|\.$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ENDED = frozenset(".!?\"'”’)]")
_MARKUP = re.compile(r"\*\*|__|`|^#{1,6}\s+", re.MULTILINE)
_BRACKETS = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}
_JOINT = "\ue000"
"""Stands for the blanks of a formula while a text is cut."""


@lru_cache(maxsize=512)
def statements(text: str) -> tuple[str, ...]:
    """The sentences and list entries of a text, readable, in order; abbreviations end none."""
    return tuple(one.replace(_JOINT, " ") for one in _statements(text))


def said(text: str) -> tuple[str, ...]:
    """The statements of a text, the long ones by their clauses; no formula and no row of a table is cut."""
    pieces = (piece for one in _statements(text) for piece in ((one,) if is_row(one) else clauses(one)))
    return tuple(piece.replace(_JOINT, " ") for piece in pieces)


def is_row(statement: str) -> bool:
    """Whether a statement is a row of a table, heads included: cells between bars, or numbers for the most part."""
    bare = _IN_BRACKETS.sub("", statement)
    if (bare.startswith("|") and bare.count("|") > 2) or bare.count(" | ") > 1:
        return True
    numbers = len(_NUMBER.findall(statement))
    return numbers > 2 and numbers > len(_WORD.findall(statement)) and not _RECKONED.search(statement)


def _statements(text: str) -> list[str]:
    """Statements whose formulas still hold no blanks."""
    found: list[str] = []
    unwrapped = _WRAPPED.sub(" ", _in_one_piece(text))
    for line in _MARKUP.sub("", _ENTRY.sub("\n", unwrapped)).split("\n"):
        pending = ""
        for piece in _sentences(readable(line)):
            if pending and not _goes_on(pending, piece):
                found.append(pending)
                pending = ""
            pending = f"{pending} {piece}".strip()
        if pending:
            found.append(pending)
    return found


def _sentences(line: str) -> list[str]:
    """A line cut at what looks like the end of a sentence; the "1)" that closes "(set to 1)" counts no entry."""
    pieces: list[str] = []
    start = depth = at = 0
    last = line.rfind(")")
    for match in _END.finditer(line):
        for sign in line[at : match.start()]:
            depth = max(0, depth + {"(": 1, ")": -1}.get(sign, 0))
        at = match.start()
        plain_end = line[max(0, at - 1) : at] in _ENDED and ";" not in match[0]
        if plain_end or not depth or last < match.end():
            pieces.append(line[start:at])
            start = match.end()
    return [*pieces, line[start:]]


def _goes_on(pending: str, piece: str) -> bool:
    """Whether a sentence goes on behind what looks like its end."""
    if _ABBREVIATION.search(pending):
        return True
    return bool(_MAYBE.search(pending)) and not _CAPITAL.match(piece)


def _in_one_piece(text: str) -> str:
    """A text with its formulas on one line each, without blanks: no sign in them ends or begins a statement."""
    from dltutor.texmath.segments import segments

    return "".join(
        part.source if part.kind in {"text", "code"} else _SPACE.sub(_JOINT, readable(part.source))
        for part in segments(text)
    )


def entries(text: str) -> tuple[str, ...]:
    """The entries of a list in a text, readable; none where it holds fewer than two."""
    text = _in_one_piece(text)
    marks = list(_ENTRY.finditer(text))
    if len(marks) < 2:
        return ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        entry = text[mark.end() : end].split("\n\n", maxsplit=1)[0]
        found.append(readable(_MARKUP.sub("", entry)).replace(_JOINT, " "))
    return tuple(entry for entry in found if entry)


def clauses(sentence: str) -> tuple[str, ...]:
    """A long sentence cut at commas and conjunctions into clauses that say something; a short one whole."""
    if len(terms(sentence)) <= LONG:
        return (sentence,)
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for start, end in _cut(sentence):
        begin = start if begin is None else begin
        if len(terms(sentence[begin:end])) >= LEAST:
            found.append((begin, end))
            begin = None
    if begin is not None and found:
        found[-1] = (found[-1][0], len(sentence))
    return tuple(sentence[start:end] for start, end in found) or (sentence,)


def _cut(sentence: str) -> list[tuple[int, int]]:
    """Where the pieces between commas and conjunctions lie; those in brackets cut nothing: "f(x, y)"."""
    pieces: list[tuple[int, int]] = []
    start = depth = at = 0
    for match in _CLAUSE.finditer(sentence):
        for sign in sentence[at : match.start()]:
            depth = max(0, depth + _BRACKETS.get(sign, 0))
        at = match.start()
        if not depth:
            pieces.append((start, match.start()))
            start = match.end()
    return [*pieces, (start, len(sentence))]


def windows(answer: str) -> tuple[str, ...]:
    """What of an answer is compared with a key point: each statement and each neighbouring pair.

    The statements of an answer of hundreds are joined to longer windows, so that any answer is read in bounded time.
    """
    single = statements(answer)
    if len(single) > MOST:
        size = -(-len(single) // MOST)
        return tuple(dict.fromkeys(" ".join(single[at : at + size]) for at in range(0, len(single), size)))
    pairs = [f"{one} {following}" for one, following in pairwise(single)]
    return tuple(dict.fromkeys([*single, *pairs]))


def content(texts: Sequence[str]) -> set[str]:
    """The content stems of texts."""
    return {term for text in texts for term in terms(text)}
