"""Whatever documents and people write, the app shows it and lives on."""

import asyncio

import pytest
from driving import Opened, ask, last_card, settled
from fake_tutor import World, item
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dltutor import texmath
from dltutor.bank.item import Option
from dltutor.config import Config
from dltutor.search.reply import Hit, Reply
from dltutor.tui import describe
from dltutor.tui.answers import card
from dltutor.tui.answers.blocks import blocks
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.answers.finding import Finder, fold
from dltutor.tui.app import TutorApp
from dltutor.tui.text import content, steady

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
            await pilot.press("alt+1", "alt+s", "alt+s")
            await settled(pilot)
            app.tell(answer)
            await app.chat.action_find(asked[:20])
            await settled(pilot)
            await pilot.press("enter", "escape", "alt+c", "escape", "alt+o")
            await settled(pilot)
        app.engine.stop()
        assert app.engine.join(10)

    asyncio.run(session())


@given(question=TEXT, answer=TEXT, asked=TEXT)
def test_a_card_says_every_text_as_it_is_and_each_of_its_words_is_found(question: str, answer: str, asked: str) -> None:
    one = item("1", question, answer, stem=asked)
    reply = Reply(asked, "answered", 0.9, (Hit(one, 0.9, "exact", (one.source,)),), understood_as=f"so {question}")
    exchange = Exchange(1, asked).answered(reply, final=True)
    lines = card.lines(exchange)
    assert lines[0].text == f"You asked: {asked}"
    assert f"Understood as: so {question}" in [line.text for line in lines]
    for line in lines:
        shown = content(line.text).plain
        assert shown == steady(line.text)
        assert not set(shown) & set(map(chr, (*range(9), *range(14, 32), 127, *range(128, 160))))
    places = Finder().places(exchange)
    assert [fold(asked) in text for match, text in places if match.line == 0] == [True]
    assert {match.line for match, _ in places} >= {number for number, line in enumerate(lines) if line.kind != "body"}


@given(TEXT)
def test_every_block_of_an_answer_is_a_stretch_of_its_source(text: str) -> None:
    for math in ("2d", "line", "source"):
        for block in blocks(text, math):
            assert 0 <= block.first < block.end
            assert block.source == "\n".join(texmath.delimit(describe.safe(text)).split("\n")[block.first : block.end])


@pytest.mark.parametrize("long", ["x" * 10_000, "$x$ " * 2_500, "漢字" * 5_000, "[CLS] " * 1_700])
async def test_a_very_long_line_is_shown_whole(opened: Opened, world: World, long: str) -> None:
    world.items = (item("1", "Long?", long),)
    async with opened(size=(60, 20)) as pilot:
        await ask(pilot, "Long?")
        text = last_card(pilot)
        assert len("".join(text.split())) >= len("".join(long.replace("$", "").split()))


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


def test_pictures_are_shown_so_that_all_terminals_agree_on_their_width() -> None:
    for joined, parts in (
        ("👨🏽‍👩‍👧", "👨👩👧"),
        ("👍🏽", "👍"),
        ("1\ufe0f\u20e3", "1\u20e3"),
        ("🏳️‍🌈", "🏳🌈"),
        ("🇩🇪", "🇩🇪"),
    ):
        assert steady(f"a{joined}.") == f"a{parts}."
        assert cell_len(parts) == sum(map(cell_len, parts))
    assert steady("می\u200cخ क्\u200dष") == "می\u200cخ क्\u200dष"
