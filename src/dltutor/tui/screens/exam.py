"""An exam that is sat: one part at a time against the clock, and no feedback of any kind."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from dltutor.tui import describe_exam, exams
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.stopwatch import Stopwatch
from dltutor.tui.text import content
from dltutor.tui.widgets.exam_bar import ExamBar
from dltutor.tui.widgets.exam_part import ExamPart
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from dltutor.progress import Progress
    from dltutor.study.exams.exam import Exam
    from dltutor.tui.answers.markdown import Math
    from dltutor.tui.app import TutorApp

SAVE_EVERY = 5.0
"""Seconds between two savings; a crash costs no more than these."""
GOES_ON = "The text above goes on: {stem_down} and {stem_up}."
FIRST_PART = "This is the first part."
LAST_PART = "This is the last part. {hand_in} hands in."
SAVED = "Saved. It is also saved by itself, at every move and every 5 seconds."
HANDING_IN = "Handing in: choices and exact answers are marked…"
HANDING_IN_LATER = "Handing in: marking begins when the encoder is loaded…"
NOT_KEPT = "Your last answers could not be saved, and would be lost. Leave all the same?"
CLOSED = "Saved. The clock stands still until you go on: /exam, or dltutor exam resume."


class ExamScreen(Screen[None]):
    """Clock and part above, stem and question below them, then room for the answer."""

    SCOPE = "exam"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ExamScreen { align-horizontal: center; }
    ExamScreen #column { width: 100%; max-width: $reading-column; height: 1fr; }
    ExamScreen #state { height: auto; padding: 0 1; color: $text-muted; }
    """

    app: TutorApp

    def __init__(self, exam: Exam, math: Math) -> None:
        super().__init__()
        self._kept = exam
        """Belongs to the engine's thread; what is shown and changed here is a copy."""
        self.exam = exams.copy_of(exam)
        self._watch = Stopwatch()
        self._shown = -1
        self._part = ExamPart(math)
        self._hurry = describe_exam.hurry(exam)
        self._handing_in = False
        self._trouble = ""
        """Why the last saving failed; said until one succeeds."""
        self._showing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Bar, stem, question, answer, state, keys."""
        with Vertical(id="column"):
            yield ExamBar()
            yield self._part
            yield Static(id="state")
        yield Footer()

    async def on_mount(self) -> None:
        """Go on where the exam was left."""
        self._watch.lap()
        await self._show()
        self.set_interval(1.0, self._tick)
        self.set_interval(SAVE_EVERY, self._save)

    # Showing a part

    async def _show(self) -> None:
        async with self._showing:
            self._shown = self.exam.position
            item, answer = self.exam.paper.parts[self._shown].item, self.exam.parts[self._shown].answer
            await self._part.show(item, answer)
            self._tell()
            self._say("")
            self.call_after_refresh(self._say_where_text_goes_on)

    def _say_where_text_goes_on(self) -> None:
        if not self._handing_in:
            self._say(with_keys(GOES_ON) if self._part.is_longer else "")

    def on_resize(self) -> None:
        """Say anew whether anything is out of sight."""
        if self._shown >= 0:
            self.call_after_refresh(self._say_where_text_goes_on)

    def _tell(self) -> None:
        self.query_one(ExamBar).tell(self.exam)

    def _say(self, text: str) -> None:
        self.query_one("#state", Static).update(content(self._trouble or text))

    # Time

    def _tick(self) -> None:
        """Show how the time goes, and say so where little is left."""
        self._lap()
        now = describe_exam.hurry(self.exam)
        if now != self._hurry:
            self._hurry = now
            self.app.tell(with_keys(describe_exam.WARNINGS[now]), severity="warning")
        self._tell()

    def _lap(self) -> None:
        """Count the time since the last look, and take over what is written.

        Never from a message that tells of a change: it may come after a move, and be taken for the next part's.
        """
        counted, away = self._watch.lap()
        if self._handing_in:
            return
        self.exam.tick(counted)
        if self._shown >= 0:
            self.exam.parts[self._shown].answer = self._part.answer
        if away:
            self.app.tell(f"{describe_exam.span(away)} away, which the clock does not count.")

    # Saving

    def _save(self, *, then: Callable[[], None] | None = None) -> None:
        if self._handing_in:
            return
        self._lap()
        seen = exams.copy_of(self.exam)
        self.app.engine.study(
            lambda study: study.save_exam(exams.brought_up(self._kept, seen)),
            lambda _: self._saved(then),
            self._not_saved,
            slot="" if then else "save exam",
            lasting=True,
        )

    def _saved(self, then: Callable[[], None] | None) -> None:
        if not self.is_attached:
            return
        if self._trouble:
            self._trouble = ""
            self._say(SAVED)
        if then is not None:
            then()

    def _not_saved(self, message: str, hint: str) -> None:
        if self.is_attached:
            self._trouble = f"NOT SAVED: {message} {hint} Your answers are still here, and saving is tried again."
            self._say("")

    def on_unmount(self) -> None:
        """Keep everything, whichever way this screen ends."""
        self._save()

    # Commands

    async def action_go(self, by: int) -> None:
        """Go to the next or the previous part."""
        await self._go_to(self.exam.position + by)

    async def action_submit(self) -> None:
        """Go on from a choice with Enter; nothing is handed in by that."""
        await self.action_go(1)

    async def _go_to(self, place: int | None) -> None:
        if place is None or self._handing_in:
            return
        if not 0 <= place < len(self.exam.parts):
            self._say(with_keys(LAST_PART) if place > 0 else FIRST_PART)
            return
        self._lap()
        self.exam.position = place
        self._save()
        await self._show()

    def action_go_to(self) -> None:
        """Show all parts, to go to one."""
        from dltutor.tui.screens.exam_navigator import NavigatorScreen

        self._tick()
        self.app.push_screen(NavigatorScreen(self.exam), self._go_to)

    def action_flag(self) -> None:
        """Flag the part, or take that back."""
        state = self.exam.parts[self.exam.position]
        state.flagged = not state.flagged
        self._save()
        self._tell()

    def action_save_now(self) -> None:
        """Save, and say so."""
        self._save(then=lambda: self._say(SAVED))

    def action_scroll_question(self, by: int) -> None:
        """Scroll the text above the answer by pages."""
        self._part.scroll_text(by)

    def action_sideways(self, cells: int) -> None:
        """Scroll what is wider than the screen."""
        self._part.sideways(cells)

    def action_leave(self) -> None:
        """Save and go back; the clock stands still meanwhile. What can't be saved isn't left without a question."""
        from dltutor.tui.screens.confirm import ConfirmScreen

        if self._handing_in:
            self._left()
        elif self._trouble:
            self.app.push_screen(ConfirmScreen("Leave", NOT_KEPT), lambda yes: self._left() if yes else None)
        else:
            self._save(then=self._left)

    def _left(self) -> None:
        if not self._trouble:
            self.app.tell(CLOSED)
        self.dismiss()

    def action_hand_in(self) -> None:
        """Ask, then hand in."""
        from dltutor.tui.screens.confirm import ConfirmScreen

        if not self._handing_in:
            self._save()
            question = describe_exam.hand_in_question(self.exam)
            self.app.push_screen(ConfirmScreen("Hand in", question), self._hand_in)

    def _hand_in(self, yes: bool | None) -> None:  # noqa: FBT001  what a dialog gives back
        if not yes:
            return
        self._save()
        self._handing_in = True
        self._part.freeze(frozen=True)
        self._say(HANDING_IN_LATER if self.app.stage in {"loading", "words"} else HANDING_IN)
        exams.hand_in(self.app, self, self._kept, self.exam)

    def take_progress(self, progress: Progress) -> None:
        """Show how far the marking is."""
        self._say(f"Handing in: {progress.done} of {progress.total} parts are looked at…")

    def take_failure(self, message: str, hint: str) -> None:
        """Say why it isn't handed in; nothing is lost, and it can be tried again."""
        self._watch.lap()
        self._handing_in = False
        self._part.freeze(frozen=False)
        self._say(f"Not handed in: {message} {hint}".strip())
