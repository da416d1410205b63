"""An answer's Markdown on the screen, and what of it is pointed at."""

from collections.abc import Iterator
from functools import partial

from markdown_it.token import Token
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from dltutor import texmath
from dltutor.tui.answers.fences import Fence
from dltutor.tui.answers.parsing import Math, parser
from dltutor.tui.text import steady

__all__ = ["Fence", "Math", "TutorMarkdown"]

PART = "-part"
"""The class of a block that holds the part of the answer that was asked for."""
TABLE_HEAD = 2
"""Lines of a table before its first row."""
FIRST_CELL = ".1"
"""How Textual ends the name of a row's first cell."""


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
        .-found {{ background: $accent 20%; }}
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
        shown, wanted = (texmath.delimit(steady(one)) for one in (text, part))
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
        for block in self.between(first, end):
            if isinstance(block, MarkdownBlock):
                block.add_class(PART)
                _embolden(block, sentences)
            elif (block.name or "").endswith(FIRST_CELL):
                block.add_class(PART)

    def _sentences(self, part: str) -> list[str]:
        """What the screen shows of a part, paragraph by paragraph, formulas apart."""
        return [self._plain(token) for token in self._parser().parse(part) if token.type == "inline"]

    def _plain(self, token: Token) -> str:
        block = MarkdownBlock(self, token)
        block.build_from_token(token)
        return block.content.plain if isinstance(block.content, Content) else ""

    def between(self, first: int, end: int) -> list[Widget]:
        """The blocks that hold lines of the Markdown, from the first to before the end; of tables, the cells."""
        return list(self._blocks_between(first, end))

    def _blocks_between(self, first: int, end: int) -> Iterator[Widget]:
        for block in self.query(MarkdownBlock):
            start, stop = block.source_range
            if stop <= first or start >= end:
                continue
            if block.name == "table_open":
                if first <= start:
                    yield from block.query(".header")
                for line in range(max(first, start + TABLE_HEAD), min(end, stop)):
                    yield from block.query(f".row{line - start - TABLE_HEAD + 1}")
            elif not block.query(MarkdownBlock):
                yield block

    def sideways(self, cells: int) -> None:
        """Scroll what is wider than the screen."""
        for fence in self.query(Fence):
            fence.scroll_relative(x=cells, animate=False)
