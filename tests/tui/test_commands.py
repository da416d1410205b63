from pathlib import Path
from typing import get_args

import pytest
from driving import Opened, Workers, app_of, ask, notices, settled, shown
from fake_tutor import World
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from dltutor.tui.app import TutorApp
from dltutor.tui.commands import COMMANDS, SLASH, bindings
from dltutor.tui.keys import keynames
from dltutor.tui.keys.command import Command, Focus
from dltutor.tui.keys.palette import CommandProvider
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.chat import ChatScreen
from dltutor.tui.screens.copying import CopyScreen
from dltutor.tui.screens.exam import ExamScreen
from dltutor.tui.screens.exam_list import ExamListScreen
from dltutor.tui.screens.exam_report import ExamReportScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.screens.help import Close, HelpScreen
from dltutor.tui.screens.library import AddScreen, LibraryScreen
from dltutor.tui.screens.marking import MarkingScreen
from dltutor.tui.screens.place import PlaceScreen
from dltutor.tui.screens.quiz_end import QuizEndScreen
from dltutor.tui.screens.sessions import SessionsScreen
from dltutor.tui.screens.settings import SettingsScreen
from dltutor.tui.screens.stats import StatsScreen
from dltutor.tui.screens.study import StudyScreen
from dltutor.tui.screens.themes import ThemesScreen
from dltutor.tui.widgets.answer_box import AnswerBox
from dltutor.tui.widgets.confidence import Confidence
from dltutor.tui.widgets.find import FindLine
from dltutor.tui.widgets.options import Options
from dltutor.tui.widgets.prompt import Prompt

HOLDERS: dict[str, tuple[type, ...]] = {
    "app": (TutorApp,),
    "chat": (ChatScreen,),
    "prompt": (Prompt,),
    "attempt": (AnswerBox,),
    "options": (Options,),
    "confidence": (Confidence,),
    "feedback": (FeedbackScreen,),
    "study": (StudyScreen,),
    "quiz_end": (QuizEndScreen,),
    "exams": (ExamListScreen,),
    "exam": (ExamScreen,),
    "marking": (MarkingScreen,),
    "exam_report": (ExamReportScreen,),
    "stats": (StatsScreen,),
    "library": (LibraryScreen,),
    "sessions": (SessionsScreen,),
    "settings": (SettingsScreen,),
    "themes": (ThemesScreen,),
    "dialog": (HelpScreen, AddScreen, PlaceScreen),
    "place": (PlaceScreen,),
    "find": (FindLine,),
    "copying": (CopyScreen,),
}
SCREENS: dict[str, tuple[type, ...]] = {
    "prompt": (ChatScreen,),
    "attempt": (AttemptScreen,),
    "options": (AttemptScreen,),
    "confidence": (AttemptScreen,),
    "find": (ChatScreen,),
}
"""Where the actions are that a widget's keys do on its screen."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_found_explained_and_done(command: Command) -> None:
    assert command.label
    assert command.help.endswith(".")
    assert command.keys or command.palette
    owner, _, name = command.act("1").rpartition(".")
    holders = SCREENS.get(command.scope, HOLDERS[command.scope]) if owner == "screen" else HOLDERS[command.scope]
    for holder in holders:
        assert callable(getattr(holder, f"action_{name.partition('(')[0]}"))


def test_no_key_means_two_things_in_one_place() -> None:
    for scope in HOLDERS:
        keys = [key for command in COMMANDS if command.scope == scope for key in command.keys]
        assert len(keys) == len(set(keys)), scope


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_every_slash_command_knows_where_its_action_is() -> None:
    assert {"/help", "/library", "/quit", "/clear"} <= set(SLASH)
    assert all(command.owner for command in SLASH.values())


def test_what_a_letter_does_in_the_answers_an_alt_key_does_everywhere() -> None:
    for command in COMMANDS:
        letters = [key for key in command.keys if len(key) == 1]
        if command.scope == "chat":
            assert len([key for key in command.keys if key.startswith("alt+")]) >= len(letters)


def test_binding_a_scope_binds_all_its_keys() -> None:
    for scope in HOLDERS:
        keys = {key for command in COMMANDS if command.scope == scope for key in command.keys}
        assert {binding.key for binding in bindings(scope)} == keys  # type: ignore[arg-type, union-attr]


async def test_help_tells_of_every_command(opened: Opened) -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("f1")
        await settled(pilot)
        text = " ".join(shown(pilot.app.screen).split())
        for command in COMMANDS:
            assert command.help in text
        await pilot.press(*"theme")
        await settled(pilot)
        text = shown(pilot.app.screen)
        assert "/theme" in text
        assert "/library" not in text
        await pilot.press("down", "pagedown", "pageup", "escape")
        await settled(pilot)
        assert pilot.app.screen is app_of(pilot).chat


async def test_the_help_is_closed_by_a_click_on_its_mark_or_beside_it(opened: Opened) -> None:
    async with opened(size=(60, 20)) as pilot:
        for target, offset in ((Close, (2, 0)), (None, (0, 0))):
            await pilot.press("f1")
            await settled(pilot)
            await pilot.click("#letters")
            assert isinstance(pilot.app.screen, HelpScreen)
            await pilot.click(target, offset=offset)
            await settled(pilot)
            assert pilot.app.screen is app_of(pilot).chat


async def test_the_palette_offers_what_can_be_done_here(opened: Opened) -> None:
    async with opened() as pilot:
        offered = [str(hit.text) async for hit in CommandProvider(pilot.app.screen).discover()]
        wanted = [command for command in COMMANDS if command.palette and command.scope in {"app", "chat"}]
        assert len(offered) == len(wanted)
        assert "Rebuild  (Ctrl+R)" in offered
        helps = {str(hit.text): hit.help async for hit in CommandProvider(pilot.app.screen).search("more")}
        assert helps["More  (Alt+M)"] == "Not now: There is no answer yet."


async def test_a_command_found_in_the_palette_is_done(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p", *"library")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


@pytest.mark.parametrize("place", get_args(Focus))
def test_no_footer_has_more_than_six_keys_or_is_wider_than_a_terminal(place: Focus) -> None:
    shown_here = [command for command in COMMANDS if place in command.footer]
    keys = [command.display or keynames.shown(command.keys[0]) for command in shown_here]
    assert 1 <= len(shown_here) <= 6
    assert sum(len(f"{key} {command.label} ") for key, command in zip(keys, shown_here, strict=True)) <= 81


def test_every_command_stands_in_the_docs_under_its_name() -> None:
    page = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")
    assert [command.id for command in COMMANDS if f"| `{command.id}` |" not in page] == []


@pytest.mark.parametrize("width", [60, 120])
async def test_footers_show_at_most_six_keys_and_fit(opened: Opened, width: int) -> None:
    async with opened(size=(width, 24)) as pilot:
        await ask(pilot, "What does dropout do?")
        for keys in ((), ("tab",), ("f1",), ("escape", "o"), ("escape", "f2"), ("a",)):
            await pilot.press(*keys)
            await settled(pilot)
            footer = pilot.app.screen.query_one(Footer)
            shown_keys = list(footer.query(FooterKey))
            assert 1 <= len(shown_keys) <= 6
            assert max(key.region.right for key in shown_keys) <= width


async def test_the_app_can_be_quit_at_once(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not pilot.app.is_running or pilot.app._exit


async def test_ctrl_c_asks_once_and_quits_at_the_second_press(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert "Press Ctrl+C again to quit." in notices(pilot)
        assert not pilot.app._exit
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert pilot.app._exit


async def test_ctrl_c_copies_a_selection_and_does_not_ask_to_quit(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press(*"some text", "f7", "ctrl+c")
        await settled(pilot)
        assert pilot.app.clipboard == "some text"
        assert "again to quit" not in notices(pilot)


async def test_copying_takes_the_documents_own_text_and_tells_the_way(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What is a learning rate?")
        await pilot.press("alt+y")
        await settled(pilot)
        assert pilot.app.clipboard == r"The factor $\eta$ that scales each step."
        assert "OSC 52" in notices(pilot)


async def test_there_is_nothing_to_copy_open_or_list_before_the_first_answer(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("alt+y", "alt+o", "alt+m", "alt+s")
        await settled(pilot)
        assert "There is no answer yet." in notices(pilot)
        assert "There is no source to open yet." in notices(pilot)


async def test_the_place_shows_numbered_lines_and_the_items_own_marked(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "Why normalise activations?")
        await pilot.press("alt+o")
        await settled(pilot)
        text = shown(pilot.app.screen)
        assert "▶    9  line number 9 [CLS]" in text
        assert "   10  line number 10 [CLS]" in text
        await pilot.press("e")
        await settled(pilot)
        assert "No editor is named." in notices(pilot)


async def test_a_closest_question_can_be_opened_in_its_place_too(
    opened: Opened, world: World, workers: Workers
) -> None:
    world.status = "unsure"
    async with opened() as pilot:
        await ask(pilot, "unclear")
        await pilot.press("tab", "o")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PlaceScreen)
