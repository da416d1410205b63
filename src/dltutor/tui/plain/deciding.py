"""A grading line by line: what the tutor makes of an answer, and what the student makes of that."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from dltutor.errors import DltutorError
from dltutor.tui import describe, describe_grading, describe_study
from dltutor.tui.decision import Decision, best_rating, keep, was_right
from dltutor.tui.option_letters import as_shown
from dltutor.tui.plain.card_words import act, go_back
from dltutor.tui.plain.console import Ended
from dltutor.tui.plain.word import Word, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from dltutor.study.attempt import Handed, Rating
    from dltutor.study.sitting import Asked
    from dltutor.studying import Studying
    from dltutor.tui.plain.console import Console
    from dltutor.tui.rounds import Round

DECIDE = "Enter agrees. Or: w I was right, n not yet, a number for the {unit} you give yourself, ? for all there is."
WORDS = (
    Word("Enter", "agree with the tutor, and go on", ("accept_result", "agree")),
    Word("w", "I was right", ("was_right",)),
    Word("n i r e", "what it counts as: not yet, right but incomplete, right, easy", ("rate",)),
    Word("a number", "the credits, or the per cent, that you give the whole", ("more_credits", "fewer_credits")),
    Word("p 2 0.5", "half of the second key point or option; 0 is nothing of it, 1 is all", ("override", "give")),
    Word("u", "take back what you decided last; then, decide anew on the question before", ("undo",)),
    Word("o", "where it stands, and what stands before and after it in the document", ("open_source",)),
    Word("/later", "put the question off until tomorrow", ("bury",)),
    Word("/suspend", "never ask it again; once more: ask it again", ("suspend",)),
    Word("/flag", "mark it, or take the mark off", ("flag_question",)),
    Word("/pause", "ask about it in between; continue comes back", ("discuss", "leave_feedback")),
    Word("/quit", "end here; what was answered is kept"),
)
HELP = listed(WORDS)
PLEASE = "Please type Enter, w, n, a number, or ? for all there is."
RATINGS: dict[str, Rating] = {"n": 1, "i": 2, "r": 3, "e": 4}
EASY = 4


class PlainDeciding:
    """One grading that waits for the student's decision.

    Args:
        study: What keeps it.
        console: Where it is said.
        round_: The sitting, in which this question is asked now.
        asked: The question.
        handed: What was handed in.
    """

    def __init__(self, study: Studying, console: Console, round_: Round, asked: Asked, handed: Handed) -> None:
        self._study = study
        self._console = console
        self._round = round_
        self._asked = asked
        self._handed = handed
        self._graded = describe_study.as_asked(handed)
        self._grading = self._graded.grading
        self._decisions = round_.now.decisions
        self._rating = handed.suggested
        self._suspended = False

    def run(self, pause: Callable[[], None]) -> None:
        """Tell the grading, and ask until it is decided or the question is left; ``pause`` lets the sitting wait."""
        self._console.say("", self._told(), "")
        self._console.say(*self._outlook())
        while self._round.sitting.asked == self._asked:
            said = self._console.reply().lower()
            try:
                pause() if said == "/pause" else self._take(said)
            except DltutorError as error:
                self._console.tell(error)

    # Telling

    def _told(self) -> str:
        # All is shown, so that there is nothing left to hint at.
        shown = replace(as_shown(self._graded, self._asked.order), hints=())
        if self._is_own_word:
            reference = describe.prose(describe_grading.reference_markdown(self._graded)).strip()
            told = describe_study.own_word(self._handed)
            return f"{told}\n\nReference answer:\n{reference}" if reference else told
        if self._handed.circumstances.gave_up:
            plain = replace(shown, grading=replace(shown.grading, flags=()))
            return f"{describe_study.GAVE_UP}\n\n{describe_grading.grading_text(plain)}"
        return describe_grading.grading_text(shown, numbered=True)

    def _outlook(self) -> list[str]:
        """What it looks like, when it would come again, and what may be typed."""
        if self._is_own_word:
            return ["Were you right? y or n."]
        if self._handed.circumstances.gave_up:
            return [self._dates() or describe_study.no_dates(self._handed), "Enter goes on."]
        looks = describe_study.looks_like(self._handed) or describe_study.no_dates(self._handed)
        return [_upper(looks), *filter(None, [self._dates()]), DECIDE.format(unit=self._unit)]

    def _dates(self) -> str:
        days = {rating: _when(days) for rating, days in self._handed.next_days.items() if rating < EASY}
        told = ", ".join(f"{when} if {describe_study.RESULTS[rating]}" for rating, when in days.items())
        return f"It comes again {told}." if told else ""

    @property
    def _unit(self) -> str:
        return "per cent" if self._grading.out_of is None else "credits"

    @property
    def _is_own_word(self) -> bool:
        """Whether nothing was graded, so that only the student can say whether they were right."""
        return self._grading.score is None and not self._handed.circumstances.gave_up

    @property
    def _decision(self) -> Decision:
        return self._decisions[-1]

    def _tell_neighbours(self) -> None:
        item = self._asked.wanted.item
        near = describe_study.neighbours(self._study.items(), item)
        told = [f"{word} it: {describe.title(one)}" for word, one in zip(("Before", "After"), near, strict=True) if one]
        self._console.say(f"It stands at {describe.place(item.source)}, line {item.source.line}.", *told)

    # Deciding

    def _take(self, said: str) -> None:
        """Do what was typed."""
        if self._did(said):
            return
        if self._is_own_word:
            self._take_word(said)
        elif said in {"", "y"}:
            self._agree()
        elif said == "w":
            self._decide(self._decision.with_whole(1.0))
            self._go_on()
        elif said in RATINGS:
            self._rate(RATINGS[said])
        elif said.split(maxsplit=1)[0] == "p":
            self._point(said.split()[1:])
        else:
            self._whole(said)

    def _did(self, said: str) -> bool:
        """Do what decides nothing, or takes something back; False where it was nothing of that."""
        if said == "/quit":
            raise Ended
        if said in {"u", "/undo"}:
            self._undo()
        elif said == "o":
            self._tell_neighbours()
        elif said in {"?", "/help"}:
            self._console.say(HELP)
        elif act(self._study, self._console, self._round, self._asked, said):
            self._suspended ^= said == "/suspend"
        else:
            return False
        return True

    def _take_word(self, said: str) -> None:
        """Where nothing was graded: whether it was right."""
        score = {"y": 1.0, "w": 1.0, "n": 0.0}.get(said)
        if score is None:
            self._console.say("Please type y or n.")
        else:
            self._decide(self._decision.with_whole(score))
            self._go_on()

    def _agree(self) -> None:
        if not self._decision.is_made:
            # Whoever gave up on a question without a solution has nothing to agree with.
            graded = self._grading.score is not None
            self._decide(Decision(confirmed=True) if graded else Decision(whole=0.0))
        self._go_on()

    def _rate(self, rating: Rating) -> None:
        best = best_rating(self._handed.circumstances)
        if not self._handed.next_days and rating > 1:
            self._console.say(describe_study.no_dates(self._handed))
        elif rating > best:
            told = describe_study.RESULTS[best]
            self._console.say(f"With the hints that were shown, the best result is: {told}.")
        else:
            dated = self._handed.next_days
            self._decide(self._decision.with_rating(rating) if dated else self._decision.with_whole(0.0))
            self._go_on()

    def _whole(self, said: str) -> None:
        score = describe_grading.score_typed(self._grading, said)
        if score is None:
            self._console.say(PLEASE)
        else:
            self._decide(self._decision.with_whole(score))
            self._go_on()

    def _point(self, words: list[str]) -> None:
        """Give one key point, or one option, its share."""
        count = len(self._grading.points)
        place, share = point_typed(words)
        if not count:
            self._console.say("There are no key points here: a number is for the whole.")
        elif not 0 <= place < count or share is None:
            self._console.say(f"Type p, a point from 1 to {count}, and its share from 0 to 1.")
        else:
            shown = describe_grading.is_choice(self._graded) and len(self._asked.order) == count
            self._decide(self._decision.with_point(self._asked.order[place] if shown else place, share))
            self._console.say(f"You: {self._amount()}. Enter keeps it.")

    def _amount(self) -> str:
        decision = self._decision
        # What the tutor still decides a part of stays an estimate.
        is_theirs = decision.whole is not None or len(decision.points) == len(self._grading.points)
        is_exact = is_theirs or describe_grading.is_exact(self._grading)
        say = describe_grading.amount if is_exact else describe_grading.about
        return say(self._grading, decision.score(self._grading))

    def _decide(self, decision: Decision) -> None:
        rating = keep(self._study, self._handed, decision)
        self._decisions.append(decision)
        self._rating = rating

    def _undo(self) -> None:
        if len(self._decisions) == 1:
            go_back(self._study, self._console, self._round)
            return
        rating = keep(self._study, self._handed, self._decisions[-2])
        self._decisions.pop()
        self._rating = rating if self._decision.is_made else self._handed.suggested
        self._console.say("Taken back.", *self._outlook())

    def _go_on(self) -> None:
        """Say what was written down, and go on to the next question."""
        rating, score = self._rating, self._decision.score(self._grading)
        right = was_right(score, rating, picked=bool(self._asked.order), suspended=self._suspended)
        said = f"You: {self._amount()}. " if self._decision.is_own and not self._is_own_word else ""
        if rating is not None and rating in self._handed.next_days:
            said += f"{_upper(describe_study.RESULTS[rating])}: it comes again {_when(self._handed.next_days[rating])}."
        else:
            said += describe_study.no_dates(self._handed)
        self._round.settle(self._handed, right=right, rating=rating)
        self._console.say(said)


def point_typed(words: list[str]) -> tuple[int, float | None]:
    """The point, from 0, and the share that were typed: ``2 0.5``, ``b 1``; -1 and None for what is neither."""
    name, number = (words[0], words[1].replace(",", ".")) if len(words) == 2 else ("", "")
    place = int(name) - 1 if name.isdecimal() and len(name) <= 3 else ascii_lowercase.find(name or "-")
    try:
        share = float(number)
    except ValueError:
        return place, None
    return place, share if 0 <= share <= 1 else None


def _when(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
