"""Write the pictures of the pages: the real app over ./corpus. Run by ``make screenshots`` at the top.

Without arguments all of them, else those that are named. The index is the configured one, brought up to date.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from unittest.mock import patch

from made_history import TODAY, Student
from posing import IMAGES, Poser, home, posing

from dltutor.config import Config
from dltutor.study.database import history_file
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.confirm import ConfirmScreen
from dltutor.tui.screens.exam import ExamScreen
from dltutor.tui.screens.exam_list import ExamListScreen
from dltutor.tui.screens.exam_navigator import NavigatorScreen
from dltutor.tui.screens.exam_report import ExamReportScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.marking import MarkingScreen
from dltutor.tui.screens.sessions import SessionsScreen
from dltutor.tui.screens.settings import SettingsScreen
from dltutor.tui.screens.stats import StatsScreen
from dltutor.tui.screens.themes import ThemesScreen

CHAT, SMALL, LARGE = (100, 40), (80, 24), (120, 40)
EARLIER = (
    (9, "what does weight decay do", "and how is it different from L2 in adam"),
    (6, "why is the gradient of relu zero", "what is a dead relu"),
    (4, "how do I choose the learning rate", "and with warmup?"),
    (1, "what is the kl divergence", "why is it no distance"),
)
"""Sessions of earlier days: how many days ago, and what was asked."""
QUESTION = "what is the output size of a convolution"
FOLLOW_UP = "and give me the formula"
FOUND = "padding"
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


class Pictures(Poser):
    """One run of the app, of which pictures are kept."""

    wanted: frozenset[str] = frozenset()
    """Names of pictures; all where there are none."""

    async def take(self, name: str, *keys: str, pause: float = 1.0) -> None:
        """Press keys, and take a picture of what is there then."""
        await self.press(*keys, pause=pause)
        if not self.wanted or name in self.wanted:
            IMAGES.mkdir(exist_ok=True)
            (IMAGES / f"{name}.svg").write_text(self.picture(), encoding="utf-8")

    async def earlier(self) -> None:
        """Sessions of earlier days."""
        recorder = self.app.chat.recorder
        for ago, *asked in EARLIER:
            recorder.clock = lambda ago=ago: TODAY - timedelta(days=ago)  # type: ignore[misc]
            for question in asked:
                known = len(recorder.entries)
                await self.write(question, "enter")
                await self.wait(lambda known=known: len(recorder.entries) > known)  # type: ignore[misc]
            await self.write("/new", "enter")
            await self.pilot.pause(0.5)
        recorder.clock = lambda: TODAY

    async def chat(self) -> None:
        """A question, what goes on from it, what can be done with answers; the other places that the chat leads to."""
        await self.earlier()
        await self.write(QUESTION, "enter")
        await self.sees("dilation")
        await self.take("chat", pause=6)  # the notice is gone
        await self.write(FOLLOW_UP, "enter")
        await self.sees("Understood")
        await self.take("follow-up")
        await self.write("/")
        await self.take("menu")
        await self.press("escape", "backspace")
        await self.take("place", "tab", "o")
        await self.press("escape", "f2")
        await self.sees("autoencoders.md")
        await self.take("library")
        await self.take("help", "escape", "f1")
        await self.press("escape", "f9")
        await self.until(SettingsScreen)
        await self.take("settings", *["down"] * 3)
        await self.press("escape")
        self.app.action_theme()
        await self.until(ThemesScreen)
        await self.take("themes", *["down"] * 10)
        await self.press("escape", "ctrl+o")
        await self.until(SessionsScreen)
        await self.take("sessions")
        await self.press("escape")
        await self.write(TRIED, "enter")
        await self.until(AttemptScreen)
        await self.write(ANSWER, "ctrl+d")
        await self.until(FeedbackScreen)
        await self.take("feedback")
        await self.press("escape", "ctrl+f")
        await self.write(FOUND)
        await self.take("find")

    async def quiz(self) -> None:
        """What there is to do; a question, its feedback beside the reference, a choice."""
        self.app.quiz_items(ASKED)
        await self.until(AttemptScreen)
        await self.write(ASKED_ANSWER)
        await self.take("question")
        await self.press("escape", "f3")
        await self.sees("Today")
        await self.take("study")
        await self.press("g")
        await self.until(AttemptScreen)
        await self.press("ctrl+d", "3")
        await self.until(FeedbackScreen)
        await self.pilot.resize_terminal(*LARGE)
        await self.take("quiz-feedback")
        await self.pilot.resize_terminal(*SMALL)
        await self.press("enter")
        await self.until(AttemptScreen)
        await self.take("choice", *CHOSEN)
        await self.press("escape")

    async def exam(self) -> None:
        """The paper that was begun: sitting it, the navigator, the marking, the report."""
        self.app.action_exam()
        await self.until(ExamListScreen)
        await self.sees("Begun")
        await self.take("exams")
        await self.press("enter")
        await self.until(ExamScreen)
        await self.take("exam", "pagedown")
        await self.press("ctrl+g")
        await self.until(NavigatorScreen)
        await self.take("navigator")
        await self.press("escape", "ctrl+e")
        await self.until(ConfirmScreen)
        await self.press("y")
        await self.until(MarkingScreen)
        while " 5.2 (" not in self.shown():
            await self.press("enter", pause=0.5)
        await self.take("marking")
        await self.press("enter", pause=0.5)
        await self.press("n", pause=0.5)
        await self.press("n", pause=0.5)
        while not isinstance(self.app.screen, ExamReportScreen):
            await self.press("y" if isinstance(self.app.screen, ConfirmScreen) else "enter", pause=0.5)
        await self.take("report")
        await self.press("escape", "escape")

    async def progress(self) -> None:
        """The progress of weeks: its first sections, in a light theme, and its topics."""
        self.app.action_stats()
        await self.until(StatsScreen)
        await self.pilot.resize_terminal(*LARGE)
        self.app.theme = "textual-light"
        await self.take("progress")
        self.app.theme = self.app.config.theme
        await self.pilot.resize_terminal(*SMALL)
        await self.take("topics", "3")
        await self.press("escape")


async def run(config: Config, size: tuple[int, int], *parts: str) -> None:
    """Open the app in a size and take the pictures of some of its parts."""
    async with posing(config, size, Pictures) as pictures:
        for part in parts:
            job: Callable[[], Awaitable[None]] = getattr(pictures, part)
            await job()


def main(wanted: frozenset[str]) -> None:
    """Make a history, then all pictures over it, as on its day."""
    Pictures.wanted = wanted
    with home() as config, patch("dltutor.study.day.now", lambda: TODAY):
        Student(config, history_file()).live()
        asyncio.run(run(config, SMALL, "quiz", "progress", "exam"))
        asyncio.run(run(config, CHAT, "chat"))


if __name__ == "__main__":
    main(frozenset(sys.argv[1:]))
