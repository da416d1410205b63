"""Texts of documents and people on their way to the screen."""

from textual.content import Content

from dltutor.tui.describe import safe


def content(text: str, style: str = "") -> Content:
    """A text as it is, for a widget: neither taken for markup nor for instructions to the terminal."""
    return Content.styled(safe(text), style) if style else Content(safe(text))
