r"""Lengths and what only takes room: ``\hspace{1cm}``, ``\kern-2pt``, ``\phantom{x}``, ``\rule{2em}{1pt}``."""

import re
from typing import TYPE_CHECKING

from dltutor.texmath.tree import (
    EMPTY,
    Accent,
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
    Text,
    Unsupported,
)

if TYPE_CHECKING:
    from dltutor.texmath.parser import Parser

_LENGTH = re.compile(r"\s*([+-]?)\s*(\d*\.?\d+|\d+\.)?\s*(\\?[A-Za-z]+)\s*")
_CELLS = {"em": 2, "ex": 1, "mu": 1 / 9, "pt": 0.2, "bp": 0.2, "px": 0.15, "mm": 0.57, "cm": 5.7, "in": 14.5, "pc": 2.4}
_CELLS |= {"\\linewidth": 60, "\\textwidth": 60, "\\columnwidth": 60, "\\quad": 2, "\\fill": 4}
_WIDEST = 60


def cells(length: str) -> int:
    """A TeX length in terminal cells: a cell is half an em. A negative one is none."""
    found = _LENGTH.match(length)
    if found is None or found[3] not in _CELLS:
        raise Unsupported(f"{length} is no length")
    if found[1] == "-":
        return 0
    return min(round(float(found[2] or 1) * _CELLS[found[3]]), _WIDEST)


def skip(parser: "Parser", _: str) -> Node:
    """The space of a length in braces."""
    parser.taken("*")
    return Space(cells(parser.raw()))


def kern(parser: "Parser", _: str) -> Node:
    r"""The space of a length that stands bare, as after ``\kern``."""
    sign = parser.take() if parser.peek() in {"-", "+"} else ""
    number = ""
    while parser.peek().isdecimal() or parser.peek() == ".":
        number += parser.take()
    unit = parser.take()
    if not unit.startswith("\\"):
        unit += parser.take()
    return Space(cells(sign + number + unit))


def phantom(parser: "Parser", _: str) -> Node:
    """Room as wide as something that isn't shown."""
    return Space(_breadth(parser.argument()))


def nothing(parser: "Parser", _: str) -> Node:
    """What has a height but no width."""
    parser.argument()
    return EMPTY


def rule(parser: "Parser", _: str) -> Node:
    """A line of its own; one without width or height holds room only."""
    parser.optional()
    width, height = cells(parser.raw()), _LENGTH.match(parser.raw())
    if not width or height is None or not float(height[2] or 1):
        return Space(width) if width else EMPTY
    return Text("─" * width)


def _breadth(node: Node) -> int:  # noqa: PLR0911  one case for each kind of node
    """About how many cells a formula takes on one line."""
    match node:
        case Atom(text, kind):
            return len(text) + 2 * (kind in {"bin", "rel"})
        case Text(text):
            return len(text)
        case Space(width):
            return width
        case Row(items):
            return sum(map(_breadth, items))
        case Script(base, sub, sup):
            return _breadth(base) + max(_breadth(sub or EMPTY), _breadth(sup or EMPTY))
        case Fraction(above, below):
            return max(_breadth(above), _breadth(below)) + 2
        case Fenced(left, body, right):
            return len(left) + _breadth(body) + len(right)
        case Root(body) | Accent(_, body) | Brace(body) | Frame(body):
            return _breadth(body)
    raise Unsupported("room for a table")
