"""What a student decides about a grading, and where that leads; without what it looks like."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dltutor.tui import describe_study
from dltutor.tui.decision import NEXT, VALUES, Decision, best_rating, keep, was_right
from dltutor.tui.grace import Grace
from dltutor.tui.screens.sitting import SittingScreen
from dltutor.tui.widgets.outcome import LETTERS

if TYPE_CHECKING:
    from dltutor.study.attempt import Handed, Rating
    from dltutor.study.card import ActionKind, Card
    from dltutor.tui.rounds import Round

GIVEN = {0: 0.0, 5: 0.5, 1: 1.0}
"""What the digits give to a key point."""
RATINGS: dict[str, Rating] = {letter: rating for rating, letter in LETTERS.items()}


class DecidingScreen(SittingScreen):
    """A grading that waits for the student's decision.

    Args:
        round_: The sitting.
        handed: What was handed in.
    """

    def __init__(self, round_: Round, handed: Handed) -> None:
        super().__init__(round_)
        self.handed = handed
        self._graded = describe_study.as_asked(handed)
        self._decisions = round_.now.decisions
        self._kept = self.decision
        self._rating = handed.suggested
        self._chosen = 0
        self._going = False
        self._card: Card | None = None
        self._grace = Grace()

    @property
    def decision(self) -> Decision:
        """What the student has decided so far."""
        return self._decisions[-1]

    @property
    def is_own_word(self) -> bool:
        """Whether nothing was graded, so that only the student can say whether they were right."""
        return describe_study.is_own_word(self.handed)

    @property
    def rating(self) -> Rating | None:
        """What it counts as, as things stand."""
        return self._rating if self.decision.rating is None else self.decision.rating

    def _tell(self) -> None:
        """Show how things stand."""
        raise NotImplementedError

    def _show_all(self) -> None:
        """Hold nothing back: whoever judges must see what the judgement is about."""
        raise NotImplementedError

    # Deciding

    def action_agree(self) -> None:
        """Agree with the grading as it is; where there is none, say that it was right."""
        if self.is_own_word:
            self.action_was_right()
        elif self.decision.is_own:
            self.app.tell("Your own judgement stands; u takes it back.")
        elif not self.decision.is_made:
            self._decide(self._agreed())

    def action_was_right(self) -> None:
        """Give the whole answer everything."""
        if self.handed.circumstances.gave_up:
            self.app.tell(describe_study.GAVE_UP)
            return
        self._decide(self.decision.with_whole(1.0))

    def action_rate(self, letter: str) -> None:
        """Say what it counts as."""
        rating = RATINGS[letter]
        if self.is_own_word:
            self._decide(self.decision.with_whole(0.0 if letter == "n" else 1.0))
        elif not self.handed.next_days:
            self.app.tell(describe_study.no_dates(self.handed))
        elif rating > (best := best_rating(self.handed.circumstances)):
            self.app.tell(f"With the hints that were shown, the best result is: {describe_study.RESULTS[best]}.")
        else:
            self._decide(self.decision.with_rating(rating))

    def action_override(self) -> None:
        """Give the chosen point the next zone."""
        if self._has_points():
            self._give(VALUES[NEXT[self.decision.band(self._chosen, self._graded.grading)]])

    def action_give(self, digit: int) -> None:
        """Give the chosen point nothing, half or all."""
        if self._has_points():
            self._give(GIVEN[digit])

    def action_whole(self, by: int) -> None:
        """Give the whole answer a step more or less."""
        self._decide(self.decision.stepped(self._graded.grading, by))

    def action_undo(self) -> None:
        """Take back the last decision; with none here, that on the question before."""
        self._going = False
        if len(self._decisions) > 1:
            self._decisions.pop()
            self._keep()
        else:
            self.app.back_in_round(self.round)

    def _agreed(self) -> Decision:
        # Where nothing was graded there is nothing to agree with but having given up.
        return Decision(confirmed=True) if self._graded.grading.score is not None else Decision(whole=0.0)

    def _give(self, value: float) -> None:
        self._decide(self.decision.with_point(self._chosen, value))

    def _decide(self, decision: Decision) -> None:
        if self._grace.over and decision != self.decision:
            self._show_all()
            self._decisions.append(decision)
            self._keep()

    def _has_points(self) -> bool:
        if not self._graded.grading.points:
            self.app.tell("There are no key points here: + and - change the whole.")
        return bool(self._graded.grading.points)

    # Keeping, and going on

    def _keep(self) -> None:
        self._tell()
        decision = self.decision
        self.app.engine.study(
            lambda study: keep(study, self.handed, decision),
            partial(self._take_rating, decision),
            self._take_failure,
            slot=f"decide {self.handed.attempt}",
            lasting=True,
        )

    def _take_rating(self, decision: Decision, rating: Rating | None) -> None:
        self._kept = decision
        self._rating = rating if decision.is_made else self.handed.suggested
        if not self.is_attached or decision != self.decision:
            return
        self._tell()
        if self._going:
            self._go_on()

    def _take_failure(self, message: str, hint: str) -> None:
        self._going = False
        self.app.tell(f"{message} {hint}".strip(), severity="error")

    def action_go_on(self) -> None:
        """Agree, unless something else was decided, and go on to the next question."""
        if not self._grace.over:
            return
        if not self.decision.is_made and self.is_own_word:
            self.app.tell(describe_study.own_word(self.handed))
            return
        if not self.decision.is_made:
            self._going = True
            self._decide(self._agreed())
        elif self._kept == self.decision:
            self._go_on()
        else:
            self._going = True
            self._keep()

    def _go_on(self) -> None:
        grading = self._graded.grading
        picked = bool(self._graded.item and self._graded.item.options)
        rating = self.rating
        suspended = self._card is not None and self._card.suspended
        right = was_right(self.decision.score(grading), rating, picked=picked, suspended=suspended)
        if self.round.now.handed is self.handed:
            self.app.forget_draft(self.round)
            self.round.settle(self.handed, right=right, rating=rating)
        self.when_seen(lambda: self.app.show_round(self.round))

    # What becomes of the question

    def action_suspend(self) -> None:
        """Never ask the question again, or ask it again."""
        is_out = self._card is not None and self._card.suspended
        self._act(
            "resume" if is_out else "suspend", "It is asked again." if is_out else "It is not asked again; x asks."
        )

    def action_flag(self) -> None:
        """Mark the question, or take the mark off."""
        is_flagged = self._card is not None and self._card.flagged
        self._act("unflag" if is_flagged else "flag", "The mark is off." if is_flagged else "Marked; f takes it off.")

    def action_bury(self) -> None:
        """Put the question off until tomorrow, and go on."""
        self._act("bury", "It waits until tomorrow.", self._buried)

    def _buried(self) -> None:
        self.round.bury()
        self.when_seen(lambda: self.app.show_round(self.round))

    def _act(self, kind: ActionKind, told: str, then: object = None) -> None:
        item = self._graded.item
        if item is None or not self._grace.over:
            return

        def take(card: Card) -> None:
            self._card = card
            self.app.tell(told)
            if callable(then):
                then()

        self.app.engine.study(lambda study: study.act(item.id, kind), take, lasting=True)

    def action_discuss(self) -> None:
        """Ask about the question in the chat; the sitting waits."""
        if self._graded.item is not None:
            self.app.discuss(self._graded.item)

    def action_again(self) -> None:
        """Try the question again, from the same answer."""
        if self.round.mode != "try":
            self.app.tell("What is missed comes again in this sitting, after a few others.")
        elif self._graded.item is not None:
            self.app.try_item(self._graded.item)
