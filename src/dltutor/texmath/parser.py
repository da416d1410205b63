"""LaTeX to a tree: rows, groups, scripts and brackets. What commands with arguments do is in ``constructs``."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from dltutor.texmath import brackets
from dltutor.texmath.alphabets import FONT_SWITCHES, FONTS
from dltutor.texmath.constructs import CONSTRUCTS, INFIXES, infix
from dltutor.texmath.scanner import END, Scanner
from dltutor.texmath.symbols import CHARACTERS, DELIMITERS, GLYPHS, IGNORED, OWN, SPACES, SYMBOLS
from dltutor.texmath.tree import (
    EMPTY,
    Atom,
    Fenced,
    Node,
    Row,
    Script,
    Space,
    Table,
    Unsupported,
)
from dltutor.texmath.wording import wording

DEEPEST = 40
"""Groups within groups; deeper ones are shown as their source, well before Python's stack ends."""

_Read = TypeVar("_Read")
_ROW_ENDS = frozenset({END, "}", "&", "\\\\", "\\cr", "\\right", "\\middle", "\\end"})


def parse(tex: str) -> Node:
    """The tree of a formula. Raises :class:`Unsupported` where anything in it isn't understood."""
    parser = Parser(tex)
    rows = parser.rows(END)
    parser.expect(END)
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return Table(tuple(rows), "aligned" if any(len(row) > 1 for row in rows) else "gathered", columns="rl")


class Parser(Scanner):
    """Reads one formula from left to right."""

    def __init__(self, tex: str, depth: int = 0) -> None:
        super().__init__(tex)
        self.font = ""
        self.rules: tuple[int, ...] = ()  # rows of the table read last that have a line above them
        self._depth = depth

    def nested(self, read: Callable[[], _Read]) -> _Read:
        """What ``read`` reads, one level deeper; the font in force comes back afterwards."""
        if self._depth >= DEEPEST:
            raise Unsupported("nested too deeply")
        self._depth += 1
        font = self.font
        node = read()
        self.font = font
        self._depth -= 1
        return node

    def formula(self, tex: str) -> Node:
        """The tree of a formula inside this one that was read as raw source."""
        inner = Parser(tex, depth=self._depth + 1)
        row = inner.nested(inner.row)
        inner.expect(END)
        return row

    def rows(self, end: str) -> list[tuple[Node, ...]]:
        r"""Cells parted by ``&`` in rows parted by ``\\``, up to but without ``end``. An empty last row is dropped."""
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        rules: list[int] = []
        while True:
            if not cells:
                self._rule(rules, len(rows))
                while self.peek() in {"\\intertext", "\\shortintertext"}:
                    self.take()
                    rows.append(tuple(wording(self, self.raw())[:1]))
            cells.append(self.nested(self.row))
            if self.taken("&"):
                continue
            rows.append(tuple(cells))
            cells = []
            if self.peek() not in {"\\\\", "\\cr"}:
                break
            self.take()
            self._row_spacing()
        if self.peek() != end:
            raise Unsupported(f"{self.peek() or 'the end'} is in the wrong place")
        if len(rows) > 1 and rows[-1] == (EMPTY,):
            rows.pop()
        self.rules = tuple(rules)
        return rows

    def _rule(self, rules: list[int], row: int) -> None:
        r"""Pass over the lines above a row, as ``\hline`` draws them."""
        while self.peek() in {"\\hline", "\\cline", "\\hdashline", "\\toprule", "\\midrule", "\\bottomrule"}:
            if self.take() == "\\cline":
                self.raw()
            if row not in rules:
                rules.append(row)

    def _row_spacing(self) -> None:
        r"""Pass over the length in ``\\[2pt]``, which terminals can't show."""
        if self.adjacent() == "[":
            length = self.optional() or ""
            if not length.strip().endswith(("pt", "em", "ex", "mm", "cm", "in")):
                raise Unsupported("a bracket after a row's end")

    def row(self, *, nested_infix: bool = False) -> Row:
        """Nodes up to the end of the group, cell or formula."""
        items: list[Node] = []
        depth = self._depth
        while self.peek() not in _ROW_ENDS:
            if self.peek() in INFIXES:
                command, above = self.take(), Row(tuple(brackets.paired(items)))
                if nested_infix:
                    raise Unsupported("two fractions in one group")
                return Row((infix(command, above, self.row(nested_infix=True)),))
            node = self._scripted()
            if isinstance(node, Row) and node.items and isinstance(node.items[0], Space):
                items.extend(node.items)  # a tag brings its own distance from the formula
            elif node is not None:
                items.append(node)
                self._count(node)
        self._depth = depth
        return Row(tuple(brackets.paired(items)))

    def _count(self, node: Node) -> None:
        r"""What stands between ``\bigl(`` and ``\bigr)`` is one level deeper, too."""
        atom = node.base if isinstance(node, Script) else node
        if isinstance(atom, Atom) and atom.grows:
            self._depth += (atom.kind == "open") - (atom.kind == "close")
            if self._depth > DEEPEST:
                raise Unsupported("nested too deeply")

    def group(self) -> Node:
        """The inside of ``{…}``: a single node as itself, more as a row."""
        self.expect("{")
        row = self.row()
        self.expect("}")
        return row.items[0] if len(row.items) == 1 and not _loses_kind(row.items[0]) else row

    def argument(self) -> Node:
        """The next argument of a command or script: a group, a command or a single character."""
        lexeme = self.peek()
        if lexeme in _ROW_ENDS or lexeme in {"^", "_", "'"}:
            raise Unsupported("an argument is missing")
        if lexeme == "{":
            return self.nested(self.group)
        if lexeme[0] == "\\":
            node = self.nested(self._nucleus)
            if node is None:
                raise Unsupported("an argument leaves nothing to see")
            return node
        return self._character(self.take())

    def _script_argument(self) -> Node:
        """A script's content; a relation at its start belongs to what follows, as in ``x_{<t}``."""
        items = _items(self.argument())
        if len(items) > 1 and isinstance(items[0], Atom) and items[0].kind == "rel":
            items = (Atom(items[0].text), *items[1:])
        return items[0] if len(items) == 1 else Row(items)

    def _scripted(self) -> Node | None:
        """A nucleus with its scripts; None for a command that leaves nothing to see."""
        base = EMPTY if self.peek() in {"^", "_"} else self._nucleus()
        sub: Node | None = None
        above: list[Node] = []
        raised = limits = False
        while base is not None:
            lexeme = self.peek()
            if lexeme == "'":
                self.take()
                above.append(Atom("′"))
            elif lexeme == "^" and not raised:
                self.take()
                raised = True
                above.extend(_items(self._script_argument()))
            elif lexeme == "_" and sub is None:
                self.take()
                sub = self._script_argument()
            elif lexeme in {"\\limits", "\\nolimits"}:
                limits = self.take() == "\\limits"
            elif lexeme in {"^", "_"}:
                raise Unsupported("two scripts in one place")
            else:
                break
        if base is None or (sub is None and not above):
            return base
        return Script(base, sub, Row(tuple(above)) if above else None, limits)

    def _nucleus(self) -> Node | None:
        lexeme = self.peek()
        if lexeme == "{":
            return self.nested(self.group)
        self.take()
        if lexeme[0] != "\\":
            return self._number(lexeme) if lexeme.isdecimal() else self._character(lexeme)
        return self._command(lexeme)

    def _command(self, lexeme: str) -> Node | None:
        if lexeme in OWN and self.peek() == "{":
            raise Unsupported(f"{lexeme} takes an argument")
        if lexeme in SYMBOLS:
            return self._symbol(SYMBOLS[lexeme])
        if lexeme in CONSTRUCTS:
            return self.nested(lambda: CONSTRUCTS[lexeme](self, lexeme))
        if lexeme in SPACES:
            return Space(SPACES[lexeme])
        if lexeme in FONT_SWITCHES:
            self.font = FONT_SWITCHES[lexeme]
            return None
        if lexeme in IGNORED:
            return None
        if lexeme == "\\left":
            return self.nested(self._fenced)
        raise Unsupported(f"{lexeme} isn't known")

    def _symbol(self, atom: Atom) -> Atom:
        if atom.text == "arg" and self.peek() in {"\\min", "\\max"}:  # one operator: the limits belong under both words
            return Atom(f"arg {self.take()[1:]}", "op", limits=True)
        if self.font == "bold" and atom.kind == "ord":
            return Atom(atom.text.translate(FONTS["bold"]))
        return atom

    def _character(self, lexeme: str) -> Node:
        if lexeme == "$":
            raise Unsupported("a dollar sign inside a formula")
        if lexeme == "~":
            return Space(SPACES[lexeme])
        if lexeme == ":":
            return self._colon()
        if lexeme == "." and (self.adjacent().isspace()):
            return Atom(".", "punct")
        if lexeme == "|" and self.adjacent() == "|":
            self.take()
            return Atom("‖", "sep")
        atom = CHARACTERS.get(lexeme) or GLYPHS.get(lexeme)
        if atom is not None:
            return self._symbol(atom)
        return Atom(lexeme.translate(FONTS[self.font]) if self.font else lexeme)

    def _colon(self) -> Atom:
        if self.adjacent() == "=":
            self.take()
            return Atom(":=", "rel")
        return Atom(":", "punct" if self.adjacent().isspace() else "sep")

    def _number(self, lexeme: str) -> Atom:
        """Digits, with a decimal point or commas between thousands."""
        digits = lexeme
        while True:
            following = "".join(self._tokens[self._at : self._at + 5])
            if following[:1].isdecimal():
                digits += self.take()
            elif following[:1] == "." and following[1:2].isdecimal():
                digits += self.take() + self.take()
            elif following[:1] == "," and following[1:4].isdecimal() and not following[4:5].isdecimal():
                digits += "".join(self.take() for _ in range(4))
            else:
                return Atom(digits.translate(FONTS[self.font]) if self.font else digits)

    def _fenced(self) -> Node:
        left = self.delimiter()
        parts: list[Node] = [self.row()]
        bars: list[Atom] = []
        while self.taken("\\middle"):
            bars.append(Atom(self.delimiter(), "rel", grows=True))
            parts.append(self.row())
        self.expect("\\right")
        right = self.delimiter()
        items = list(_items(parts[0]))
        for bar, part in zip(bars, parts[1:], strict=True):
            items += [bar, *_items(part)]
        if len(items) == 1 and isinstance(items[0], Table) and not items[0].left + items[0].right:
            table = items[0]
            style = "cases" if left == "{" and not right else table.style
            return replace(table, style=style, left=left, right=right)
        return Fenced(left, Row(tuple(items)), right)

    def delimiter(self) -> str:
        """The glyph of the bracket that comes next; empty for the invisible one."""
        lexeme = self.take()
        if lexeme in DELIMITERS:
            return DELIMITERS[lexeme][0]
        glyph = SYMBOLS.get(lexeme) or GLYPHS.get(lexeme)
        if glyph is None or glyph.text not in "()[]{}|‖⌊⌋⌈⌉⟨⟩⟦⟧↑↓":
            raise Unsupported(f"{lexeme} is no bracket")
        return glyph.text


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Row) else (node,)


def _loses_kind(node: Node) -> bool:
    """Whether braces make a difference: ``{=}`` and ``{,}`` stand without the space that ``=`` and ``,`` have."""
    return isinstance(node, Atom) and node.kind in {"bin", "rel", "punct", "open", "close", "sep"}
