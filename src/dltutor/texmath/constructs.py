"""Commands that take arguments, one function for each kind, and the table that names them."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dltutor.texmath import alphabets
from dltutor.texmath.environments import environment, substack
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
    Text,
    Unsupported,
)

if TYPE_CHECKING:
    from dltutor.texmath.parser import Parser

_ESCAPES = re.compile(r"\\([#$%&_{} ])")
_SIDES: dict[str, Kind] = {"l": "open", "r": "close", "m": "sep"}
_LIMIT_NAMES = frozenset({"arg max", "arg min", "argmax", "argmin", "max", "min", "sup", "inf", "lim"})


def _fraction(parser: "Parser", _: str) -> Node:
    return Fraction(parser.argument(), parser.argument())


def _binomial(parser: "Parser", _: str) -> Node:
    return Fenced("(", Fraction(parser.argument(), parser.argument(), bar=False), ")")


def _root(parser: "Parser", _: str) -> Node:
    index = parser.optional()
    return Root(parser.argument(), None if index is None else parser.formula(index))


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
    parts = re.split(r"(?<!\\)\$", parser.raw())
    if len(parts) % 2 == 0:
        raise Unsupported("a dollar sign in words has no partner")
    items: list[Node] = []
    for number, part in enumerate(parts):
        if number % 2:
            items.append(parser.formula(part))
        elif part:
            items.append(Text(_plain(part)))
    return items[0] if len(items) == 1 else Row(tuple(items))


def _plain(words: str) -> str:
    words = re.sub(r"\s+", " ", _ESCAPES.sub(r"\1", words.replace("~", " ")))
    if "\\" in words:
        raise Unsupported("a command in words")
    return words


def _operator(parser: "Parser", _: str) -> Node:
    starred = parser.taken("*")
    name = parser.raw()
    name = re.sub(r"\\(?:[,;:! ]|quad|thinspace)", " ", name)
    name = " ".join(re.sub(r"\\(?:mathrm|text|rm)\b", "", name).replace("{", "").replace("}", "").split())
    if not re.fullmatch(r"[\w .*-]+", name):
        raise Unsupported("an operator's name holds commands")
    return Atom(name, "op", limits=starred or name in _LIMIT_NAMES)


def _mathop(parser: "Parser", _: str) -> Node:
    body = parser.argument()
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
    brace = Brace(parser.argument(), over=command == "\\overbrace")
    label: Node | None = None
    if parser.taken("^" if brace.over else "_"):
        label = parser.argument()
    if label is None:
        return brace
    return Script(brace, sup=label, limits=True) if brace.over else Script(brace, sub=label, limits=True)


def _arrow(parser: "Parser", command: str) -> Node:
    below = parser.optional()
    under = EMPTY if below is None else parser.formula(below)
    glyph = {"\\xleftarrow": "←", "\\xrightarrow": "→", "\\xRightarrow": "⇒", "\\xmapsto": "↦"}[command]
    return Arrow(glyph, parser.argument(), under)


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
    label = _plain(parser.raw())
    return Row((Space(4), Text(label if starred else f"({label})")))


def _modulo(parser: "Parser", _: str) -> Node:
    return Row((Space(1), Atom("(", "open"), Atom("mod", "op"), parser.argument(), Atom(")", "close")))


def _frame(parser: "Parser", _: str) -> Node:
    return Frame(parser.argument())


def _label(parser: "Parser", _: str) -> Node:
    parser.raw()
    return EMPTY


def _skip(parser: "Parser", _: str) -> Node:
    parser.raw()
    return Space(2)


CONSTRUCTS: dict[str, Callable[["Parser", str], Node]] = {
    **dict.fromkeys(("\\frac", "\\dfrac", "\\tfrac", "\\cfrac"), _fraction),
    **dict.fromkeys(("\\binom", "\\dbinom", "\\tbinom"), _binomial),
    **dict.fromkeys(alphabets.ACCENT_COMMANDS, _accent),
    **dict.fromkeys(alphabets.FONT_COMMANDS, _font),
    **dict.fromkeys(
        ("\\text", "\\textrm", "\\textbf", "\\textit", "\\textsf", "\\texttt", "\\textnormal", "\\mbox", "\\hbox"),
        _text,
    ),
    **dict.fromkeys(("\\overset", "\\stackrel"), _over),
    **dict.fromkeys(("\\underbrace", "\\overbrace"), _brace),
    **dict.fromkeys(("\\xleftarrow", "\\xrightarrow", "\\xRightarrow", "\\xmapsto"), _arrow),
    **{f"\\{size}{side}": _big for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")},
    "\\sqrt": _root,
    "\\operatorname": _operator,
    "\\mathop": _mathop,
    "\\underset": _under,
    "\\not": _not,
    "\\tag": _tag,
    "\\pmod": _modulo,
    "\\boxed": _frame,
    "\\label": _label,
    "\\hspace": _skip,
    "\\begin": environment,
    "\\substack": substack,
}
"""Commands with arguments; each function reads them from the parser that stands behind the command."""
