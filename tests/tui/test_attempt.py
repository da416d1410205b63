import re
from dataclasses import replace

import pytest
from driving import Opened, Workers, app_of, ask, last_card, notices, settled, shown
from fake_tutor import GRADING, World, item
from textual.pilot import Pilot

from dltutor.errors import ModelError
from dltutor.grading.result import Grading
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.widgets.answer_box import AnswerBox


def box(pilot: Pilot[None]) -> AnswerBox:
    return pilot.app.screen.query_one(AnswerBox)


async def attempt(pilot: Pilot[None], question: str = "What does dropout do?") -> None:
    await ask(pilot, question)
    await pilot.press("tab", "t")
    await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (120, 40)])
async def test_the_question_of_an_answer_can_be_tried_without_seeing_the_answer(
    opened: Opened, size: tuple[int, int]
) -> None:
    async with opened(size=size) as pilot:
        await attempt(pilot)
        text = shown(pilot.app.screen)
        assert "What does dropout do?" in text
        assert "switches units off" not in text
        assert box(pilot).has_focus
        assert box(pilot).region.bottom < size[1]


async def test_an_answer_of_several_lines_is_handed_in_as_typed_and_graded(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await attempt(pilot)
        await pilot.press(*"off", "enter", *"x[i]", "ctrl+d")
        await settled(pilot)
        assert world.graded == [("lecture/1", "off\nx[i]")]
        assert isinstance(pilot.app.screen, FeedbackScreen)


async def test_leaving_keeps_the_draft_for_this_question_alone(opened: Opened) -> None:
    async with opened() as pilot:
        await attempt(pilot)
        await pilot.press(*"half", "escape")
        await settled(pilot)
        assert pilot.app.screen is app_of(pilot).chat

        await attempt(pilot, "What is a learning rate?")
        assert box(pilot).text == ""
        await pilot.press("escape")
        await attempt(pilot)
        assert box(pilot).text == "half"
        await pilot.press("s")
        assert box(pilot).text == "halfs"


async def test_an_empty_answer_is_not_graded(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await attempt(pilot)
        await pilot.press("space", "ctrl+d")
        await settled(pilot)
        assert "There is no answer yet" in shown(pilot.app.screen)
        assert world.graded == []


async def test_a_choice_shows_its_options_by_letter_and_not_which_are_right(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "/try lecture/6")
        text = shown(pilot.app.screen)
    assert re.search(r"\[ \] a\n(ReLU|Adam)\n \[ \] b\n(ReLU|Adam)\n \[ \] n\nnone of them", text)
    assert "✓" not in text
    assert "optimiser" not in text


@pytest.mark.parametrize("words", ["lecture/2", "What is a learning rate?", "it's a (rate) 'x' \\"])
async def test_a_question_can_be_tried_by_its_id_or_by_words(opened: Opened, words: str) -> None:
    async with opened() as pilot:
        await ask(pilot, f"/try {words}")
        assert isinstance(pilot.app.screen, AttemptScreen)
        if words.startswith("it's"):
            assert "What does dropout do?" in shown(pilot.app.screen)
        else:
            assert "What is a learning rate?" in shown(pilot.app.screen)


async def test_words_find_a_question_before_the_encoder_is_ready(opened: Opened, workers: Workers) -> None:
    workers.hold("warming")
    async with opened() as pilot:
        await ask(pilot, "/try What is a learning rate?")
        assert isinstance(pilot.app.screen, AttemptScreen)


async def test_an_answer_waits_for_the_encoder_and_is_then_graded(
    opened: Opened, workers: Workers, world: World
) -> None:
    workers.hold("warming")
    async with opened() as pilot:
        await attempt(pilot)
        await pilot.press(*"off", "ctrl+d", "x")
        await settled(pilot)
        assert "Grading begins when the encoder is loaded" in shown(pilot.app.screen)
        assert box(pilot).text == "off"
        assert world.graded == []

        workers.release("warming")
        await settled(pilot)
        assert world.graded == [("lecture/1", "off")]
        assert isinstance(pilot.app.screen, FeedbackScreen)


async def test_a_grading_that_comes_under_another_screen_waits_until_that_is_closed(
    opened: Opened, workers: Workers
) -> None:
    async with opened() as pilot:
        await attempt(pilot)
        workers.hold("asking")
        await pilot.press(*"off", "ctrl+d", "f1")
        workers.release("asking")
        await settled(pilot)
        assert type(pilot.app.screen).__name__ == "HelpScreen"
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FeedbackScreen)


async def test_a_grading_of_an_answer_that_was_left_does_not_bring_it_back(opened: Opened, workers: Workers) -> None:
    async with opened() as pilot:
        await attempt(pilot)
        workers.hold("asking")
        await pilot.press(*"off", "ctrl+d", "escape")
        workers.release("asking")
        await settled(pilot)
        assert pilot.app.screen is app_of(pilot).chat
        await attempt(pilot)
        assert box(pilot).text == "off"


async def test_what_keeps_an_answer_from_being_graded_is_told_and_the_answer_stays(
    opened: Opened, world: World
) -> None:
    world.fails["grade"] = ModelError("The weights are damaged.", hint="Install again.")
    async with opened() as pilot:
        await attempt(pilot)
        await pilot.press(*"off", "ctrl+d")
        await settled(pilot)
        assert "The weights are damaged. Install again." in shown(pilot.app.screen)
        world.fails.clear()
        await pilot.press("!", "ctrl+d")
        await settled(pilot)
        assert world.graded == [("lecture/1", "off!")]


async def test_a_choice_that_could_not_be_read_is_asked_for_again_and_nothing_is_given_away(
    opened: Opened, world: World
) -> None:
    world.grading = Grading(None, "ungraded", note="Which options do you mean?")
    async with opened() as pilot:
        await ask(pilot, "/try lecture/6")
        await pilot.press("a", "ctrl+d")
        await settled(pilot)
        text = shown(pilot.app.screen)
        assert "Not graded: Which options do you mean?" in text
        assert "an optimiser" not in text
        world.grading = GRADING
        await pilot.press("ctrl+d")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FeedbackScreen)


async def test_words_that_could_not_be_graded_are_judged_by_the_student_beside_the_reference(
    opened: Opened, world: World
) -> None:
    world.grading = Grading(None, "ungraded", note="This isn't English.")
    async with opened() as pilot:
        await attempt(pilot)
        await pilot.press(*"ab", "ctrl+d")
        await settled(pilot)
        text = shown(pilot.app.screen)
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert "This isn't English." in text
        assert "y I was right" in text
        assert "switches units off" in text
        await pilot.press("y")
        await settled(pilot)
        assert world.history.ratings == [3]


async def test_what_can_not_be_tried_says_why(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await pilot.press("alt+t")
        await ask(pilot, "/try lecture/7")
        await ask(pilot, "/try lecture/99")
        assert "type /try and its ID or some words" in notices(pilot)
        assert "a passage of a document, not a question" in notices(pilot)
        assert "There is no item 'lecture/99'" in notices(pilot)
        world.items = world.items[6:7]
        await ask(pilot, "/try anything")
        assert "no question about this that can be tried" in notices(pilot)
        assert pilot.app.screen is app_of(pilot).chat


async def test_a_question_without_a_solution_can_be_tried_and_is_judged_by_the_student(
    opened: Opened, world: World
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/try lecture/5")
        await pilot.press(*"off", "ctrl+d")
        await settled(pilot)
        assert "No solution in your documents" in shown(pilot.app.screen)
        await pilot.press("n", "enter")
        await settled(pilot)
        assert world.decided == [(0.0, None)]
        assert pilot.app.screen is app_of(pilot).chat


async def test_a_long_question_scrolls_from_the_answer_and_leaves_room_for_it(opened: Opened, world: World) -> None:
    stem = "\n\n".join(f"Line {number} [CLS] [/foo]" for number in range(60))
    world.items = (replace(item("1", "What does x[i] mean?", "It."), stem=stem),)
    async with opened(size=(60, 20)) as pilot:
        await attempt(pilot, "What does x[i] mean?")
        asked = pilot.app.screen.query_one("#asked")
        assert box(pilot).size.height >= 3
        await pilot.press("pagedown")
        await settled(pilot)
        assert asked.scroll_y > 0
        await pilot.press("pageup")
        await settled(pilot)
        assert asked.scroll_y == 0


async def test_after_trying_the_chat_is_as_it_was(opened: Opened) -> None:
    async with opened() as pilot:
        await attempt(pilot)
        await pilot.press(*"off", "ctrl+d")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is app_of(pilot).chat
        assert "switches units off" in last_card(pilot)
