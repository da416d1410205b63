"""A formula as one line of Unicode. Brackets are added wherever its grouping would be lost otherwise."""

import re
from itertools import pairwise

from dltutor.texmath.alphabets import accented, lowered, raised
from dltutor.texmath.cells import letters
from dltutor.texmath.grouping import is_bracketed, is_factor, is_product, members, shields_fraction
from dltutor.texmath.parser import parse
from dltutor.texmath.spacing import arrange
from dltutor.texmath.tree import (
    Accent,
    Arrow,
    Atom,
    Brace,
    Fenced,
    Fraction,
    Frame,
    Node,
    Root,
    Row,
    Script,
    Space,
    Table,
    Text,
    Unsupported,
)

_BARE_SCRIPT = re.compile(r"[_^][^()\s][\u0300-\u036f\u20d7]*$")
_ROOTS = {"3": "∛", "4": "∜"}
_CONTINUES = frozenset("=<>≤≥≈≡∼∝→⇒⇔+−·×")


def line(tex: str) -> str:
    """A LaTeX formula, without its dollar signs, as one line; the stripped source where it isn't understood."""
    try:
        tree = parse(tex)
    except Unsupported:
        return tex.strip()
    text = render(tree)
    last = tree.items[-1] if isinstance(tree, Row) and tree.items else tree
    if isinstance(last, Table) and last.style == "cases" and not last.right:
        text = text.removesuffix(" }")  # nothing follows that could be taken for a case
    return text.strip()


def understood(tex: str) -> bool:
    """Whether every part of a formula is understood, so that neither form falls back to the source."""
    try:
        parse(tex)
    except Unsupported:
        return False
    return True


def render(node: Node) -> str:  # noqa: C901, PLR0911  one case for each kind of node
    """One node as text, without brackets round it."""
    match node:
        case Atom(text) | Text(text):
            return text
        case Row(items):
            return _row(items)
        case Script():
            return _script(node)
        case Fraction():
            return _fraction(node)
        case Root():
            return _root(node)
        case Accent(name, body):
            inner = render(body)
            return accented(name, inner) if letters(inner) == 1 else f"{name}({inner})"
        case Fenced(left, body, right):
            return f"{left}{render(body)}{right}"
        case Table():
            return _table(node)
        case Brace(body) | Frame(body):
            return render(body)
        case Arrow(glyph, over, under):
            return f"{glyph}{below(render(under))}{above(render(over))}"
        case Space(width):
            return " " * width


def _row(items: tuple[Node, ...]) -> str:
    placed = arrange(items)
    parts: list[str] = []
    for index, member in enumerate(placed):
        text = render(member.node)
        gap = member.gap
        if isinstance(member.node, Fraction) and member.node.bar and shields_fraction(placed, index):
            text = f"({text})"
            if index and placed[index - 1].right == "op":
                gap = 0  # log(p/q), as one writes it by hand
        if not gap and parts and member.left == "ord" and _BARE_SCRIPT.search(parts[-1]):
            gap = 1  # or the letter would be taken for a part of the script
        parts.append(" " * gap + text)
    return "".join(parts)


def _script(node: Script) -> str:
    base = _base(node)
    sub = "" if node.sub is None else render(node.sub)
    sup = "" if node.sup is None else primes(render(node.sup))
    bare_sub = letters(sub) == 1 and lowered(sub) is None
    if bare_sub and sup and raised(sup) is not None:
        return base + above(sup) + below(sub)  # x²_θ: the other way round, the square would be that of θ
    return base + below(sub) + above(sup)


def primes(text: str) -> str:
    """A superscript with its primes run together."""
    return text.replace("′′′", "‴").replace("′′", "″")


def above(text: str) -> str:
    """A superscript: in small glyphs where all of its characters have one, else as a whole after ``^``."""
    glyphs = raised(text)
    return glyphs if glyphs is not None else _marked("^", text)


def below(text: str) -> str:
    """A subscript: in small glyphs where all of its characters have one, else as a whole after ``_``."""
    glyphs = lowered(text)
    return glyphs if glyphs is not None else _marked("_", text)


def _marked(sign: str, text: str) -> str:
    return sign + text if letters(text) == 1 else f"{sign}({text})"


def _base(node: Script) -> str:
    """What carries scripts, in brackets unless it is one thing to the reader."""
    base = node.base
    text = render(base)
    if isinstance(base, Script):
        twice = node.sup is not None and base.sup is not None
        return f"({text})" if twice or _BARE_SCRIPT.search(text) else text
    if isinstance(base, Row | Brace | Frame | Fraction):
        placed = members(base.body if isinstance(base, Brace | Frame) else base)
        whole = is_bracketed(placed) or (len(placed) <= 1 and not isinstance(base, Fraction))
        return text if whole else f"({text})"
    return text


def _fraction(node: Fraction) -> str:
    over, under = render(node.above), render(node.below)
    if not node.bar:
        return f"{over} choose {under}"
    numerator, denominator = members(node.above), members(node.below)
    over = over if is_product(numerator) else f"({over})"
    under = under if is_factor(denominator, numerator) else f"({under})"
    return f"{over}/{under}"


def _root(node: Root) -> str:
    body = render(node.body)
    if node.index is None:
        return f"√({body})"
    index = render(node.index)
    if index in _ROOTS:
        return f"{_ROOTS[index]}({body})"
    glyphs = raised(index)
    return f"{glyphs}√({body})" if glyphs is not None else f"√[{index}]({body})"


def _table(node: Table) -> str:
    rows = [_cells(node, [render(cell) for cell in row]) for row in node.rows]
    if node.style == "matrix":
        left, right = (node.left, node.right) if node.left + node.right else ("[", "]")
        return left + "; ".join(rows) + right
    if node.style == "cases":
        left, right = node.left or "{", node.right or "}"
        return f"{left} {'; '.join(row.rstrip(',;. ') for row in rows)} {right}"
    text = rows[0]
    for before, row in pairwise(rows):
        joined = before.endswith((",", ";", ".")) or row[:1] in _CONTINUES
        text += (" " if joined else "; ") + row
    return text


def _cells(node: Table, cells: list[str]) -> str:
    if node.style == "matrix":
        return ", ".join(cells)
    texts = [text for text in cells if text.strip()]
    joined = "".join(text if text.startswith((",", ";")) else f" {text}" for text in texts)
    return joined.strip()
