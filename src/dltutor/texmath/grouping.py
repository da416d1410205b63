"""Where a formula on one line needs brackets that its two-dimensional form does without."""

from collections.abc import Sequence

from dltutor.texmath.spacing import Placed, arrange
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
    Table,
    Text,
)

_DIFFERENTIALS = frozenset("d∂")
_ROOT_SIGNS = (Atom("3"), Atom("4"))
"""Indices of roots that have a sign of their own."""


def members(node: Node) -> list[Placed]:
    """A node as a row: the members of a row, or the node alone."""
    return arrange(node.items if isinstance(node, Row) else (node,))


def is_product(placed: Sequence[Placed]) -> bool:
    """Whether a numerator reads as one thing: factors side by side, outside brackets no space, sign or slash."""
    depth = 0
    for index, member in enumerate(placed):
        depth -= member.left == "close"
        if depth <= 0 and ((index and member.gap) or member.left in {"sign", "sep", "frac", "rel", "bin"}):
            return False
        if depth <= 0 and not _is_plain(member.node):
            return False
        depth += member.right == "open"
    return bool(placed)


def is_factor(placed: Sequence[Placed], numerator: Sequence[Placed] = ()) -> bool:
    """Whether a denominator binds tighter than a slash.

    That is one symbol, one bracket, a function of something in brackets, or ``∂x`` under a numerator that begins
    with ``∂``. A letter before a bracket is taken for a function where nothing is added inside: ``Q(x)``, but not
    ``n(n − 1)``.
    """
    if not placed or placed[0].left in {"sign", "frac", "rel", "bin"}:
        return False
    if len(placed) == 1 or is_bracketed(placed):
        return is_bracketed(placed) or _is_plain(placed[0].node)
    first, rest = placed[0], placed[1:]
    name = _letter(first.node)
    if is_bracketed(rest) and not rest[0].gap:
        adds = any(member.left in {"bin", "sign", "frac"} for member in _inside(rest))
        return first.left in {"op", "word"} or (name.isalpha() and not adds)
    differential = name in _DIFFERENTIALS and bool(numerator) and _letter(numerator[0].node) == name
    symbol = len(rest) == 1 and rest[0].left == "ord" and not rest[0].gap and _is_letter(rest[0].node)
    return differential and symbol and _is_plain(rest[0].node)


def is_bracketed(placed: Sequence[Placed]) -> bool:
    """Whether one pair of brackets encloses the whole."""
    if not placed or placed[0].left != "open" or placed[-1].right != "close" or _half_open(placed[0].node):
        return False
    depth = 0
    for index, member in enumerate(placed):
        depth += (member.right == "open") - (member.left == "close")
        if depth <= 0:
            return index == len(placed) - 1
    return False


def shields_fraction(placed: Sequence[Placed], index: int) -> bool:
    """Whether a fraction's neighbours would be drawn into it: a function before it, or a slash or ``!`` beside it."""
    if index:
        previous = placed[index - 1]
        governs_all = isinstance(previous.node, Script) and previous.left == "op"  # min over x of all that follows
        if _letter(previous.node) in {"/", "÷"} or (previous.right in {"op", "word"} and not governs_all):
            return True
    return index + 1 < len(placed) and _letter(placed[index + 1].node) in {"/", "÷", "!"}


def _half_open(node: Node) -> bool:
    """Whether a fence lacks one of its sides."""
    node = node.base if isinstance(node, Script) else node
    return isinstance(node, Fenced) and not (node.left and node.right)


def _is_plain(node: Node) -> bool:  # noqa: PLR0911  one case for each kind of node
    """Whether a node's text holds no space or slash outside brackets."""
    match node:
        case Script(base):
            return _is_plain(base)
        case Row(items):
            return not items or is_product(arrange(items))
        case Table(style=style):
            return style == "matrix"
        case Text(text) | Atom(text):
            return " " not in text
        case Root(index=index):
            return index is None or index in _ROOT_SIGNS  # small glyphs would hang on the slash
        case Fenced(left, _, right):
            return bool(left and right)
        case Fraction() | Brace() | Arrow() | Frame():
            return False
    return True


def _letter(node: Node) -> str:
    """The symbol that a node is, with or without scripts; empty where it is more than a symbol."""
    if isinstance(node, Script):
        node = node.base
    return node.text if isinstance(node, Atom) else ""


def _is_letter(node: Node) -> bool:
    """Whether a node is one letter, marked or not, with or without scripts."""
    node = node.base if isinstance(node, Script) else node
    return _letter(node.body if isinstance(node, Accent) else node).isalpha()


def _inside(placed: Sequence[Placed]) -> Sequence[Placed]:
    if len(placed) > 1:
        return placed[1:-1]
    node = placed[0].node
    node = node.base if isinstance(node, Script) else node
    return members(node.body) if isinstance(node, Fenced) else ()
