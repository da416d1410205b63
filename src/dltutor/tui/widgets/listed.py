"""A row of a list that is read."""

from textual.containers import HorizontalGroup
from textual.widgets import Static

from dltutor.tui.text import content


class ListRow(HorizontalGroup):
    """A text behind its mark; what goes on in the next row starts under its own beginning.

    Args:
        mark: A character.
        text: What it says.
    """

    DEFAULT_CSS = """
    ListRow .mark { width: 2; }
    ListRow .text { width: 1fr; height: auto; }
    """

    def __init__(self, mark: str, text: str) -> None:
        super().__init__(Static(content(mark), classes="mark"), Static(content(text), classes="text"))
