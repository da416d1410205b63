"""The tutor line by line, for screen readers and pipes: no colours, no cursor, no spinner, nothing that moves.

It answers from the same Tutor and in the same words as the app. Questions and words are lines of standard input; the
end of the input ends the session.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TextIO

from dltutor.errors import DltutorError, IndexProblem
from dltutor.tui.plain import asking, sessions
from dltutor.tui.plain.console import Console, Ended
from dltutor.tui.plain.meaning import QUIT, meant, perhaps, refused
from dltutor.tui.plain.start import STOPPED_CODE
from dltutor.tui.plain.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from dltutor.config import Config
    from dltutor.tui.sessions.session import Session
    from dltutor.tutor import Tutor


def run_plain(config: Config, stdin: TextIO, stdout: TextIO, resumed: Session | None = None) -> int:
    """Answer line by line until the input ends; the exit code. ``resumed`` is a session to go on with."""
    from dltutor.tutor import Tutor

    session = PlainSession(Tutor.open(config), config, stdin, stdout)
    try:
        with suppress(BrokenPipeError):  # whoever reads the output may have had enough
            session.run(resumed)
    except KeyboardInterrupt:
        return STOPPED_CODE
    return 0


class PlainSession:
    """One session.

    Args:
        tutor: What answers.
        config: The settings.
        stdin: Where lines come from.
        stdout: Where they go.
    """

    def __init__(self, tutor: Tutor, config: Config, stdin: TextIO, stdout: TextIO) -> None:
        self._console = Console(stdin, stdout)
        self._talk = Talk(tutor, config, self._console)

    def run(self, resumed: Session | None = None) -> None:
        """Read and answer until the input ends or the person quits; ``resumed`` is a session to go on with."""
        self._console.say("dltutor: type a question, or help, or quit.")
        self._tried(self._talk.load)
        if resumed is not None:
            self._tried(partial(sessions.go_on, self._talk, resumed))
        while line := self._console.line():
            text = line.strip()
            if text.lower().removeprefix("/") in QUIT:
                break
            if text:
                self._tried(partial(self._take, text))
        self._talk.tutor.close()

    def _tried(self, act: Callable[[], None]) -> None:
        try:
            act()
        except IndexProblem as problem:
            # What is damaged must not be built upon.
            self._talk.damaged = True
            self._console.say(f"{problem.message} Type rebuild to make it anew.")
        except DltutorError as error:
            self._console.tell(error)
        except Ended:
            pass  # the end of the input ends the session, too

    def _take(self, text: str) -> None:
        """Do what a line says, or answer it."""
        found = meant(text)
        if len(text) == 1 and text in "123456789":
            asking.pick(self._talk, int(text))
        elif found is None and (why := refused(text)):
            self._console.say(why)
        elif found is None:
            asking.ask(self._talk, text)
            if self._talk.hit is None and (hint := perhaps(text)):
                self._console.say("", hint)
        elif found.word.do is None:
            from dltutor.tui.plain.help import help_text

            self._console.say(help_text())
        elif found.word.words:
            found.word.do(self._talk, found.rest)
        else:
            found.word.do(self._talk)
