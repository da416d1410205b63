"""What came of an answer: what the tutor makes of it, what the student does, and when the question comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dltutor.tui import describe_grading, describe_study
from dltutor.tui.decision import best_rating
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.buttons import LINKS, linked

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from dltutor.study.attempt import Handed, Rating
    from dltutor.tui.decision import Decision

LETTERS: dict[Rating, str] = {1: "n", 2: "i", 3: "r", 4: "e"}
"""The key of each result."""
SHORT: dict[Rating, str] = {**describe_study.RESULTS, 2: "incomplete"}
"""The results in a word or two, for one row of them."""
OFFERED: Rating = 3
"""The best result that is offered; that it was easy is for the student alone to say."""


class Outcome(Vertical):
    """Verdict, decision, dates; what can be decided here can be clicked, too.

    Args:
        handed: What was handed in.
    """

    DEFAULT_CSS = """
    Outcome { height: auto; }
    Outcome Static { height: auto; }
    Outcome .verdict { text-style: bold; }
    Outcome .verdict.-pass { color: $text-success; }
    Outcome .verdict.-check { color: $text-warning; }
    """ + LINKS.format(name="Outcome Static", colour="$text")

    def __init__(self, handed: Handed) -> None:
        super().__init__(id="outcome")
        self._handed = handed
        self._grading = describe_study.as_asked(handed).grading
        self._own_word = describe_study.is_own_word(handed)

    def compose(self) -> ComposeResult:
        """A line for each, or more where there is less room."""
        yield Static(content(self._verdict()), classes=f"verdict -{self._grading.verdict.replace('_', '-')}")
        yield Static(id="decision")
        yield Static(id="dates")

    def tell(self, decision: Decision, rating: Rating | None) -> None:
        """Show how things stand, with what it counts as."""
        yours = content(f"You: {self._decided(decision)}", "bold")
        self.query_one("#decision", Static).update(Content.assemble(yours, self._tutors(decision)))
        self.query_one("#dates", Static).update(self._dates(decision, rating))

    def _verdict(self) -> str:
        if self._own_word:
            return describe_study.own_word(self._handed)
        if self._handed.circumstances.gave_up:
            return describe_study.GAVE_UP
        return describe_grading.verdict_line(self._grading)

    def _decided(self, decision: Decision) -> str:
        if self._own_word and decision.whole is not None:
            return "right" if decision.whole else "not yet"
        if decision.is_own:
            # What the tutor still decides a part of stays an estimate.
            is_theirs = decision.whole is not None or len(decision.points) == len(self._grading.points)
            say = describe_grading.amount if is_theirs else describe_grading.about
            return say(self._grading, decision.score(self._grading))
        if decision.rating is not None:
            return describe_study.RESULTS[decision.rating]
        return "you agree" if decision.confirmed else "not decided"

    def _tutors(self, decision: Decision) -> Content:
        if not decision.is_made:
            return self._suggestion()
        told = ""
        if self._grading.score is not None:
            is_exact = describe_grading.is_exact(self._grading)
            say = describe_grading.amount if is_exact else describe_grading.about
            told = f" · tutor: {say(self._grading, self._grading.score)}"
        return Content.assemble(content(f"{told} · ", "dim"), linked(with_keys("{undo} undoes"), "screen.undo", "dim"))

    def _suggestion(self) -> Content:
        if self._own_word:
            right, wrong = (
                linked(with_keys("{agree} I was right"), "screen.agree"),
                linked("n not yet", "screen.rate('n')"),
            )
            return Content.assemble(" · ", right, " · ", wrong)
        looks = describe_study.looks_like(self._handed)
        agrees = linked(with_keys("{accept_result} agrees"), "screen.go_on", "dim")
        return Content.assemble(content(f" · {looks} · " if looks else " · ", "dim"), agrees)

    def _dates(self, decision: Decision, rating: Rating | None) -> Content:
        """What each result means for the day on which the question comes again; the present one is marked."""
        if self._own_word and not decision.is_made:
            return content("")
        if not self._handed.next_days:
            return content(describe_study.no_dates(self._handed))
        parts = []
        for one, letter in LETTERS.items():
            is_now, days = one == rating, self._handed.next_days.get(one)
            if days is not None and (is_now or one <= min(OFFERED, best_rating(self._handed.circumstances))):
                text = f"{'▸' if is_now else ''}{letter} {SHORT[one]} → {describe_study.in_days(days)}"
                parts.append(linked(text, f"screen.rate('{letter}')", "bold" if is_now else "dim"))
        return Content(" · ").join(parts)
