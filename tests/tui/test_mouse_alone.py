from dataclasses import replace

from driving import Opened, app_of, clicked, seen, settled
from fake_tutor import GRADING, ITEMS, World
from textual.command import CommandPalette

from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.library import LibraryScreen
from dltutor.tui.screens.quiz_end import QuizEndScreen
from dltutor.tui.screens.themes import ThemesScreen

SMALL = (60, 20)
"""What can be clicked here can be clicked anywhere."""


async def test_a_quiz_needs_the_keys_for_typed_words_alone(opened: Opened, world: World) -> None:
    world.items = (ITEMS[5], *ITEMS[:2])
    world.grading = replace(GRADING, points=GRADING.points[:2])
    async with opened(SMALL) as pilot:
        await clicked(pilot, "Study")
        await clicked(pilot, "be asked 10 questions")
        await clicked(pilot, "[ ] b")
        assert "[x] b" in "".join(seen(pilot))
        await clicked(pilot, "Hand in")
        await clicked(pilot, "2 think so")
        assert world.history.handed[-1].circumstances.confidence == 2
        await clicked(pilot, "incomplete →")
        assert world.history.ratings[-1] == 2
        await clicked(pilot, "u undoes")
        assert world.history.taken_back == [1]
        await clicked(pilot, "✓ agrees")
        assert world.decided[-1] == (None, {0: 0.5})
        await clicked(pilot, "More credits")
        await clicked(pilot, "Flag")
        assert world.history.actions[-1][1] == "flag"
        await clicked(pilot, "Next")
        assert isinstance(pilot.app.screen, AttemptScreen)
        await clicked(pilot, "Undo the last answer")
        assert isinstance(pilot.app.screen, FeedbackScreen)
        await clicked(pilot, "Next")
        await clicked(pilot, "Hint")
        await clicked(pilot, "Write your answer here")
        await pilot.press(*"by chance")
        await clicked(pilot, "Hand in")
        await clicked(pilot, "Enter skips")
        await clicked(pilot, "I was right")
        await clicked(pilot, "Next")
        while isinstance(pilot.app.screen, AttemptScreen):
            await clicked(pilot, "Skip this question")
        assert isinstance(pilot.app.screen, QuizEndScreen)
        await clicked(pilot, "[ Enter goes back to the chat ]")
        assert pilot.app.screen is app_of(pilot).chat


async def test_the_library_and_its_dialogs_can_be_clicked_through(opened: Opened, world: World) -> None:
    async with opened((80, 24)) as pilot:
        await clicked(pilot, "Library")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await clicked(pilot, "1 doubt")
        assert "Question 5 [CLS]" in "".join(seen(pilot))
        await clicked(pilot, "1 passage")
        assert "Question 5 [CLS]" not in "".join(seen(pilot))
        await clicked(pilot, "Add")
        await clicked(pilot, "~/notes")
        await pilot.press(*"/n.md")
        await clicked(pilot, "[ Add it ]")
        await settled(pilot)
        assert [str(path) for path in world.added] == ["/n.md"]


async def test_every_command_can_be_clicked_in_the_help_and_behind_the_state_of_things(opened: Opened) -> None:
    async with opened(SMALL) as pilot:
        await clicked(pilot, "Commands")
        assert isinstance(pilot.app.screen, CommandPalette)
        await pilot.click(offset=(0, 19))
        await clicked(pilot, "Help")
        await pilot.press(*"colours")
        await clicked(pilot, "/theme")
        assert isinstance(pilot.app.screen, ThemesScreen)
