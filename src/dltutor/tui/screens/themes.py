"""The choice of colours: the app puts on each theme while it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dltutor.config.settings import THEMES
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from dltutor.tui.app import TutorApp

PATIENCE = 0.12
"""Seconds that a theme must stay chosen until the app puts it on: who walks past it doesn't wait for it."""
SAMPLE = (
    ("$text-primary bold", "What does dropout do?\n"),
    ("", "It switches units off at random while training, so that none relies on another. "),
    ("bold underline", "This is the part that was asked for.\n"),
    ("$text-muted", "notes.md › Regularisation\n\n"),
    ("$text-success bold", "✓ covered    "),
    ("", "units are switched off at random\n"),
    ("$text-warning bold", "~ partly     "),
    ("", "only while training\n"),
    ("$text-error bold", "✗ not found  "),
    ("", "at test time all units are used\n\n"),
    ("$block-cursor-foreground on $block-cursor-background bold", " where you are "),
    ("", " "),
    ("$input-selection-foreground on $input-selection-background", " what you select "),
    ("dim", " an aside "),
    ("$text-accent bold", "1 2 3"),
)
"""Everything that colours tell apart in the app."""


class ThemesList(OptionList):
    """The list of themes, with the screen's keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("themes", focus="themes")


class ThemesScreen(Screen[None]):
    """A list of themes, and beside it a sample of the app in the theme that is chosen."""

    SCOPE = "themes"
    AUTO_FOCUS = "ThemesList"
    DEFAULT_CSS = """
    ThemesScreen > Horizontal { height: 1fr; }
    ThemesScreen ThemesList, ThemesScreen ThemesList:focus, ThemesScreen VerticalScroll {
        height: 1fr; border: round $border; background: transparent; scrollbar-size-vertical: 1;
        border-title-color: $text-primary;
    }
    ThemesScreen ThemesList { width: 27; padding: 0; }
    ThemesScreen VerticalScroll { width: 1fr; padding: 0 1; }
    ThemesScreen Static { height: auto; }
    """

    app: TutorApp

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The themes, the sample, the keys."""
        with Horizontal():
            yield ThemesList(*(Option(content(self._label(name)), id=name) for name in THEMES))
            with VerticalScroll(can_focus=False) as box:
                box.border_title = content("How it looks")
                yield Static(id="sample")
        yield Footer()

    def _label(self, name: str) -> str:
        """The name, marked where it is the one in force."""
        return f"{'●' if name == self.app.config.theme else ' '} {name}"

    def on_mount(self) -> None:
        """Begin at the theme in force."""
        themes = self.query_one(OptionList)
        themes.border_title = content("Theme")
        themes.highlighted = THEMES.index(self.app.config.theme)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._show()

    def _show(self) -> None:
        # The colours of spans are looked up when a text is made, not when the style sheet changes.
        self.query_one("#sample", Static).update(Content.assemble(*((text, style) for style, text in SAMPLE)))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._wanted = event.option.id or ""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PATIENCE, self._try)

    def _try(self) -> None:
        if self._wanted and self.is_current:
            self.app.theme = self._wanted

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_take_theme()

    def action_take_theme(self) -> None:
        """Keep the chosen theme, for good."""
        self._finish(self._wanted or self.app.config.theme)

    def action_leave(self) -> None:
        """Go back to the theme from before."""
        self._finish("")

    def _finish(self, taken: str) -> None:
        if taken and taken != self.app.config.theme:
            self.app.change_setting("theme", taken)
        self.app.wear(self.app.config.theme, self.app.config.column)
        self.dismiss()
