r"""Tables of a formula: matrices, cases, aligned lines, and everything else between ``\begin`` and ``\end``."""

from typing import TYPE_CHECKING

from dltutor.texmath.tree import Node, Table, Unsupported

if TYPE_CHECKING:
    from dltutor.texmath.parser import Parser

_FENCES = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
}
_CASES = {"cases": ("{", ""), "dcases": ("{", ""), "rcases": ("", "}")}
_ALIGNED = frozenset({"aligned", "align", "align*", "alignedat", "split", "eqnarray", "eqnarray*", "flalign*"})
_GATHERED = frozenset({"gathered", "gather", "gather*", "multline", "multline*"})
_SINGLE = frozenset({"equation", "equation*", "displaymath", "math"})


def environment(parser: "Parser", _: str) -> Node:
    r"""The table after ``\begin``, up to and with its ``\end``."""
    name = parser.raw()
    columns = _columns(parser, name)
    rows = tuple(parser.rows("\\end"))
    parser.expect("\\end")
    if parser.raw() != name:
        raise Unsupported(f"{name} isn't closed")
    if name in _FENCES:
        return Table(rows, "matrix", *_FENCES[name])
    if name in _CASES:
        return Table(rows, "cases", *_CASES[name], columns="l")
    if name == "array":
        return Table(rows, "matrix", columns=columns)
    if name in _SINGLE and len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    if name in _ALIGNED or name in _SINGLE:
        return Table(rows, "aligned", columns="rcl" if name.startswith("eqnarray") else "rl")
    if name in _GATHERED:
        return Table(rows, "gathered")
    raise Unsupported(f"{name} isn't known")


def _columns(parser: "Parser", name: str) -> str:
    if name == "alignedat":
        parser.raw()
    if name not in {"array", "aligned", "gathered"}:
        return ""
    parser.optional()
    if name != "array":
        return ""
    columns = parser.raw().replace(" ", "")
    if not columns or set(columns) - set("lcr"):
        raise Unsupported("columns other than l, c and r")
    return columns


def substack(parser: "Parser", _: str) -> Node:
    """Lines under a large operator."""
    parser.expect("{")
    rows = tuple(parser.rows("}"))
    parser.expect("}")
    return Table(rows, "gathered")
