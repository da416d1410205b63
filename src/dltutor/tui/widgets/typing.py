"""Keys that take effect in the order in which they are pressed."""

import asyncio

from textual import events
from textual.widget import Widget
from textual.widgets import TextArea

LOOK_AGAIN = 0.02
"""Seconds between two looks whether a widget is still there that waits for an action to be done."""


class TypingArea(TextArea):
    """Where people type; bindings are done as the keys arrive."""

    def on_mount(self) -> None:
        """Let the cursor stand still where nothing is to move."""
        self.cursor_blink = self.app.animation_level != "none"

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to in the order of typing."""
        await do_in_order(self, event)


def type_into(field: TextArea, event: events.Key) -> None:
    """Type a key into a field that hadn't the focus yet when it was pressed.

    The first key of a burst moves the focus; those behind it are on their way to the screen already, and reach it
    while the field has the focus.
    """
    if event.character and not field.read_only:
        event.stop()
        field.screen.set_focus(field)  # at once: what is typed behind it must not meet other keys
        field.insert(event.character)


def hand_on(event: events.Key, widget: Widget) -> None:
    """Let a widget have a key that was sent to another one before the focus moved."""
    event.stop()
    event.prevent_default()
    widget._forward_event(events.Key(event.key, event.character))  # noqa: SLF001  as Textual sends keys to the focus


async def do_in_order(widget: Widget, event: events.Key) -> None:
    """Do what a key is bound to in a widget, before the key behind it arrives.

    Textual runs bindings on the app's own queue, by way of all parents, so that letters typed behind a key may be in
    the text before the key has had its effect: Enter would send less than was typed.
    """
    for binding in widget._bindings.key_to_bindings.get(event.key, ()):  # noqa: SLF001  as Textual itself looks them up
        if await _done(widget, binding.action):
            event.stop()
            event.prevent_default()
            return
    if event.key.startswith("alt+"):
        # Many terminals send Alt+O as Esc and o, which a text area takes for the letter.
        event.prevent_default()


async def _done(widget: Widget, action: str) -> bool:
    """Do an action, and wait for it unless it takes the widget away; whether there was anything to do.

    A widget's removal waits until its messages are dealt with. So if a widget that is dealing with a key waited for its
    own removal, or for that of what holds it, neither would ever end, and the app with them.
    """
    doing = asyncio.create_task(widget.app.run_action(action, widget))
    while widget.display and not doing.done():
        await asyncio.wait({doing}, timeout=LOOK_AGAIN)
    if doing.done():
        return doing.result()
    widget.app.run_worker(doing)  # which tells of its faults, if it comes to any
    return True
