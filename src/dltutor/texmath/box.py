"""A formula in two dimensions: fractions with bars, limits above and below, brackets that grow.

What fits one line stays on one: scripts whose characters all have small glyphs are set in them.
"""

from dltutor.texmath.alphabets import accented, lowered, raised
from dltutor.texmath.canvas import (
    NOTHING,
    Box,
    beside,
    block,
    gap,
    pile,
    scripted,
    widened,
    words,
)
from dltutor.texmath.fences import braced, fence, fenced, framed, rooted
from dltutor.texmath.line import primes, render
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
}


def box(tex: str) -> Box:
    """A LaTeX formula, without its dollar signs, in two dimensions; its source where it isn't understood."""
    try:
        tree = parse(tex)
    except Unsupported:
        return block(_printable(line) for line in tex.strip().splitlines())
    return lay(tree, display=True)


def _printable(line: str) -> str:
    return "".join(character if character.isprintable() else " " for character in line.expandtabs(4)).rstrip()


def lay(node: Node, *, display: bool) -> Box:  # noqa: C901, PLR0911  one case for each kind of node
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
            return fenced(left, _divided(body, display=display), right)
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


def _row(placed: list[Placed], *, display: bool, whole: Box | None = None) -> Box:
    """Members side by side; bars among them grow to the height of ``whole``, where it is given."""
    parts: list[Box] = []
    for index, member in enumerate(placed):
        part = lay(member.node, display=display)
        if whole is not None and isinstance(member.node, Atom) and member.node.grows:
            part = fence(member.node.text, whole.height, whole.baseline)
        space = member.gap or int(bool(index) and _collide(placed[index - 1], parts[-1], member, part))
        if space:
            parts.append(gap(space))
        parts.append(part)
    return beside(parts) if parts else NOTHING


def _collide(before: Placed, left: Box, member: Placed, right: Box) -> bool:
    """Whether two neighbours would touch: a sign and a fraction's bar, or a script below and a tall bracket."""
    if member.left == "frac":
        return before.right == "sign"
    return isinstance(before.node, Script) and left.height > 1 and member.left == "open" and right.height > 1


def _divided(body: Node, *, display: bool) -> Box:
    """The inside of a fence, its middle bars as tall as the whole."""
    inside = lay(body, display=display)
    if not isinstance(body, Row) or not any(isinstance(item, Atom) and item.grows for item in body.items):
        return inside
    return _row(arrange(body.items), display=display, whole=inside)


def _script(node: Script, *, display: bool) -> Box:
    base = lay(node.base, display=display)
    if isinstance(node.base, Fraction) or (isinstance(node.base, Row) and len(node.base.items) > 1):
        base = fenced("(", base, ")")  # or the script would seem to belong to the last of them
    if node.limits or (display and isinstance(node.base, Atom) and node.base.limits):
        return _limits(base, node.sub, node.sup)
    sub_glyphs = "" if node.sub is None else lowered(render(node.sub))
    sup_glyphs = "" if node.sup is None else raised(primes(render(node.sup)))
    if base.height > 1:
        sub, sup = _corner(node.sub, sub_glyphs), _corner(node.sup, sup_glyphs)
        return scripted(base, sub, sup) if sub or sup else base
    inline = (sub_glyphs or "") + (sup_glyphs or "")
    if sub_glyphs is not None and sup_glyphs is not None:
        return words(base.lines[0] + inline)
    sub = None if node.sub is None or sub_glyphs is not None else lay(node.sub, display=False)
    sup = None if node.sup is None or sup_glyphs is not None else lay(node.sup, display=False)
    return scripted(base, sub, sup, inline)


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
    if name == "underline":
        return pile([body, words("‾" * body.width)], 0)
    if name in {"bar", "overline"}:
        mark = "_" * body.width
    elif name == "vec":
        mark = "─" * (body.width - 1) + "→"
    else:
        mark = _MARKS[name]
    return pile([words(mark), body], 1)


def _arrow(node: Arrow) -> Box:
    over, under = lay(node.over, display=False), lay(node.under, display=False)
    length = max(over.width, under.width) + 2
    dashes = ("═" if node.glyph == "⇒" else "─") * (length - 1)
    shaft = node.glyph + dashes if node.glyph == "←" else dashes + node.glyph
    parts = [part for part in (over, words(shaft), under) if part.width]
    return pile(parts, 1 if over.width else 0)


def _table(node: Table, *, display: bool) -> Box:
    count = max(len(row) for row in node.rows)
    cells = [[_cell(node, row, column, display=display) for column in range(count)] for row in node.rows]
    widths = [max(row[column].width for row in cells) for column in range(count)]
    between = 0 if node.style == "aligned" else 2
    lines: list[Box] = []
    for row in cells:
        parts: list[Box] = []
        for column, cell in enumerate(row):
            if column:
                parts.append(gap(2 if node.style == "aligned" and column % len(node.columns) == 0 else between))
            parts.append(widened(cell, widths[column], _alignment(node, column)))
        lines.append(beside(parts))
    grid = _stacked(lines)
    if node.style == "cases":
        grid = beside((gap(1), grid)) if node.left else beside((grid, gap(1)))
    return fenced(node.left, grid, node.right)


def _cell(node: Table, row: tuple[Node, ...], column: int, *, display: bool) -> Box:
    if column >= len(row):
        return NOTHING
    cell = row[column]
    # In aligned lines a relation or an operator at a cell's start keeps the air that it has behind an operand.
    before: Role = "ord" if node.style == "aligned" and column % len(node.columns) else "start"
    return _row(arrange(cell.items if isinstance(cell, Row) else (cell,), before), display=display)


def _alignment(node: Table, column: int) -> str:
    return node.columns[column % len(node.columns)]


def _stacked(lines: list[Box]) -> Box:
    """Rows of a table, with an empty line between those of which one is taller than a line."""
    width = max(line.width for line in lines)
    texts: list[str] = []
    baselines: list[int] = []
    for index, line in enumerate(lines):
        if index and max(line.height, lines[index - 1].height) > 1:
            texts.append(" " * width)
        baselines.append(len(texts) + line.baseline)
        texts.extend(widened(line, width, "l").lines)
    middle = baselines[len(lines) // 2] if len(lines) % 2 else len(texts) // 2
    return Box(tuple(texts), middle, width)
