"""What the tree of a formula has to be read as, in the reader's words."""

from formula_reader import BARS, CLOSING, OPENING, STOP, Item, Reader, Symbol, Symbols, bare, bound, head, partner

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
)

SEPARATORS = frozenset((*",;.{}", STOP))


def expected(node: Node, *, greedy: bool) -> Symbols:
    """The symbols of a formula, grouped as its tree groups them."""
    return bound(Trees(greedy=greedy).items(node), greedy=greedy)


def unparted(symbols: Symbols) -> Symbols:
    """Without what only parts: cells, rows and the ends of sentences."""
    return tuple(_whole(symbol) for symbol in symbols if symbol not in SEPARATORS)


def _whole(symbol: Symbol) -> Symbol:
    if isinstance(symbol, str):
        return symbol
    kind, first, *rest = symbol
    base = {"script": _whole, "accent": str}.get(kind, unparted)(first)
    return (kind, base, *map(unparted, rest))


def several(items: list[Item]) -> bool:
    """Whether a comma stands outside of all brackets."""
    depth = 0
    for item in items:
        sign = head(item.symbol)
        depth += (sign != "" and sign in OPENING) - (sign != "" and sign in CLOSING)
        if item.symbol == "," and not depth:
            return True
    return False


class Trees:
    """Walks a tree."""

    def __init__(self, *, greedy: bool) -> None:
        self.greedy = greedy

    def symbols(self, node: Node | None) -> Symbols:
        return () if node is None else bound(self.items(node), greedy=self.greedy)

    def items(self, node: Node) -> list[Item]:  # noqa: C901, PLR0911, PLR0912  one case for each kind of node
        match node:
            case Atom("′" | "†" | "‡" as mark):
                return [Item(mark, apart=False)]
            case Atom(text) | Text(text):
                return Reader(text, greedy=self.greedy).items()
            case Row(members):
                return self.row(members)
            case Script():
                return self.script(node)
            case Fraction(above, below, bar):
                if not bar:
                    return [*self.items(above), *self.items(Text(" choose ")), *self.items(below)]
                return [Item(("fraction", bare(self.symbols(above)), bare(self.symbols(below))), apart=False)]
            case Root(body, index):
                return [Item(("root", self.symbols(index), self.symbols(body)), apart=False)]
            case Accent(name, body):
                return [Item(("accent", name.replace("overline", "bar"), self.symbols(body)), apart=False)]
            case Fenced(left, body, right):
                return [*self.items(Text(left)), *self.items(body), *self.items(Text(right))]
            case Table():
                return self.table(node)
            case Brace(body) | Frame(body):
                return self.items(body)
            case Arrow(glyph, over, under):
                return self.items(Script(Atom(glyph), under, over))
            case Space():
                return []

    def row(self, members: tuple[Node, ...]) -> list[Item]:
        found: list[Item] = []
        for member in arrange(members):
            inside = self.items(member.node)
            if inside:
                found += [Item(inside[0].symbol, member.gap > 0 or inside[0].apart), *inside[1:]]
        return found

    def script(self, node: Script) -> list[Item]:
        base = self.items(node.base) or [Item("", apart=False)]
        below, above = self.symbols(node.sub), self.symbols(node.sup)
        if not below and not above:
            return base
        if above == ("∘",) and not below:
            return [*base, Item("°", apart=False)]
        if self.needs_brackets(node, base):
            base = [Item("(", base[0].apart), Item(base[0].symbol, apart=False), *base[1:], Item(")", apart=False)]
        last = base[-1].symbol
        if isinstance(last, tuple) and last[0] == "script" and not (last[2] and below) and not (last[3] and above):
            return [*base[:-1], Item(("script", last[1], last[2] or below, last[3] or above), base[-1].apart)]
        return [*base[:-1], Item(("script", last, below, above), base[-1].apart)]

    def needs_brackets(self, node: Script, base: list[Item]) -> bool:  # noqa: PLR0911  one case for each kind
        inner = node.base
        while isinstance(inner, Brace | Frame):
            inner = inner.body
        match inner:
            case Script():
                last = base[-1].symbol
                return last[0] == "script" and bool((node.sub and last[2]) or (node.sup and last[3]))
            case Fraction() | Arrow():
                return True
            case Fenced():
                return not inner.right
            case Table():
                return inner.style in {"aligned", "gathered"} and not inner.right
            case Text(text):
                return " " in text
            case Row():
                heads = [head(item.symbol) for item in base]
                whole = (
                    heads[0] != ""
                    and heads[0] in OPENING + BARS
                    and partner([item.symbol for item in base], 0, 1) == len(base) - 1
                )
                return len(base) > 1 and (base[-1].symbol[0] == "script" or not whole)
        return False

    def table(self, node: Table) -> list[Item]:
        """Cells one after another: how they are parted is looked at elsewhere."""
        left, right = node.left, node.right
        if node.style == "matrix" and not left + right:
            left, right = "[", "]"
        if node.style == "cases":
            left, right = left or "{", right or "}"
        found: list[Item] = self.items(Text(left))
        for cell in (cell for row in node.rows for cell in row):
            inside = self.items(cell)
            if node.style == "matrix" and several(inside):
                inside = [Item("(", apart=True), *inside, Item(")", apart=False)]
            starts = len(found) > bool(left) or node.style == "cases"
            found += [Item(item.symbol, item.apart or (starts and not at)) for at, item in enumerate(inside)]
        return [*found, *self.items(Text(right))]
