from dataclasses import replace

from driving import Opened, pressed, settled
from fake_tutor import GRADING, ITEMS, World
from textual.pilot import Pilot

from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.chat import ChatScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.library import AddScreen, LibraryScreen
from dltutor.tui.screens.place import PlaceScreen
from dltutor.tui.screens.plan import PlanScreen
from dltutor.tui.screens.quiz_end import QuizEndScreen
from dltutor.tui.screens.stats import StatsScreen
from dltutor.tui.screens.study import StudyScreen


async def reached(pilot: Pilot[None], key: str) -> bool:
    """Whether a key leads to everything that takes the focus, and back to where it began."""
    screen = pilot.app.screen
    began, found = screen.focused, set()
    for _ in screen.focus_chain:
        await pilot.press(key)
        await pilot.pause()
        found.add(screen.focused)
    return found == set(screen.focus_chain) and screen.focused is began


async def test_every_screen_of_studying_is_reached_used_and_left_by_keys(opened: Opened, world: World) -> None:
    world.items = (ITEMS[5], ITEMS[0])
    world.grading = replace(GRADING, points=GRADING.points[:2])
    async with opened() as pilot:
        here: list[type] = []
        for keys in (
            ("f3",), ("s",), ("escape",), ("p",), ("escape",), ("q",), ("j", "space", "enter", "2"), ("o",), ("j", "k"),
            ("escape",), ("escape",), ("f3",), ("g",), ("j", "0", "u", "enter"), ("escape",), ("f3",), ("g",), ("f6",),
            ("enter",), ("f8",), ("f8",), ("j", "k"), ("escape",), ("f2",), ("j", "k", "d", "i", "tab", "j"), ("a",),
            ("escape",), ("escape",),
        ):  # fmt: skip
            await pressed(pilot, *keys)
            if (screen := type(pilot.app.screen)) not in {ChatScreen, *here}:
                assert await reached(pilot, "tab")
                assert await reached(pilot, "shift+tab")
            here.append(screen)
        await settled(pilot)
        assert here == [
            StudyScreen, StatsScreen, StudyScreen, PlanScreen, StudyScreen, AttemptScreen, FeedbackScreen, PlaceScreen,
            PlaceScreen, FeedbackScreen, ChatScreen, StudyScreen, FeedbackScreen, AttemptScreen, ChatScreen,
            StudyScreen, AttemptScreen, FeedbackScreen, AttemptScreen, AttemptScreen, QuizEndScreen, QuizEndScreen,
            ChatScreen, LibraryScreen, LibraryScreen, AddScreen, LibraryScreen, ChatScreen,
        ]  # fmt: skip
        assert world.history.handed[0].graded.answer
        assert world.history.handed[1].circumstances.gave_up
