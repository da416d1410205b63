from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from dltutor.tui.widgets.typing import TypingArea


class Field(TypingArea):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "app.finish")]


class Form(App[None]):
    """Has a key that takes away what holds the field in which it is pressed, and goes on when that is done."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Field()

    async def action_finish(self) -> None:
        await self.query_one(Vertical).remove()
        self.title = "gone"


async def test_a_key_may_take_away_the_field_in_which_it_is_pressed() -> None:
    async with Form().run_test() as pilot:
        await pilot.press("a", "ctrl+g")
        await pilot.app.workers.wait_for_complete()
        assert (pilot.app.title, len(pilot.app.query(Field))) == ("gone", 0)
