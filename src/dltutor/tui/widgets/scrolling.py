"""Scrolling the answers: to a new one, to a place in one, and to where a person was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.reactive import var

if TYPE_CHECKING:
    from textual.widget import Widget

    from dltutor.tui.widgets.answer import AnswerCard


class AnswersScroll(VerticalScroll):
    """Answers one below the other, and the ways to get to one at once."""

    unseen: var[bool] = var(default=False)
    """Whether a new answer is out of view because the person had scrolled away."""

    left_at = 0.0
    """Where the person was left when it last was scrolled for them; -1 while that is still to be done."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Notice that the end has been reached."""
        super().watch_scroll_y(old_value, new_value)
        if new_value >= self.max_scroll_y - 1:
            self.unseen = False

    def bring_into_view(self, widget: Widget) -> None:
        """Scroll to something within a card, once it has its place; with what stands around it, if that fits."""
        self.call_after_refresh(self.scroll_to_widget, widget, animate=False, center=True, force=True, immediate=True)

    def to_card(self, card: AnswerCard) -> None:
        """Scroll to a card's end; to the beginning of one that is too high."""
        # The beginning of an answer matters more than its end.
        if card.outer_size.height > self.size.height:
            self.scroll_to_widget(card, top=True, animate=False, force=True, immediate=True)
            # Only the part that was asked for matters more; just as far as it takes to see it, from its end on.
            for marked in reversed(card.marked):
                self.scroll_to_widget(marked, animate=False, force=True, immediate=True)
        else:
            self.scroll_end(animate=False, force=True, immediate=True)
        self.left_at = self.scroll_y

    def to_end_of(self, card: AnswerCard) -> None:
        """Scroll just as far as it takes to see a card's last row."""
        last = Region(0, card.virtual_region.bottom - 1, 1, 1)
        self.scroll_to_region(last, animate=False, force=True, immediate=True)
        self.left_at = self.scroll_y

    def to_end(self) -> None:
        """Scroll to the end, once everything has its place, and keep to it no longer."""
        self.anchor(anchor=False)
        self.scroll_end(animate=False, force=True, immediate=True)
        self.left_at, self.unseen = self.scroll_y, False

    def put_at(self, scroll_y: float) -> None:
        """Scroll before what is mounted has its place, while scrolling as usual reaches no further than before."""
        self.set_reactive(AnswersScroll.scroll_y, scroll_y)
        self.set_reactive(AnswersScroll.scroll_target_y, scroll_y)
        self.vertical_scrollbar.position = scroll_y
