from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, settled, shown
from fake_exams import LONG, PAPER, ExamWorld, begin, exam_world
from textual.pilot import Pilot

from dltutor.tui.screens.exam_navigator import NavigatorScreen


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        world.sat = (PAPER, LONG)
        yield world


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settled(pilot)
    return shown(pilot.app.screen)


async def test_it_tells_by_characters_what_is_answered_flagged_and_empty(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        told = await pressed(pilot, "a", "ctrl+f", "ctrl+n", "n", "ctrl+n", "ctrl+g")
        assert "■⚑ 1.1" in told
        assert "■  1.2" in told
        assert "▸□  2.1" in told
        assert "■ answered  □ empty  ⚑ flagged" in told
        assert "Problem 1: [/b] parts" in told


async def test_arrows_labels_and_tab_lead_to_a_part(opened: Opened) -> None:
    ways: list[tuple[list[str], int]] = [
        (["right"], 1),
        (["end"], 4),
        (["down", "right"], 3),
        (["down", "down", "up"], 2),
        ([*"2.2"], 3),
        ([*"3"], 4),
        ([*"3", "backspace", *"1.2"], 1),
        ([*"x9", "right"], 1),
        (["tab"], 1),
        (["tab", "tab", "tab", "tab", "tab"], 0),
        (["left"], 0),
    ]
    async with opened() as pilot:
        screen = await begin(pilot)
        for keys, place in ways:
            await pressed(pilot, "ctrl+g", "home", *keys, "enter")
            assert pilot.app.screen is screen
            assert (keys, screen.exam.position) == (keys, place)


async def test_escape_goes_nowhere(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "ctrl+g", "end", "escape")
        assert pilot.app.screen is screen
        assert screen.exam.position == 0


@pytest.mark.parametrize("size", [(80, 24), (40, 16)])
async def test_of_many_parts_the_chosen_one_is_in_sight(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        screen = await begin(pilot, paper=LONG)
        await pressed(pilot, "ctrl+g")
        navigator = pilot.app.screen
        assert isinstance(navigator, NavigatorScreen)
        for key in ["right", *["down"] * 30, "home", "end"]:
            await pilot.press(key)
            pane, grid = navigator.query_one("#parts"), navigator.query_one("#grid")
            line = next(n for n, text in enumerate(str(grid.render()).splitlines()) if "▸" in text)
            assert pane.region.y <= grid.region.y + line < pane.region.bottom
        assert max(map(len, str(grid.render()).splitlines())) <= pane.region.width
        await pressed(pilot, "enter")
        assert screen.exam.position == len(LONG.parts) - 1
