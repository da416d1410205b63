"""Keys that take effect in the order in which they are pressed."""

from textual import events
from textual.widget import Widget
from textual.widgets import TextArea


class TypingArea(TextArea):
    """Where people type; bindings are done as the keys arrive."""

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to in the order of typing."""
        await do_in_order(self, event)


async def do_in_order(widget: Widget, event: events.Key) -> None:
    """Do what a key is bound to in a widget, before the key behind it arrives.

    Textual runs bindings on the app's own queue, by way of all parents, so that letters typed behind a key may be in
    the text before the key has had its effect: Enter would send less than was typed.
    """
    for binding in widget._bindings.key_to_bindings.get(event.key, ()):  # noqa: SLF001  as Textual itself looks them up
        if await widget.app.run_action(binding.action, widget):
            event.stop()
            event.prevent_default()
            return
    if event.key.startswith("alt+"):
        # Many terminals send Alt+O as Esc and o, which a text area takes for the letter.
        event.prevent_default()
