"""What the screens of a sitting have in common: its clock, and what comes while they are covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from dltutor.tui.app import TutorApp
    from dltutor.tui.rounds import Round


class SittingScreen(Screen[None]):
    """A screen of a sitting, whose clock runs while it is seen.

    Args:
        round_: The sitting.
    """

    ANSWERING = False
    """Whether the time counts for the answer."""

    app: TutorApp

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self.round = round_
        self._waiting: Callable[[], object] | None = None

    def when_seen(self, act: Callable[[], object]) -> None:
        """Do something now, or when whatever lies over this screen is closed; never once the screen is gone."""
        if self.is_active:
            act()
        elif self.is_attached:
            self._waiting = act

    def on_screen_resume(self) -> None:
        """Let the clock go on, and do what has come meanwhile."""
        if not self.is_current:
            return  # it was shown only while screens were being put in the place of others
        self.round.start(self, self.round.now if self.ANSWERING else None)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def on_screen_suspend(self) -> None:
        """Stop the clock."""
        self.round.stop(self)

    def action_leave(self) -> None:
        """Go back to the chat; the sitting waits."""
        self.dismiss()
