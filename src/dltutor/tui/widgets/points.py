"""The key points of a grading, one of which is chosen; and an answer with the words that earned them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import HorizontalGroup, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from dltutor.tui import describe, describe_grading, option_letters
from dltutor.tui.answers.evidence import pieces
from dltutor.tui.text import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from dltutor.tui.decision import Decision
    from dltutor.tutor import Graded, PointResult

STYLES: dict[str, str] = {"covered": "$text-success", "partly": "$text-warning", "not_found": "$text-error"}
STILL_TO_FIND = "still to find (m shows it)"


class PointRow(HorizontalGroup):
    """A key point: its number, how far it is covered in a sign and a word, what it says, and what earned it."""

    DEFAULT_CSS = """
    PointRow { pointer: pointer; }
    PointRow .band { width: 16; }
    PointRow .band:hover { text-style: underline; }
    PointRow .text { width: 1fr; height: auto; }
    PointRow.-chosen { background: $block-hover-background; }
    """

    @dataclass
    class Chosen(Message):
        """A row was clicked; on its sign, to judge the point otherwise."""

        index: int
        change: bool

    def __init__(self, index: int, shown: int) -> None:
        super().__init__(Static(classes="band"), Static(classes="text"))
        self._index = index
        self._shown = shown

    def tell(self, graded: Graded, decision: Decision, *, chosen: bool, reveal: bool) -> None:
        """Show how things stand."""
        point, band = graded.grading.points[self._index], decision.band(self._index, graded.grading)
        words = describe_grading.bands(graded)
        sign, word = words[band]
        self.set_class(chosen, "-chosen")
        mark = content(f"{'▸' if chosen else ' '}{self._shown + 1} ", "bold")
        verdict = content(f"{sign} {word}", f"bold {STYLES[band]}")
        self.query_one(".band", Static).update(Content.assemble(mark, verdict))
        hidden = band == "not_found" and not reveal
        choice = describe_grading.is_choice(graded)
        lines = [content(_worth(point) if hidden else self._text(point, choice=choice))]
        if point.evidence.strip() and not hidden and not choice:
            lines.append(content(f"You write: {describe_grading.quoted(point.evidence)}", "dim"))
        if self._index in decision.points:
            lines.append(content(f"You: {word} · tutor: {words[point.band][1]}", "bold"))
        self.query_one(".text", Static).update(Content("\n").join(lines))

    def _text(self, point: PointResult, *, choice: bool) -> str:
        text = describe_grading.point_text(point)
        # The point of an option begins with the letter that the document gives it; here it was shown under another.
        return option_letters.lettered(text, self._shown) if choice else text

    def on_click(self, event: events.Click) -> None:
        """Choose this point; on its sign, judge it otherwise."""
        change = self.query_one(".band").region.contains_point(event.screen_offset)
        self.post_message(self.Chosen(self._index, change))


class Points(Vertical):
    """All key points, in the reference's order; options in that in which they were shown.

    Args:
        graded: Whose points to show.
        order: Which option was shown in each place; empty for points that aren't options.
    """

    DEFAULT_CSS = "Points { height: auto; }"

    def __init__(self, graded: Graded, order: Sequence[int] = ()) -> None:
        places = order or range(len(graded.grading.points))
        self._rows = {index: PointRow(index, shown) for shown, index in enumerate(places)}
        super().__init__(*self._rows.values())
        self._graded = graded

    def tell(self, decision: Decision, chosen: int, *, reveal: bool) -> None:
        """Show how things stand, with one point chosen."""
        for index, row in self._rows.items():
            row.tell(self._graded, decision, chosen=index == chosen, reveal=reveal)

    def row(self, index: int) -> PointRow:
        """The row of a point."""
        return self._rows[index]


def annotated(answer: str, points: Sequence[PointResult]) -> Content:
    """An answer in which what earned a point is bold and underlined, with the point's sign and number behind it."""
    parts: list[Content] = []
    for piece in pieces(describe.safe(answer), points):
        parts.append(content(piece.text, "bold underline") if piece.earned else content(piece.text))
        if piece.sign:
            parts.append(content(f"[{piece.sign}]", "bold"))
    return Content.assemble(*parts)


def _worth(point: PointResult) -> str:
    worth = "" if point.credits is None else f"{describe_grading.credits_text(point.credits)}, "
    return worth + STILL_TO_FIND
