"""Write the pictures of the pages: the real app over ./corpus. Run by ``make screenshots`` at the top.

Without arguments all of them, else those that are named. The index is the configured one, brought up to date.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from made_history import TODAY, Student
from textual.pilot import Pilot
from textual.screen import Screen

from dltutor.config import Config, load
from dltutor.tui.app import TutorApp
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.confirm import ConfirmScreen
from dltutor.tui.screens.exam import ExamScreen
from dltutor.tui.screens.exam_list import ExamListScreen
from dltutor.tui.screens.exam_navigator import NavigatorScreen
from dltutor.tui.screens.exam_report import ExamReportScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.marking import MarkingScreen
from dltutor.tui.screens.stats import StatsScreen
from dltutor.tutor import Tutor

IMAGES = Path(__file__).with_name("images")
CHAT, SMALL, LARGE = (100, 36), (80, 24), (120, 40)
QUESTION = "what is the output size of a convolution"
FOLLOW_UP = "and give me the formula"
TRIED = "/try what does a 1x1 convolution do"
ANSWER = (
    "A linear layer over the channels, the same at every pixel. It makes fewer channels before a 3x3 convolution, "
    "which saves work."
)
ASKED = (
    "convolutional-networks/receptive-field",
    "regularisation/which-regularise",
    "optimisation/learning-rate-schedule",
)
ASKED_ANSWER = (
    "The part of the input that a unit can see. It grows with every layer by the kernel size minus one, and faster "
    "after strides."
)
CHOSEN = "ac"


class Pictures:
    """One run of the app, and what is pressed in it.

    Args:
        app: The app.
        pilot: Presses keys in it.
        wanted: Names of pictures; all where there are none.
    """

    def __init__(self, app: TutorApp, pilot: Pilot[None], wanted: set[str]) -> None:
        self._app = app
        self._pilot = pilot
        self._wanted = wanted

    async def chat(self) -> None:
        """A question, what goes on from it, its place, the library, the help; trying a question."""
        await self._type(QUESTION, "enter")
        await self._sees("dilation", "chat")
        await self._type(FOLLOW_UP, "enter")
        await self._sees("Understood", "follow-up")
        await self._press("tab", "o", name="place")
        await self._press("escape", "f2", name="library", pause=2)
        await self._press("escape", "f1", name="help")
        await self._press("escape")
        await self._type(TRIED, "enter")
        await self._until(AttemptScreen)
        await self._type(ANSWER, "ctrl+d")
        await self._until(FeedbackScreen)
        await self._press(name="feedback")
        await self._press("escape")

    async def quiz(self) -> None:
        """What there is to do; a question, its feedback beside the reference, a choice."""
        self._app.quiz_items(ASKED)
        await self._until(AttemptScreen)
        await self._type(ASKED_ANSWER)
        await self._press(name="question")
        await self._press("escape", "f3")
        await self._sees("Today", "study")
        await self._press("g")
        await self._until(AttemptScreen)
        await self._press("ctrl+d", "3")
        await self._until(FeedbackScreen)
        await self._pilot.resize_terminal(*LARGE)
        await self._press(name="quiz-feedback")
        await self._pilot.resize_terminal(*SMALL)
        await self._press("enter")
        await self._until(AttemptScreen)
        await self._press(*CHOSEN, name="choice")
        await self._press("escape")

    async def exam(self) -> None:
        """The paper that was begun: sitting it, the navigator, the marking, the report."""
        self._app.action_exam()
        await self._until(ExamListScreen)
        await self.wait(lambda: "Begun" in self._shown())
        await self._press(name="exams")
        await self._press("enter")
        await self._until(ExamScreen)
        await self._press("pagedown", name="exam")
        await self._press("ctrl+g")
        await self._until(NavigatorScreen)
        await self._press(name="navigator")
        await self._press("escape", "ctrl+e")
        await self._until(ConfirmScreen)
        await self._press("y")
        await self._until(MarkingScreen)
        await self._to_part("5.2")
        await self._press(name="marking")
        await self._press("enter", "n", "n", pause=0.5)
        while not isinstance(self._app.screen, ExamReportScreen):
            await self._press("y" if isinstance(self._app.screen, ConfirmScreen) else "enter", pause=0.3)
        await self._press(name="report")
        await self._press("escape", "escape")

    async def progress(self) -> None:
        """The progress of weeks: its first sections, in a light theme, and its topics."""
        self._app.action_stats()
        await self._until(StatsScreen)
        await self._pilot.resize_terminal(*LARGE)
        self._app.theme = "textual-light"
        await self._press(name="progress")
        self._app.theme = self._app.config.theme
        await self._pilot.resize_terminal(*SMALL)
        await self._press("3", name="topics")
        await self._press("escape")

    async def _to_part(self, label: str) -> None:
        while f" {label} (" not in self._shown():
            await self._press("enter", pause=0.2)

    async def _type(self, text: str, *keys: str) -> None:
        await self._pilot.press(*("space" if letter == " " else letter for letter in text), *keys)

    async def _press(self, *keys: str, name: str = "", pause: float = 1.0) -> None:
        await self._pilot.press(*keys)
        await self._pilot.pause(pause)
        if name and (not self._wanted or name in self._wanted):
            IMAGES.mkdir(exist_ok=True)
            text = self._app.export_screenshot(title="dltutor")
            (IMAGES / f"{name}.svg").write_text(text, encoding="utf-8")

    async def _sees(self, text: str, name: str) -> None:
        await self.wait(lambda: text in self._shown())
        await self._press(name=name)

    async def _until(self, screen: type[Screen]) -> None:  # type: ignore[type-arg]  # whatever it gives back
        await self.wait(lambda: isinstance(self._app.screen, screen))
        await self._pilot.pause(0.5)

    async def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        for _ in range(600):
            if holds():
                return
            await self._pilot.pause(0.1)
        raise TimeoutError

    def _shown(self) -> str:
        return self._app.export_screenshot().replace("&#160;", " ")


async def run(config: Config, size: tuple[int, int], wanted: set[str], *parts: str) -> None:
    """Open the app in a size and take the pictures of some of its parts."""
    app = TutorApp(config, lambda: Tutor.open(config))
    async with app.run_test(size=size) as pilot:
        pictures = Pictures(app, pilot, wanted)
        await pictures.wait(lambda: app.stage == "ready")
        for part in parts:
            job: Callable[[], Awaitable[None]] = getattr(pictures, part)
            await job()


def main(wanted: set[str]) -> None:
    """Make a history, then all pictures over it, as on its day."""
    config = replace(load(), corpus=Path("corpus"))
    Tutor.open(config).build()
    with tempfile.TemporaryDirectory() as folder:
        history = Path(folder) / "history.sqlite3"
        Student(config, history).live()
        with (
            patch("dltutor.study.database.history_file", lambda: history),
            patch("dltutor.study.day.now", lambda: TODAY),
        ):
            asyncio.run(run(config, SMALL, wanted, "quiz", "progress", "exam"))
            asyncio.run(run(config, CHAT, wanted, "chat"))


if __name__ == "__main__":
    main(set(sys.argv[1:]))
