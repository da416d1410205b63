"""The app's part in trying, quizzes and reviews: begins sittings, and leads from one of their screens to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.reactive import var

from dltutor.tui import messages, sameness, trying
from dltutor.tui.apps.keyed import KeyedApp
from dltutor.tui.keys.keymap import with_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from dltutor.config import Config
    from dltutor.study.sitting import Sitting
    from dltutor.studying import Studying
    from dltutor.tui.answers.markdown import Math
    from dltutor.tui.engine import Engine
    from dltutor.tui.rounds import Round
    from dltutor.tui.screens.attempt import AttemptScreen
    from dltutor.tui.screens.chat import ChatScreen
    from dltutor.tutor import Item

WAITS = {
    "loading": "It begins as soon as the index is loaded.",
    "no index": "There is no index yet: {rebuild} builds it.",
    "failed": "There is no index in use: {rebuild} builds it.",
}
"""Why a sitting can't begin yet, by the engine's stage."""
NOTHING_DUE = "Nothing is due today. /quiz asks you anyway."


class StudyApp(KeyedApp):
    """An app in which questions are asked and answers graded. One quiz or review at a time may wait."""

    engine: Engine

    stage: var[messages.Stage] = var("loading")
    """How far the engine is."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.items: tuple[Item, ...] = ()
        """What the documents hold, in their order; empty until they are read."""
        self.drafts: dict[tuple[str, tuple[int, ...]], str] = {}
        """What was last given in answer to an item, by its id and the order of its options."""
        self.put_off: set[int] = set()
        """Cards that the student doesn't want to be asked about now, by number."""
        self.waiting: Round | None = None
        """The quiz or review that was begun and isn't over."""

    @property
    def chat(self) -> ChatScreen:
        """The chat, whatever lies over it."""
        raise NotImplementedError

    @on(messages.Studied)
    def studied(self, event: messages.Studied) -> None:
        """Go on with what came of a study request."""
        event.act()

    @on(messages.ItemFound)
    def item_found(self, event: messages.ItemFound) -> None:
        """Let the person try it."""
        self.try_item(event.item)

    # Beginning

    def try_item(self, item: Item) -> None:
        """Let the person answer an item, or say why that can't be."""
        reason = trying.why_not(item)
        if reason:
            self.tell(reason)
        else:
            self.begin_sitting(lambda study: study.trial(item))

    def new_quiz(self, topic: str = "") -> None:
        """Ask questions, of a topic or of everything."""
        from dltutor.study.quizzing import QuizWish

        self.begin_sitting(lambda study: study.quiz(QuizWish(topic=topic)))

    def quiz_items(self, ids: tuple[str, ...]) -> None:
        """Ask these very questions."""
        from dltutor.study.quizzing import QuizWish

        self.begin_sitting(lambda study: study.quiz(QuizWish(items=ids)))

    def begin_sitting(self, make: Callable[[Studying], Sitting]) -> None:
        """Ask the questions of a sitting, once the index is there."""
        if self.stage in WAITS:
            self.tell(with_keys(WAITS[self.stage]))
        if self.stage not in {"no index", "failed"}:
            sameness.ask_first(self, lambda: self.engine.study(make, self._open))

    def _open(self, sitting: Sitting) -> None:
        from dltutor.tui.rounds import Round

        if sitting.asked is None:
            self.tell(NOTHING_DUE)
            return
        round_ = Round(sitting)
        if round_.mode != "try":
            self.waiting = round_
        self.show_round(round_)

    # From one screen to the next

    def show_round(self, round_: Round) -> None:
        """Show where a sitting stands: its question, the grading that awaits a decision, or its end."""
        self._put(self._screen_of(round_))

    def _screen_of(self, round_: Round) -> Screen[None] | None:
        asked = round_.asked
        if asked is not None and round_.now.handed is not None:
            from dltutor.tui.screens.feedback import FeedbackScreen

            return FeedbackScreen(round_, round_.now.handed, asked.order, cast("Math", self.config.math))
        if asked is not None:
            from dltutor.tui.screens.attempt import AttemptScreen

            return AttemptScreen(round_, asked, self.drafts.get((asked.wanted.item.id, asked.order), ""))
        if self.waiting is round_:
            self.waiting = None
        if round_.mode == "try" or not round_.sitting.settled:
            return None
        from dltutor.tui.screens.quiz_end import QuizEndScreen

        return QuizEndScreen(round_)

    def _put(self, screen: Screen[None] | None) -> None:
        """Put a screen in the place of those of sittings that lie uppermost; None goes back to what is below."""
        from dltutor.tui.screens.quiz_end import QuizEndScreen
        from dltutor.tui.screens.sitting import SittingScreen
        from dltutor.tui.screens.study import StudyScreen

        while isinstance(self.screen, (SittingScreen, QuizEndScreen, StudyScreen)):
            self.pop_screen()
        if screen is not None:
            self.push_screen(screen)

    def attempts(self, round_: Round) -> list[AttemptScreen]:
        """The screen on which the question of a sitting is answered, if it is still there."""
        from dltutor.tui.screens.attempt import AttemptScreen

        screens = [screen for screen in self.screen_stack if isinstance(screen, AttemptScreen)]
        return [screen for screen in screens if screen.round is round_]

    def back_in_round(self, round_: Round) -> None:
        """Take back the decision on the question before, and show its grading again."""
        settled = round_.undo()
        if settled is None:
            self.tell("There is nothing to undo.")
            return
        if round_.mode != "try":
            self.waiting = round_
        handed = settled.handed
        if handed is not None:
            self.engine.study(lambda study: study.take_back(handed), lambda _: None, lasting=True)
        self.show_round(round_)

    def forget_draft(self, round_: Round) -> None:
        """Begin with an empty answer when the question that is asked now comes again in a quiz."""
        if round_.mode != "try" and round_.asked is not None:
            self.drafts.pop((round_.asked.wanted.item.id, round_.asked.order), None)

    def discuss(self, item: Item) -> None:
        """Go to the chat, with the item as what it is about."""
        self._put(None)
        self.call_next(self.chat.discuss, item)

    # Commands

    def action_study(self) -> None:
        """Show what there is to do; from there, go back to the chat."""
        from dltutor.tui.screens.attempt import AttemptScreen
        from dltutor.tui.screens.study import StudyScreen

        if isinstance(self.screen, AttemptScreen):
            self.screen.keep_draft()
        if not any(isinstance(screen, StudyScreen) for screen in self.screen_stack):
            self.push_screen(StudyScreen())

    def action_quiz(self, topic: str = "") -> None:
        """Ask questions, of a topic or of everything; or go on with what waits."""
        if self.waiting is not None and not topic:
            self.show_round(self.waiting)
        else:
            self.new_quiz(topic)

    def action_review(self) -> None:
        """Ask what is due, or go on with the review that waits."""
        if self.waiting is not None and self.waiting.mode == "review":
            self.show_round(self.waiting)
        else:
            self.begin_sitting(lambda study: study.review())

    def action_stats(self) -> None:
        """Show the student's progress."""
        from dltutor.tui.screens.stats import StatsScreen

        self.engine.study(lambda study: study.progress(), lambda report: self.push_screen(StatsScreen(report)))
