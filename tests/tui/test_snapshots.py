import pytest
from driving import Opened, ask, pressed, settled
from fake_tutor import GRADING, ITEMS, World
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension
from textual.pilot import Pilot
from textual.widgets import TextArea

from dltutor.config import Config

WAYS = [
    pytest.param((80, 24), "textual-dark", id="small-dark"),
    pytest.param((120, 40), "textual-light", id="large-light"),
]
"""Both sizes and both kinds of theme, each once: what a size breaks, a colour doesn't."""


@pytest.fixture
def world() -> World:
    return World(items=ITEMS[:4], grading=GRADING)


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The stored picture; ``pytest --snapshot-update`` makes it anew, to be looked at before it is kept."""
    return snapshot.use_extension(SVGImageSnapshotExtension)


async def drawn(pilot: Pilot[None]) -> str:
    for area in pilot.app.screen.query(TextArea):
        area.cursor_blink = False
    await settled(pilot)
    return pilot.app.export_screenshot(title="dltutor")


@pytest.mark.parametrize(("size", "theme"), WAYS)
async def test_an_answer_with_its_formula_and_its_neighbours(
    opened: Opened, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with opened(size, Config(theme=theme)) as pilot:
        await ask(pilot, "what does dropout do")
        assert await drawn(pilot) == picture


@pytest.mark.parametrize(("size", "theme"), WAYS)
async def test_a_graded_answer_with_its_key_points(
    opened: Opened, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with opened(size, Config(theme=theme)) as pilot:
        await ask(pilot, "/quiz")
        await pressed(pilot, *"it turns units off", "ctrl+d", "enter")
        assert await drawn(pilot) == picture


@pytest.mark.parametrize(("size", "theme"), WAYS)
async def test_the_commands_that_can_be_typed(
    opened: Opened, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with opened(size, Config(theme=theme)) as pilot:
        await pressed(pilot, "/", "s")
        assert await drawn(pilot) == picture
