r"""Words in a formula, as in ``\text{if $x > 0$}``: TeX's text mode, with fonts dropped and formulas kept."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dltutor.texmath.symbols import SPACES, SYMBOLS
from dltutor.texmath.tree import Node, Text, Unsupported

if TYPE_CHECKING:
    from dltutor.texmath.parser import Parser

_FONTS = (
    "textbf textit textrm textsf texttt textsc textup textmd textnormal textsl emph underline mbox hbox text mathrm "
    "bf it rm sf tt sc em bfseries itshape rmfamily sffamily ttfamily scshape normalfont small footnotesize scriptsize "
    "tiny large normalsize protect ensuremath"
).split()
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å"}
_LETTERS |= {"AA": "Å", "i": "ı", "textbackslash": "\\", "textasciitilde": "~", "textquotesingle": "'", "TeX": "TeX"}
_LETTERS |= {"LaTeX": "LaTeX", "lq": "‘", "rq": "’", "textendash": "–", "textemdash": "—", "textdegree": "°"}
_MARKS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_MARKS |= {"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a"}

_PIECE = re.compile(
    r"""
    \$(?P<dollars>(?:\\.|[^$\\])*)\$ | \\\((?P<round>.*?)\\\)
    | \\(?P<mark>['`^"~=.]|[cvuHr](?=\{|\s))\s*\{?\\?(?P<letter>[A-Za-z])\}?
    | \\(?P<escaped>[#$%&_{}]) | \\(?P<command>[A-Za-z]+)\*?[ ]? | (?P<space>\\[,;:!>\ /]|~|\s+)
    | (?P<quotes>``|'') | (?P<dashes>---?) | (?P<brace>[{}]) | (?P<plain>[^\\$~\s`'{}-]+|[`'-])
    """,
    re.VERBOSE | re.DOTALL,
)
_PRINTED = {"``": "“", "''": "”", "--": "–", "---": "—"}


def wording(parser: "Parser", source: str) -> list[Node]:
    """Words and formulas in the order in which they stand. Raises :class:`Unsupported` on what text mode lacks."""
    nodes: list[Node] = []
    words = ""
    for piece, is_formula in _pieces(source):
        if not is_formula:
            words += piece
            continue
        if words:
            nodes.append(_text(words))
        nodes.append(parser.formula(piece))
        words = ""
    return [*nodes, _text(words)] if words or not nodes else nodes


def plain(source: str) -> str:
    """Words without formulas, as in a label or a tag."""
    pieces = list(_pieces(source))
    if any(is_formula for _, is_formula in pieces):
        raise Unsupported("a formula where words belong")
    return _text("".join(piece for piece, _ in pieces)).text


def _text(words: str) -> Text:
    return Text(re.sub(r"\s+", " ", unicodedata.normalize("NFC", words)))


def _pieces(source: str) -> Iterator[tuple[str, bool]]:
    """Each piece as it is shown, or the source of a formula."""
    at = 0
    while at < len(source):
        found = _PIECE.match(source, at)
        if found is None:
            raise Unsupported("words that text mode doesn't know")
        at = found.end()
        if found.lastgroup in {"dollars", "round"}:
            yield found[str(found.lastgroup)], True
        else:
            yield _printed(found), False


def _printed(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "letter":
        return found["letter"] + _MARKS[found["mark"]]
    if kind == "command":
        return _command(found["command"])
    if kind == "space":
        return "" if found["space"] in {"\\!", "\\/"} else " "
    if kind == "brace":
        return ""
    shown = found[str(kind)]
    return _PRINTED.get(shown, shown)


def _command(name: str) -> str:
    if name in _FONTS:
        return ""
    if name in _LETTERS:
        return _LETTERS[name]
    if "\\" + name in SPACES:
        return " "
    symbol = SYMBOLS.get("\\" + name)
    if symbol is None or len(symbol.text) > 1:
        raise Unsupported(f"\\{name} in words")
    return symbol.text + " " * (symbol.kind == "rel")
