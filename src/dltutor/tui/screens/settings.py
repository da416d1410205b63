"""The settings: what each is, where its value comes from, how to change it. Made from the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dltutor import paths
from dltutor.config import ENVIRONMENT, SETTINGS, Setting, read_file
from dltutor.config.kinds import Choice, Keys, Number, Switch
from dltutor.errors import DltutorError
from dltutor.tui.commands import bindings
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.app import TutorApp

LABEL = 24
"""Cells of the column of labels."""
MANY = 5
"""With more choices than these, they aren't counted up."""
FIXED = {
    "environment": "The environment sets it ({name}), which wins over the file: change it there.",
    "command line": "The command line set it for this run, which wins over the file.",
}
"""Why a value can't be changed here, by where it comes from."""


class SettingsList(OptionList):
    """The list of settings. It has the screen's keys, since some of them would be its own otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("settings", focus="settings")


class SettingsScreen(Screen[None]):
    """Every setting in its group; what is chosen is explained below."""

    SCOPE = "settings"
    AUTO_FOCUS = "SettingsList"
    DEFAULT_CSS = """
    SettingsScreen { align-horizontal: center; }
    SettingsScreen > .heading, SettingsScreen > OptionList, SettingsScreen > #about {
        width: 100%; max-width: $reading-column; padding: 0 1;
    }
    SettingsScreen > .heading { height: 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    SettingsScreen > OptionList, SettingsScreen > OptionList:focus {
        height: 1fr; border: none; background: transparent; scrollbar-size-vertical: 1;
    }
    SettingsScreen .option-list--option-disabled { color: $text-primary; }
    SettingsScreen > #about { height: auto; max-height: 9; border-top: solid $border; }
    """

    app: TutorApp

    def __init__(self) -> None:
        super().__init__()
        self._in_file: dict[str, Any] = {}
        self._explained = self._said = ""

    def compose(self) -> ComposeResult:
        """The list, the explanation, the keys."""
        yield Static(content(f"Settings · {paths.config_file()}"), classes="heading")
        yield SettingsList(compact=True)
        yield Static(id="about")
        yield Footer()

    def on_mount(self) -> None:
        """Show them, and again whenever one has changed."""
        self.watch(self.app, "config", self._show)

    def on_screen_resume(self) -> None:
        """Show what a screen above has changed."""
        self._show()

    def on_resize(self, _: events.Resize) -> None:
        """Cut the values to the new width."""
        self.call_after_refresh(self._show)

    # Showing

    def _show(self) -> None:
        self._in_file = _read()
        rows = self.query_one(OptionList)
        here, group = rows.highlighted, ""
        options = []
        for setting in SETTINGS.values():
            if setting.group != group:
                group = setting.group
                options.append(Option(content(group, "bold underline"), disabled=True))
            options.append(Option(self._row(setting), id=setting.name))
        rows.set_options(options)
        rows.highlighted = 1 if here is None else here

    def _row(self, setting: Setting) -> Content:
        """``Theme   textual-dark   (file)``; values that aren't the default are bold, with where they come from."""
        value = setting.kind.show(getattr(self.app.config, setting.name))
        origin = self.app.origin_of(setting.name, self._in_file)
        room = min(self.app.size.width, self.app.config.column + 4) - LABEL - 6
        if origin == "default":
            return Content.assemble(content(f"  {setting.label:<{LABEL}}"), content(_cut(value, room)))
        note = f"  ({origin})"
        cut = _cut(value, room - len(note))
        return Content.assemble(content(f"  {setting.label:<{LABEL}}"), content(cut, "bold"), content(note))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._explain()

    def _explain(self) -> None:
        setting = self._chosen
        if setting.name != self._explained:
            self._explained, self._said = setting.name, ""
        origin = self.app.origin_of(setting.name, self._in_file)
        value = setting.kind.show(getattr(self.app.config, setting.name))
        fixed = self._fixed(setting)
        state = fixed or f"{self._said}A change takes effect {setting.effect}."
        limits = setting.limits if len(setting.kind.choices) <= MANY else f"Default: {setting.default}."
        self.query_one("#about", Static).update(
            Content.assemble(
                content(f"{setting.label}: {value}", "bold"),
                content(f"  {setting.name}, {origin}\n"),
                content(f"{setting.help} {limits}\n{state}"),
            )
        )

    @property
    def _chosen(self) -> Setting:
        rows = self.query_one(OptionList)
        name = None if rows.highlighted is None else rows.get_option_at_index(rows.highlighted).id
        return SETTINGS[name or next(iter(SETTINGS))]

    def _fixed(self, setting: Setting) -> str:
        """Why the setting can't be changed here; empty where it can."""
        if setting.name == "theme" and self.app.no_color:
            return "The environment sets NO_COLOR: there are no colours."
        reason = FIXED.get(self.app.origin_of(setting.name, self._in_file), "")
        variable = next((name for name, key in ENVIRONMENT.items() if key == setting.name), "")
        return reason.format(name=variable)

    # Changing

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_change_setting()

    def action_change_setting(self) -> None:
        """Change the chosen setting as its kind wants it."""
        setting = self._chosen
        if self._fixed(setting):
            self.app.tell(self._fixed(setting), severity="warning")
        elif setting.name == "theme":
            self.app.action_theme()
        elif isinstance(setting.kind, Keys):
            self.app.tell(f"Keys are changed in {paths.config_file()}, below a line [keys]; dltutor keys lists them.")
        elif isinstance(setting.kind, (Choice, Switch)):
            self.action_step(1)
        else:
            self._ask(setting)

    def _ask(self, setting: Setting) -> None:
        from dltutor.tui.screens.setting_value import ValueScreen

        def take(value: Any) -> None:
            if value is not None:
                self._change(setting, value)

        self.app.push_screen(ValueScreen(setting, getattr(self.app.config, setting.name)), take)

    def action_step(self, by: int) -> None:
        """Go to the next of a few values, or to a number one step away."""
        setting = self._chosen
        if self._fixed(setting):
            self.app.tell(self._fixed(setting), severity="warning")
            return
        value = stepped(setting, getattr(self.app.config, setting.name), by)
        if value is not None:
            self._change(setting, value)

    def action_reset_setting(self) -> None:
        """Put the chosen setting back to its default."""
        setting = self._chosen
        if self._fixed(setting):
            self.app.tell(self._fixed(setting), severity="warning")
        else:
            self._change(setting, None)

    def _change(self, setting: Setting, value: Any) -> None:
        self.app.change_setting(setting.name, value)
        self._show()
        saved = setting.name not in self.app.unsaved
        self._said = "" if not saved else "Back to the default. " if value is None else "Saved. "
        self._explain()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def stepped(setting: Setting, value: Any, by: int) -> Any:
    """The value some steps on; None where the setting has no order or the end is reached."""
    kind = setting.kind
    if isinstance(kind, Switch):
        return not value
    if isinstance(kind, Choice):
        return kind.choices[(kind.choices.index(value) + by) % len(kind.choices)]
    if isinstance(kind, Number):
        moved = min(max(value + by * kind.step, kind.low), kind.high)
        return None if moved == value else moved
    return None


def _read() -> dict[str, Any]:
    """What the file says; nothing where it can't be read, which is told when something is to be saved."""
    try:
        return read_file()
    except DltutorError:
        return {}


def _cut(value: str, room: int) -> str:
    """The end of a value, which says most of a path, where there is no room for all of it."""
    return value if len(value) <= room else f"…{value[len(value) - max(room, 2) + 1 :]}"
