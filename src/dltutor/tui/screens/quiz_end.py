"""The end of a quiz or review: what you can do now, what comes again, one thing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen
from textual.widgets import Static

from dltutor.tui import describe, describe_study
from dltutor.tui.commands import bindings
from dltutor.tui.grace import Grace
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import Buttons, button
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.listed import ListRow
from dltutor.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from dltutor.tui.app import TutorApp
    from dltutor.tui.rounds import Round
    from dltutor.tui.widgets.buttons import Button

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
    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = bindings("quiz_end", focus="quiz_end")
    DEFAULT_CSS = """
    QuizEndScreen { align-horizontal: center; }
    QuizEndScreen > Page { width: 100%; max-width: $reading-column; height: 1fr; padding: 1 2; }
    QuizEndScreen Static { height: auto; }
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
        self._grace = Grace()

    def on_mount(self) -> None:
        """Stay for a moment, also where Enter was pressed twice."""
        self._grace.begin()

    def compose(self) -> ComposeResult:
        """How it went, then the three things."""
        name = describe_study.NAMES[self.round.mode]
        why = "the time is up" if self.round.sitting.asked is not None else "done"
        with Page():
            yield Static(content(f"{name}: {why}. {describe_study.outcome(self._summary)}"), classes="title")
            yield from self._listed("What you can do now", "✓", describe_study.known(self._summary))
            yield from self._listed("What comes again tomorrow", "·", [describe.title(item) for item in self._missed])
            if self._read is not None:
                yield from self._listed("One thing to read", "▸", [describe.place(self._read.source)])
                yield Buttons([button("read_one", with_keys("{read_one} opens it"))], boxed=True)
            yield Buttons(self._further(), boxed=True)
        yield Footer()

    def _listed(self, heading: str, mark: str, lines: list[str]) -> list[Widget]:
        if not lines:
            return []
        rows = [(mark, describe.shortened(line, TITLE)) for line in lines[:LISTED]]
        rows += [(" ", f"and {len(lines) - LISTED} more")] if len(lines) > LISTED else []
        return [Static(content(heading), classes="heading"), *(ListRow(sign, text) for sign, text in rows)]

    def _further(self) -> list[Button]:
        again = [button("quiz_missed", with_keys("{quiz_missed} asks the missed ones again"))] if self._missed else []
        return [*again, button("leave_end", "Enter goes back to the chat")]

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
        if self._grace.over:
            self.dismiss()
