r"""Tables of a formula: matrices, cases, aligned lines, and everything else between ``\begin`` and ``\end``."""

import re
from typing import TYPE_CHECKING

from dltutor.texmath.tree import Node, Table, Unsupported

if TYPE_CHECKING:
    from dltutor.texmath.parser import Parser

_FENCES = {
    "matrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
}
_FENCES |= {f"{name}*": fences for name, fences in _FENCES.items()}
_FENCES |= {name.replace("matrix", "smallmatrix"): fences for name, fences in _FENCES.items()}
_FENCES |= {f"{name}smallmatrix": _FENCES[f"{name}matrix"] for name in "pbBvV"}
_CASES = {"cases": ("{", ""), "dcases": ("{", ""), "rcases": ("", "}"), "drcases": ("", "}"), "numcases": ("{", "")}
_CASES |= {"cases*": ("{", ""), "dcases*": ("{", "")}
_ALIGNED = frozenset(
    "aligned align align* alignedat alignat alignat* xalignat xalignat* split eqnarray eqnarray* flalign flalign* "
    "IEEEeqnarray IEEEeqnarray*".split()
)
_GATHERED = frozenset("gathered gather gather* multline multline* multlined subarray lgathered rgathered".split())
_SINGLE = frozenset("equation equation* displaymath math dmath dmath* subequations".split())
_ARRAYS = frozenset({"array", "darray"})
_COUNTED = frozenset({"alignedat", "alignat", "alignat*", "xalignat", "xalignat*", "IEEEeqnarray", "IEEEeqnarray*"})
_COLUMN = re.compile(r"([lcr])|[pmb]\{[^{}]*\}|(\|+)|[@!<>]\{[^{}]*\}|\s+")
_REPEATED = re.compile(r"\*\{(\d{1,2})\}\{([^{}]*)\}")


def environment(parser: "Parser", _: str) -> Node:
    r"""The table after ``\begin``, up to and with its ``\end``."""
    name = parser.raw()
    columns, bars = _columns(parser, name)
    rows = tuple(parser.rows("\\end"))
    rules = parser.rules
    parser.expect("\\end")
    if parser.raw() != name:
        raise Unsupported(f"{name} isn't closed")
    if name in _FENCES:
        return Table(rows, "matrix", *_FENCES[name], columns=columns or "c", rules=rules)
    if name in _CASES:
        return Table(rows, "cases", *_CASES[name], columns="l")
    if name in _ARRAYS:
        return Table(rows, "matrix", columns=columns, bars=bars, rules=rules)
    if name in _SINGLE and len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    if name in _ALIGNED or name in _SINGLE:
        return Table(rows, "aligned", columns="rcl" if name.startswith(("eqnarray", "IEEE")) else "rl")
    if name in _GATHERED:
        return Table(rows, "gathered", columns=columns or "c")
    raise Unsupported(f"{name} isn't known")


def _columns(parser: "Parser", name: str) -> tuple[str, tuple[int, ...]]:
    """How each column is aligned, and before which of them a line stands."""
    if name in _COUNTED:
        parser.raw()
    if name.endswith("matrix*"):
        return _layout(parser.optional() or "c")
    if name in _ARRAYS | {"subarray", "aligned", "alignedat", "gathered", "multlined"}:
        parser.optional()  # where its baseline is
    if name not in _ARRAYS | {"subarray"}:
        return "", ()
    return _layout(parser.raw())


def _layout(source: str) -> tuple[str, tuple[int, ...]]:
    source = _REPEATED.sub(lambda found: found[2] * int(found[1]), source)
    columns, bars, at = "", [], 0
    while at < len(source):
        found = _COLUMN.match(source, at)
        if found is None:
            raise Unsupported("columns of a kind that isn't known")
        at = found.end()
        if found[2]:
            bars.append(len(columns))
        elif found[1] or source[found.start()] in "pmb":
            columns += found[1] or "l"
    if not columns:
        raise Unsupported("no columns")
    return columns, tuple(bars)


def substack(parser: "Parser", _: str) -> Node:
    """Lines under a large operator."""
    return Table(_braced_rows(parser), "stack")


def old_table(parser: "Parser", command: str) -> Node:
    r"""Plain TeX's tables, as in ``\pmatrix{a & b \cr c & d}``."""
    rows, name = _braced_rows(parser), command[1:]
    if name == "cases":
        return Table(rows, "cases", "{", "", columns="l")
    if name == "eqalign":
        return Table(rows, "aligned", columns="rl")
    return Table(rows, "matrix", *_FENCES[name])


def _braced_rows(parser: "Parser") -> tuple[tuple[Node, ...], ...]:
    parser.expect("{")
    rows = tuple(parser.rows("}"))
    parser.expect("}")
    return rows
