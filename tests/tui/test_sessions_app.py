import json
from dataclasses import replace
from pathlib import Path

import pytest
from driving import Opened, app_of, ask, last_card, notices, pressed, settled, shown
from fake_tutor import DROPOUT, ITEMS, World
from session_samples import kept
from textual import events

from dltutor.config import Config
from dltutor.errors import IndexProblem
from dltutor.tui.app import TutorApp
from dltutor.tui.screens.sessions import SessionsScreen
from dltutor.tui.sessions import store
from dltutor.tui.sessions.rebuilding import GONE, UNKNOWN


def asked() -> list[list[str]]:
    """What every session holds, the one used last first."""
    return [[entry.asked for entry in session.entries] for session in store.every()]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


async def test_what_is_asked_is_kept_and_gone_on_with(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/export")
        assert "nothing to export yet" in notices(pilot)
        assert store.files() == []
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "1")
        await pilot.press("tab", "f")  # shown in another way, it isn't kept again
        await settled(pilot)
    world.items = (replace(DROPOUT, answer="Another text."), *ITEMS[1:])
    async with opened() as pilot:
        await ask(pilot, "How does momentum help?")
        assert asked() == [["How does momentum help?"], ["What does dropout do?", "What is a learning rate?"]]
        await pilot.press("ctrl+o")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert "2 sessions" in shown(pilot.app.screen)
        for key in ("z", "z", "enter"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert "No session holds all of these words." in shown(pilot.app.screen)
        await pilot.press("ctrl+u", *"SCALES dropout")
        assert "1 session" in shown(pilot.app.screen)
        await pilot.press("enter")
        await settled(pilot)
        cards = [shown(card) for card in app_of(pilot).chat.transcript.cards]
        assert "Changed in your documents since then" in cards[0]
        assert "You opened: What is a learning rate?" in cards[1]
        assert world.conversation is not None
        assert world.conversation.last is not None
        assert world.conversation.last.shown.item.id == "lecture/2"
        await ask(pilot, "And why?")
        assert asked()[0] == ["What does dropout do?", "What is a learning rate?", "And why?"]


async def test_clearing_the_view_keeps_the_session_and_a_new_one_is_another(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert app_of(pilot).chat.transcript.cards == []
        await ask(pilot, "What is a learning rate?")
        assert len(app_of(pilot).chat.transcript.cards) == 1
        assert "load earlier: 1 more" in shown(app_of(pilot).chat)
        await pressed(pilot, "alt+pageup")
        assert len(app_of(pilot).chat.transcript.cards) == 2
        await ask(pilot, "/new")
        assert app_of(pilot).chat.transcript.cards == []
        assert world.conversation is not None
        assert world.conversation.last is None
        await ask(pilot, "How does momentum help?")
        assert asked() == [["How does momentum help?"], ["What does dropout do?", "What is a learning rate?"]]


async def test_an_item_that_is_gone_can_be_read_but_not_tried(opened: Opened, world: World) -> None:
    session = kept("What does dropout do?")
    world.items = ITEMS[1:]
    async with opened() as pilot:
        app_of(pilot).chat.go_on(session)
        await settled(pilot)
        assert GONE in last_card(pilot)
        await pilot.press("alt+t")
        await settled(pilot)
        assert app_of(pilot).screen is app_of(pilot).chat
        assert GONE in notices(pilot)


async def test_a_session_can_be_read_without_an_index(opened: Opened, world: World) -> None:
    session = kept("What does dropout do?")
    world.fails["items"] = IndexProblem("There is no index.")
    async with opened() as pilot:
        app_of(pilot).chat.go_on(session)
        await settled(pilot)
        assert UNKNOWN in last_card(pilot)


async def test_a_session_is_written_into_a_new_file_and_never_over_another(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "/export")
        await ask(pilot, "/export it.json")
        await ask(pilot, "/export it.json")
        assert "it.json is there already. Free is: it-2.json" in notices(pilot)
        assert names(tmp_path) == {f"dltutor-{store.files()[0].stem}.md", "it.json"}


async def test_in_the_browser_a_session_is_downloaded(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    delivered: dict[str, str] = {}
    monkeypatch.setattr(TutorApp, "is_web", True)
    monkeypatch.setattr(
        TutorApp, "deliver_text", lambda _, file, *, save_filename: delivered.update({save_filename: file.read()})
    )
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "/export ~/notes/it.json")
    assert json.loads(delivered["it.json"])["exchanges"][0]["asked"] == "What does dropout do?"
    assert names(tmp_path) == set()


async def test_nothing_is_kept_where_the_settings_say_so(opened: Opened) -> None:
    async with opened(config=Config(history=False)) as pilot:
        await ask(pilot, "What does dropout do?")
        assert not store.folder().exists()
        await pressed(pilot, "ctrl+o")
        assert "history = false" in shown(pilot.app.screen)


async def test_a_session_is_deleted_only_after_asking(opened: Opened) -> None:
    kept("one")
    async with opened() as pilot:
        await pressed(pilot, "ctrl+o", "alt+d")
        await pressed(pilot, "n")
        assert len(store.files()) == 1
        await pressed(pilot, "alt+d")
        assert "No session is kept yet" in await pressed(pilot, "y")
        assert store.files() == []
        await pressed(pilot, "escape")
        assert pilot.app.screen is app_of(pilot).chat
