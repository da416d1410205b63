"""Formulas inside a Markdown text: marking those that stand bare, and putting all of them on one line."""

from dltutor.texmath.bare import runs
from dltutor.texmath.line import line, understood
from dltutor.texmath.segments import segments


def delimit(text: str) -> str:
    r"""A Markdown text with its bare formulas between dollars, so that a renderer knows them.

    What is marked already stays as it is, except that ``\(…\)`` and ``\[…\]`` become dollars too. Code, addresses,
    identifiers and prices are left alone.
    """
    parts: list[str] = []
    for segment in segments(text):
        if segment.kind == "text":
            parts.append(_replaced(segment.source, marked=True))
        elif segment.kind != "code" and segment.source.startswith("\\"):
            mark = "$$" if segment.kind == "display" else "$"
            parts.append(f"{mark}{segment.tex}{mark}")
        else:
            parts.append(segment.source)
    return "".join(parts)


def prose(text: str) -> str:
    """A Markdown text with every formula, marked or bare, in its one-line form.

    A formula that isn't understood keeps its source and its marks; code, prices and everything else stay untouched.
    """
    parts: list[str] = []
    for segment in segments(text):
        if segment.kind == "text":
            parts.append(_replaced(segment.source, marked=False))
        elif segment.kind == "code" or not understood(segment.tex):
            parts.append(segment.source)
        else:
            parts.append(line(segment.tex))
    return "".join(parts)


def _replaced(text: str, *, marked: bool) -> str:
    if not ("\\" in text or "_" in text or "^" in text):
        return text
    parts: list[str] = []
    at = 0
    for start, end in runs(text):
        tex = text[start:end]
        mark = "$$" if tex.startswith("\\begin") else "$"
        parts += [text[at:start], f"{mark}{tex}{mark}" if marked else line(tex)]
        at = end
    return "".join((*parts, text[at:]))
