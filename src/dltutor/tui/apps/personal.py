"""What the app makes of a person's settings, and changes of them while it runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.reactive import var

from dltutor.config import SETTINGS, Config, checked, origin
from dltutor.errors import DltutorError
from dltutor.tui.apps.dressed import DressedApp


class PersonalApp(DressedApp):
    """An app that looks and behaves as its configuration says, and goes on doing so when that changes.

    Whoever depends on a setting reads ``app.config`` when it is used, or watches it:
    ``self.watch(self.app, "config", …)``.

    Args:
        config: The configuration.
    """

    config: var[Config] = var(Config, init=False)
    """The settings in force."""

    def __init__(self, config: Config) -> None:
        super().__init__(config.theme, config.column)
        self.set_reactive(PersonalApp.config, config)
        self.unsaved: set[str] = set()
        """Settings that were changed for this session only, because the file couldn't be written."""

    @property
    def copies_selection(self) -> bool:
        """Whether text that is selected with the mouse is copied at once."""
        return self.config.copy_on_select

    def watch_config(self, _: Config, config: Config) -> None:
        """Look like it."""
        self.wear(config.theme, config.column)

    def change_setting(self, name: str, value: Any) -> None:
        """Use another value of a setting from now on, and keep it in the file; where that fails, say so.

        Args:
            name: Of the setting.
            value: The new one; None for the default.

        Raises:
            UsageError: The value isn't one that the setting can have. Nothing changes.
        """
        from dltutor import config_file

        new = SETTINGS[name].default if value is None else checked(name, value, "the settings")
        self.unsaved.discard(name)
        try:
            config_file.save({name: value})
        except DltutorError as error:
            self.unsaved.add(name)
            self.tell(f"It holds until you leave, but isn't saved: {error.message} {error.hint}", severity="error")
        self.config = replace(self.config, **{name: new})

    def origin_of(self, name: str, in_file: dict[str, Any]) -> str:
        """Where the value of a setting comes from, for people; ``in_file`` is what the file says."""
        return "this session" if name in self.unsaved else origin(self.config, name, in_file)

    # Commands

    def action_settings(self) -> None:
        """Show the settings."""
        from dltutor.tui.screens.settings import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen())

    def action_theme(self) -> None:
        """Choose the colours."""
        from dltutor.tui.screens.themes import ThemesScreen

        if self.no_color:
            self.tell("There are no colours: the environment sets NO_COLOR.")
        elif not isinstance(self.screen, ThemesScreen):
            self.push_screen(ThemesScreen())
