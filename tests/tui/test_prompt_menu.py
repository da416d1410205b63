from driving import Opened, app_of, ask, last_card, notices, settled
from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from dltutor.tui.keys.menu_rows import MenuRow
from dltutor.tui.screens.library import LibraryScreen
from dltutor.tui.widgets.prompt import Prompt
from dltutor.tui.widgets.slash_menu import PromptMenu


def prompt(pilot: Pilot[None]) -> Prompt:
    return app_of(pilot).chat.prompt


def menu(pilot: Pilot[None]) -> PromptMenu:
    return app_of(pilot).chat.query_one(PromptMenu)


def chosen(pilot: Pilot[None]) -> MenuRow:
    row = menu(pilot).chosen
    assert row is not None
    return row


async def typed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def grey(pilot: Pilot[None]) -> list[str]:
    return [
        key.description for key in pilot.app.screen.query_one(Footer).query(FooterKey) if key.has_class("-disabled")
    ]


async def test_a_slash_lists_commands_and_typing_arrows_and_enter_choose_one(opened: Opened) -> None:
    async with opened(size=(60, 20)) as pilot:
        await typed(pilot, "/")
        assert menu(pilot).display
        assert menu(pilot).chosen is None, "nobody has said anything yet"
        assert menu(pilot).region.height == 8
        assert menu(pilot).region.bottom == prompt(pilot).region.y
        assert prompt(pilot).region.bottom < 20
        await typed(pilot, "down", "down", "up")
        assert chosen(pilot) == menu(pilot).row(0)
        await typed(pilot, *"li")
        assert chosen(pilot).value == "/library"
        await typed(pilot, "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert prompt(pilot).text == ""
        assert not menu(pilot).display


async def test_a_command_that_takes_words_waits_for_them(opened: Opened) -> None:
    async with opened() as pilot:
        await typed(pilot, *"/exa", "enter")
        assert prompt(pilot).text == "/exam "
        assert not menu(pilot).is_open
        await typed(pilot, "ctrl+u", *"/libr", "tab")
        assert prompt(pilot).text == "/library"
        assert prompt(pilot).has_focus
        await typed(pilot, "enter")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_what_cannot_be_done_says_why_wherever_it_is_chosen(opened: Opened) -> None:
    async with opened() as pilot:
        await typed(pilot, *"/more")
        assert (chosen(pilot).note, chosen(pilot).reason) == ("There is no answer yet.",) * 2
        await typed(pilot, "enter")
        assert notices(pilot) == "There is no answer yet."
        assert prompt(pilot).text == "/more"

        await typed(pilot, "escape", "ctrl+u", "alt+x", "alt+o")
        assert notices(pilot).splitlines()[1:] == ["Nothing is being built.", "There is no source to open yet."]

        await typed(pilot, "tab")
        assert "Place" in grey(pilot)
        await ask(pilot, "What does dropout do?")
        await typed(pilot, "tab")
        assert grey(pilot) == []


async def test_enter_sends_what_is_no_command_and_escape_closes_the_list(opened: Opened) -> None:
    async with opened() as pilot:
        await typed(pilot, *"/usr/bin", "enter")
        assert "You asked: /usr/bin" in last_card(pilot)
        await typed(pilot, *"/qu", "escape")
        assert not menu(pilot).is_open
        assert prompt(pilot).has_focus
        await typed(pilot, "x", "enter")
        assert "There is no command /qux" in notices(pilot)
        await typed(pilot, "/")
        assert menu(pilot).is_open, "a new text is a new list"


async def test_a_row_can_be_clicked(opened: Opened) -> None:
    async with opened() as pilot:
        await typed(pilot, *"/lib")
        await pilot.click(PromptMenu, offset=(3, 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_earlier_questions_are_listed_found_by_words_and_put_back(opened: Opened) -> None:
    async with opened() as pilot:
        await typed(pilot, *"/history", "enter")
        assert notices(pilot) == "There are no earlier questions yet."
        for question in ("What does dropout do?", "What is a learning rate?"):
            await ask(pilot, question)
        await typed(pilot, *"/history", "enter", *"does")
        assert chosen(pilot).value == "What does dropout do?"
        await typed(pilot, "enter")
        assert prompt(pilot).text == "What does dropout do?"
        assert not menu(pilot).is_open
        await typed(pilot, "up")
        assert prompt(pilot).text == "What does dropout do?", "nothing else begins so"
