"""A formula in two dimensions: fractions with bars, limits above and below, brackets that grow.

What fits one line stays on one: scripts whose characters all have small glyphs are set in them.
"""

from dltutor.texmath import tables
from dltutor.texmath.alphabets import ACCENTS, accented, lowered, raised
from dltutor.texmath.canvas import (
    NOTHING,
    Box,
    beside,
    block,
    gap,
    pile,
    scripted,
    words,
)
from dltutor.texmath.fences import braced, fence, fenced, framed, rooted
from dltutor.texmath.line import primes, render
from dltutor.texmath.line_tables import goes_on
from dltutor.texmath.parser import parse
from dltutor.texmath.spacing import Placed, Role, arrange
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
    Tag,
    Text,
    Unsupported,
)

_MARKS = {
    "hat": "^",
    "tilde": "~",
    "dot": ".",
    "ddot": "..",
    "check": "ˇ",
    "breve": "˘",
    "ring": "°",
    "acute": "´",
    "grave": "`",
    "dddot": "...",
    "ddddot": "....",
    "arc": "⌒",
}
_MARKS_BELOW = {"underline": "‾", "undertilde": "~", "underarrow": "→"}
_ROOFS = {
    "bar": ("", "_", ""),
    "overline": ("", "_", ""),
    "vec": ("", "─", "→"),
    "leftvec": ("←", "─", ""),
    "bivec": ("←", "─", "→"),
}
_SHAFTS = {
    "←": ("←", "─", ""),
    "↔": ("←", "─", "→"),
    "⇒": ("", "═", "⇒"),
    "⇐": ("⇐", "═", ""),
    "⇔": ("⇐", "═", "⇒"),
    "=": ("", "═", "═"),
    "↦": ("├", "─", "→"),
    "↪": ("╰", "─", "→"),
    "↩": ("←", "─", "╯"),
    "↼": ("↼", "─", ""),
    "↽": ("↽", "─", ""),
    "⇌": ("↽", "─", "⇀"),
    "⇄": ("←", "─", "→"),
}
"""What an arrow as long as its label begins with, consists of, and ends in."""


def box(tex: str) -> Box:
    """A LaTeX formula, without its dollar signs, in two dimensions; its source where it isn't understood."""
    try:
        tree = parse(tex)
    except Unsupported:
        return block(_printable(line) for line in tex.strip().splitlines())
    return lay(tree, display=True)


def _printable(line: str) -> str:
    return "".join(character if character.isprintable() else " " for character in line.expandtabs(4)).rstrip()


def lay(node: Node, *, display: bool) -> Box:  # noqa: C901, PLR0911, PLR0912  one case for each kind
    """One node as a box. ``display``: limits of large operators stand above and below them, as outside scripts."""
    match node:
        case Atom(text) | Text(text):
            return words(text)
        case Row(items):
            return _row(arrange(items), display=display)
        case Script():
            return _script(node, display=display)
        case Fraction(above, below, bar):
            return _fraction(lay(above, display=display), lay(below, display=display), bar=bar)
        case Root(body, index):
            return rooted(lay(body, display=display), None if index is None else _small(index))
        case Accent(name, body):
            return _accent(name, lay(body, display=display))
        case Fenced(left, body, right):
            return fenced(left, lay(body, display=display), right)
        case Table():
            return _table(node, display=display)
        case Brace(body, over):
            return braced(lay(body, display=display), over=over)
        case Arrow():
            return _arrow(node)
        case Frame(body):
            return framed(lay(body, display=display))
        case Space(width):
            return gap(width)
        case Tag(text):
            return words(f"    {text}")


def _row(placed: list[Placed], *, display: bool) -> Box:
    r"""Members side by side; a bar of the ``\middle`` kind among them is as tall as all."""
    boxes = [lay(member.node, display=display) for member in placed]
    if any(isinstance(member.node, Atom) and member.node.grows for member in placed):
        whole = _side_by_side(placed, boxes)
        boxes = [
            fence(member.node.text, whole.height, whole.baseline)
            if isinstance(member.node, Atom) and member.node.grows
            else box
            for member, box in zip(placed, boxes, strict=True)
        ]
    return _side_by_side(placed, boxes)


def _side_by_side(placed: list[Placed], boxes: list[Box]) -> Box:
    parts: list[Box] = []
    for index, (member, box) in enumerate(zip(placed, boxes, strict=True)):
        space = member.gap or int(bool(index) and _collide(placed[index - 1], boxes[index - 1], member, box))
        if space:
            parts.append(gap(space))
        parts.append(box)
    return beside(parts) if parts else NOTHING


def _collide(before: Placed, left: Box, member: Placed, right: Box) -> bool:
    """Whether two neighbours would touch: a sign and a fraction's bar, or a script below and a tall bracket."""
    if member.left == "frac":
        return before.right == "sign"
    return isinstance(before.node, Script) and left.height > 1 and member.left == "open" and right.height > 1


def _script(node: Script, *, display: bool) -> Box:
    base = lay(node.base, display=display)
    if isinstance(node.base, Fraction) or (isinstance(node.base, Row) and len(node.base.items) > 1):
        base = fenced("(", base, ")")  # or the script would seem to belong to the last of them
    if node.limits or (display and isinstance(node.base, Atom) and node.base.limits):
        return _limits(base, node.sub, node.sup)
    sub_glyphs = "" if node.sub is None else lowered(render(node.sub))
    sup_glyphs = "" if node.sup is None else _raised(node.sup)
    if base.height > 1:
        sub, sup = _corner(node.sub, sub_glyphs), _corner(node.sup, sup_glyphs)
        return scripted(base, sub, sup) if sub or sup else base
    inline = (sub_glyphs or "") + (sup_glyphs or "")
    if sub_glyphs is not None and sup_glyphs is not None:
        return words(base.lines[0] + inline)
    sub = None if node.sub is None or sub_glyphs is not None else lay(node.sub, display=False)
    sup = None if node.sup is None or sup_glyphs is not None else lay(node.sup, display=False)
    return scripted(base, sub, sup, inline)


def _raised(node: Node) -> str | None:
    """A superscript in small glyphs; None where one of its characters has none."""
    text = primes(render(node))
    return "*" if text == "∗" else raised(text)  # a lone asterisk is small and high by itself


def _corner(node: Node | None, glyphs: str | None) -> Box | None:
    """A script at the corner of a tall base; None where there is nothing to see."""
    if node is None or glyphs == "":
        return None
    return lay(node, display=False) if glyphs is None else words(glyphs)


def _small(node: Node) -> Box:
    """A root's index: in superscript glyphs where it has them."""
    glyphs = raised(render(node))
    return words(glyphs) if glyphs is not None else lay(node, display=False)


def _limits(base: Box, sub: Node | None, sup: Node | None) -> Box:
    above = [] if sup is None else [lay(sup, display=False)]
    below = [] if sub is None else [lay(sub, display=False)]
    return pile([*above, base, *below], len(above))


def _fraction(above: Box, below: Box, *, bar: bool) -> Box:
    width = max(above.width, below.width) + (2 if bar else 0)
    rule = words(("─" if bar else " ") * width)
    return pile([above, rule, below], 1)


def _accent(name: str, body: Box) -> Box:
    if body.width == 1 and body.height == 1:
        return words(accented(name, body.lines[0]))
    if name == "cancel":
        struck = body.height == 1
        return words("".join(f"{sign}{ACCENTS[name]}" for sign in body.lines[0])) if struck else _named(name, body)
    if name in _MARKS_BELOW:
        return pile([body, words(_MARKS_BELOW[name] * body.width)], 0)
    if name in _ROOFS:
        left, dash, right = _ROOFS[name]
        mark = left + dash * (body.width - len(left + right)) + right
    else:
        mark = _MARKS[name]
    return pile([words(mark), body], 1)


def _named(name: str, body: Box) -> Box:
    """A body in brackets after the name of what is done to it."""
    return beside((words(name), fenced("(", body, ")")))


def _arrow(node: Arrow) -> Box:
    over, under = lay(node.over, display=False), lay(node.under, display=False)
    dashes = max(over.width, under.width) + 1
    left, dash, right = _SHAFTS.get(node.glyph, ("", "─", node.glyph))
    parts = [part for part in (over, words(left + dash * dashes + right), under) if part.width]
    return pile(parts, 1 if over.width else 0)


def _table(node: Table, *, display: bool) -> Box:
    count = max(len(row) for row in node.rows)
    cells = [[_cell(node, row, column, display=display) for column in range(count)] for row in node.rows]
    grid = tables.grid(node, cells, [_tag(row) for row in node.rows])
    if node.style == "cases":
        grid = beside((gap(1), grid)) if node.left else beside((grid, gap(1)))
    return fenced(node.left, grid, node.right)


def _tag(row: tuple[Node, ...]) -> Box | None:
    """The number of an equation."""
    last = row[-1].items[-1:] if isinstance(row[-1], Row) else ()
    return words(last[0].text) if last and isinstance(last[0], Tag) else None


def _cell(node: Table, row: tuple[Node, ...], column: int, *, display: bool) -> Box:
    if column >= len(row):
        return NOTHING
    cell = row[column]
    # A relation or an operator at a cell's start keeps the air that it has behind an operand, where it has one.
    operand = node.style == "aligned" and column % len(node.columns)
    continued = node.style in {"aligned", "gathered"} and not column and row is not node.rows[0]
    before: Role = "ord" if operand or (continued and goes_on(row)) else "start"
    items = cell.items if isinstance(cell, Row) else (cell,)
    if column == len(row) - 1 and items and isinstance(items[-1], Tag):
        items = items[:-1]  # tags have a column of their own
    return _row(arrange(items, before), display=display)
