import io

import pytest
from driving import Opened, ask, pressed, shown
from fake_tutor import ITEMS, FakeTutor, World

from dltutor.config import Config
from dltutor.study.card import Card
from dltutor.study.recognised import Ask
from dltutor.tui.plain.session import PlainSession
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.sameness import SamenessScreen


def doubt(number: int, question: str = "What is dropout [CLS] for?") -> Ask:
    card = Card(number, f"lecture/old-{number}", question, "lecture.md", str(number), gone=True)
    return Ask(card, ITEMS[:2], "the wording")


@pytest.fixture
def world() -> World:
    world = World(items=ITEMS[:3])
    world.history.asks = (doubt(1), doubt(2, "What is a rate?"))
    return world


async def test_before_a_quiz_the_student_says_what_became_of_a_question(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert isinstance(pilot.app.screen, SamenessScreen)
        assert "What is dropout [CLS] for?" in shown(pilot.app.screen)
        assert "1 more of this kind follows." in shown(pilot.app.screen)
        await pressed(pilot, "3")
        assert isinstance(pilot.app.screen, SamenessScreen)
        await pressed(pilot, "2")
        await pressed(pilot, "n")
        assert world.history.said == {1: ITEMS[1].id, 2: ""}
        assert isinstance(pilot.app.screen, AttemptScreen)


async def test_what_is_put_off_is_not_asked_again_in_this_session(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await pressed(pilot, "escape")
        await pressed(pilot, "1")
        assert world.history.said == {2: ITEMS[0].id}
        assert isinstance(pilot.app.screen, AttemptScreen)
        await pressed(pilot, "escape")
        await ask(pilot, "/review")
        assert not isinstance(pilot.app.screen, SamenessScreen)


def test_line_by_line_the_same_is_asked_before_a_quiz(world: World) -> None:
    out = io.StringIO()
    typed = io.StringIO("quiz\n7\n2\n\n/quit\n")
    PlainSession(FakeTutor(world), Config(), typed, out).run()  # type: ignore[arg-type]
    assert world.history.said == {1: ITEMS[1].id}
    assert "Please type a number from 1 to 2, n, or Enter." in out.getvalue()
    assert out.getvalue().index("What is a rate?") < out.getvalue().index("question 1 of 3")
