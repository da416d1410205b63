"""Rows that can be clicked or picked by their number."""

from dataclasses import dataclass

from textual.containers import HorizontalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content


class QuestionRow(HorizontalGroup):
    """A question with the number that picks it; what goes on in the next row starts under its own beginning."""

    DEFAULT_CSS = """
    QuestionRow { pointer: pointer; }
    QuestionRow:hover { background: $block-hover-background; }
    QuestionRow .number { width: 4; text-style: bold; color: $text-accent; }
    QuestionRow .text { width: 1fr; height: auto; }
    """

    @dataclass
    class Picked(Message):
        """A row was clicked."""

        row: "QuestionRow"
        number: int

    def __init__(self, number: int, question: str, note: str = "") -> None:
        text = Content.assemble(content(question), content(f"  {note}", "dim")) if note else content(question)
        super().__init__(Static(content(f" {number}"), classes="number"), Static(text, classes="text"))
        self.number = number

    def on_click(self) -> None:
        """Pick this question."""
        self.post_message(self.Picked(self, self.number))


class LoadRow(Static):
    """A row that stands for answers that aren't mounted; clicking it loads them."""

    DEFAULT_CSS = """
    LoadRow { width: 1fr; height: 1; text-align: center; color: $text-muted; display: none; pointer: pointer; }
    LoadRow.-shown { display: block; }
    """

    @dataclass
    class Wanted(Message):
        """The answers beyond this end are wanted: -1 the earlier, 1 the later ones."""

        direction: int

    def __init__(self, direction: int) -> None:
        super().__init__()
        self.direction = direction

    def tell(self, count: int) -> None:
        """Say how many answers there are beyond; none hides the row."""
        word, key = ("earlier", "{load_earlier}") if self.direction < 0 else ("later", "{load_later}")
        self.set_class(count > 0, "-shown")
        self.update(content(f"load {word}: {count} more ({with_keys(key)})"))

    def on_click(self) -> None:
        """Load them."""
        self.post_message(self.Wanted(self.direction))


class BelowRow(Static):
    """A row that tells of an answer out of view; clicking it goes there."""

    DEFAULT_CSS = """
    BelowRow {
        width: 1fr; height: 1; text-align: center; background: $primary-muted; color: $text-primary; display: none;
        pointer: pointer;
    }
    BelowRow.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(content(with_keys("A new answer is below ↓ ({to_end})")))

    def tell(self, *, unseen: bool) -> None:
        """Show the row, or hide it."""
        self.set_class(unseen, "-shown")

    async def on_click(self) -> None:
        """Go there."""
        await self.run_action("screen.to_end")
