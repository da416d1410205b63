import io
from typing import Any

import pytest
from driving import Opened, app_of, ask, last_card, pressed, settled
from fake_tutor import FakeTutor, World
from textual.widgets import Static

from dltutor.config import Config
from dltutor.search.reply import Reply
from dltutor.tui.plain.session import PlainSession

UNDERSTOOD = "Understood as: dropout — why?"


async def test_the_app_says_what_a_follow_up_was_understood_as(opened: Opened, world: World) -> None:
    world.understood_as = "dropout — why?"
    async with opened() as pilot:
        await ask(pilot, "why?")
        text = last_card(pilot)
    assert UNDERSTOOD in text
    assert text.index(UNDERSTOOD) < text.index("Source:")


async def test_the_app_says_nothing_of_a_message_that_stands_alone(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        assert "Understood as" not in last_card(pilot)


async def test_an_opened_question_is_what_the_conversation_is_about(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "1")
        assert world.conversation is not None
        assert world.conversation.last is not None
        assert world.conversation.last.shown.item.question == "What is a learning rate?"


async def test_a_new_session_is_a_new_conversation(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "1")
        await app_of(pilot).chat.action_new()
        await pilot.pause()
        assert world.conversation is not None
        assert world.conversation.last is None


def test_the_plain_session_holds_one_conversation_and_says_what_was_understood(world: World) -> None:
    world.understood_as = "dropout — why?"
    out = io.StringIO()
    PlainSession(FakeTutor(world), Config(), io.StringIO("why?\n1\n"), out).run()  # type: ignore[arg-type]
    assert UNDERSTOOD in out.getvalue().splitlines()
    assert world.conversation is not None
    assert world.conversation.last is not None
    assert "Picked from the list" in out.getvalue()


def said(world: World, lines: str) -> str:
    out = io.StringIO()
    PlainSession(FakeTutor(world), Config(), io.StringIO(lines), out).run()  # type: ignore[arg-type]
    return out.getvalue()


def test_the_plain_session_keeps_its_list_through_a_remark(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = FakeTutor.ask

    def thanked(self: FakeTutor, query: str, **more: Any) -> Reply:
        if query == "thanks!":
            return Reply(query, "not_covered", 0.0, note="You're welcome.")
        return ask(self, query, **more)

    monkeypatch.setattr(FakeTutor, "ask", thanked)
    text = said(world, "What does dropout do?\nthanks!\n1\n")
    assert "You're welcome." in text
    assert "Picked from the list" in text


def test_the_plain_session_can_begin_anew(world: World) -> None:
    text = said(world, "What does dropout do?\n1\nnew\n1\n")
    assert "A new session." in text
    assert "Nothing has the number 1 here." in text
    assert world.conversation is not None
    assert world.conversation.last is None


def test_the_plain_sessions_help_tells_how_to_go_on(world: World) -> None:
    text = said(world, "help\n")
    for wording in ("the formula", "another\nsource", "back to dropout", "new "):
        assert wording in text


async def test_what_was_understood_can_be_edited_and_then_stands_alone(opened: Opened, world: World) -> None:
    world.understood_as = "dropout — why?"
    async with opened() as pilot:
        chat = app_of(pilot).chat
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "1")
        await pressed(pilot, "alt+e")
        assert chat.prompt.text == "What is a learning rate?"  # opened from a list, it wasn't understood as anything

        await pressed(pilot, *" now", "enter")
        assert world.asked[-1] == "What is a learning rate? now"
        assert world.conversation is not None
        assert world.conversation.turns == []

        lines = chat.transcript.cards[-1].query(".small").results(Static)
        await pilot.click(next(line for line in lines if UNDERSTOOD in str(line.content)), offset=(3, 0))
        await settled(pilot)
        assert (chat.prompt.text, chat.prompt.has_focus) == ("dropout — why?", True)

        await pressed(pilot, *["backspace"] * len("dropout — why?"), *"why not?", "enter")
        assert world.asked[-1] == "why not?"
        assert len(world.conversation.turns) == 1  # emptied and typed anew, it is a message like any other
