"""All parts of an exam at a glance, to go to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from dltutor.study.exams.numbering import labels, problems_of
from dltutor.tui import describe, describe_exam
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, linked
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.exams.exam import Exam

LEGEND = "■ answered  □ empty  ⚑ flagged  ▸ here"
KEYS = "Arrows or the part's label, then Enter. Tab: next one that is empty or flagged."
STEPS = {"up": -1, "k": -1, "down": 1, "j": 1}
LEAST, FRAME, HIGH = 4, 3, 0.94
"""Rows of the parts at least, rows of frame and footer, and the share of the screen that the window takes."""
GAP = 2
"""Cells between two parts in a row."""


class NavigatorScreen(ModalScreen[int | None]):
    """The parts by problem; gives the chosen one back."""

    SCOPE = "dialog"
    # Nothing takes the focus, so that every key is the screen's.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog", focus="dialog")
    DEFAULT_CSS = """
    NavigatorScreen { align: center middle; }
    NavigatorScreen > Vertical { width: 96%; max-width: 90; height: auto; max-height: 94%; background: $surface; }
    NavigatorScreen > Vertical { border: round $border; padding: 0 1; }
    NavigatorScreen Static { height: auto; }
    NavigatorScreen #parts { height: auto; scrollbar-size-vertical: 1; }
    NavigatorScreen #legend { color: $text-muted; }
    """ + LINKS.format(name="NavigatorScreen #grid", colour="$text")

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self._exam = exam
        self._labels = labels(exam.paper)
        self._here = exam.position
        self._typed = ""
        self._rows: list[list[int]] = []

    def compose(self) -> ComposeResult:
        """The grid, and below it what the signs mean."""
        with Vertical() as box:
            box.border_title = content(f"Go to · {describe_exam.done(self._exam)}")
            with VerticalScroll(id="parts", can_focus=False):
                yield Static(id="grid")
            yield Static(id="legend")
        yield Footer()

    def on_mount(self) -> None:
        """Show the grid once its width is known."""
        self.call_after_refresh(self._tell)

    def on_resize(self) -> None:
        """Lay the grid out anew."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        lines, self._rows, at = self._laid_out(self.query_one("#parts").content_size.width - 1)
        self.query_one("#grid", Static).update(Content("\n").join(lines))
        typed = f"Go to: {self._typed}_" if self._typed else KEYS
        self.query_one("#legend", Static).update(content(f"{LEGEND}\n{typed}"))
        self.call_after_refresh(self._follow, at)

    def _leave_room(self) -> None:
        """Let the parts scroll before the legend is pushed out."""
        legend, pane = self.query_one("#legend"), self.query_one("#parts")
        pane.styles.max_height = max(LEAST, int(self.size.height * HIGH) - FRAME - legend.size.height)

    def _follow(self, line: int) -> None:
        self._leave_room()
        pane = self.query_one("#parts", VerticalScroll)
        top, height = round(pane.scroll_y), pane.size.height
        if not top <= line < top + height:
            pane.scroll_to(y=max(0, line - height // 2), animate=False)

    def _laid_out(self, width: int) -> tuple[list[Content], list[list[int]], int]:
        """The lines, the parts in each row, and the line of the chosen part."""
        cell = max(map(len, self._labels)) + 4
        columns = max(1, (width + GAP) // (cell + GAP))
        lines: list[Content] = []
        rows: list[list[int]] = []
        at = 0
        for problem in problems_of(self._exam.paper):
            lines += [content(describe.one_line(problem[0].problem), "bold")] if problem[0].problem else []
            first = sum(map(len, rows))
            places = range(first, first + len(problem))
            for start in range(0, len(places), columns):
                row = list(places[start : start + columns])
                at = len(lines) if self._here in row else at
                rows.append(row)
                lines.append(Content(" " * GAP).join(self._cell(place, cell) for place in row))
        return lines, rows, at

    def _cell(self, place: int, width: int) -> Content:
        here = place == self._here
        text = f"{'▸' if here else ' '}{describe_exam.state_sign(self._exam.parts[place])} {self._labels[place]}"
        return linked(text.ljust(width), f"screen.pick({place})", "reverse" if here else "")

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Move, type a label, or go."""
        steps = {"left": -1, "right": 1, "home": -len(self._labels), "end": len(self._labels)}
        if event.key == "enter":
            self.dismiss(self._here)
        elif event.key in steps:
            self._move(self._here + steps[event.key])
        elif event.key in STEPS and not self._begins(event.key):
            self._move(self._beside(STEPS[event.key]))
        elif event.key == "tab":
            self._move(self._next_open())
        elif event.key == "backspace" or (event.character and event.is_printable and event.key != "space"):
            self._type(event.character if event.key != "backspace" else None)
        else:
            return
        event.stop()
        event.prevent_default()

    def _begins(self, character: str) -> bool:
        """Whether a label goes on with this character behind what is typed."""
        return any(label.lower().startswith(self._typed.lower() + character) for label in self._labels)

    def _move(self, place: int) -> None:
        self._typed = ""
        self._here = min(len(self._labels) - 1, max(0, place))
        self._tell()

    def _beside(self, by: int) -> int:
        """The part above or below."""
        at = next(row for row, places in enumerate(self._rows) if self._here in places)
        if not 0 <= at + by < len(self._rows):
            return self._here
        row = self._rows[at + by]
        return row[min(self._rows[at].index(self._here), len(row) - 1)]

    def _next_open(self) -> int:
        """The next part that is empty or flagged, from the beginning again after the last; here where there is none."""
        count = len(self._labels)
        after = [(self._here + step) % count for step in range(1, count + 1)]
        states = self._exam.parts
        return next((place for place in after if states[place].flagged or not states[place].answered), self._here)

    def _type(self, character: str | None) -> None:
        """Go to the first part whose label begins with what is typed; what none begins with isn't taken."""
        typed = self._typed[:-1] if character is None else self._typed + character
        places = [place for place, label in enumerate(self._labels) if label.lower().startswith(typed.lower())]
        exact = [place for place in places if self._labels[place].lower() == typed.lower()]
        if places:
            self._typed, self._here = typed, (exact or places)[0]
        self._tell()

    def action_pick(self, place: int) -> None:
        """Go to the part that was clicked."""
        self.dismiss(place)

    def action_close(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
