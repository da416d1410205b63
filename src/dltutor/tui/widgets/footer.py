"""The line of keys at the foot of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import widgets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen


class Footer(widgets.Footer):
    """Textual's footer, made anew only when it would show something else.

    Textual publishes that bindings may have changed whenever the focus moves, and makes a widget a key anew each time,
    which is most of what moving from one part of a screen to the next costs.
    """

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._shown: Sequence[tuple[object, ...]] = ()

    def bindings_changed(self, screen: Screen[Any]) -> None:
        """Look, once all is settled, whether other keys are to be shown."""
        self._bindings_ready = True
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._show_changes)

    async def _show_changes(self) -> None:
        if not self.is_attached:
            return
        shown = [
            (binding, enabled, tooltip)
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        ]
        if shown != self._shown:
            self._shown = shown
            await self.recompose()
