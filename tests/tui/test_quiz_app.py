from dataclasses import replace
from datetime import date

import pytest
from driving import HeardApp, Opened, Workers, app_of, ask, last_card, notices, pressed, settled, shown
from fake_tutor import GRADING, ITEMS, World, item
from textual.pilot import Pilot

from dltutor.errors import DltutorError
from dltutor.study.quizzing import QuizWish
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.quiz_end import QuizEndScreen
from dltutor.tui.screens.study import StudyScreen
from dltutor.tui.widgets.answer_box import AnswerBox

PASS = replace(GRADING, score=1.0, verdict="pass", low=0.9, high=1.0)
FAIL = replace(GRADING, score=0.2, verdict="not_yet", low=0.0, high=0.3)


@pytest.fixture
def world() -> World:
    return World(items=ITEMS[:3], grading=PASS)


async def answered(pilot: Pilot[None], *typed: str, sure: str = "enter") -> str:
    """Answer the question on the screen."""
    return await pressed(pilot, *(typed or ("o", "f", "f")), "ctrl+d", sure)


async def test_a_quiz_goes_from_question_to_question_to_its_end_by_keys_alone(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "Quiz · question 1 of 3" in shown(pilot.app.screen)
        for _ in range(3):
            assert isinstance(pilot.app.screen, AttemptScreen)
            await answered(pilot)
            assert isinstance(pilot.app.screen, FeedbackScreen)
            text = await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, QuizEndScreen)
        assert "3 of 3 right at the first try" in text
        assert world.history.ratings == [3, 3, 3]
        assert [one.circumstances.mode for one in world.history.handed] == ["quiz"] * 3
        await pressed(pilot, "escape")
        assert pilot.app.screen is app_of(pilot).chat


async def test_topic_and_source_are_hidden_until_the_question_is_answered(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "lecture.md" not in shown(pilot.app.screen)
        assert "Source: lecture.md · 3 Training · 1" in await answered(pilot)


async def test_a_quiz_is_about_the_words_that_are_given(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz learning rate")
        assert world.history.wishes == [QuizWish(topic="learning rate")]
        assert "What is a learning rate?" in shown(pilot.app.screen)
        await pressed(pilot, "escape")
        await ask(pilot, "/quiz cooking")
        assert "There is no question of the topic cooking to ask." in notices(pilot)


async def test_how_sure_one_was_is_asked_after_the_answer_and_kept_with_it(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "How sure were you?" not in "".join(
            str(one.render()) for one in pilot.app.screen.query("Confidence.-asking").results()
        )
        await pressed(pilot, "1", "ctrl+d")
        assert pilot.app.screen.query("Confidence.-asking")
        assert world.history.handed == []
        await pressed(pilot, "2")
        assert world.history.handed[0].circumstances.confidence == 2
        assert world.graded == [("lecture/1", "1")]


async def test_from_the_question_how_sure_one_was_one_can_go_back_to_the_answer(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await pressed(pilot, "a", "ctrl+d", "escape", "b")
        assert pilot.app.screen.query_one(AnswerBox).text == "ab"
        await pressed(pilot, "ctrl+d", "3")
        assert world.graded == [("lecture/1", "ab")]


async def test_trying_asks_nothing_but_the_answer(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/try lecture/1")
        await pressed(pilot, "a", "ctrl+d")
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert world.history.handed[0].circumstances.mode == "try"
        await pressed(pilot, "enter")
        assert pilot.app.screen is app_of(pilot).chat


async def test_each_hint_says_what_it_costs_and_is_kept_with_the_answer(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        text = await pressed(pilot, "f5")
        assert "Hint 1 of 2 (the best result is now: right but incomplete): It belongs to training." in text
        assert "Hint 2" not in text
        assert "it now counts as: not yet): The points begin" in await pressed(pilot, "alt+h")
        assert "There is no further hint." in await pressed(pilot, "f5")
        await answered(pilot)
        assert world.history.handed[0].circumstances.hints == 2
        await pressed(pilot, "r")
        assert "the best result is: not yet" in notices(pilot)


@pytest.mark.parametrize("key", ["f6", "alt+k"])
async def test_not_knowing_is_one_key_shows_the_answer_and_the_question_comes_again(
    opened: Opened, world: World, key: str
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        text = await pressed(pilot, key)
        assert "You said that you don't know" in text
        assert world.history.handed[0].circumstances.gave_up
        await pressed(pilot, "w")
        assert world.decided == []
        await pressed(pilot, "enter")
        assert world.history.ratings == [1]
        for _ in range(2):
            await answered(pilot)
            await pressed(pilot, "enter")
        assert "missed before" in shown(pilot.app.screen)
        assert "What does dropout do?" in shown(pilot.app.screen)


async def test_an_empty_answer_is_told_the_key_for_not_knowing(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "F6 says that you don't know" in await pressed(pilot, "ctrl+d")
        assert world.graded == []


async def test_a_question_can_be_left_out(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "What is a learning rate?" in await pressed(pilot, "f8")
        assert world.graded == []


async def test_leaving_keeps_the_answer_and_the_sitting_which_goes_on_from_the_study_home(
    opened: Opened, world: World
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await answered(pilot)
        await pressed(pilot, "enter", *"half", "escape")
        assert pilot.app.screen is app_of(pilot).chat
        text = await pressed(pilot, "f3")
        assert "g goes on with the quiz (2 of 3)" in text
        await pressed(pilot, "g")
        assert pilot.app.screen.query_one(AnswerBox).text == "half"
        await pressed(pilot, "escape")
        await ask(pilot, "/quiz")
        assert pilot.app.screen.query_one(AnswerBox).text == "half"


async def test_a_look_at_the_study_home_keeps_what_is_being_written(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await pressed(pilot, *"half", "f3", "g")
        assert pilot.app.screen.query_one(AnswerBox).text == "half"
        await pressed(pilot, "escape")
        assert pilot.app.screen is app_of(pilot).chat


async def test_a_grading_that_was_left_before_it_was_decided_waits(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await answered(pilot)
        await pressed(pilot, "space", "escape", "f3", "g")
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert "You: partly · tutor: covered" in shown(pilot.app.screen)
        assert len(world.graded) == 1


async def test_an_answer_handed_in_and_left_while_the_encoder_loads_is_graded_once(
    opened: Opened, world: World, workers: Workers
) -> None:
    workers.hold("warming")
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "Grading begins when the encoder is loaded" in await answered(pilot)
        text = await pressed(pilot, "escape", "f3", "g", "x", "ctrl+d")
        assert "Grading begins when the encoder is loaded" in text
        assert world.graded == []
        workers.release("warming")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert len(world.graded) == 1


async def test_what_keeps_an_answer_from_being_graded_is_told_and_the_answer_stays(
    opened: Opened, world: World
) -> None:
    world.fails["grade"] = DltutorError("The disk is full.", hint="Make room.")
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "The disk is full. Make room." in await answered(pilot, *"off")
        assert pilot.app.screen.query_one(AnswerBox).text == "off"
        world.fails.clear()
        await pressed(pilot, "ctrl+d", "enter")
        assert isinstance(pilot.app.screen, FeedbackScreen)


async def test_undo_goes_back_over_questions_and_the_schedule_forgets_the_decision(
    opened: Opened, world: World
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await answered(pilot)
        await pressed(pilot, "enter")
        await answered(pilot)
        text = await pressed(pilot, "u")
        assert "What does dropout do?" in text
        assert "You: not decided" in text
        assert world.history.taken_back == [1]
        await pressed(pilot, "enter")
        assert "What is a learning rate?" in shown(pilot.app.screen)
        assert isinstance(pilot.app.screen, FeedbackScreen)
        await pressed(pilot, "enter")
        assert "question 3 of 3" in shown(pilot.app.screen)
        assert "What is a learning rate?" in await pressed(pilot, "f4")
        assert world.history.taken_back == [1, 2]


async def test_the_end_tells_what_is_known_what_comes_again_and_what_to_read(opened: Opened, world: World) -> None:
    world.items = ITEMS[:2]
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await answered(pilot)
        await pressed(pilot, "enter")
        world.grading = FAIL
        await answered(pilot)
        await pressed(pilot, "enter")
        world.grading = PASS
        await answered(pilot)
        text = await pressed(pilot, "enter")
        assert "1 of 2 right at the first try, 1 more later." in text
        assert "What you can do now\n✓\nWhat does dropout do?" in text
        assert "What comes again tomorrow\n·\nWhat is a learning rate?" in text
        assert "One thing to read\n▸\nlecture.md · 3 Training · 2" in text
        await pressed(pilot, "m")
        assert world.history.wishes[-1] == QuizWish(items=("lecture/2",))
        assert "Quiz · question 1 of 1" in shown(pilot.app.screen)


async def test_a_quiz_ends_between_two_questions_when_its_time_is_up(opened: Opened, world: World) -> None:
    world.history.minutes = 1e-6
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await answered(pilot)
        assert "Quiz: the time is up." in await pressed(pilot, "enter")


async def test_nothing_due_is_said(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "/review")
        assert "Nothing is due today. /quiz asks you anyway." in notices(pilot)


async def test_a_review_asks_what_is_due(opened: Opened, world: World) -> None:
    world.items = (replace(ITEMS[0], topic="due"), ITEMS[1])
    async with opened() as pilot:
        await ask(pilot, "/review")
        assert "Review · question 1 of 1" in shown(pilot.app.screen)


async def test_why_a_question_comes_is_said_and_what_it_is_part_of(opened: Opened, world: World) -> None:
    world.history.why = "changed"
    world.history.parts = {"lecture/1": ("lecture/2",)}
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        text = shown(pilot.app.screen)
        assert "its answer has changed" in text
        assert "Part of the same problem: What is a learning rate?" in text


async def test_the_study_home_tells_what_is_due_and_leads_on(opened: Opened) -> None:
    async with opened() as pilot:
        text = await pressed(pilot, "f3")
        assert isinstance(pilot.app.screen, StudyScreen)
        assert "Today: 3 due · 2 new · 4 min · exam in 20 days" in text
        assert "you have never practised" in text
        assert "g goes on" not in text
        await pressed(pilot, "f3")
        assert pilot.app.screen is app_of(pilot).chat
        await pressed(pilot, "f3", "q")
        assert isinstance(pilot.app.screen, AttemptScreen)


async def test_the_plan_is_set_from_the_study_home(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await pressed(pilot, "f3", "p")
        assert "2027-02-15" in await pressed(pilot, *"soon", "enter")
        await pressed(pilot, *["backspace"] * 4, *"2031-05-04", "tab", *"40", "enter")
        assert isinstance(pilot.app.screen, StudyScreen)
        assert (world.history.plan.exam, world.history.plan.minutes) == (date(2031, 5, 4).toordinal(), 40)


@pytest.mark.parametrize(("key", "number"), [("y", 1), ("n", 2)])
async def test_a_new_quiz_asks_before_it_takes_the_place_of_one_that_waits(
    opened: Opened, world: World, key: str, number: int
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await answered(pilot)
        await pressed(pilot, "enter", "escape")
        assert "A quiz waits" in await pressed(pilot, "f3", "q")
        assert f"question {number} of 3" in await pressed(pilot, key)


async def test_help_begins_with_the_keys_of_the_screen_it_was_called_from(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        text = await pressed(pilot, "f1")
        assert text.index("Answering a question") < text.index("Asking")


async def test_the_study_home_tells_what_keeps_it_from_knowing(opened: Opened, world: World) -> None:
    world.fails["due"] = DltutorError("The history is damaged.", hint="Restore a backup.")
    async with opened() as pilot:
        assert "The history is damaged. Restore a backup." in await pressed(pilot, "f3")


async def test_a_quiz_that_is_asked_for_while_the_index_loads_waits_with_a_message(
    opened: Opened, workers: Workers
) -> None:
    workers.hold("asking")
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "It begins as soon as the index is loaded." in notices(pilot)
        workers.release("asking")
        await settled(pilot)
        assert "Quiz · question 1 of 3" in shown(pilot.app.screen)


async def test_without_an_index_a_quiz_says_how_to_build_one(opened: Opened, world: World) -> None:
    world.indexed = False
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "Ctrl+R builds it" in notices(pilot)


async def test_the_app_can_open_on_a_quiz(world: World, workers: Workers) -> None:
    app = HeardApp(replace(world.tutor().config), world.tutor, start="quiz", wish=QuizWish(count=2))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Quiz · question 1 of 2" in shown(pilot.app.screen)


async def test_discussing_goes_to_the_chat_with_the_question_and_the_sitting_waits(
    opened: Opened, world: World
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await answered(pilot)
        await pressed(pilot, "d")
        chat = app_of(pilot).chat
        assert pilot.app.screen is chat
        assert chat.prompt.has_focus
        assert "What does dropout do?" in last_card(pilot)
        await ask(pilot, "why?")
        assert world.conversation is not None
        assert [turn.message for turn in world.conversation.turns] == ["What does dropout do?"]
        await pressed(pilot, "f3", "g")
        assert isinstance(pilot.app.screen, FeedbackScreen)


@pytest.mark.parametrize("keys", [("tab", "plus"), ("alt+a",)])
async def test_an_answers_question_is_added_to_review(opened: Opened, world: World, keys: tuple[str, ...]) -> None:
    async with opened() as pilot:
        await ask(pilot, "What is a learning rate?")
        await pressed(pilot, *keys)
        assert world.history.actions == [("lecture/2", "add")]
        assert "Added to your reviews: What is a learning rate?" in notices(pilot)


async def test_adding_needs_an_answer(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "/add-to-review")
        assert "Ask for a question first" in notices(pilot)


async def test_a_question_asked_word_for_word_is_offered_to_be_tried_first(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What is a learning rate?")
        assert "Try it yourself first" in last_card(pilot)
        await ask(pilot, "something else")
        assert "Try it yourself first" not in last_card(pilot)


async def test_without_a_solution_the_student_says_whether_they_were_right(opened: Opened, world: World) -> None:
    world.items = (item("5", "Derive it.", "", answer_status="none"), item("6", "And then?", "", answer_status="none"))
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "No solution in your documents" in await answered(pilot)
        await pressed(pilot, "enter")
        assert "No solution in your documents" in notices(pilot)
        assert "You: right" in await pressed(pilot, "y")
        await pressed(pilot, "enter")
        await answered(pilot)
        assert "You: not yet" in await pressed(pilot, "n")
        assert [score for score, _ in world.decided] == [1.0, 0.0]
