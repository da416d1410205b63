from types import SimpleNamespace

import pytest
from driving import Opened, ask, pressed
from fake_tutor import ITEMS, World

from dltutor.tui import grace
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.form import FormScreen
from dltutor.tui.screens.quiz_end import QuizEndScreen
from dltutor.tui.screens.study import StudyScreen


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(grace, "SECONDS", 0.4)
    monkeypatch.setattr(grace, "monotonic", lambda: clock.now)
    return clock


async def test_a_key_typed_ahead_answers_nothing_that_has_just_appeared(
    opened: Opened, world: World, clock: SimpleNamespace
) -> None:
    world.items = ITEMS[:1]
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await pressed(pilot, *"units go", "ctrl+d", "enter")
        await pressed(pilot, "enter", "n", "w", "x", "z")
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert world.decided == []
        assert world.history.actions == []
        clock.now += 0.5
        await pressed(pilot, "w", "enter")
        assert world.decided == [(1.0, None)]
        await pressed(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, QuizEndScreen)
        clock.now += 0.5
        await pressed(pilot, "enter", "f3", "p")
        assert isinstance(pilot.app.screen, FormScreen)
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, FormScreen)
        clock.now += 0.5
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, StudyScreen)
