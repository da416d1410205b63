"""A text area whose keys take effect in the order in which they are pressed."""

from textual import events
from textual.widgets import TextArea


class TypingArea(TextArea):
    """Where people type; bindings are done as the keys arrive."""

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to in the order of typing.

        Textual runs bindings on the app's own queue, by way of all parents, so that letters typed behind a key may
        be in the text before the key has had its effect: Enter would send less than was typed.
        """
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return
        if event.key.startswith("alt+"):
            # Many terminals send Alt+O as Esc and o, which a text area takes for the letter.
            event.prevent_default()
