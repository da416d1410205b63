"""Write the pictures of docs/tutor.md: the real app over ./corpus. Run by ``make screenshots`` at the top."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from dltutor.config import load
from dltutor.tui.app import TutorApp
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tutor import Tutor

IMAGES = Path(__file__).with_name("images")
QUESTION = "what is the output size of a convolution"
FOLLOW_UP = "and give me the formula"
TRIED = "/try what does dropout do"
ANSWER = "It turns units off at random in every training step, each with probability p."


async def main() -> None:
    """Ask a question, go on from it, open its place, the library and the help, try a question; a picture of each."""
    with tempfile.TemporaryDirectory() as folder:
        config = replace(load(), corpus=Path("corpus"), index=Path(folder))
        Tutor.open(config).build()
        app = TutorApp(config, lambda: Tutor.open(config))
        async with app.run_test(size=(100, 36)) as pilot:
            await _until(pilot, lambda: app.stage == "ready")
            await pilot.press(*("space" if letter == " " else letter for letter in QUESTION), "enter")
            await _until(pilot, lambda: "dilation" in app.export_screenshot())
            await pilot.pause(1)
            _save(app, "chat")
            await pilot.press(*("space" if letter == " " else letter for letter in FOLLOW_UP), "enter")
            await _until(pilot, lambda: "Understood" in app.export_screenshot())
            await pilot.pause(1)
            _save(app, "follow-up")
            await pilot.press("tab", "o")
            await pilot.pause(1)
            _save(app, "place")
            await pilot.press("escape", "f2")
            await pilot.pause(2)
            _save(app, "library")
            await pilot.press("escape", "f1")
            await pilot.pause(1)
            _save(app, "help")
            await pilot.press("escape", *TRIED, "enter")
            await _until(pilot, lambda: isinstance(app.screen, AttemptScreen))
            await pilot.press(*ANSWER, "ctrl+d")
            await _until(pilot, lambda: isinstance(app.screen, FeedbackScreen))
            await pilot.pause(1)
            _save(app, "feedback")


async def _until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.1)
    raise TimeoutError


def _save(app: TutorApp, name: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / f"{name}.svg").write_text(app.export_screenshot(title="dltutor"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
