"""A part of an exam: the stem, the question, the rule of a choice, and where the answer is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from dltutor.tui import describe_exam
from dltutor.tui.answers.markdown import TutorMarkdown
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.exam_answer import ExamOptions, ExamText

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dltutor.tui.answers.markdown import Math
    from dltutor.tutor import Item

CHOOSE = "Letters choose, {choose_none} says none, {submit_choice} goes on."
LOW = 24
"""Rows of a screen below which a rule is only named: the options need the room."""
WRITE = "Write your answer here."


class ExamPart(Vertical):
    """One part at a time. A stem that stays from one part to the next keeps its place.

    Args:
        math: How formulas are shown.
    """

    DEFAULT_CSS = """
    ExamPart { height: 1fr; }
    ExamPart > VerticalScroll { height: auto; padding: 0 1; scrollbar-size-vertical: 1; }
    ExamPart #answer { height: 1fr; min-height: 4; }
    ExamPart #stem { max-height: 45%; border-bottom: dashed $border-blurred; }
    ExamPart #question { max-height: 30%; }
    ExamPart #question TutorMarkdown { text-style: bold; }
    ExamPart TutorMarkdown { height: auto; padding: 0; }
    ExamPart #question MarkdownParagraph { margin: 0; }
    ExamPart #rule { height: auto; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, math: Math) -> None:
        super().__init__()
        self._math = math
        self._stem: str | None = None
        self._item: Item | None = None
        self._field: ExamText | ExamOptions | None = None

    def compose(self) -> ComposeResult:
        """Stem, question, rule, answer."""
        # Without the focus, so that it stays in the answer; PageUp and PageDown scroll them from there.
        for name in ("stem", "question"):
            with VerticalScroll(id=name, can_focus=False):
                body = TutorMarkdown(self._math)
                body.can_focus = False
                yield body
        yield Static(id="rule")
        yield Container(id="answer")

    @property
    def answer(self) -> str:
        """What is written or chosen."""
        return self._field.answer if self._field is not None else ""

    @property
    def is_longer(self) -> bool:
        """Whether stem or question go on below what is seen."""
        panes = (self.query_one(name) for name in ("#stem", "#question"))
        return any(pane.display and pane.max_scroll_y > 0 for pane in panes)

    async def show(self, item: Item, answer: str) -> None:
        """Show a part with what was answered so far.

        The field is a new one for every part, since undoing must not bring back another part's text.
        """
        field: ExamText | ExamOptions
        if item.options:
            field = ExamOptions(item.options, answer)
        else:
            field = ExamText(answer, placeholder=content(WRITE), highlight_cursor_line=False, tab_behavior="focus")
        self._field = field
        where = self.query_one("#answer")
        await where.remove_children()
        await where.mount(field)
        field.focus()
        if isinstance(field, ExamText):
            field.move_cursor(field.document.end)
        if item.stem != self._stem:
            self._stem = item.stem
            await self._fill("#stem", item.stem)
        await self._fill("#question", item.question)
        self._item = item
        self._tell_rule()

    def on_resize(self) -> None:
        """Tell as much of the rule as there is room for."""
        self._tell_rule()

    def _tell_rule(self) -> None:
        if self._item is not None:
            tell = describe_exam.rule_name if self.screen.size.height < LOW else describe_exam.rule
            self.query_one("#rule").display = bool(self._item.options)
            self.query_one("#rule", Static).update(content(f"{tell(self._item)} {with_keys(CHOOSE)}"))

    async def _fill(self, name: str, text: str) -> None:
        pane = self.query_one(name, VerticalScroll)
        pane.display = bool(text.strip())
        await pane.query_one(TutorMarkdown).show(text)
        pane.scroll_home(animate=False)

    def freeze(self, *, frozen: bool) -> None:
        """Let nothing be changed, or everything again."""
        self.query_one("#answer").disabled = frozen
        if self._field is not None and not frozen:
            self._field.focus()

    def scroll_text(self, by: int) -> None:
        """Scroll the stem by pages, then the question, or the other way up."""
        panes = [self.query_one(name, VerticalScroll) for name in ("#stem", "#question")]
        for pane in panes if by > 0 else reversed(panes):
            end = pane.max_scroll_y if by > 0 else 0
            if pane.display and round(pane.scroll_y) != end:
                pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)
                return

    def sideways(self, cells: int) -> None:
        """Scroll what is wider than the screen."""
        for body in self.query(TutorMarkdown):
            body.sideways(cells)
