"""The tree of a formula: what the parser builds, and what both renderers walk."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind = Literal["ord", "op", "big", "bin", "rel", "open", "close", "punct", "sep"]
"""What a symbol is to its neighbours, as in TeX: ordinary, named function, large operator, binary operator, relation,
opening and closing bracket, punctuation; and ``sep``, which parts without any space (``p(y|x)``, ``a/b``)."""

Style = Literal["matrix", "cases", "aligned", "gathered", "stack"]
"""How a table's cells belong together; a stack is a few lines in the place of one symbol."""


class Unsupported(Exception):  # noqa: N818  not a fault: the caller shows the source instead
    """The formula holds something that isn't understood. It never leaves this package."""


@dataclass(frozen=True, slots=True)
class Atom:
    r"""One symbol. ``limits``: its scripts stand above and below it. ``grows``: a bracket of the ``\big`` family."""

    text: str
    kind: Kind = "ord"
    limits: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words set upright, with their own spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """An explicit space, in terminal cells."""

    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes one after another; a group in braces."""

    items: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a subscript, a superscript or both. ``limits``: above and below it, whatever the base is."""

    base: "Node"
    sub: "Node | None" = None
    sup: "Node | None" = None
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction; without a bar, the inside of a binomial coefficient."""

    above: "Node"
    below: "Node"
    bar: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or the root that ``index`` names."""

    body: "Node"
    index: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark on a body; ``name`` is a key of :data:`dltutor.texmath.alphabets.ACCENTS`."""

    name: str
    body: "Node"


@dataclass(frozen=True, slots=True)
class Fenced:
    """A body between brackets that grow with it; either may be empty."""

    left: str
    body: "Node"
    right: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. ``columns`` holds l, c or r for each column; the last pair repeats.

    ``bars`` are the columns before which a vertical line stands, ``rules`` the rows above which a horizontal one does.
    """

    rows: "tuple[tuple[Node, ...], ...]"
    style: Style
    left: str = ""
    right: str = ""
    columns: str = "c"
    bars: tuple[int, ...] = ()
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Brace:
    """A horizontal brace over or under a body; its label is a script with limits."""

    body: "Node"
    over: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow as long as what stands over and under it."""

    glyph: str
    over: "Node"
    under: "Node"


@dataclass(frozen=True, slots=True)
class Frame:
    r"""A body in a frame (``\boxed``)."""

    body: "Node"


@dataclass(frozen=True, slots=True)
class Tag:
    r"""An equation's number (``\tag``), set apart at its right."""

    text: str


Node: TypeAlias = (
    Atom | Text | Space | Row | Script | Fraction | Root | Accent | Fenced | Table | Brace | Arrow | Frame | Tag
)

EMPTY = Row()
