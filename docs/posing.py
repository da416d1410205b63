"""The real app, posing for pictures: driven by keys, over ./corpus, in a home of its own."""

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, chdir, contextmanager
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from textual.pilot import Pilot
from textual.screen import Screen

from dltutor import paths
from dltutor.config import ENVIRONMENT, Config, load
from dltutor.tui.app import TutorApp
from dltutor.tutor import Tutor

P = TypeVar("P", bound="Poser")

ROOT = Path(__file__).resolve().parents[1]
IMAGES = Path(__file__).resolve().with_name("images")
CONFIG = Path("~/.config/dltutor/config.toml")
"""Where the file of settings is for most people; it isn't there in pictures, so that all is as at first."""


@contextmanager
def home() -> Iterator[Config]:
    """A home without a past, and beside it ./corpus and ./index as they are; the configuration of the pictures.

    Encoders are those that were made before.
    """
    index, cache = load().index_dir.absolute(), paths.cache_dir().absolute()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for link, target in (("corpus", ROOT / "corpus"), ("index", index), ("cache", cache)):
            (folder / link).symlink_to(target)
        with (
            patch.dict(os.environ, {"DLTUTOR_HOME": name}),
            patch("dltutor.paths.config_file", lambda: CONFIG),
            chdir(folder),
        ):
            for variable in ENVIRONMENT:
                os.environ.pop(variable, None)
            Tutor.open(Config()).build()
            yield Config()


class Poser:
    """One run of the app, and what is pressed in it.

    Args:
        app: The app.
        pilot: Presses keys in it.
    """

    def __init__(self, app: TutorApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def write(self, text: str, *keys: str) -> None:
        """Type a text, then press keys."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text), *keys)

    async def press(self, *keys: str, pause: float = 1.0) -> None:
        """Press keys, and let what they do come to rest."""
        await self.pilot.press(*keys)
        await self.pilot.pause(pause)

    async def until(self, screen: type[Screen]) -> None:  # type: ignore[type-arg]  # whatever it gives back
        """Wait until a screen is there, and takes keys."""
        await self.wait(lambda: isinstance(self.app.screen, screen))
        await self.pilot.pause(0.5)

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.wait(lambda: text in self.shown())

    async def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        for _ in range(600):
            if holds():
                return
            await self.pilot.pause(0.1)
        raise TimeoutError

    def shown(self) -> str:
        """What is on the screen, in the midst of markup."""
        return self.app.export_screenshot().replace("&#160;", " ")

    def picture(self) -> str:
        """The screen as SVG."""
        return self.app.export_screenshot(title="dltutor")


@asynccontextmanager
async def posing(config: Config, size: tuple[int, int], kind: type[P]) -> AsyncIterator[P]:
    """The app in a size, ready to answer."""
    app = TutorApp(config, lambda: Tutor.open(config))
    app.animation_level = "none"  # cursors don't blink
    async with app.run_test(size=size) as pilot:
        poser = kind(app, pilot)
        await poser.wait(lambda: app.stage == "ready")
        await poser.sees("For example")
        yield poser
