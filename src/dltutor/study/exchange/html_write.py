r"""Markdown → the HTML of a flash card: formulas between ``\(…\)`` and ``\[…\]``, everything else escaped."""

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from dltutor.study.exchange.texts import printable
from dltutor.texmath.segments import Segment, segments

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around the number of a formula while the text about it is turned into HTML; no text holds them."""
PLACE = re.compile(f"{OPEN}(\\d+){CLOSE}")
# What a card program would execute or replace, where a text only speaks of it.
DIRECTIVE = re.compile(r"\[(?=/?(?:latex|\$\$?|sound:|anki:))", re.IGNORECASE)


def to_html(markdown: str) -> str:
    """A text of several paragraphs."""
    text, formulas = _without_formulas(markdown)
    return _with_formulas(_parser().render(text).strip(), formulas)


def to_inline_html(markdown: str) -> str:
    """A text within a line: no paragraph around it."""
    text, formulas = _without_formulas(" ".join(markdown.split()))
    return _with_formulas(_parser().renderInline(text).strip(), formulas)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _without_formulas(markdown: str) -> tuple[str, list[Segment]]:
    """Formulas are taken out first: Markdown would take their backslashes and underscores for its own."""
    formulas: list[Segment] = []
    parts: list[str] = []
    for segment in segments(printable(markdown)):
        if segment.kind in {"inline", "display"}:
            parts.append(f"{OPEN}{len(formulas)}{CLOSE}")
            formulas.append(segment)
        else:
            parts.append(segment.source)
    return "".join(parts), formulas


def _with_formulas(text: str, formulas: list[Segment]) -> str:
    def formula(match: re.Match[str]) -> str:
        one = formulas[int(match.group(1))]
        tex = html.escape(one.tex, quote=False)
        return f"\\[{tex}\\]" if one.kind == "display" else f"\\({tex}\\)"

    return PLACE.sub(formula, DIRECTIVE.sub("&#91;", text))
