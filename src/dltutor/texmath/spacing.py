"""The air between the members of a row, in cells: TeX's rules for atoms, made coarser for a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dltutor.texmath.cells import letters
from dltutor.texmath.tree import (
    Accent,
    Arrow,
    Atom,
    Brace,
    Fenced,
    Fraction,
    Frame,
    Kind,
    Node,
    Row,
    Script,
    Space,
    Text,
)

Role: TypeAlias = Kind | Literal["word", "frac", "sign", "start"]
"""What a neighbour sees: besides the kinds of atoms a word, a fraction, a sign without a left operand, or the start."""

_NO_OPERAND = frozenset({"start", "bin", "rel", "open", "punct", "op", "big", "sep", "sign"})
_CLOSING = frozenset({"close", "punct"})
_APART = frozenset({"op", "word", "big", "frac"})


@dataclass(slots=True)
class Placed:
    """A member of a row with what its neighbours see of it on either side, and the gap before it in cells."""

    node: Node
    left: Role
    right: Role
    gap: int


def arrange(items: Sequence[Node], before: Role = "start") -> list[Placed]:
    """The members of a row without its explicit spaces, each with its gap.

    A ``+`` or ``−`` without a left operand is a sign. ``before`` is what stands before the row.
    """
    placed: list[Placed] = []
    previous: Role = before
    space = 0
    integral = False
    for index, node in enumerate(items):
        if isinstance(node, Space):
            space += node.width
            continue
        left, right = _roles(node)
        following = items[index + 1] if index + 1 < len(items) else None
        if left == "bin" and (previous in _NO_OPERAND or not _is_operand(following)):
            left = right = "sign"
        gap = _gap(previous, left)
        if gap and left in {"op", "word"} and _is_partial(placed):
            gap = 0  # ∂tanh(x)/∂x: with a space, the slash would divide tanh(x) alone
        if integral and _is_differential(node, following) and previous in {"ord", "close", "frac"}:
            gap = 1
        if space > 1 or left not in _CLOSING:
            gap = max(gap, space)
        if isinstance(node, Row) and not node.items:
            continue  # an empty group parts nothing
        placed.append(Placed(node, left, right, gap if placed or before != "start" else 0))
        integral = integral or _is_integral(node)
        previous, space = right, 0
    return placed


def _roles(node: Node) -> tuple[Role, Role]:
    """What the left and the right neighbour see of a node."""
    left: Role
    right: Role
    match node:
        case Atom(kind=kind):
            left = right = kind
        case Script(base):
            left, right = _roles(base)
        case Text(text):
            left, right = _text_roles(text)
        case Fraction():
            left = right = "frac"
        case Fenced(opening, body, closing):
            inside = _roles(body)
            left, right = "open" if opening else inside[0], "close" if closing else inside[1]
        case Brace(body) | Frame(body):
            left, right = _roles(body)
        case Arrow():
            left = right = "rel"
        case Row(items) if any(isinstance(item, Text | Fraction) for item in items):
            left, right = _roles(items[0])[0], _roles(items[-1])[1]
        case Accent(body=body) if not (isinstance(body, Atom) and letters(body.text) == 1):
            left = right = "word"  # on one line it is: hat(xy)
        case _:
            left = right = "ord"
    return left, right


def _text_roles(text: str) -> tuple[Role, Role]:
    """Words of one letter are symbols; those with a space at an end bring their own air."""
    inner: Role = "word" if len(text.strip()) > 1 else "ord"
    return "ord" if text.startswith(" ") else inner, "start" if text.endswith(" ") else inner


def _is_operand(node: Node | None) -> bool:
    """Whether a binary operator can have this on its right."""
    if node is None:
        return False
    return _roles(node)[0] not in {"close", "punct", "rel"}


def _gap(left: Role, right: Role) -> int:
    """Cells between two neighbours, by the right side of one and the left side of the other."""
    if left == "start" or right in _CLOSING or (left == "rel" and right == "rel"):
        return 0
    if right in {"bin", "rel"}:
        apart = left != "open" or right == "bin"
    elif left in {"open", "sep", "sign"}:
        apart = False
    elif left in {"bin", "rel", "punct"}:
        apart = right != "sep" or left != "punct"
    elif right == "open":
        apart = left in {"big", "frac"}
    elif right == "sign":
        apart = left in {"op", "big", "word"}
    else:
        apart = right != "sep" and (left in _APART or right in _APART)
    return int(apart)


def _is_partial(placed: Sequence[Placed]) -> bool:
    """Whether what stands last is a ``∂``, with or without scripts."""
    node = placed[-1].node if placed else None
    node = node.base if isinstance(node, Script) else node
    return isinstance(node, Atom) and node.text == "∂"


def _is_integral(node: Node) -> bool:
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Atom) and base.text in "∫∬∭∮"


def _is_differential(node: Node, following: Node | None) -> bool:
    """Whether a ``d`` before a variable is to be read as the differential of an integral."""
    if isinstance(following, Script | Accent):
        following = following.base if isinstance(following, Script) else following.body
    return (
        isinstance(node, Atom)
        and node.text == "d"
        and isinstance(following, Atom)
        and following.kind == "ord"
        and following.text.isalpha()
    )
