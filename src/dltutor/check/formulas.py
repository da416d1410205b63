"""LaTeX in a Markdown document: dollars in pairs, braces and environments closed, and all of it can be shown."""

import re
from collections import Counter
from collections.abc import Iterator

from dltutor.bank.document import Document
from dltutor.check.finding import Finding
from dltutor.texmath import understood
from dltutor.texmath.segments import segments

DOLLAR = re.compile(r"(?<!\\)\$(?!\d)")
COMMAND = re.compile(r"\\(?:[A-Za-z]{2,}\b|[A-Za-z]+[_^{])")
BRACE = re.compile(r"(?<!\\)[{}]")
PAIRED = re.compile(r"\\(left|right)(?![A-Za-z])|\\(begin|end)\s*\{([^}]*)\}")


def check_formulas(document: Document) -> Iterator[Finding]:
    """What is wrong with the formulas of a document."""
    at = 1
    for piece in segments(document.text):
        if piece.kind in {"inline", "display"}:
            message = unbalanced(piece.tex)
            if not message and not understood(piece.tex):
                message = f"the terminal can't show {_short(piece.tex)}"
            if message:
                yield Finding(document.path, at, "formula", message)
        elif piece.kind == "text":
            yield from _outside(document.path, at, piece.source)
        at += piece.source.count("\n")


def unbalanced(tex: str) -> str:
    """What isn't closed in a formula; "" if all is."""
    depth = 0
    for match in BRACE.finditer(tex):
        depth += 1 if match.group() == "{" else -1
        if depth < 0:
            break
    if depth:
        return f"unbalanced braces in {_short(tex)}"
    counted: Counter[str] = Counter()
    for match in PAIRED.finditer(tex):
        counted[match[3] or "left"] += 1 if match[1] == "left" or match[2] == "begin" else -1
    wrong = [name for name, count in counted.items() if count]
    if not wrong:
        return ""
    what = r"\left without \right, or the reverse," if wrong[0] == "left" else rf"\begin or \end{{{wrong[0]}}} missing"
    return f"{what} in {_short(tex)}"


def _outside(path: str, first: int, text: str) -> Iterator[Finding]:
    """Signs of formulas in what isn't read as one: a dollar without its partner, commands without dollars."""
    for offset, line in enumerate(text.split("\n")):
        if DOLLAR.search(line):
            yield Finding(path, first + offset, "formula", f"a $ without its partner: {_short(line)}")
        elif command := COMMAND.search(line):
            yield Finding(path, first + offset, "formula", f"{command.group()} stands outside of $…$")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
