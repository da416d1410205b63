"""What dltutor's app is measured beside: Textual's own widgets of the same kinds, and nothing behind them.

Usage: python benchmarks/empty_app.py
"""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Markdown, TextArea


class EmptyApp(App[None]):
    """A page of Markdown, a box to type in, and the keys."""

    CSS = "Markdown { height: 1fr; } TextArea { height: 3; }"

    def compose(self) -> ComposeResult:
        """The three of them."""
        yield Markdown("# An app\n\nIt has **nothing** to say.")
        yield TextArea(placeholder="Ask a question")
        yield Footer()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    EmptyApp().run()
