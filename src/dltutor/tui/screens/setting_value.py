"""A line to type the value of a setting into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from dltutor.config import checked
from dltutor.errors import UsageError
from dltutor.tui.screens.form import FormScreen
from dltutor.tui.text import content
from dltutor.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dltutor.config import Setting


class ValueScreen(FormScreen[Any]):
    """Asks for a value until it is one that the setting can have.

    Args:
        setting: Whose value is asked for.
        value: Its present one.
    """

    DEFAULT_CSS = "ValueScreen #value { margin: 1 0 0 0; }"

    def __init__(self, setting: Setting, value: Any) -> None:
        super().__init__(setting.label, "Keep it")
        self._setting = setting
        self._value = value

    def asks(self) -> ComposeResult:
        """What it is for, and the line."""
        yield Static(content(self._setting.help))
        yield Field("" if self._value is None else str(self._value), id="value")

    def read(self) -> Any:
        """The value, if it can be one."""
        kind = self._setting.kind
        try:
            return checked(self._setting.name, kind.read(self.said("value")), "the line above")
        except UsageError:
            self.fault("value", f"{self._setting.label}: {kind.wanted}, please.")
            return None
