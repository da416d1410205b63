"""Markdown as documents write it, parsed so that its formulas are drawn in Unicode.

Textual's own parser takes LaTeX for Markdown (a double backslash becomes a single one, a lone ``=`` makes a heading),
and a maths plugin alone drops formulas, since Textual has no widget for its tokens. So: the dollarmath plugin
recognises formulas, and one core rule turns its tokens into ones that Textual shows.
"""

import unicodedata
from functools import partial
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar

from dltutor import texmath
from dltutor.tui.answers.table_rule import whole_table

Math = Literal["2d", "line", "source"]
FORMULA = "formula"
"""What a fence is called that holds a drawn formula."""

DOLLARS = math_inline_dollar(allow_space=False, allow_digits=True, allow_double=True)
"""Looks at no digits around a formula: at the beginning of a text, it would take the last character for one before."""


def parser(math: Math) -> MarkdownIt:
    """A parser whose formulas are shown as ``math`` says: drawn, on one line, or as LaTeX source.

    HTML is shown as written: documents hold stray tags that are content ("score <input/>"), and Textual drops what
    is parsed as HTML.
    """
    made = MarkdownIt("gfm-like", {"html": False})
    dollarmath_plugin(
        made, allow_labels=False, allow_space=False, allow_digits=False, allow_blank_lines=False, double_inline=True
    )
    made.inline.ruler.at("math_inline", _formula)
    made.block.ruler.at("table", whole_table, {"alt": ["paragraph", "reference"]})
    made.core.ruler.push("formulas", partial(_show_formulas, math=math))
    return made


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    """Recognise a formula, unless its dollar signs mean money, or its second one stands in code: "$5, or `$x$`"."""
    start = state.pos
    if state.src[start] != "$" or state.src[start - 1 : start].isdigit() or not DOLLARS(state, True):  # noqa: FBT003  markdown-it's signature
        return False
    end, state.pos = state.pos, start
    money = state.src[end : end + 1].isdigit()
    return not money and "`" not in state.src[start:end] and DOLLARS(state, silent)


def _show_formulas(state: StateCore, math: Math) -> None:
    for token in state.tokens:
        if token.type == "math_block":
            _block(token, math)
        for child in token.children or ():
            if child.type in {"math_inline", "math_inline_double"}:
                _inline(child, math)


def _block(token: Token, math: Math) -> None:
    tex = token.content.strip()
    token.type, token.tag, token.info, token.meta = "fence", "code", FORMULA, {"tex": tex, "math": math}
    token.content = drawn(tex, math) + "\n"


def _inline(token: Token, math: Math) -> None:
    tex = token.content.strip()
    mark = "$$" if token.type == "math_inline_double" else "$"
    shown = f"{mark}{tex}{mark}" if math == "source" or not texmath.understood(tex) else drawn(tex, "line")
    token.type, token.tag, token.content, token.meta = "text", "", shown, {"tex": tex}


def drawn(tex: str, math: Math) -> str:
    """A formula in two dimensions, on one line, or as it is written."""
    shown = {"2d": lambda: "\n".join(texmath.box(tex).lines), "line": lambda: texmath.line(tex), "source": lambda: tex}
    return unicodedata.normalize("NFC", shown[math]())
