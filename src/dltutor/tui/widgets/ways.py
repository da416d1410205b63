"""Ways to begin, one in a row."""

from textual.containers import HorizontalGroup
from textual.widgets import Static

from dltutor.tui.text import content


class WayRow(HorizontalGroup):
    """A way with its key, its name and what it leads to; a click anywhere on it takes it.

    Args:
        action: What it does.
        key: The key that does the same.
        what: What it leads to; what is too long goes on under its own beginning.
        name: A word for it, where it has one.
    """

    DEFAULT_CSS = """
    WayRow { pointer: pointer; }
    WayRow:hover { background: $block-hover-background; }
    WayRow .key { width: 4; text-style: bold; color: $text-accent; }
    WayRow .name { width: 10; }
    WayRow .what { width: 1fr; height: auto; }
    """

    def __init__(self, action: str, key: str, what: str, name: str = "") -> None:
        said = {"key": f" {key}", "name": name, "what": what}
        super().__init__(*(Static(content(text), classes=kind) for kind, text in said.items() if text))
        self._action = action

    async def on_click(self) -> None:
        """Take it."""
        await self.run_action(self._action)
