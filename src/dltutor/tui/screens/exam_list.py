"""Papers that can be sat, and exams that were begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dltutor.study.exams.report import ranged
from dltutor.tui import describe, describe_exam, exams
from dltutor.tui.commands import bindings
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.exams.paper import Paper
    from dltutor.study.exams.summary import ExamSummary
    from dltutor.tui.app import TutorApp

READING = "Looking for papers in your documents…"
NO_PAPERS = (
    "There is no exam paper in your documents: a document with questions that carry credits is one. "
    "{library} opens the library, where {add} adds documents."
)
WAYS = {"sitting": "go on", "to mark": "mark it", "marked": "see the report"}
"""What Enter does with an exam in each state."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: what it says, and what Enter does."""

    text: Content
    act: Callable[[], None] | None = None


class ExamListScreen(Screen[None]):
    """Exams begun, papers, and a mixed one."""

    SCOPE = "exams"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = bindings("exams", focus="exams")
    DEFAULT_CSS = """
    ExamListScreen { align-horizontal: center; }
    ExamListScreen .heading, ExamListScreen OptionList { width: 100%; max-width: $reading-column; }
    ExamListScreen .heading { height: auto; padding: 0 1; text-style: bold; color: $text-primary; }
    ExamListScreen OptionList { height: 1fr; background: transparent; padding: 0 1; }
    ExamListScreen OptionList, ExamListScreen OptionList:focus { border: none; }
    """

    app: TutorApp

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """One list of all."""
        yield Static(content("Exams"), classes="heading")
        yield OptionList(Option(content(READING), disabled=True))
        yield Footer()

    def on_screen_resume(self) -> None:
        """Read papers and exams anew: what lay over this screen may have changed them."""
        self.app.engine.study(
            lambda study: (study.papers(), study.exams()), lambda found: self._show(*found), self._fail, slot="papers"
        )

    def _show(self, papers: tuple[Paper, ...], begun: tuple[ExamSummary, ...]) -> None:
        if not self.is_attached:
            return
        self._rows = [*self._begun(begun), *self._papers(papers)]
        where = self.query_one(OptionList)
        here = where.highlighted
        where.clear_options()
        where.add_options(Option(row.text, disabled=row.act is None) for row in self._rows)
        first = next((place for place, row in enumerate(self._rows) if row.act is not None), None)
        stays = here is not None and here < len(self._rows) and self._rows[here].act is not None
        where.highlighted = here if stays else first

    def _fail(self, message: str, hint: str) -> None:
        if self.is_attached:
            where = self.query_one(OptionList)
            where.clear_options()
            where.add_option(Option(content(f"{message} {hint}".strip()), disabled=True))

    def _begun(self, begun: tuple[ExamSummary, ...]) -> list[Row]:
        rows = [Row(content("\nBegun", "bold"))] if begun else []
        for one in begun:
            text = Content.assemble(
                content(describe.one_line(one.title), "bold"),
                content(f" · {WAYS[one.state]}", "bold"),
                content(f"\n  {_facts(one)}", "dim"),
            )
            rows.append(Row(text, lambda number=one.id: exams.open_exam(self.app, number)))  # type: ignore[misc]
        return rows

    def _papers(self, papers: tuple[Paper, ...]) -> list[Row]:
        if not papers:
            return [Row(content(with_keys(NO_PAPERS)))]
        rows = [Row(content("\nPapers in your documents", "bold"))]
        for paper in papers:
            facts = f"\n  {describe_exam.paper_facts(paper)}"
            text = Content.assemble(content(describe.one_line(paper.title), "bold"), content(facts, "dim"))
            rows.append(Row(text, lambda paper=paper: exams.start(self.app, paper)))  # type: ignore[misc]
        text = Content.assemble(
            content("A mixed paper", "bold"), content("\n  drawn out of all papers, as many credits as you like", "dim")
        )
        return [*rows, Row(text, lambda: exams.ask_mix(self.app))]

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        """Do what the row is for."""
        row = self._rows[event.option_index]
        if row.act is not None:
            row.act()

    def action_step(self, by: int) -> None:
        """Go to the row above or below."""
        rows = self.query_one(OptionList)
        (rows.action_cursor_down if by > 0 else rows.action_cursor_up)()

    def action_mixed(self) -> None:
        """Ask for a mixed paper."""
        exams.ask_mix(self.app)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def _facts(one: ExamSummary) -> str:
    """``begun 21 Nov 14:05 · 12 of 43 answered · 31 min left``; of one handed in, the credits that it comes to."""
    facts = [f"begun {one.at.astimezone():%d %b %H:%M}"]
    if one.result is None:
        facts.append(f"{one.answered} of {one.parts} answered")
        facts.append("no clock" if one.left is None else f"{describe_exam.span(one.left)} left")
    else:
        facts.append(f"{ranged(*one.result)} of {describe_exam.number(one.out_of)} credits")
    return " · ".join(facts)
