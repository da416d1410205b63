"""The app: it wires the engine's messages to the screens, and sees to the way in and the way out."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.reactive import var

from dltutor.progress import Progress
from dltutor.tui import describe, messages, terminal
from dltutor.tui.apps.study import StudyApp
from dltutor.tui.commands import bindings
from dltutor.tui.engine import Engine
from dltutor.tui.keys import command_reasons
from dltutor.tui.screens.chat import ChatScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.command import Provider

    from dltutor.config import Config
    from dltutor.tui.answers.markdown import Math
    from dltutor.tui.screens.library import LibraryScreen
    from dltutor.tutor import Stale, Tutor

LOOK_EVERY = 5.0
"""Seconds between two looks at the corpus."""
JOIN = 1.5
"""Seconds that the engine's threads get to save what is to be saved, and to end the processes they began."""
REST = 0.2
"""Seconds that those get that have nothing to save."""


def _command_provider() -> type[Provider]:
    """The palette's source, imported when the palette is first opened."""
    from dltutor.tui.keys.palette import CommandProvider

    return CommandProvider


class TutorApp(StudyApp):
    """dltutor in the terminal.

    Args:
        config: The configuration.
        open_tutor: Makes a Tutor; called on the engine's threads, after the first paint.
        start: Where it begins; see :meth:`TutorApp.begin`. Empty for the chat.
        wish: What is wanted of it.
    """

    TITLE = "dltutor"
    COMMANDS: ClassVar = {_command_provider}
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    trouble: var[str] = var("")
    """What keeps it from being ready."""
    progress: var[Progress | None] = var(None)
    """The build under way."""
    stale: var[Stale | None] = var(None)
    """What differs between corpus and index."""
    summary: var[str] = var("")
    """The outcome of the last build, until the next question."""

    def __init__(self, config: Config, open_tutor: Callable[[], Tutor], *, start: str = "", wish: Any = None) -> None:
        super().__init__(config)
        self._start = start, wish
        self.engine = Engine(self.post_message, open_tutor)

    @property
    def corpus(self) -> str:
        """The corpus in use, for people."""
        return str(self.config.corpus_dir)

    @property
    def chat(self) -> ChatScreen:
        """The chat, whatever lies over it."""
        chat = self.screen_stack[0]
        if not isinstance(chat, ChatScreen):
            raise TypeError
        return chat

    @property
    def _libraries(self) -> list[LibraryScreen]:
        from dltutor.tui.screens.library import LibraryScreen  # imported when it is first opened

        return [screen for screen in self.screen_stack if isinstance(screen, LibraryScreen)]

    def get_default_screen(self) -> ChatScreen:
        """The chat is what everything else lies over."""
        return ChatScreen(cast("Math", self.config.math), self.config.top)

    def on_mount(self) -> None:
        """Keep an eye on the corpus."""
        terminal.on_end(self._told_to_end)
        self.set_interval(LOOK_EVERY, self.engine.look)

    def _told_to_end(self) -> None:
        self.end_soon()
        self.exit()

    def save_by_force(self) -> None:
        """Let the engine bring to an end what it saves."""
        self.engine.stop()
        self.engine.join(JOIN, REST)

    # What the engine tells

    @on(messages.EngineState)
    def engine_state(self, event: messages.EngineState) -> None:
        """Show how far the engine is; once it can answer, count what it knows."""
        self.trouble, self.stage = event.message, event.stage
        if event.message:
            self.tell(f"{event.message} {event.hint}", severity="error")
        if event.stage in {"ready", "words only"}:
            self.engine.read_items()
            self.engine.look()
        if self._start[0] and event.stage != "loading":
            (start, wish), self._start = self._start, ("", None)
            self.begin(start, wish)

    @on(messages.AnswerReady)
    async def answer_ready(self, event: messages.AnswerReady) -> None:
        """Show a reply."""
        await self.chat.take_answer(event)

    @on(messages.AnswerFailed)
    async def answer_failed(self, event: messages.AnswerFailed) -> None:
        """Show why there is no reply."""
        await self.chat.take_failure(event)

    @on(messages.Suggested)
    def suggested(self, event: messages.Suggested) -> None:
        """Show a suggestion."""
        self.chat.take_suggestions(event)

    @on(messages.ItemsRead)
    async def items_read(self, event: messages.ItemsRead) -> None:
        """Tell what is known."""
        self.items = event.items
        await self.chat.take_items(event.items)

    @on(messages.LibraryRead)
    def library_read(self, event: messages.LibraryRead) -> None:
        """Show the corpus where it is looked at."""
        for screen in self._libraries:
            screen.take_library(event)

    @on(messages.Added)
    def added(self, event: messages.Added) -> None:
        """Show what became of added documents."""
        for screen in self._libraries:
            screen.take_added(event)

    @on(messages.CorpusLooked)
    def corpus_looked(self, event: messages.CorpusLooked) -> None:
        """Offer to rebuild when documents have changed."""
        # That there is no index at all is what the welcome says already.
        self.stale = event.stale if event.stale and self.stage != "no index" else None

    @on(messages.PlaceRead)
    def place_read(self, event: messages.PlaceRead) -> None:
        """Open a place."""
        from dltutor.tui.screens.place import PlaceScreen

        self.push_screen(PlaceScreen(event))

    @on(messages.BuildProgress)
    def build_progress(self, event: messages.BuildProgress) -> None:
        """Show how far the build is."""
        self.progress = event.progress

    @on(messages.BuildDone)
    def build_done(self, event: messages.BuildDone) -> None:
        """Show what the build brought."""
        self.progress, self.stale = None, None
        self.summary = describe.build_line(event.report)
        if self._libraries:
            self.engine.read_library()

    @on(messages.BuildEnded)
    def build_ended(self, event: messages.BuildEnded) -> None:
        """Say why there is no new index."""
        self.progress = None
        self.tell(f"{event.message} {event.hint}".strip(), severity="information" if event.stopped else "error")

    @on(messages.Failed)
    def failed(self, event: messages.Failed) -> None:
        """Say what went wrong."""
        self.tell(f"{event.message} {event.hint}".strip(), severity="error")

    # Beginning elsewhere than in the chat

    def begin(self, start: str, wish: Any) -> None:
        """Begin what the command line asked for.

        Args:
            start: "quiz", "review", "exams", "paper" (to begin one), "exam" or "resume" (to go on with one).
            wish: What is wanted of it.
        """
        if start == "quiz":
            self.begin_sitting(lambda study: study.quiz(wish))
        elif start == "review":
            self.begin_sitting(lambda study: study.review(wish.minutes, wish.most))
        elif start == "resume":
            self.chat.go_on(wish)
        else:
            self._begin_exam(start, wish)

    def _begin_exam(self, start: str, wish: Any) -> None:
        from dltutor.tui import exams

        if start == "exams":
            exams.open_exams(self)
        elif start == "paper":
            paper, seconds = wish
            exams.start(self, replace(paper, minutes=None if seconds is None else seconds / 60))
        else:
            exams.open_exam(self, wish.id)

    # Commands

    def action_exam(self, name: str = "") -> None:
        """Show papers and exams; with a paper's name, its start."""
        from dltutor.tui.exams import open_exams

        open_exams(self, name)

    def action_help(self) -> None:
        """Show the help."""
        from dltutor.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(getattr(self.screen, "SCOPE", "")))

    def action_library(self) -> None:
        """Show the library."""
        if not self._libraries:
            from dltutor.tui.screens.library import LibraryScreen

            self.push_screen(LibraryScreen())

    async def action_clear(self) -> None:
        """Clear the view. The session goes on, and so does the conversation."""
        await self.chat.transcript.hide()
        self.chat.prompt.focus()

    def why_not(self, command_id: str) -> str:
        """Why a command that works everywhere can't be done now."""
        return command_reasons.of_app(self.progress, command_id)

    def action_rebuild(self) -> None:
        """Build the index."""
        self.summary = ""
        self.progress = Progress("starting")
        self.engine.build(anew=self.stage == "failed")

    def action_cancel(self) -> None:
        """Stop the build under way."""
        self.engine.cancel()


def run(config: Config, *, start: str = "", wish: Any = None) -> int:
    """Run the app until the person leaves; the exit code.

    Args:
        config: The configuration.
        start: Where it begins; see :meth:`TutorApp.begin`. Empty for the chat.
        wish: What is wanted of it.

    The engine's threads get a short while to end. If one is still inside a native library then, the process ends
    without the interpreter's farewell, which would wait for it or abort.
    """

    def open_tutor() -> Tutor:
        from dltutor.tutor import Tutor

        return Tutor.open(config)

    app = TutorApp(config, open_tutor, start=start, wish=wish)
    app.owns_process = True
    terminal.plain_alt_digits()
    with terminal.guarded_screen(terminal.log_file()):
        app.run()
        app.ended()
        app.engine.stop()
        ended = app.engine.join(JOIN, REST)
    code = app.return_code or 0
    if code:
        sys.stderr.write(f"dltutor: the app came to a fault of its own; {terminal.log_file()} tells more.\n")
    if not ended:
        terminal.leave_now(code)
    return code
