from collections.abc import Iterator
from dataclasses import replace

import pytest
from driving import Opened, app_of, ask, notices, settled, shown
from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from dltutor.config import Config
from dltutor.tui.commands import COMMANDS
from dltutor.tui.keys.keymap import KEYBOARD, resolve
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.help import HelpScreen
from dltutor.tui.screens.library import AddScreen, LibraryScreen


@pytest.fixture(autouse=True)
def keyboard() -> Iterator[None]:
    """Other tests go on with the keys of the table."""
    yield
    KEYBOARD.keymap = resolve(COMMANDS, {})


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def footer(pilot: Pilot[None]) -> dict[str, str]:
    return {key.description: key.key_display for key in pilot.app.screen.query_one(Footer).query(FooterKey)}


async def test_keys_of_ones_own_work_in_the_prompt_the_answers_and_the_library_and_the_old_ones_do_not(
    opened: Opened,
) -> None:
    keys = {
        "newline": ("alt+j",),
        "copy_answer": ("w", "alt+w"),
        "library": ("f12",),
        "add": ("z",),
        "help": (),
        "quit": ("ctrl+x",),
    }
    async with opened(config=Config(keys=keys)) as pilot:
        prompt = app_of(pilot).chat.prompt
        assert "Alt+J" in str(prompt.placeholder)
        assert footer(pilot)["Library"] == "F12"
        assert footer(pilot)["Quit"] == "^x"
        assert "Help" not in footer(pilot)
        await press(pilot, "a", "alt+j", "b", "ctrl+j", "f2", "f1")
        assert prompt.text == "a\nb"
        assert pilot.app.screen is app_of(pilot).chat
        prompt.load_text("")
        await ask(pilot, "What is a learning rate?")
        await press(pilot, "alt+y")
        assert pilot.app.clipboard == ""
        await press(pilot, "tab", "w")
        assert pilot.app.clipboard.startswith("The factor")
        await press(pilot, "f12", "a")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, AddScreen)
        await press(pilot, "escape", "ctrl+q")
        assert not pilot.app._exit
        await press(pilot, "ctrl+x")
        assert pilot.app._exit


async def test_keys_of_ones_own_work_where_an_answer_is_written_and_graded(opened: Opened) -> None:
    keys = {"submit": ("ctrl+s",), "was_right": ("v",), "try": ("b", "alt+b"), "point_below": ("s",)}
    async with opened(config=Config(keys=keys)) as pilot:
        await ask(pilot, "What does dropout do?")
        await press(pilot, "tab", "b")
        assert isinstance(pilot.app.screen, AttemptScreen)
        assert next(iter(footer(pilot).items())) == ("Hand in", "^s")
        await press(pilot, *"off", "ctrl+d")
        assert isinstance(pilot.app.screen, AttemptScreen)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert footer(pilot)["I was right"] == "v"
        before = shown(pilot.app.screen)
        await press(pilot, "w")
        assert shown(pilot.app.screen) == before
        await press(pilot, "v")
        assert shown(pilot.app.screen) != before


async def test_keys_can_be_changed_while_the_app_runs_and_what_cannot_be_used_is_told_once(opened: Opened) -> None:
    async with opened() as pilot:
        app = app_of(pilot)
        app.config = replace(app.config, keys={"help": ("f12",), "libary": ("f2",), "quit": ("q",)})
        await settled(pilot)
        assert notices(pilot) == "2 entries of [keys] can't be used; dltutor keys says why."
        await press(pilot, "f1")
        assert pilot.app.screen is app.chat
        await press(pilot, "f12")
        assert isinstance(pilot.app.screen, HelpScreen)
