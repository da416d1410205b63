"""The blocks of an answer as a screen shows them: paragraphs, entries, rows of tables, code, formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dltutor import texmath
from dltutor.tui.answers.parsing import FORMULA, parser
from dltutor.tui.describe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from dltutor.tui.answers.parsing import Math

BETWEEN = "  "
"""Stands between the cells of a row."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an answer that is shown as one.

    Attributes:
        first: Its first line in the Markdown, from 0.
        end: The line before which it ends.
        shown: What is to be read on the screen.
        source: Its Markdown.
        formulas: The LaTeX of its formulas.
        kind: What it is; of code, its language follows in ``language``.
        language: Of code, if it is named.
    """

    first: int
    end: int
    shown: str
    source: str
    formulas: tuple[str, ...] = ()
    kind: str = "text"
    language: str = ""


def blocks(markdown: str, math: Math) -> Iterator[Block]:
    """The blocks of an answer's Markdown, in their order."""
    text = texmath.delimit(safe(markdown))
    source = text.split("\n")
    cells: list[Token] | None = None
    row = 0, 0
    for token in parser(math).parse(text):
        if token.type == "tr_open":
            cells, row = [], _lines(token)
        elif token.type == "tr_close" and cells is not None:
            yield _row(cells, *row, "\n".join(source[slice(*row)]))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(token)
        elif token.type in {"inline", "fence", "code_block"}:
            yield _block(token, *_lines(token), "\n".join(source[slice(*_lines(token))]))


def _lines(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 0)


def _row(cells: list[Token], first: int, end: int, source: str) -> Block:
    formulas = tuple(tex for cell in cells for tex in _formulas(cell))
    return Block(first, end, BETWEEN.join(map(_plain, cells)), source, formulas)


def _block(token: Token, first: int, end: int, source: str) -> Block:
    if token.type == "inline":
        return Block(first, end, _plain(token), source, tuple(_formulas(token)))
    if token.info == FORMULA:
        return Block(first, end, token.content, source, (token.meta["tex"],), kind="formula")
    return Block(first, end, token.content, source, kind="code", language=token.info)


def _plain(inline: Token) -> str:
    return "".join(" " if "break" in child.type else child.content for child in inline.children or ())


def _formulas(inline: Token) -> Iterator[str]:
    for child in inline.children or ():
        if "tex" in child.meta:
            yield child.meta["tex"]
