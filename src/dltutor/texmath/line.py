"""A formula as one line of Unicode. Brackets are added wherever its grouping would be lost otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dltutor.texmath.alphabets import accented, lowered, raised
from dltutor.texmath.cells import letters
from dltutor.texmath.grouping import is_bracketed, is_factor, is_product, members, shields_fraction
from dltutor.texmath.line_tables import table
from dltutor.texmath.parser import parse
from dltutor.texmath.spacing import Placed, Role, arrange
from dltutor.texmath.tree import (
    EMPTY,
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
    Tag,
    Text,
    Unsupported,
)

_BARE_SCRIPT = re.compile(r"[_^][^()\s][\u0300-\u036f\u20d7]*$")
_ROOTS = {"3": "∛", "4": "∜"}


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
            return table(node, _row)
        case Brace(body) | Frame(body):
            return render(body)
        case Arrow(glyph, over, under):
            return f"{glyph}{below(render(under))}{above(render(over))}"
        case Space(width):
            return " " * width
        case Tag(text):
            return f"    {text}"


def _row(items: tuple[Node, ...], before: Role = "start") -> str:
    placed = arrange(items, before)
    parts: list[str] = []
    for index, member in enumerate(placed):
        text = render(member.node)
        gap = member.gap or _keeps_apart(placed, index)
        if len(placed) > 1 and isinstance(member.node, Table) and member.node.style == "stack":
            text = f"({text})"
        if _is_fraction(member.node) and shields_fraction(placed, index):
            text = f"({text})"
            if index and placed[index - 1].right == "op":
                gap = 0  # log(p/q), as one writes it by hand
        if not gap and parts and member.left == "ord" and _BARE_SCRIPT.search(parts[-1]):
            gap = 1  # or the letter would be taken for a part of the script
        if not gap and parts and text[:1] in {"|", "‖"} and placed[index - 1].right == "close":
            gap = int(parts[-1].endswith(text[0]))  # |a| |b|
        parts.append(" " * gap + text)
    return "".join(parts)


def _is_fraction(node: Node) -> bool:
    """Whether a slash is all that holds a member together."""
    while isinstance(node, Brace | Frame):
        node = node.body
    return isinstance(node, Fraction) and node.bar


def _keeps_apart(placed: Sequence[Placed], index: int) -> int:
    """A space before small glyphs that belong to what follows them, as in ``x ³√(y)`` and ``x ₂F``."""
    if not index or placed[index - 1].right == "open":
        return 0
    node = placed[index].node
    while (isinstance(node, Row) and node.items) or (isinstance(node, Script) and node.base != EMPTY):
        node = node.items[0] if isinstance(node, Row) else node.base
    if isinstance(node, Root):
        return int(node.index is not None)
    leads = isinstance(node, Script) and index + 1 < len(placed)
    return int(leads and not placed[index + 1].gap and placed[index + 1].left in {"ord", "op"})


def _script(node: Script) -> str:
    node = _joined(node)
    base = _base(node)
    sub = "" if node.sub is None else render(node.sub)
    sup = "" if node.sup is None else primes(render(node.sup))
    bare_sub = letters(sub) == 1 and lowered(sub) is None
    if bare_sub and sup and raised(sup) is not None:
        return base + above(sup) + below(sub)  # x²_θ: the other way round, the square would be that of θ
    return base + below(sub) + above(sup)


def _joined(node: Script) -> Script:
    """Scripts of a script as those of its base, where each side is free: ``{x_i}^2`` is ``x_i^2``."""
    inner = node.base
    while isinstance(inner, Brace | Frame):
        inner = inner.body
    if not isinstance(inner, Script):
        return replace(node, base=inner)
    inner = _joined(inner)
    if (inner.sub and node.sub) or (inner.sup and node.sup):
        return replace(node, base=inner)
    return replace(inner, sub=inner.sub or node.sub, sup=inner.sup or node.sup)


def primes(text: str) -> str:
    """A superscript with its primes run together."""
    return text.replace("′′′", "‴").replace("′′", "″")


def above(text: str) -> str:
    """A superscript: in small glyphs where all of its characters have one, else as a whole after ``^``."""
    glyphs = raised(text)
    if glyphs is not None:
        return glyphs
    rest = text.lstrip("′″‴")
    return text[: len(text) - len(rest)] + _marked("^", rest)


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
    match base:
        case Text(words):
            whole = " " not in words
        case Fenced():
            whole = bool(base.right)
        case Table():
            whole = base.style not in {"aligned", "gathered", "stack"} or bool(base.right)
        case Row():
            placed = members(base)
            whole = len(placed) <= 1 or (is_bracketed(placed) and not isinstance(placed[-1].node, Script))
        case _:
            whole = not isinstance(base, Script | Fraction | Arrow)
    return text if whole else f"({text.strip()})"


def _fraction(node: Fraction) -> str:
    over, under = render(node.above), render(node.below)
    if not node.bar:
        return f"{over} choose {under}"
    numerator, denominator = members(node.above), members(node.below)
    over = over if is_product(numerator) and not _parted(over) else f"({over})"
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


def _parted(text: str) -> bool:
    """Whether a space stands outside of all brackets."""
    depth = 0
    bar = ""
    for character in text:
        depth += (character in "([{⌊⌈⟨⟦") - (character in ")]}⌋⌉⟩⟧")
        if depth <= 0 and character in "|‖" and bar in {"", character}:
            bar = "" if bar else character
        if character == " " and depth <= 0 and not bar:
            return True
    return False
