"""Matrices, cases and aligned equations on one line."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from dltutor.texmath.spacing import Role, arrange
from dltutor.texmath.tree import EMPTY, Atom, Brace, Frame, Node, Row, Space, Table, Tag, Text

_RELATIONS = frozenset("=<>≤≥≈≡∼∝→⇒⇔⟹⟺≜≪≫≠≔∈")
_OPERATORS = frozenset("+−±∓·×⊙∘")
_Render: TypeAlias = Callable[[tuple[Node, ...], Role], str]
"""Puts nodes on one line, by what stands before them."""


def table(node: Table, render: _Render) -> str:
    """A table's cells parted by commas, its rows by semicolons."""
    rows = [[_cell(cell) for cell in row] for row in node.rows]
    if node.style == "matrix":
        left, right = (node.left, node.right) if node.left + node.right else ("[", "]")
        return left + "; ".join(_entries(row, node.bars, render) for row in rows) + right
    if node.style == "cases":
        left, right = node.left or "{", node.right or "}"
        return f"{left} {'; '.join(_case(row, render) for row in rows)} {right}"
    text = ""
    for number, row in enumerate(rows):
        continued = bool(number) and goes_on(node.rows[number]) and not _is_numbered(rows[number - 1])
        following = _equation(row, len(node.columns), render, continued=continued)
        if number:
            text += "; " if _is_numbered(rows[number - 1]) else _joint(text, following, continued=continued)
        text += following
    return f"{node.left}{text}{node.right}"


def _cell(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Row) else (node,)


def _entries(row: Sequence[tuple[Node, ...]], bars: tuple[int, ...], render: _Render) -> str:
    """A row of a matrix; an entry with a comma of its own in brackets."""
    line = ""
    for column, cell in enumerate(row):
        text = render(cell, "start")
        several = _has_comma(cell)
        line += (" | " if column in bars else ", ") * bool(column) + (f"({text})" if several else text)
    return line


def _has_comma(cell: tuple[Node, ...]) -> bool:
    """Whether a comma or semicolon stands outside of all brackets."""
    depth = 0
    for member in arrange(cell):
        depth += (member.right == "open") - (member.left == "close")
        node = member.node
        while isinstance(node, Brace | Frame):
            node = node.body
        inside = node is not member.node and isinstance(node, Row) and _has_comma(node.items)
        if (member.left == "punct" or inside) and not depth:
            return True
    return False


def _case(row: Sequence[tuple[Node, ...]], render: _Render) -> str:
    """A value and its condition: a comma parts them where no word does."""
    text = render(row[0], "start").rstrip()
    for cell in row[1:]:
        condition = render(cell, "start").strip()
        if condition.startswith((",", ";")):
            text += condition
        elif condition:
            text += (" " if not text or text.endswith((",", ";")) or _begins_with_word(cell) else ", ") + condition
    return text.strip().rstrip(",;. ")


def _begins_with_word(cell: tuple[Node, ...]) -> bool:
    first = next((node for node in cell if not isinstance(node, Space)), None)
    if isinstance(first, Row):
        return _begins_with_word(first.items)
    return isinstance(first, Text) and len(first.text.strip()) > 1


def _is_numbered(row: Sequence[tuple[Node, ...]]) -> bool:
    return isinstance((row[-1] or (EMPTY,))[-1], Tag)


def goes_on(row: Sequence[Node]) -> bool:
    """Whether a line begins with an operator that has its left operand on the line before."""
    cells = [_cell(node) for node in row]
    if not cells[0]:
        return True
    placed = arrange(cells[0])
    sign = placed[0].node if placed else None
    if not isinstance(sign, Atom) or sign.kind != "bin":
        return False
    return sign.text != "−" or not any(member.left == "rel" for cell in cells for member in arrange(cell))


def _equation(row: Sequence[tuple[Node, ...]], pair: int, render: _Render, *, continued: bool) -> str:
    """One of several lines; equations side by side in it stay two cells apart."""
    sides: list[str] = []
    for start in range(0, len(row), pair):
        side = ""
        for column, cell in enumerate(row[start : start + pair]):
            text = render(cell, "ord" if column or (continued and not start) else "start").strip()
            side += ("" if not side or not text or text.startswith((",", ";")) else " ") + text
        sides.append(side)
    return "  ".join(side for side in sides if side)


def _joint(text: str, following: str, *, continued: bool) -> str:
    """What parts two lines: a space where the second goes on with the first."""
    operator = following[:1] in _RELATIONS or (continued and following[:1] in _OPERATORS)
    parted = text.endswith((",", ";", ".", *_RELATIONS, *_OPERATORS))
    return " " if operator or parted or not text or not following else "; "
