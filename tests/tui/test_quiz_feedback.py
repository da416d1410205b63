from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from driving import Opened, Workers, app_of, ask, notices, pressed, shown
from fake_tutor import GRADING, ITEMS, World
from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from dltutor.errors import DltutorError
from dltutor.grading.result import Flag
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.quiz_end import QuizEndScreen

OpenAnswered = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
LATER = replace(GRADING, score=0.7, low=0.6, high=0.8, verdict="pass")


@pytest.fixture
def world() -> World:
    return World(items=ITEMS[:3], grading=LATER)


@pytest.fixture
def answered(opened: Opened) -> OpenAnswered:
    """Opens the app at the grading of the first answer of a quiz."""

    @asynccontextmanager
    async def open_answered(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        async with opened(size) as pilot:
            await ask(pilot, "/quiz")
            await pressed(pilot, *"off", "ctrl+d", "enter")
            assert isinstance(pilot.app.screen, FeedbackScreen)
            yield pilot

    return open_answered


async def test_the_result_is_a_suggestion_with_the_day_of_each_choice(answered: OpenAnswered) -> None:
    async with answered() as pilot:
        text = shown(pilot.app.screen)
        assert "You: not decided · looks like RIGHT BUT INCOMPLETE, you decide · Enter agrees" in text
        assert "n not yet → tomorrow · ▸i incomplete → 6 d · r right → 9 d" in text


async def test_enter_agrees_and_asks_the_next_question(answered: OpenAnswered, world: World) -> None:
    async with answered() as pilot:
        text = await pressed(pilot, "enter")
        assert "question 2 of 3" in text
        assert world.decided == [(None, None)]
        assert world.history.ratings == [2]


async def test_enter_after_a_decision_keeps_that_one(answered: OpenAnswered, world: World) -> None:
    async with answered() as pilot:
        await pressed(pilot, "0", "enter")
        assert len(world.decided) == 1
        assert world.history.ratings == [1]
        assert isinstance(pilot.app.screen, AttemptScreen)


async def test_a_second_enter_counts_for_nothing_while_the_first_is_kept(
    answered: OpenAnswered, world: World, workers: Workers
) -> None:
    async with answered() as pilot:
        workers.hold("asking")
        await pressed(pilot, "enter", "enter", "enter")
        workers.release("asking")
        text = await pressed(pilot)
        assert "question 2 of 3" in text
        assert set(world.decided) == {(None, None)}


async def test_i_was_right_is_one_key(answered: OpenAnswered, world: World) -> None:
    async with answered() as pilot:
        text = await pressed(pilot, "w")
        assert "You: 3 of 3 credits · tutor: about 2 of 3 credits" in text
        assert "▸r right → 9 d" in text
        assert world.decided == [(1.0, None)]


@pytest.mark.parametrize(
    ("key", "rating", "marked"),
    [("n", 1, "▸n not yet"), ("i", 2, "▸i incomplete"), ("r", 3, "▸r right"), ("e", 4, "▸e easy → 20 d")],
)
async def test_what_it_counts_as_is_the_students_to_say(
    answered: OpenAnswered, world: World, key: str, rating: int, marked: str
) -> None:
    async with answered() as pilot:
        assert marked in await pressed(pilot, key)
        assert world.history.ratings == [rating]
        assert world.decided == [(None, None)]


async def test_the_result_follows_the_points_until_the_student_says_otherwise(
    answered: OpenAnswered, world: World
) -> None:
    async with answered() as pilot:
        assert "▸n not yet" in await pressed(pilot, "0")
        assert "▸r right" in await pressed(pilot, "r")
        assert "▸n not yet" in await pressed(pilot, "u")
        assert "▸i incomplete" in await pressed(pilot, "u")
        assert world.history.taken_back == [1]


async def test_a_decision_that_can_not_be_kept_keeps_the_student_here(answered: OpenAnswered, world: World) -> None:
    world.fails["decide"] = DltutorError("The disk is full.", hint="Make room.")
    async with answered() as pilot:
        await pressed(pilot, "enter")
        assert "The disk is full. Make room." in notices(pilot)
        assert isinstance(pilot.app.screen, FeedbackScreen)
        world.fails.clear()
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, AttemptScreen)


async def test_nothing_is_kept_back_in_a_quiz(answered: OpenAnswered) -> None:
    async with answered((120, 60)) as pilot:
        assert "so that units don't rely on each other (1 credit)" in shown(pilot.app.screen)
        assert pilot.app.screen.query_one("TutorMarkdown").display
        await pressed(pilot, "a")
        assert "What is missed comes again in this sitting" in notices(pilot)


async def test_the_neighbours_in_the_document_are_named(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz learning")
        text = await pressed(pilot, "a", "ctrl+d", "enter")
        assert "Before it: What does dropout do?" in text
        assert "After it: Why normalise activations?" in text


async def test_a_misconception_and_a_look_alike_are_named(answered: OpenAnswered, world: World) -> None:
    flags = (
        Flag("misconception", "turns weights off", "it turns units off", "dropout removes weights"),
        Flag("other_item", "off", "lecture/4", "How does momentum help?"),
    )
    world.grading = replace(LATER, flags=flags)
    async with answered() as pilot:
        text = shown(pilot.app.screen)
        assert 'A common mix-up is "dropout removes weights"' in text
        assert 'This describes another question: "How does momentum help?"' in text


async def test_a_question_can_be_taken_out_of_review_and_back(answered: OpenAnswered, world: World) -> None:
    async with answered() as pilot:
        await pressed(pilot, "x", "x", "f", "f")
        kinds = [kind for _, kind in world.history.actions]
        assert kinds == ["suspend", "resume", "flag", "unflag"]


async def test_a_suspended_question_does_not_come_again_in_the_sitting(answered: OpenAnswered, world: World) -> None:
    world.items = ITEMS[:1]
    async with answered() as pilot:
        await pressed(pilot, "n", "x", "enter")
        assert isinstance(pilot.app.screen, QuizEndScreen)


async def test_putting_a_question_off_until_tomorrow_goes_on(answered: OpenAnswered, world: World) -> None:
    async with answered() as pilot:
        assert "question 2 of 3" in await pressed(pilot, "z")
        assert world.history.actions == [("lecture/1", "bury")]
        assert "It waits until tomorrow." in notices(pilot)


async def test_the_second_answer_of_a_day_is_said_to_be_practice(answered: OpenAnswered, world: World) -> None:
    world.history.next_days = {}
    async with answered() as pilot:
        assert "only a day's first answer decides" in shown(pilot.app.screen)


async def test_the_end_can_be_undone_too(answered: OpenAnswered, world: World) -> None:
    world.items = ITEMS[:1]
    async with answered() as pilot:
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, QuizEndScreen)
        await pressed(pilot, "u")
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert world.history.taken_back == [1]
        await pressed(pilot, "escape")
        assert app_of(pilot).waiting is not None


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_footers_of_a_quiz_show_at_most_six_keys_and_fit(opened: Opened, width: int) -> None:
    async with opened((width, 24)) as pilot:
        await ask(pilot, "/quiz")
        for keys in ((), ("a", "ctrl+d"), ("enter",), ("escape", "f3")):
            await pressed(pilot, *keys)
            footer_keys = list(pilot.app.screen.query_one(Footer).query(FooterKey))
            assert 1 <= len(footer_keys) <= 6
            assert max(key.region.right for key in footer_keys) <= width
