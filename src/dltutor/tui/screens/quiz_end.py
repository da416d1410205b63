"""The end of a quiz or review: what you can do now, what comes again, one thing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import HorizontalGroup, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from dltutor.tui import describe, describe_study
from dltutor.tui.commands import bindings
from dltutor.tui.text import content

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from dltutor.tui.app import TutorApp
    from dltutor.tui.rounds import Round

LISTED = 8
"""Titles of one kind that are listed; more would be a wall."""
TITLE = 150
"""Characters of a title; about two rows."""


class QuizEndScreen(Screen[None]):
    """What a sitting came to, and where to go from here.

    Args:
        round_: The sitting.
    """

    SCOPE = "quiz_end"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("quiz_end", focus="quiz_end")
    DEFAULT_CSS = """
    QuizEndScreen { align-horizontal: center; }
    QuizEndScreen > VerticalScroll { width: 100%; max-width: 104; height: 1fr; padding: 1 2; }
    QuizEndScreen Static { height: auto; }
    QuizEndScreen .mark { width: 2; }
    QuizEndScreen .text { width: 1fr; }
    QuizEndScreen .title { text-style: bold; }
    QuizEndScreen .heading { text-style: bold; color: $text-primary; margin: 1 0 0 0; }
    """

    app: TutorApp

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self.round = round_
        self._summary = round_.sitting.summary()
        self._missed = describe_study.missed(self._summary)
        self._read = describe_study.to_read(self._summary)

    def compose(self) -> ComposeResult:
        """How it went, then the three things."""
        name = describe_study.NAMES[self.round.mode]
        why = "the time is up" if self.round.sitting.asked is not None else "done"
        with VerticalScroll(can_focus=False):
            yield Static(content(f"{name}: {why}. {describe_study.outcome(self._summary)}"), classes="title")
            yield from self._listed("What you can do now", "✓", describe_study.known(self._summary))
            yield from self._listed("What comes again tomorrow", "·", [describe.title(item) for item in self._missed])
            if self._read is not None:
                yield from self._listed("One thing to read (o opens it)", "▸", [describe.place(self._read.source)])
            yield Static(content(self._further()), classes="heading")
        yield Footer(compact=True, show_command_palette=False)

    def _listed(self, heading: str, mark: str, lines: list[str]) -> list[Widget]:
        if not lines:
            return []
        rows = [(mark, describe.shortened(line, TITLE)) for line in lines[:LISTED]]
        rows += [(" ", f"and {len(lines) - LISTED} more")] if len(lines) > LISTED else []
        # Two columns, so that what goes on in the next row starts under its own beginning.
        listed = (
            HorizontalGroup(Static(content(sign), classes="mark"), Static(content(text), classes="text"))
            for sign, text in rows
        )
        return [Static(content(heading), classes="heading"), *listed]

    def _further(self) -> str:
        return "m asks the missed ones again · Enter goes back to the chat" if self._missed else "Enter goes on."

    def action_quiz_missed(self) -> None:
        """Ask the missed ones again."""
        if self._missed:
            self.app.quiz_items(tuple(item.id for item in self._missed))
        else:
            self.app.tell("Nothing was missed.")

    def action_read_one(self) -> None:
        """Open the place of what to read."""
        if self._read is None:
            self.app.tell("Nothing was missed: there is nothing that you must read.")
        else:
            self.app.engine.read_place(self._read.source)

    def action_undo_last(self) -> None:
        """Go back to the last answer."""
        self.app.back_in_round(self.round)

    def action_leave(self) -> None:
        """Go back to the chat."""
        self.dismiss()
