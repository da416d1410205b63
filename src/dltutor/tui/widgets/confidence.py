"""How sure the student is of an answer, said before its grading is seen."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from dltutor.tui import describe_study
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, linked


class Confidence(Static, can_focus=True):
    """One line that is shown, and has the focus, while it asks; each of its answers can be clicked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("confidence", focus="confidence")
    DEFAULT_CSS = """
    Confidence { height: auto; padding: 0 1; display: none; text-style: bold; color: $text-accent; }
    Confidence.-asking { display: block; }
    """ + LINKS.format(name="Confidence", colour="$text-accent")

    def __init__(self) -> None:
        answers = [linked(text, f"screen.sure({said})") for said, text in describe_study.SURENESS.items()]
        question = content(f"{describe_study.SURE} ")
        super().__init__(Content.assemble(question, Content(" · ").join(answers)))

    def ask(self) -> None:
        """Ask, with the focus."""
        self.add_class("-asking")
        self.focus()

    def hide(self) -> None:
        """Ask no more."""
        self.remove_class("-asking")
