"""How the app looks: colours that can be read, none under NO_COLOR, and quick changes of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual.app import App

from dltutor.tui.apps.terminal import TerminalApp
from dltutor.tui.looks import themes, uncoloured

if TYPE_CHECKING:
    from textual.screen import Screen

MARGINS = 4
"""Cells beside the text of the reading column, left and right together."""


class DressedApp(TerminalApp):
    """An app in colours, with a reading column: style sheets have its width as ``$reading-column``.

    Twenty answers take half a second and more to put on other colours. So only the screen that is seen does, and those
    below when they are seen again: that is what makes it possible to try themes one after the other.

    Args:
        theme: The name of a theme.
        column: How wide text becomes, in cells.
    """

    def __init__(self, theme: str, column: int) -> None:
        self._column = column
        if os.environ.get("NO_COLOR") == "":
            del os.environ["NO_COLOR"]  # empty it asks for nothing, but Textual doesn't know that
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        if self.no_color:
            self._filters = [uncoloured.Uncoloured()]  # Textual's own would leave no cursor to be seen
        self._begin_with(uncoloured.THEME if self.no_color else theme)
        self._sheet = self._look
        self._worn: WeakKeyDictionary[Screen[object], tuple[str, int]] = WeakKeyDictionary()

    def _begin_with(self, theme: str) -> None:
        """Have the theme from the first paint on: a change needs a running app, and would be seen."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def on_mount(self) -> None:
        """See to screens that come to light again."""
        self.screen_change_signal.subscribe(self, self._dress, immediate=True)

    @property
    def _look(self) -> tuple[str, int]:
        """What screens should look like; the style sheet says ``_sheet``, and each of them looks like ``_worn``."""
        return self.theme, self._column

    def wear(self, theme: str, column: int) -> None:
        """Put on other colours, and make text as wide as is wanted."""
        if not self.no_color:
            self.theme = theme
        if column != self._column:
            self._column = column
            self.refresh_css(animate=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The width of the reading column with its margins, for style sheets."""
        return {"reading-column": str(self._column + MARGINS)}

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, with texts that can be read."""
        variables = super().get_css_variables()
        if self.current_theme.ansi:
            variables |= themes.OF_THE_TERMINAL[self.current_theme.dark]
        else:
            variables = themes.readable(variables)
        if self.no_color:
            variables |= uncoloured.VARIABLES
        self.theme_variables = variables
        return variables

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  Textual's own signature
        """Show what has changed on the screen that is seen; on all, where one shines through another."""
        for screen in self.screen_stack:
            self._worn.setdefault(screen, self._sheet)
        self._sheet = self._look
        if not self.screen_stack or self.screen.is_modal:
            super().refresh_css(animate)
            self._worn.update(dict.fromkeys(self.screen_stack, self._look))
            return
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.reparse()
        self.stylesheet.update_nodes([self], animate=animate)
        self._dress(self.screen)

    def _dress(self, screen: Screen[object]) -> None:
        """Have a screen that comes to light look like the others, unless the style sheet itself is about to change."""
        if self._sheet == self._look and self._worn.setdefault(screen, self._look) != self._look:
            self._worn[screen] = self._look
            self.stylesheet.update(screen)
            screen.refresh(layout=True)
