"""Whatever documents and people write, the app shows it and lives on."""

import asyncio

import pytest
from driving import Opened, ask, last_card, settled
from fake_tutor import World, item
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dltutor.bank.item import Option
from dltutor.config import Config
from dltutor.tui import describe
from dltutor.tui.app import TutorApp

MARKS = ["[CLS]", "x[i]", "[/foo]", "[b", "$", "$$", "\\frac{", "}", "\\\\", "`", "```", "|", "\n", "# ", "- ", "="]
MARKS += ["<b>", "&amp;", "![a](b)", "[a](b)", "{", "_", "*", "~~", "\t", "\x1b[31m", "\x00", "\u202e", "\u200d"]
MARKS += ["∇", "θ̂", "漢字", "עברית", "👩"]
PIECES = st.sampled_from(MARKS)
TEXT = st.lists(PIECES | st.text(max_size=8), min_size=1, max_size=12).map("".join)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=TEXT, answer=TEXT, asked=TEXT)
def test_any_question_and_answer_can_be_shown(question: str, answer: str, asked: str) -> None:
    async def session() -> None:
        options = (Option(answer, correct=True, reason=question), Option(question))
        world = World(items=(item("1", question, answer, stem=answer, options=options), item("2", asked, question)))
        app = TutorApp(Config(), world.tutor)
        async with app.run_test(size=(60, 20)) as pilot:
            while app.stage != "ready":
                await pilot.pause()
            await ask(pilot, asked)
            await pilot.press("alt+1", "alt+o")
            await settled(pilot)
        app.engine.stop()
        assert app.engine.join(10)

    asyncio.run(session())


@given(TEXT)
def test_a_listed_question_is_always_one_line(text: str) -> None:
    assert "\n" not in describe.title(item("1", text, text))


@given(TEXT, st.integers(min_value=1, max_value=30))
def test_a_shortened_text_is_never_longer_than_asked(text: str, width: int) -> None:
    assert len(describe.shortened(text, width)) <= width


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_chat_works_at_every_size(opened: Opened, size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        await ask(pilot, "What does dropout do?")
        assert "switches units off" in last_card(pilot)
        card = pilot.app.screen.query_one("AnswerCard")
        assert card.region.width <= 104
        assert card.region.right <= size[0]
