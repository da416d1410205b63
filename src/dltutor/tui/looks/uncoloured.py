"""The screen without colours, as NO_COLOR asks for it: what a background marks elsewhere is in reverse here."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

THEME = "ansi-dark"
"""The theme that is used then: next to nothing has a background of its own in it but what is chosen, or selected."""
VARIABLES = {"input-cursor-background": "ansi_white", "input-cursor-foreground": "ansi_black"}
"""Its variables that are changed then: the cursor's black background would pass for a scrollbar's."""
BLACK = 0
"""The terminal's colour behind scrollbars, which stays what it is."""


class Uncoloured(LineFilter):
    """Takes out every colour. Cursors, selections and chosen rows stay visible, and so do bold, dim and underlined."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  a filter's signature
        """The segments without colours."""
        return [Segment(text, None if style is None else _plain(style), control) for text, style, control in segments]


@lru_cache(1024)
def _plain(style: Style) -> Style:
    ground = style.bgcolor
    marked = ground is not None and not ground.is_default and ground.number != BLACK
    return style + Style(color="default", bgcolor="default", reverse=marked or bool(style.reverse))
