"""Texts of documents and people on their way to the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dltutor.tui.describe import safe

if TYPE_CHECKING:
    from textual.content import Content

UNSTEADY = re.compile("\ufe0f|(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200d\U0001f3fb-\U0001f3ff]")
"""What makes one picture of several characters: a joiner or a skin colour behind a picture, or the wish for colours."""


def content(text: str, style: str = "") -> Content:
    """A text as it is, for a widget: neither taken for markup nor for instructions to the terminal."""
    from textual.content import Content  # not for the tutor line by line, which shows texts without a widget

    shown = steady(text)
    return Content.styled(shown, style) if style else Content(shown)


def steady(text: str) -> str:
    """The text as it is shown, in characters whose width all terminals agree on.

    Some terminals make one picture of a joined one, of two cells, others one of each of its parts. Where the app
    reckons with another width than the terminal, all that stands behind it in the row is shifted, and some of it stays
    there for good. So a joined picture is shown as its parts, and each without its skin colour and as wide as alone.
    """
    return UNSTEADY.sub("", safe(text))
