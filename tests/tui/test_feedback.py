import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from driving import Opened, app_of, ask, notices, pressed, settled, shown
from fake_study import FakeStudy
from fake_tutor import GRADING, World
from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from dltutor.errors import DltutorError
from dltutor.grading.result import Grading, PointResult
from dltutor.study.attempt import Circumstances
from dltutor.tui.rounds import Round
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.place import PlaceScreen
from dltutor.tui.widgets.answer_box import AnswerBox
from dltutor.tui.widgets.points import PointRow

ANSWER = "It turns units off [CLS], in training, so the weights x[i] get smaller [/foo]."
OpenGraded = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def graded(opened: Opened) -> OpenGraded:
    """Opens the app at the grading of an answer."""

    @asynccontextmanager
    async def open_graded(size: tuple[int, int] = (80, 24), item: str = "lecture/1") -> AsyncIterator[Pilot[None]]:
        async with opened(size=size) as pilot:
            await ask(pilot, f"/try {item}")
            for box in pilot.app.screen.query(AnswerBox):
                box.insert(ANSWER)
            await pilot.press(*(["a"] if not pilot.app.screen.query(AnswerBox) else []), "ctrl+d")
            await settled(pilot)
            assert isinstance(pilot.app.screen, FeedbackScreen)
            yield pilot

    return open_graded


def rows(pilot: Pilot[None]) -> list[str]:
    return [shown(row) for row in pilot.app.screen.query(PointRow)]


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (120, 40), (200, 60)])
async def test_a_grading_tells_its_range_the_points_what_contradicts_and_hints(
    graded: OpenGraded, size: tuple[int, int]
) -> None:
    async with graded(size) as pilot:
        text = shown(pilot.app.screen)
        assert "About 2 of 3 credits (machine estimate, likely 1–2.5): please check" in text
        assert "✓ covered" in text
        assert 'You write: "turns units off"' in text
        assert "~ partly" in text
        assert "✗ not found" in text
        assert '· You write "smaller [CLS]"; the reference says "larger". Which is it?' in text
        assert "One credit is about what units do to each other." in text
        assert "Source: lecture.md · 3 Training · 1" in text
        assert "correct" not in text.casefold()
        for widget in pilot.app.screen.query("PointRow, #yours, #model, #outcome"):
            assert widget.region.right <= size[0]


async def test_the_students_own_words_are_marked_in_their_answer_by_sign_and_style(graded: OpenGraded) -> None:
    async with graded() as pilot:
        yours = pilot.app.screen.query("#yours Static").last().render()
        assert str(yours) == ANSWER.replace("turns units off", "turns units off[✓1]").replace(
            "in training", "in training[~2]"
        )
        marked = [str(yours)[span.start : span.end] for span in yours.spans if "underline" in str(span.style)]
        assert marked == ["turns units off", "in training"]


async def test_both_answers_stand_beside_each_other_where_there_is_room_else_one_below_the_other(
    graded: OpenGraded,
) -> None:
    async with graded((100, 30)) as pilot:
        yours, model = (pilot.app.screen.query_one(name).region for name in ("#yours", "#model"))
        assert yours.y == model.y
        assert yours.right <= model.x
    async with graded((99, 30)) as pilot:
        yours, model = (pilot.app.screen.query_one(name).virtual_region for name in ("#yours", "#model"))
        assert yours.bottom <= model.y


async def test_what_is_missing_is_kept_back_until_it_is_asked_for(graded: OpenGraded) -> None:
    async with graded((120, 50)) as pilot:
        assert "rely on each other" not in shown(pilot.app.screen)
        assert not pilot.app.screen.query_one("TutorMarkdown").display

        assert "so that units don't rely on each other (1 credit)" in await pressed(pilot, "m")
        assert pilot.app.screen.query_one("TutorMarkdown").display
        assert "rely on each other" not in await pressed(pilot, "m")


async def test_where_nothing_is_missing_everything_is_shown_at_once(graded: OpenGraded, world: World) -> None:
    world.grading = replace(GRADING, points=GRADING.points[:2], verdict="pass")
    async with graded() as pilot:
        assert pilot.app.screen.query_one("TutorMarkdown").display
        assert "Kept back" not in "\n".join(
            str(one.render()) for one in pilot.app.screen.query("#model Static").results() if one.display
        )
        await pressed(pilot, "m")
        assert pilot.app.screen.query_one("TutorMarkdown").display


async def test_agreeing_is_one_key_shown_at_once_and_kept_once(graded: OpenGraded, world: World) -> None:
    async with graded() as pilot:
        assert "You: not decided" in shown(pilot.app.screen)
        assert world.decided == []
        assert "You: you agree · tutor: about 2 of 3 credits" in await pressed(pilot, "y", "y")
        assert world.decided == [(None, None)]


async def test_a_key_that_is_quicker_than_the_page_counts(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        round_ = Round(FakeStudy(world).trial(world.items[0]))
        assert round_.asked is not None
        handed = FakeStudy(world).hand_in(round_.asked, ANSWER, Circumstances())
        screen = FeedbackScreen(round_, handed, (), "2d")
        pilot.app.push_screen(screen)
        screen.action_choose(1)
        screen.action_override()
        await settled(pilot)
        assert world.decided == [(None, {1: 0.0})]
        assert "You: not found · tutor: partly" in shown(screen)


async def test_a_point_is_overridden_in_turn_or_by_its_value_and_the_whole_follows(
    graded: OpenGraded, world: World
) -> None:
    async with graded() as pilot:
        text = await pressed(pilot, "down", "space")
        assert "You: not found · tutor: partly" in text
        assert world.decided == [(None, {1: 0.0})]

        await pressed(pilot, "up", "5", "down", "1", "j", "0")
        assert world.decided[-1] == (None, {0: 0.5, 1: 1.0, 2: 0.0})
        assert "You: 1.5 of 3 credits · tutor: about 2 of 3 credits" in shown(pilot.app.screen)
        assert [re.findall(r"covered|partly|not found", row)[0] for row in rows(pilot)] == [
            "partly",
            "covered",
            "not found",
        ]


async def test_whoever_judges_sees_what_the_judgement_is_about(graded: OpenGraded) -> None:
    async with graded() as pilot:
        await pressed(pilot, "down", "down", "1")
        assert "so that units don't rely on each other" in rows(pilot)[2]


async def test_the_whole_goes_up_and_down_by_half_credits(graded: OpenGraded, world: World) -> None:
    async with graded() as pilot:
        assert "You: 2.5 of 3 credits" in await pressed(pilot, "plus", "plus")
        assert world.decided[-1] == (pytest.approx(2.5 / 3), None)
        assert "You: 1 of 3 credits" in await pressed(pilot, "minus", "minus", "minus")
        assert "You: 0 of 3 credits" in await pressed(pilot, *["minus"] * 5)
        assert "You: 3 of 3 credits" in await pressed(pilot, *["plus"] * 9)


async def test_every_step_can_be_undone_and_the_first_takes_the_decision_back(graded: OpenGraded, world: World) -> None:
    async with graded() as pilot:
        await pressed(pilot, "y", "space", "plus")
        await pressed(pilot, "u")
        assert world.decided[-1] == (None, {0: 0.5})
        await pressed(pilot, "u")
        assert world.decided[-1] == (None, None)
        assert world.history.taken_back == []
        assert "You: not decided" in await pressed(pilot, "u")
        assert world.history.taken_back == [1]
        await pressed(pilot, "u")
        assert world.history.taken_back == [1]
        assert "There is nothing to undo." in notices(pilot)


async def test_agreeing_does_not_wipe_out_ones_own_judgement(graded: OpenGraded, world: World) -> None:
    async with graded() as pilot:
        await pressed(pilot, "space", "y")
        assert world.decided == [(None, {0: 0.5})]
        assert "Your own judgement stands" in notices(pilot)


async def test_a_decision_that_can_not_be_kept_is_told(graded: OpenGraded, world: World) -> None:
    world.fails["decide"] = DltutorError("The history can't be written.", hint="Make room.")
    async with graded() as pilot:
        await pressed(pilot, "y")
        assert "The history can't be written. Make room." in notices(pilot)


async def test_the_place_opens_over_the_grading_and_closes_back_to_it(graded: OpenGraded) -> None:
    async with graded() as pilot:
        await pressed(pilot, "o")
        assert isinstance(pilot.app.screen, PlaceScreen)
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, FeedbackScreen)


async def test_trying_again_begins_with_the_same_answer_and_leads_to_a_new_grading(
    graded: OpenGraded, world: World
) -> None:
    async with graded() as pilot:
        await pressed(pilot, "y", "a")
        assert isinstance(pilot.app.screen, AttemptScreen)
        assert pilot.app.screen.query_one(AnswerBox).text == ANSWER
        text = await pressed(pilot, "!", "ctrl+d")
        assert world.graded[-1] == ("lecture/1", ANSWER + "!")
        assert "You: not decided" in text
        await pressed(pilot, "escape")
        assert pilot.app.screen is app_of(pilot).chat


async def test_the_chosen_point_is_brought_into_view_and_can_be_clicked(graded: OpenGraded, world: World) -> None:
    points = tuple(PointResult(f"point {number}", None, 0.9, "covered", "", 0.05) for number in range(20))
    world.grading = replace(GRADING, points=points)
    async with graded((60, 20)) as pilot:
        await pressed(pilot, *["down"] * 15)
        chosen = pilot.app.screen.query_one("PointRow.-chosen")
        assert "point 15" in shown(chosen)
        assert pilot.app.screen.query_one("VerticalScroll").region.contains_region(chosen.region)
        await pilot.click(list(pilot.app.screen.query(PointRow))[13])
        await pressed(pilot, "0")
        assert world.decided[-1] == (None, {13: 0.0})


async def test_the_outcome_stays_in_view_when_the_rest_is_scrolled(graded: OpenGraded) -> None:
    async with graded((60, 20)) as pilot:
        await pressed(pilot, "pagedown", "pagedown", "plus")
        assert pilot.app.screen.query_one("VerticalScroll").scroll_y > 0
        assert pilot.app.screen.query_one("#decision").region.y < 6


async def test_a_choice_tells_which_options_differ_and_its_whole_can_be_overridden(
    graded: OpenGraded, world: World
) -> None:
    points = (
        PointResult("a) ReLU: right", None, 1.0, "covered", "a", 0.5),
        PointResult("b) Adam: not right — an optimiser", None, 0.0, "not_found", "b", 0.5),
    )
    world.grading = Grading(0.0, "not_yet", 0.0, 2.0, 0.0, 0.0, points)
    async with graded(item="lecture/6") as pilot:
        text = shown(pilot.app.screen)
        assert "0 of 2 credits: not yet" in text
        assert "✓ agrees" in text
        assert "✗ differs" in text
        assert "✗ wrong — Adam — an optimiser" in text
        assert "[✓1]" not in text
        assert "You: 0.5 of 2 credits · tutor: 0 of 2 credits" in await pressed(pilot, "plus")


async def test_without_key_points_the_arrows_scroll_and_only_the_whole_can_be_decided(
    graded: OpenGraded, world: World
) -> None:
    world.grading = replace(GRADING, points=(), out_of=None)
    async with graded() as pilot:
        await pressed(pilot, "down", "space", "1")
        assert "There are no key points here" in notices(pilot)
        assert world.decided == []
        assert "You: 70 % · tutor: about 60 %" in await pressed(pilot, "plus")


@pytest.mark.parametrize("width", [60, 120])
async def test_the_footers_of_trying_show_at_most_six_keys_and_fit(graded: OpenGraded, width: int) -> None:
    async with graded((width, 24)) as pilot:
        for keys in ((), ("a",)):
            await pressed(pilot, *keys)
            footer_keys = list(pilot.app.screen.query_one(Footer).query(FooterKey))
            assert 1 <= len(footer_keys) <= 6
            assert max(key.region.right for key in footer_keys) <= width


async def test_nothing_is_told_by_colour_alone(graded: OpenGraded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with graded() as pilot:
        text = await pressed(pilot, "down", "1")
        assert "▸2 ✓ covered" in text
        assert "You: covered · tutor: partly" in text
