"""Commands that take arguments, one function for each kind, and the table that names them."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dltutor.texmath import alphabets, lengths, packages
from dltutor.texmath.environments import environment, old_table, substack
from dltutor.texmath.symbols import DELIMITERS
from dltutor.texmath.tree import (
    EMPTY,
    Accent,
    Arrow,
    Atom,
    Brace,
    Fenced,
    Fraction,
    Frame,
    Kind,
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
from dltutor.texmath.wording import plain, wording

if TYPE_CHECKING:
    from dltutor.texmath.parser import Parser

_SIDES: dict[str, Kind] = {"l": "open", "r": "close", "m": "sep"}
_CLASSES: dict[str, Kind] = {
    "\\mathbin": "bin",
    "\\mathrel": "rel",
    "\\mathord": "ord",
    "\\mathopen": "open",
    "\\mathclose": "close",
    "\\mathpunct": "punct",
}
_ARROWS = {
    "\\xleftarrow": "←", "\\xrightarrow": "→", "\\xRightarrow": "⇒", "\\xLeftarrow": "⇐", "\\xmapsto": "↦",
    "\\xleftrightarrow": "↔", "\\xLeftrightarrow": "⇔", "\\xhookrightarrow": "↪", "\\xhookleftarrow": "↩",
    "\\xlongequal": "=", "\\xtwoheadrightarrow": "↠", "\\xrightharpoonup": "⇀", "\\xrightharpoondown": "⇁",
    "\\xleftharpoonup": "↼", "\\xleftharpoondown": "↽", "\\xrightleftharpoons": "⇌", "\\xtofrom": "⇄",
}  # fmt: skip
_LIMIT_NAMES = frozenset({"arg max", "arg min", "argmax", "argmin", "max", "min", "sup", "inf", "lim"})


def _fraction(parser: "Parser", _: str) -> Node:
    return Fraction(parser.argument(), parser.argument())


def _binomial(parser: "Parser", _: str) -> Node:
    return Fenced("(", Fraction(parser.argument(), parser.argument(), bar=False), ")")


def _root(parser: "Parser", _: str) -> Node:
    index = re.sub(r"\\(?:left|up)root\s*(?:\{-?\d+\}|-?\d)", "", parser.optional() or "").strip()
    return Root(parser.argument(), parser.formula(index) if index else None)


def _accent(parser: "Parser", command: str) -> Node:
    name = alphabets.ACCENT_COMMANDS[command]
    body = parser.argument()
    if isinstance(body, Script) and isinstance(body.base, Atom):  # the mark reads best on the letter alone
        return Script(Accent(name, body.base), body.sub, body.sup, body.limits)
    return Accent(name, body)


def _font(parser: "Parser", command: str) -> Node:
    font = alphabets.FONT_COMMANDS[command]
    parser.font = font
    body = parser.argument()
    items = body.items if isinstance(body, Row) else ()
    if font in {"plain", "sans", "mono"} and items and all(_is_letter(item) for item in items):
        return Text("".join(item.text for item in items if isinstance(item, Atom)))
    return body


def _is_letter(node: Node) -> bool:
    return isinstance(node, Atom) and node.kind == "ord" and (node.text.isalnum() or node.text == ".")


def _text(parser: "Parser", _: str) -> Node:
    """Words as they stand; ``$…$`` among them is a formula."""
    nodes = wording(parser, parser.raw())
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def _operator(parser: "Parser", command: str) -> Node:
    starred = parser.taken("*") or command == "\\operatornamewithlimits"
    name = parser.raw()
    name = re.sub(r"\\(?:[,;:! ]|quad|thinspace)", " ", name)
    name = " ".join(re.sub(r"\\(?:mathrm|text|rm)\b", "", name).replace("{", "").replace("}", "").split())
    if not re.fullmatch(r"[\w .*-]+", name):
        raise Unsupported("an operator's name holds commands")
    return Atom(name, "op", limits=starred or name in _LIMIT_NAMES)


def _mathop(parser: "Parser", _: str) -> Node:
    body = _bare(parser.argument())
    letters = body.items if isinstance(body, Row) else ()
    if letters and all(_is_letter(item) for item in letters):
        body = Text("".join(item.text for item in letters if isinstance(item, Atom)))
    if isinstance(body, Text | Atom):
        return Atom(body.text, "op", limits=True)
    return body


def _over(parser: "Parser", _: str) -> Node:
    above = parser.argument()
    return Script(_bare(parser.argument()), sup=above, limits=True)


def _under(parser: "Parser", _: str) -> Node:
    below = parser.argument()
    return Script(_bare(parser.argument()), sub=below, limits=True)


def _bare(node: Node) -> Node:
    """A base without its braces, so that a relation under a mark still stands apart from its neighbours."""
    return node.items[0] if isinstance(node, Row) and len(node.items) == 1 else node


def _brace(parser: "Parser", command: str) -> Node:
    brace = Brace(parser.argument(), over=command.startswith("\\over"))
    label: Node | None = None
    if parser.taken("^" if brace.over else "_"):
        label = parser.argument()
    if label is None:
        return brace
    return Script(brace, sup=label, limits=True) if brace.over else Script(brace, sub=label, limits=True)


def _arrow(parser: "Parser", command: str) -> Node:
    below = parser.optional()
    under = EMPTY if below is None else parser.formula(below)
    return Arrow(_ARROWS[command], parser.argument(), under)


def _big(parser: "Parser", command: str) -> Node:
    lexeme = parser.peek()
    kind: Kind = DELIMITERS[lexeme][1] if lexeme in DELIMITERS else "ord"
    if command[-1] in _SIDES:
        kind = _SIDES[command[-1]]
    return Atom(parser.delimiter(), kind, grows=True)


def _not(parser: "Parser", _: str) -> Node:
    atom = parser.argument()
    if not isinstance(atom, Atom) or len(atom.text) != 1:
        raise Unsupported("\\not before more than one symbol")
    return Atom(alphabets.negated(atom.text), atom.kind)


def _tag(parser: "Parser", _: str) -> Node:
    starred = parser.taken("*")
    label = plain(parser.raw())
    return Tag(label if starred else f"({label})")


def _modulo(parser: "Parser", command: str) -> Node:
    if command == "\\mod":
        return Row((Space(2), Atom("mod", "op"), parser.argument()))
    name = (Atom("mod", "op"),) if command == "\\pmod" else ()
    return Row((Space(1), Atom("(", "open"), *name, parser.argument(), Atom(")", "close")))


def _frame(parser: "Parser", _: str) -> Node:
    return Frame(parser.argument())


def _label(parser: "Parser", _: str) -> Node:
    parser.raw()
    return EMPTY


def _general_fraction(parser: "Parser", _: str) -> Node:
    r"""``\genfrac{(}{)}{0pt}{style}{above}{below}``."""
    left, right = (_bracket(parser) for _ in range(2))
    bar = not parser.raw().strip().startswith("0")
    parser.raw()
    body = divided(parser.argument(), parser.argument(), bar=bar, choose=(left, right) == ("(", ")"))
    return Fenced(left, body, right) if left or right else body


def _bracket(parser: "Parser") -> str:
    inner = parser.raw().strip()
    if inner in {"", "."}:
        return ""
    if inner not in DELIMITERS:
        raise Unsupported(f"{inner} is no bracket")
    return DELIMITERS[inner][0]


def divided(above: Node, below: Node, *, bar: bool, choose: bool) -> Node:
    """One thing over another: with a bar, as a binomial coefficient, or as two lines."""
    if bar or choose:
        return Fraction(above, below, bar)
    return Table(((above,), (below,)), "stack")


INFIXES: dict[str, tuple[str, str, bool]] = {
    "\\over": ("", "", True),
    "\\atop": ("", "", False),
    "\\choose": ("(", ")", False),
    "\\brack": ("[", "]", False),
    "\\brace": ("{", "}", False),
}
"""TeX's own fractions, which take all that stands before and after them in their group: brackets, and whether a bar."""


def infix(command: str, above: Node, below: Node) -> Node:
    """The fraction that an infix command makes of both sides."""
    left, right, bar = INFIXES[command]
    body = divided(above, below, bar=bar, choose=command == "\\choose")
    return Fenced(left, body, right) if left else body


def _class(parser: "Parser", command: str) -> Node:
    """A symbol that is to be spaced as one of another kind."""
    body = _bare(parser.argument())
    kind = _CLASSES[command]
    return Atom(body.text, kind) if isinstance(body, Atom | Text) else body


def _before(parser: "Parser", _: str) -> Node:
    """Scripts before their base."""
    above, below = parser.argument(), parser.argument()
    return Row((Script(EMPTY, below, above), parser.argument()))


def _cancelled_to(parser: "Parser", _: str) -> Node:
    value = parser.argument()
    return Script(Accent("cancel", parser.argument()), sup=Row((Atom("→"), value)))


def _old_root(parser: "Parser", _: str) -> Node:
    index: list[Node] = []
    while not parser.taken("\\of"):
        index.append(parser.argument())
    return Root(parser.argument(), Row(tuple(index)))


CONSTRUCTS: dict[str, Callable[["Parser", str], Node | None]] = {
    **dict.fromkeys(("\\frac", "\\dfrac", "\\tfrac", "\\cfrac", "\\nicefrac", "\\sfrac", "\\flatfrac"), _fraction),
    **dict.fromkeys(("\\binom", "\\dbinom", "\\tbinom"), _binomial),
    **dict.fromkeys(alphabets.ACCENT_COMMANDS, _accent),
    **dict.fromkeys(alphabets.FONT_COMMANDS, _font),
    **dict.fromkeys(
        (
            "\\text \\textrm \\textbf \\textit \\textsf \\texttt \\textsc \\textup \\textnormal \\emph \\mbox \\hbox"
        ).split(),
        _text,
    ),
    **dict.fromkeys(("\\overset", "\\stackrel"), _over),
    **{f"\\{side}{shape}": _brace for side in ("under", "over") for shape in ("brace", "bracket", "group")},
    **dict.fromkeys(_ARROWS, _arrow),
    **dict.fromkeys(_CLASSES, _class),
    **dict.fromkeys(packages.FENCES, packages.fenced),
    **dict.fromkeys(packages.DERIVATIVES, packages.derivative),
    **dict.fromkeys(packages.SKIPPED, packages.shown),
    **dict.fromkeys(("\\color", "\\require"), packages.colour),
    **dict.fromkeys(("\\SI", "\\qty"), packages.quantity),
    **dict.fromkeys(("\\si", "\\unit"), packages.unit),
    **dict.fromkeys(("\\hspace", "\\mspace"), lengths.skip),
    **dict.fromkeys(("\\kern", "\\mkern", "\\hskip", "\\mskip"), lengths.kern),
    **dict.fromkeys(("\\phantom", "\\hphantom"), lengths.phantom),
    **dict.fromkeys(("\\pmod", "\\pod", "\\mod"), _modulo),
    **dict.fromkeys(("\\operatorname", "\\operatornamewithlimits"), _operator),
    **dict.fromkeys(("\\boxed", "\\fbox", "\\framebox"), _frame),
    **dict.fromkeys(("\\matrix", "\\pmatrix", "\\cases", "\\eqalign"), old_table),
    "\\fcolorbox": packages.framed_colour,
    "\\num": packages.number,
    "\\vphantom": lengths.nothing,
    "\\rule": lengths.rule,
    "\\genfrac": _general_fraction,
    "\\prescript": _before,
    "\\cancelto": _cancelled_to,
    "\\root": _old_root,
    **{f"\\{size}{side}": _big for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")},
    "\\sqrt": _root,
    "\\mathop": _mathop,
    "\\underset": _under,
    "\\not": _not,
    "\\tag": _tag,
    "\\label": _label,
    "\\begin": environment,
    "\\substack": substack,
}
"""Commands with arguments; each function reads them from the parser that stands behind the command."""
