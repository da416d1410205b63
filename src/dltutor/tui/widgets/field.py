"""The line of a dialog that is typed into."""

from textual.widgets import Input


class Field(Input):
    """One line. Its cursor stands still where nothing is to move.

    Args:
        value: What stands in it.
        placeholder: What is said while nothing does.
        id: Its name.
    """

    DEFAULT_CSS = """
    Field { background: $foreground 10%; }
    Field:focus { background: $primary-muted; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, id=id, compact=True, select_on_focus=True)

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"
