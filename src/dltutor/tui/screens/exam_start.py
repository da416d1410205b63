"""Before an exam: how large a mixed one is to be; what a paper asks for, how long it may take, what one expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import HorizontalGroup, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from dltutor.tui import describe, describe_exam
from dltutor.tui.commands import bindings
from dltutor.tui.text import content

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.exams.paper import Paper

USUAL_CREDITS = 60.0
"""Credits that a mixed paper is offered with."""
MOST_CREDITS, MOST_MINUTES = 1000.0, 600.0
"""Beyond these a number is a slip of the finger."""
HOW_IT_GOES = (
    "There is no feedback before you hand in.",
    "Everything is saved as you write. Esc leaves: the clock stands still until you go on.",
    "When time is up you can hand in, or go on: what is over is counted and reported.",
)
BOX = """
{name} {{ align: center middle; }}
{name} > VerticalScroll {{ width: 90%; max-width: 74; height: auto; max-height: 96%; background: $surface; }}
{name} > VerticalScroll {{ border: round $border; padding: 0 1; scrollbar-size-vertical: 1; }}
{name} Static {{ height: auto; }}
{name} HorizontalGroup {{ margin: 1 0 0 0; }}
{name} HorizontalGroup Static {{ width: 1fr; margin: 0 1 0 0; }}
{name} Input {{ width: 12; }}
{name} .fault {{ color: $text-error; }}
"""


@dataclass(frozen=True, slots=True)
class Start:
    """How a student wants to sit a paper.

    Attributes:
        seconds: Allowed; None for no clock.
        predicted: Credits that they expect; None where they don't say.
    """

    seconds: float | None
    predicted: float | None


class MixScreen(ModalScreen[float | None]):
    """Asks for the credits of a mixed paper."""

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog", focus="dialog")
    DEFAULT_CSS = BOX.format(name="MixScreen")

    def compose(self) -> ComposeResult:
        """A line to type into."""
        with VerticalScroll(can_focus=False) as box:
            box.border_title = content("A mixed paper")
            yield Static(content("Its questions are drawn out of all your papers, mixed as a real one is."))
            with HorizontalGroup():
                yield Static(content("How many credits?"))
                yield Input(describe_exam.number(USUAL_CREDITS), compact=True, select_on_focus=True)
            yield Static(classes="fault")
        yield Footer(compact=True, show_command_palette=False)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Give the credits back."""
        credits_ = read_number(event.value, MOST_CREDITS)
        if credits_:
            self.dismiss(credits_)
        else:
            fault = f"A number of credits above 0, up to {describe_exam.number(MOST_CREDITS)}, please."
            self.query_one(".fault", Static).update(content(fault))

    def action_close(self) -> None:
        """Mix nothing."""
        self.dismiss(None)


class StartScreen(ModalScreen[Start | None]):
    """What a paper asks for; Enter begins it."""

    SCOPE = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog", focus="dialog")
    AUTO_FOCUS = "#predicted"
    DEFAULT_CSS = BOX.format(name="StartScreen") + "StartScreen #say { margin: 1 0 0 0; }"

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper

    def compose(self) -> ComposeResult:
        """Facts, rules, the two numbers."""
        paper = self._paper
        minutes = describe_exam.number(paper.minutes) if paper.minutes else ""
        with VerticalScroll(can_focus=False) as box:
            box.border_title = content(describe.one_line(paper.title))
            yield Static(content(describe_exam.paper_facts(paper)))
            choices = [f"Choices: {text[0].lower()}{text[1:]}" for text in describe_exam.rules(paper)]
            yield Static(content("\n".join(f"· {line}" for line in (*choices, *HOW_IT_GOES))))
            with HorizontalGroup():
                yield Static(content("Minutes (empty: no clock)"))
                yield Input(minutes, id="minutes", compact=True, select_on_focus=True)
            with HorizontalGroup():
                asked = f"How many of {describe_exam.number(paper.out_of)} credits do you expect? (empty: skip)"
                yield Static(content(asked))
                yield Input(id="predicted", compact=True)
            yield Static(content("Enter begins, Tab goes from one to the other, Esc goes back."), id="say")
        yield Footer(compact=True, show_command_palette=False)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Begin, unless a number can't be read."""
        minutes, predicted = (self.query_one(f"#{name}", Input).value.strip() for name in ("minutes", "predicted"))
        time = read_number(minutes, MOST_MINUTES)
        expected = read_number(predicted, self._paper.out_of)
        if minutes and not time:
            self._fault("#minutes", f"Minutes: a number up to {describe_exam.number(MOST_MINUTES)}, or nothing.")
        elif predicted and expected is None:
            most = describe_exam.number(self._paper.out_of)
            self._fault("#predicted", f"Credits: a number from 0 to {most}, or nothing.")
        else:
            self.dismiss(Start(time * 60 if time else None, expected))

    def _fault(self, name: str, text: str) -> None:
        say = self.query_one("#say", Static)
        say.add_class("fault")
        say.update(content(text))
        self.query_one(name, Input).focus()

    def action_close(self) -> None:
        """Begin nothing."""
        self.dismiss(None)


def read_number(text: str, most: float) -> float | None:
    """A number from 0 to ``most`` as people type it; None for anything else."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= most else None
