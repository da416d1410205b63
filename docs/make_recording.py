"""Write images/tour.gif: the real app over ./corpus, asking, going on, answering. Run by ``make screenshots``.

What is on the screen is taken as SVG, drawn by Chromium, and joined into one picture that begins anew.
"""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from posing import IMAGES, Poser, home, posing

from dltutor.config import Config
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen

SIZE = (92, 28)
QUESTION = "what does batch normalisation compute"
FOLLOW_UP = "and with small batches?"
ANSWER = (
    "With few examples the mean and variance are noisy, and training gets unstable. Group normalisation doesn't need "
    "the batch."
)
TYPED, READ, LONG = 0.09, 3.0, 4.5
"""Seconds that a few letters, an answer, and a grading are shown."""
WIDTH = 940
"""Pixels of the picture."""
COLOURS = 96
AT_ONCE = 12
"""Frames that are drawn at once, below one another: Chromium's pictures have an end."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Film:
    """Frames as SVG, and for how many seconds each is shown."""

    frames: list[tuple[str, float]] = field(default_factory=list)

    def add(self, frame: str, seconds: float) -> None:
        """Add a frame; one that shows what the last one does makes that stay longer."""
        if self.frames and _told(self.frames[-1][0]) == _told(frame):
            frame, before = self.frames.pop()
            seconds += before
        self.frames.append((frame, seconds))


def _told(frame: str) -> str:
    """A frame without the names of its parts, which are new in every one."""
    return re.sub(r"terminal-\d+", "", frame)


class Actor(Poser):
    """One run of the app, of which every step is kept."""

    film = Film()

    def keep(self, seconds: float) -> None:
        """Keep what is on the screen."""
        self.film.add(self.picture(), seconds)

    async def write_slowly(self, text: str, letters: int) -> None:
        """Type a text, seen a few letters at a time."""
        for start in range(0, len(text), letters):
            await self.write(text[start : start + letters])
            await self.pilot.pause(0.05)
            self.keep(TYPED)
        self.keep(0.5)

    async def ask(self, text: str, shows: str) -> None:
        """Ask, and wait for what the answer must show."""
        await self.write_slowly(text, 2)
        await self.press("enter", pause=0.3)
        await self.sees(shows)
        await self.pilot.pause(1)
        self.keep(READ)

    async def play(self) -> None:
        """A question, one that goes on from it, and an answer of one's own."""
        self.keep(1.2)
        await self.ask(QUESTION, "Answered")
        await self.ask(FOLLOW_UP, "Understood")
        await self.press("alt+t", pause=0.3)
        await self.until(AttemptScreen)
        self.keep(1.0)
        await self.write_slowly(ANSWER, 7)
        await self.press("ctrl+d", pause=0.3)
        await self.until(FeedbackScreen)
        await self.pilot.pause(1)
        self.keep(LONG)
        await self.press("m")
        self.keep(READ)


def drawn(frames: list[str]) -> list[Image.Image]:
    """Pictures of SVGs that are all of one size.

    Raises:
        SystemExit: There is no Chromium.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("No Chromium is installed, which draws the recording.")
    width, height = (float(one) for one in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', frames[0])[0])
    tall = round(height * WIDTH / width)
    pictures: list[Image.Image] = []
    for start in range(0, len(frames), AT_ONCE):
        some = frames[start : start + AT_ONCE]
        pictures += _photographed(browser, some, tall)
    return pictures


def _photographed(browser: str, frames: list[str], tall: int) -> list[Image.Image]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, frame in enumerate(frames):
            (folder / f"{number}.svg").write_text(frame, encoding="utf-8")
        images = "".join(f'<img src="{number}.svg" width="{WIDTH}" height="{tall}">' for number in range(len(frames)))
        page = f"<style>body {{ margin: 0; background: #292929 }} img {{ display: block }}</style>{images}"
        (folder / "page.html").write_text(page, encoding="utf-8")
        subprocess.run(  # noqa: S603  the browser that was found
            [
                *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *(f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTH},{tall * len(frames)}"),
                *(f"--screenshot={folder / 'page.png'}", (folder / "page.html").as_uri()),
            ],
            check=True,
            capture_output=True,
        )
        whole = Image.open(BytesIO((folder / "page.png").read_bytes())).convert("RGB")
    return [whole.crop((0, tall * number, WIDTH, tall * (number + 1))) for number in range(len(frames))]


def join(film: Film, file: Path) -> None:
    """Write the film as one picture that begins anew at its end."""
    pictures = drawn([frame for frame, _ in film.frames])
    # One palette for all: colours don't flicker, and what stays the same costs nothing.
    every = Image.new("RGB", (WIDTH, pictures[0].height * len(pictures)))
    for number, picture in enumerate(pictures):
        every.paste(picture, (0, picture.height * number))
    palette = every.quantize(COLOURS)
    first, *rest = (picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures)
    durations = [round(seconds * 1000) for _, seconds in film.frames]
    first.save(file, save_all=True, append_images=rest, duration=durations, loop=0, optimize=False)


async def record(config: Config) -> Film:
    """Play, and give back what was seen."""
    async with posing(config, SIZE, Actor) as actor:
        await actor.play()
        return actor.film


if __name__ == "__main__":
    with home() as settled:
        recorded = asyncio.run(record(settled))
    IMAGES.mkdir(exist_ok=True)
    join(recorded, IMAGES / "tour.gif")
    seconds = sum(seconds for _, seconds in recorded.frames)
    size = (IMAGES / "tour.gif").stat().st_size
    sys.stderr.write(f"tour.gif: {len(recorded.frames)} frames, {seconds:.0f} s, {size / 1e6:.2f} MB\n")
