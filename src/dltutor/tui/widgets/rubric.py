"""The rubric of a part: what each line is worth, and how much of it is ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import HorizontalGroup, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from dltutor.tui import describe_exam, describe_grading
from dltutor.tui.text import content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from dltutor.tutor import PointResult

TICKS = {1.0: ("✓", "full", "$text-success"), 0.5: ("~", "half", "$text-warning"), 0.0: ("✗", "nothing", "$text-error")}
"""Sign, word and colour of a tick; the sign is never alone."""


class RubricRow(HorizontalGroup):
    """A line of the rubric; its number stands in the answer, behind the words that earned it."""

    DEFAULT_CSS = """
    RubricRow { pointer: pointer; }
    RubricRow .tick { width: 14; }
    RubricRow .tick:hover { text-style: underline; }
    RubricRow .text { width: 1fr; height: auto; }
    RubricRow.-chosen { background: $block-hover-background; }
    """

    @dataclass
    class Chosen(Message):
        """A row was clicked; on its tick, to give it the next one."""

        index: int
        turn: bool

    def __init__(self, index: int, point: PointResult) -> None:
        text = content(describe_grading.point_text(point))
        super().__init__(Static(classes="tick"), Static(text, classes="text"))
        self._index = index

    def tell(self, value: float, *, chosen: bool) -> None:
        """Show how much is ticked, and whether this row is chosen."""
        self.set_class(chosen, "-chosen")
        # Ticks given elsewhere may be any share.
        sign, word, colour = TICKS.get(value, ("~", describe_exam.number(value), "$text-warning"))
        mark = content(f"{'▸' if chosen else ' '}{self._index + 1} ", "bold")
        self.query_one(".tick", Static).update(Content.assemble(mark, content(f"{sign} {word}", f"bold {colour}")))

    def on_click(self, event: events.Click) -> None:
        """Choose this row; on its tick, give it the next one."""
        turn = self.query_one(".tick").region.contains_point(event.screen_offset)
        self.post_message(self.Chosen(self._index, turn))


class Rubric(Vertical):
    """All lines, in the reference's order."""

    DEFAULT_CSS = "Rubric { height: auto; max-width: $reading-column; padding: 0 1 0 0; }"

    def __init__(self, points: Sequence[PointResult]) -> None:
        self.rows = [RubricRow(index, point) for index, point in enumerate(points)]
        super().__init__(*self.rows)

    def tell(self, ticks: Mapping[int, float], chosen: int) -> None:
        """Show the ticks, with one row chosen."""
        for index, row in enumerate(self.rows):
            row.tell(ticks.get(index, 0.0), chosen=index == chosen)
