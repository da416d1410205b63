import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from driving import Opened, app_of, ask, notices, pressed, settled, shown
from rich.style import Style
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from dltutor import paths
from dltutor.config import SETTINGS, Config, load
from dltutor.tui.screens.setting_value import ValueScreen
from dltutor.tui.screens.settings import SettingsScreen
from dltutor.tui.screens.themes import PATIENCE, ThemesScreen


def saved() -> dict[str, object]:
    return tomllib.loads(paths.config_file().read_text(encoding="utf-8"))


async def go_to(pilot: Pilot[None], name: str) -> str:
    """Choose a setting, and tell what is said of it."""
    rows = pilot.app.screen.query_one(OptionList)
    rows.highlighted = rows.get_option_index(name)
    await pilot.pause()
    return about(pilot)


def about(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#about", Static).render())


def rows(pilot: Pilot[None]) -> str:
    return "\n".join(str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options)


async def test_every_setting_is_listed_explained_and_shown_with_its_value(opened: Opened) -> None:
    async with opened(size=(60, 20)) as pilot:
        await pressed(pilot, *"/settings", "enter")
        assert isinstance(pilot.app.screen, SettingsScreen)
        for setting in SETTINGS.values():
            await go_to(pilot, setting.name)
            assert setting.help in about(pilot)
            assert setting.effect in about(pilot)
            assert setting.label in rows(pilot)
        assert pilot.app.screen.query_one("#about").region.bottom < 20
        await pressed(pilot, "f9")
        assert pilot.app.screen is app_of(pilot).chat


async def test_a_setting_is_changed_at_once_saved_and_put_back_by_keys_alone(opened: Opened) -> None:
    async with opened() as pilot:
        await pressed(pilot, "f9")
        await go_to(pilot, "math")
        await pressed(pilot, "right")
        assert (app_of(pilot).config.math, saved()) == ("line", {"math": "line"})
        assert "Saved." in about(pilot)
        assert "line  (file)" in rows(pilot)
        await go_to(pilot, "history")
        await pressed(pilot, "space")
        await go_to(pilot, "column")
        await pressed(pilot, "left", "left")
        assert saved() == {"math": "line", "history": False, "column": 80}
        await pressed(pilot, "r")
        await go_to(pilot, "math")
        await pressed(pilot, "left", "r")
        assert saved() == {"history": False}
        assert app_of(pilot).config == Config(history=False)
        assert load() == Config(history=False)


async def test_a_typed_value_is_checked_before_it_counts(opened: Opened) -> None:
    async with opened() as pilot:
        await pressed(pilot, "f9")
        await go_to(pilot, "top")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, ValueScreen)
        assert "from 1 to 20, please" in await pressed(pilot, *"99", "enter")
        assert not paths.config_file().exists()
        await pressed(pilot, "home", "shift+end", *"12", "enter")
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert saved() == {"top": 12}
        await go_to(pilot, "corpus")
        await pressed(pilot, "enter", *"x[i]", "enter")
        assert str(saved()["corpus"]).endswith("/x[i]")
        assert "after a restart" in about(pilot)


async def test_the_mouse_alone_changes_a_setting_too(opened: Opened) -> None:
    async with opened() as pilot:
        await pressed(pilot, "f9")
        place = pilot.app.screen.query_one(OptionList).get_option_index("copy_on_select")
        await pilot.click(OptionList, offset=(4, place))
        await settled(pilot)
        assert app_of(pilot).copies_selection
        await pilot.click("Footer FooterKey:last-child")
        await settled(pilot)
        assert pilot.app.screen is app_of(pilot).chat


async def test_what_the_environment_or_the_command_line_sets_is_not_changed_here(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DLTUTOR_CORPUS", "from-environment")
    async with opened(config=load({"index": Path("given")})) as pilot:
        await pressed(pilot, "f9")
        assert "DLTUTOR_CORPUS" in await go_to(pilot, "corpus")
        await pressed(pilot, "enter", "r")
        assert "for this run" in await go_to(pilot, "index")
        await pressed(pilot, "enter", "right")
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert "change it there" in notices(pilot)
        assert not paths.config_file().exists()


async def test_where_the_file_cannot_be_written_the_change_holds_for_the_session_and_that_is_said(
    opened: Opened,
) -> None:
    paths.config_file().parent.parent.mkdir(parents=True)
    paths.config_file().parent.write_text("no folder", encoding="utf-8")
    async with opened() as pilot:
        await pressed(pilot, "f9")
        await go_to(pilot, "math")
        await pressed(pilot, "right")
        assert app_of(pilot).config.math == "line"
        assert "holds until you leave" in notices(pilot)
        assert "line  (this session)" in rows(pilot)


async def test_the_text_becomes_as_wide_as_is_wanted(opened: Opened) -> None:
    async with opened(size=(160, 30)) as pilot:
        column = pilot.app.screen.query_one("#column")
        assert column.region.width == 104
        app_of(pilot).change_setting("column", 120)
        await settled(pilot)
        assert column.region.width == 124


async def tried(pilot: Pilot[None]) -> str:
    await pilot.pause(PATIENCE * 2)
    await settled(pilot)
    return pilot.app.theme


async def test_a_theme_is_shown_while_it_is_chosen_and_kept_only_with_enter(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        before = pilot.app.screen.query_one("#column").styles.background
        await pressed(pilot, *"/theme", "enter")
        assert isinstance(pilot.app.screen, ThemesScreen)
        await pressed(pilot, "down")
        assert await tried(pilot) == "textual-light"
        assert pilot.app.screen.styles.background.brightness > 0.5
        await pressed(pilot, "escape")
        assert pilot.app.theme == "textual-dark"
        assert pilot.app.screen.styles.background.brightness < 0.5
        assert pilot.app.screen.query_one("#column").styles.background == before
        assert not paths.config_file().exists()

        app_of(pilot).action_theme()
        await settled(pilot)
        await pressed(pilot, "down", "enter")
        assert (pilot.app.theme, saved()) == ("textual-light", {"theme": "textual-light"})
        assert pilot.app.screen.styles.background.brightness > 0.5


def row_styles(pilot: Pilot[None], y: int) -> list[Style]:
    strip = pilot.app.screen._compositor.render_strips()[y]
    return [segment.style for segment in strip if segment.style is not None]


async def test_the_terminals_own_colours_are_used_from_the_first_paint_on(opened: Opened) -> None:
    async with opened(config=Config(theme="ansi-light")) as pilot:
        styles = [style for y in range(24) for style in row_styles(pilot, y)]
        assert {color.triplet for style in styles for color in (style.color, style.bgcolor) if color} == {None}
        assert pilot.app.has_class("-light-mode")


async def test_without_colours_there_are_no_themes_and_the_cursor_is_seen(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(config=replace(Config(), theme="nord")) as pilot:
        await pressed(pilot, *"/theme", "enter")
        assert "NO_COLOR" in notices(pilot)
        await pressed(pilot, "f9")
        styles = row_styles(pilot, pilot.app.screen.query_one(OptionList).region.y + 1)
        assert all(style.color is None or style.color.is_default for style in styles)
        assert styles[0].reverse
        assert "NO_COLOR" in await go_to(pilot, "theme")


async def test_an_empty_no_color_asks_for_nothing(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with opened(config=Config(theme="nord")) as pilot:
        assert pilot.app.theme == "nord"
        assert shown(pilot.app.screen)
