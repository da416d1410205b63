"""Markdown as documents write it, with formulas drawn in Unicode.

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
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock, MarkdownFence

from dltutor import texmath
from dltutor.tui.describe import safe

Math = Literal["2d", "line", "source"]
FORMULA = "formula"
"""What a fence is called that holds a drawn formula."""
PART = "-part"
"""The class of a block that holds the part of the answer that was asked for."""
TABLE_HEAD = 2
"""Lines of a table before its first row."""

DOLLARS = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)


def parser(math: Math) -> MarkdownIt:
    """A parser whose formulas are shown as ``math`` says: drawn, on one line, or as LaTeX source.

    HTML is shown as written: documents hold stray tags that are content ("score <input/>"), and Textual drops what
    is parsed as HTML.
    """
    made = MarkdownIt("gfm-like", {"html": False})
    dollarmath_plugin(
        made, allow_labels=False, allow_space=False, allow_digits=False, allow_blank_lines=False, double_inline=True
    )
    made.inline.ruler.at("math_inline", _formula_outside_code)
    made.core.ruler.push("formulas", partial(_show_formulas, math=math))
    return made


def _formula_outside_code(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    """Recognise a formula, unless its second dollar sign stands in code: "$5, or `$x$`" holds none."""
    start = state.pos
    if not DOLLARS(state, True):  # noqa: FBT003  markdown-it's signature
        return False
    found = "`" not in state.src[start : state.pos]
    state.pos = start
    return found and DOLLARS(state, silent)


def _show_formulas(state: StateCore, math: Math) -> None:
    for token in state.tokens:
        if token.type == "math_block":
            _block(token, math)
        for child in token.children or ():
            if child.type in {"math_inline", "math_inline_double"}:
                _inline(child, math)


def _block(token: Token, math: Math) -> None:
    tex = token.content.strip()
    drawn = {"2d": lambda: "\n".join(texmath.box(tex).lines), "line": lambda: texmath.line(tex), "source": lambda: tex}
    token.type, token.tag, token.info = "fence", "code", FORMULA
    token.content = unicodedata.normalize("NFC", drawn[math]()) + "\n"


def _inline(token: Token, math: Math) -> None:
    tex = token.content.strip()
    mark = "$$" if token.type == "math_inline_double" else "$"
    shown = f"{mark}{tex}{mark}" if math == "source" else texmath.line(tex)
    token.type, token.tag, token.content = "text", "", unicodedata.normalize("NFC", shown)


class Fence(MarkdownFence):
    """Code, or a drawn formula; wide ones scroll sideways, since a wrapped formula is no formula."""

    DEFAULT_CSS = """
    Fence {
        overflow: auto hidden;
        scrollbar-size-horizontal: 1;
        &.-formula { background: transparent; margin: 0 0 1 0; color: $foreground; }
        &.-formula > Label { padding: 0 2; width: auto; }
    }
    """

    def __init__(self, markdown: Markdown, token: Token, code: str) -> None:
        super().__init__(markdown, token, code)
        self.set_class(token.info == FORMULA, "-formula")

    @classmethod
    def highlight(cls, code: str, language: str, ansi: bool = False, dark: bool = False) -> Content:  # noqa: FBT001, FBT002  Textual's signature
        """The text in colours; a formula, and code in no named language, as it is.

        Guessing the language would import every lexer there is.
        """
        named = language.split(maxsplit=1)[0] if language.strip() else ""
        if named in {"", FORMULA}:
            return Content(code)
        return super().highlight(code, named, ansi, dark)


def _embolden(block: MarkdownBlock, sentences: list[str]) -> None:
    """Show some sentences of a block in bold; not where they are all of it."""
    content = block.content
    if not isinstance(content, Content):
        return
    for sentence in sentences:
        start = content.plain.find(sentence)
        if sentence and start >= 0 and content.plain.strip() != sentence.strip():
            content = content.stylize("bold", start, start + len(sentence))
    block.set_content(content)


class TutorMarkdown(Markdown):
    """An answer's Markdown. Links don't open by themselves: documents come from anywhere."""

    DEFAULT_CSS = f"""
    TutorMarkdown {{
        padding: 0;
        .{PART} {{ border-left: outer $accent; padding-left: 1; }}
    }}
    """

    def __init__(self, math: Math) -> None:
        self._parser = partial(parser, math)
        super().__init__(parser_factory=self._parser, open_links=False)

    def get_block_class(self, block_name: str) -> type[MarkdownBlock]:
        """Fences are our own; everything else is Textual's."""
        return Fence if block_name in {"fence", "code_block"} else super().get_block_class(block_name)

    async def show(self, text: str, part: str = "") -> None:
        """Show a document's text; LaTeX that stands outside dollar signs is drawn too.

        Args:
            text: In Markdown.
            part: What of the text to point at, word for word: the blocks that hold it get a bar at their left, which
                also shows without colours, and what of a block it is stands in bold. Empty for nothing.
        """
        shown, wanted = (texmath.delimit(safe(one)) for one in (text, part))
        await self.update(shown)
        start = shown.find(wanted)
        if wanted and start >= 0:
            lines = shown.count("\n", 0, start), shown.count("\n", 0, start + len(wanted)) + 1
            self._point_at(*lines, self._sentences(wanted))

    @property
    def marked(self) -> list[Widget]:
        """What is pointed at, in the order in which it stands; empty where nothing is."""
        return list(self.query(f".{PART}"))

    def _point_at(self, first: int, end: int, sentences: list[str]) -> None:
        """Mark the blocks from one line of the source to before another, and the sentences within them."""
        for block in self.query(MarkdownBlock):
            start, stop = block.source_range
            if stop <= first or start >= end:
                continue
            if block.name == "table_open":
                for line in range(max(first, start + TABLE_HEAD), min(end, stop)):
                    block.query(f".row{line - start - TABLE_HEAD + 1}").first().add_class(PART)
            elif not block.query(MarkdownBlock):
                block.add_class(PART)
                _embolden(block, sentences)

    def _sentences(self, part: str) -> list[str]:
        """What the screen shows of a part, paragraph by paragraph, formulas apart."""
        return [self._plain(token) for token in self._parser().parse(part) if token.type == "inline"]

    def _plain(self, token: Token) -> str:
        block = MarkdownBlock(self, token)
        block.build_from_token(token)
        return block.content.plain if isinstance(block.content, Content) else ""

    def sideways(self, cells: int) -> None:
        """Scroll what is wider than the screen."""
        for fence in self.query(Fence):
            fence.scroll_relative(x=cells, animate=False)
