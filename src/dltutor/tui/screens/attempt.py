"""A question that is asked: its text, room for an answer, hints, and how sure one was."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from dltutor.study.attempt import Circumstances
from dltutor.tui import describe, describe_grading, describe_study
from dltutor.tui.commands import bindings
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.screens.sitting import SittingScreen
from dltutor.tui.text import content
from dltutor.tui.widgets.answer_box import AnswerBox
from dltutor.tui.widgets.buttons import Buttons, button
from dltutor.tui.widgets.confidence import Confidence
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.options import Options
from dltutor.tui.widgets.typing import do_in_order, type_into

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.study.attempt import Confidence as Sureness
    from dltutor.study.attempt import Handed
    from dltutor.study.sitting import Asked
    from dltutor.tui.rounds import Round
    from dltutor.tui.widgets.buttons import Button

NOTHING_YET = "There is no answer yet: a few words are enough. {give_up} says that you don't know."
NO_CHOICE_YET = "Nothing is chosen yet: letters choose, {choose_none} says none. {give_up} says that you don't know."
GRADING = "Grading…"
GRADING_LATER = "Grading begins when the encoder is loaded…"
NO_FURTHER_HINT = "There is no further hint."
CHOOSE = "Letters choose, {choose_none} says none, {submit_choice} hands in."
TITLE = 70
"""Characters of another question's title."""
LOOK_EVERY = 10.0
"""Seconds between two looks at the clock; a faster one would only disturb."""


class AttemptScreen(SittingScreen):
    """A question, and an answer being given.

    Args:
        round_: The sitting, in which this question is asked now.
        asked: The question.
        draft: What was last given in answer to it.
    """

    SCOPE = "attempt"
    ANSWERING = True
    AUTO_FOCUS = "AnswerBox, Options"
    BINDINGS: ClassVar[list[BindingType]] = bindings("attempt")
    DEFAULT_CSS = """
    AttemptScreen { align-horizontal: center; }
    AttemptScreen #column { width: 100%; max-width: $reading-column; height: 1fr; padding: 0 1; }
    AttemptScreen #field { height: 1fr; min-height: 5; }
    AttemptScreen #asked { height: auto; max-height: 50%; padding: 0 1; scrollbar-size-vertical: 1; }
    AttemptScreen Static { width: 1fr; height: auto; }
    AttemptScreen .question { text-style: bold; color: $text-primary; margin: 0 0 1 0; }
    AttemptScreen .stem { margin: 0 0 1 0; }
    AttemptScreen .part, AttemptScreen .rule, AttemptScreen .place { color: $text-muted; }
    AttemptScreen #header, AttemptScreen #state { color: $text-muted; padding: 0 1; }
    AttemptScreen #hints { padding: 0 1; max-height: 6; display: none; }
    AttemptScreen #hints.-shown { display: block; }
    """

    def __init__(self, round_: Round, asked: Asked, draft: str = "") -> None:
        super().__init__(round_)
        self._asked = asked
        item = asked.wanted.item
        self._field: AnswerBox | Options = (
            Options([item.options[index] for index in asked.order], draft) if asked.order else AnswerBox(draft)
        )

    def compose(self) -> ComposeResult:
        """How far the sitting is, the question, hints, the answer, state, keys."""
        with Vertical(id="column"):
            yield Static(id="header")
            # Without the focus, so that it stays in the answer; PageUp and PageDown scroll it from there.
            with VerticalScroll(id="asked", can_focus=False):
                for name, text in self._texts():
                    yield Static(content(text), classes=name)
            yield Static(id="hints")
            # Above the answer, where it is seen however high the screen is.
            yield Confidence()
            with Container(id="field"):
                yield self._field
            yield Static(content(""), id="state")
            yield Buttons(() if self.round.mode == "try" else self._further())
        yield Footer()

    def _texts(self) -> list[tuple[str, str]]:
        item = self._asked.wanted.item
        # Whoever tries a question has come from its place; elsewhere the place would tell the topic.
        texts = [("place", describe.place(item.source))] if self.round.mode == "try" else []
        if others := self._others():
            texts.append(("part", "Part of the same problem: " + "; ".join(others)))
        texts += [("stem", describe.prose(item.stem))] if item.stem else []
        texts.append(("question", describe.prose(item.question)))
        if self._asked.order:
            texts.append(("rule", f"{describe_grading.rule_line(item)} {with_keys(CHOOSE)}"))
        return texts

    def _further(self) -> list[Button]:
        """What else can be done, beyond what the footer shows."""
        before = [button("answer_before", "Undo the last answer")] if self.round.sitting.settled else []
        return [button("skip", "Skip this question"), *before]

    def _others(self) -> list[str]:
        """The other questions about the same stem, by title."""
        part_of = self._asked.wanted.part_of
        return [describe.shortened(describe.title(item), TITLE) for item in self.app.items if item.id in part_of]

    def on_mount(self) -> None:
        """Tell how far the sitting is, and keep an eye on its clock."""
        self._tell_header()
        self._tell_hints()
        if self.round.now.grading:
            self._wait()
        self.set_interval(LOOK_EVERY, self._tell_header)

    def _tell_header(self) -> None:
        header = describe_study.header(self.round.mode, self._asked, self.round.left)
        self.query_one("#header", Static).update(content(header))

    def _tell(self, text: str) -> None:
        self.query_one("#state", Static).update(content(text))

    async def on_key(self, event: events.Key) -> None:
        """Take for the answer what is typed before its field has the focus."""
        if self.focused is not None and self.focused is not self._field:
            return
        if isinstance(self._field, Options):
            await do_in_order(self._field, event)
        elif event.is_printable and not event.key.startswith("alt+"):
            type_into(self._field, event)

    # Handing in

    def action_submit(self) -> None:
        """Hand the answer in, once the student has said how sure they were."""
        if self._field.locked:
            return
        self.keep_draft()
        if not self._field.answer.strip():
            self._tell(with_keys(NO_CHOICE_YET if self._asked.order else NOTHING_YET))
        elif self.round.mode == "try":
            self._hand_in()
        else:
            self._field.locked = True
            self._tell("")
            self.query_one(Confidence).ask()

    def action_sure(self, said: int) -> None:
        """Hand the answer in, with how sure the student was; 0 for not said."""
        sureness: dict[int, Sureness] = {1: 1, 2: 2, 3: 3}
        self._hand_in(confidence=sureness.get(said))

    def action_edit_answer(self) -> None:
        """Go back to the answer."""
        self._unlock()

    def action_give_up(self) -> None:
        """Say that they don't know."""
        if not self._field.locked:
            self.keep_draft()
            self._hand_in(gave_up=True)

    def _hand_in(self, *, confidence: Sureness | None = None, gave_up: bool = False) -> None:
        self.round.lap()
        self.round.now.grading = True
        self._wait()
        asked, answer = self._asked, self._field.answer
        how = Circumstances(
            mode=self.round.mode,
            sitting=self.round.sitting.id,
            hints=self.round.now.seen,
            confidence=confidence,
            gave_up=gave_up,
            openly=asked.openly,
            seconds=self.round.now.seconds,
        )
        self.app.engine.study(
            lambda study: study.hand_in(asked, answer, how),
            self._take,
            self._take_failure,
            encoder=True,
            lasting=True,
        )

    def _wait(self) -> None:
        self._field.locked = True
        self.query_one(Confidence).hide()
        self._field.focus()
        self._tell(GRADING_LATER if self.app.stage in {"loading", "words"} else GRADING)

    def _take(self, handed: Handed) -> None:
        """Show the grading; where the choice could not be read, the answer stays, to be put in other words.

        The student may have left meanwhile, and come back to another screen of the same question.
        """
        grading = handed.graded.grading
        if grading.score is None and self._asked.order and not handed.circumstances.gave_up:
            self._take_failure(describe_grading.verdict_line(grading), "")
            return
        self.round.take(self._asked, handed)
        for screen in self.app.attempts(self.round):
            screen.when_seen(lambda: self.app.show_round(self.round))

    def _take_failure(self, message: str, hint: str) -> None:
        self.round.now.grading = False
        for screen in self.app.attempts(self.round):
            screen.go_on_writing(f"{message} {hint}".strip())

    def go_on_writing(self, why: str) -> None:
        """Let the student change the answer, and say why it could not be graded."""
        self._unlock()
        self._tell(why)

    def _unlock(self) -> None:
        self._field.locked = False
        self.query_one(Confidence).hide()
        self._field.focus()
        self._tell("")

    # Hints

    def action_hint(self) -> None:
        """Show a hint, or the second one."""
        now, asked = self.round.now, self._asked
        if self._field.locked:
            return
        if now.hints:
            self._show_hint()
        else:
            self.app.engine.study(lambda study: study.hints(asked), self._take_hints, slot="hints")

    def _take_hints(self, hints: tuple[str, str]) -> None:
        if self.is_attached and not self.round.now.hints:
            self.round.now.hints = tuple(hint for hint in hints if hint.strip())
            self._show_hint()

    def _show_hint(self) -> None:
        now = self.round.now
        if now.seen < len(now.hints):
            now.seen += 1
            self._tell_hints()
        else:
            self._tell(NO_FURTHER_HINT)

    def _tell_hints(self) -> None:
        now = self.round.now
        lines = [
            f"{cost}: {describe.prose(hint)}"
            for cost, hint in zip(describe_study.HINT_COSTS, now.hints[: now.seen], strict=False)
        ]
        hints = self.query_one("#hints", Static)
        hints.update(content("\n".join(lines)))
        hints.set_class(bool(lines), "-shown")

    # Going elsewhere

    def action_skip(self) -> None:
        """Leave the question out."""
        if self.round.mode == "try":
            self.action_leave()
        elif not self._field.locked:
            self.round.skip()
            self.app.show_round(self.round)

    def action_back(self) -> None:
        """Take back the decision before."""
        self.keep_draft()
        self.app.back_in_round(self.round)

    def action_leave(self) -> None:
        """Go back to the chat, and keep what was written."""
        self.keep_draft()
        super().action_leave()

    def action_scroll_question(self, by: int) -> None:
        """Scroll the question by pages."""
        asked = self.query_one("#asked", VerticalScroll)
        asked.scroll_relative(y=by * max(1, asked.size.height - 1), animate=False)

    def keep_draft(self) -> None:
        """Keep what was written, for when the question is shown again."""
        self.app.drafts[self._asked.wanted.item.id, self._asked.order] = self._field.answer
