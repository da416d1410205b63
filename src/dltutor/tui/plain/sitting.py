"""A quiz, a review or a single question line by line."""

from __future__ import annotations

from contextlib import suppress
from string import ascii_lowercase
from typing import TYPE_CHECKING

from dltutor.errors import DltutorError
from dltutor.study.attempt import Circumstances
from dltutor.study.shuffling import letters_to_item
from dltutor.study.sitting import Sitting
from dltutor.tui import describe, describe_grading, describe_study
from dltutor.tui.plain.card_words import act, go_back
from dltutor.tui.plain.console import Ended, Paused, is_command
from dltutor.tui.plain.deciding import PlainDeciding
from dltutor.tui.plain.formulas import prose
from dltutor.tui.plain.word import Word, listed
from dltutor.tui.rounds import Round

if TYPE_CHECKING:
    from dltutor.study.attempt import Confidence, Handed
    from dltutor.study.sitting import Asked
    from dltutor.studying import Studying
    from dltutor.tui.plain.console import Console
    from dltutor.tutor import Item

WORDS = (
    Word("/hint", "a hint, twice at most; each lowers the best result", ("hint",)),
    Word("/dk", "I don't know: see the answer", ("give_up",)),
    Word("/again", "hear the question again"),
    Word("/skip", "leave the question out", ("skip",)),
    Word("/later", "put it off until tomorrow", ("bury",)),
    Word("/suspend", "never ask it again; once more, after its answer: ask it again", ("suspend",)),
    Word("/flag", "mark it, or take the mark off", ("flag_question",)),
    Word("/undo", "take back the last decision, and decide anew; more than once goes further back", ("answer_before",)),
    Word("/pause", "ask something in between; continue comes back", ("leave_attempt", "leave_feedback", "discuss")),
    Word("/quit", "end here; what was answered is kept"),
)
LINES = (
    Word("an empty line", "ends an answer, and hands it in", ("submit", "submit_choice")),
    Word("a c, or none", "the letters of the right options", ("choose_option", "choose_none")),
    Word("1, 2 or 3", "how sure you were; an empty line doesn't say it", ("sure", "not_said")),
    Word("/back", "asked how sure you were: type the answer anew", ("edit_answer",)),
)
"""What else is typed; it is said where it is asked for."""
BACK = "/back"
LEVELS: dict[str, Confidence | None] = {"": None, "1": 1, "2": 2, "3": 3}
HELP = f"""\
Type your answer; an empty line or a dot alone on a line ends it. Instead of an answer, alone on a line:
{listed(WORDS)}"""
HOW = "Type your answer; an empty line or a dot alone on a line ends it. /hint, /dk and /help are there, too."
LETTERS = "Type the letters of the right options, such as: a c; or none."
UNREADABLE = "Which options do you mean? Type their letters, such as: a c; or none."
NOTHING_YET = "There is no answer yet. /dk if you don't know it, /help for what else there is."
UNDECIDED = "Your last answer is kept, without a decision."
WAITS = "It waits; type continue to go on with it."
NOWHERE = "There is nowhere to ask in between: begin the quiz within dltutor --plain for that."
FURTHER = "undo decides on the last one anew."
MISSED = "missed asks again what wasn't right, open says the place to read."
NO_FURTHER_HINT = "There is no further hint. /dk shows the answer."


class PlainSitting:
    """One sitting on a console.

    Args:
        study: What grades and keeps.
        console: Where it is said.
        sitting: The questions, or where a sitting stands that waited.
        in_talk: Whether it is within a session, in which something can be asked meanwhile.

    Attributes:
        round: Where the sitting stands.
        paused: Whether the person has left it to wait.
        to_read: What to read at its end.
    """

    def __init__(self, study: Studying, console: Console, sitting: Sitting | Round, *, in_talk: bool = False) -> None:
        self._study = study
        self._console = console
        self._is_new = isinstance(sitting, Sitting)
        self.round = Round(sitting) if isinstance(sitting, Sitting) else sitting
        self._round, self._sitting = self.round, self.round.sitting
        self._in_talk = in_talk
        self.paused = False
        self.to_read: Item | None = None

    def run(self) -> None:
        """Ask until nothing is left to ask, the time is up or the person leaves; then sum up."""
        if self._is_new:
            self._console.say(HOW if self._round.mode == "try" else HELP)
        try:
            self._ask_all()
        except Paused:
            self.paused = True
            self._console.say(WAITS)
        else:
            self._sum_up()

    def _ask_all(self) -> None:
        with suppress(Ended):
            while (asked := self._round.asked) is not None:
                self._round.start(self, self._round.now)
                try:
                    self._take(asked)
                finally:
                    self._round.stop(self)
            if self._round.left == 0 and self._sitting.asked is not None:
                self._console.say("", "The time is up.")

    def _take(self, asked: Asked) -> None:
        """Go on with a question: with its answer, or with what came back by undoing."""
        handed = self._round.now.handed or self._answered(asked)
        if handed is not None:
            PlainDeciding(self._study, self._console, self._round, asked, handed).run(self._pause)

    def _pause(self) -> None:
        """Leave the sitting to wait, where there is something else to do. Raises Paused then."""
        if self._in_talk:
            raise Paused
        self._console.say(NOWHERE)

    # Asking

    def _answered(self, asked: Asked) -> Handed | None:
        """What was handed in; None where the question was left."""
        self._show(asked)
        while self._round.asked == asked:
            typed = self._console.answer(single=bool(asked.order))
            try:
                handed = self._reply(asked, typed)
            except DltutorError as error:
                self._console.tell(error)
                continue
            if handed is not None:
                return handed
        return None

    def _show(self, asked: Asked) -> None:
        item = asked.wanted.item
        self._console.say("", describe_study.header(self._round.mode, asked, self._round.left))
        if part_of := asked.wanted.part_of:
            others = [describe.title(one) for one in self._study.items() if one.id in part_of]
            self._console.say(f"Part of the same problem: {'; '.join(others)}")
        if item.stem:
            self._console.say(prose(item.stem), "")
        self._console.say(prose(item.question))
        if asked.order:
            options = [describe.one_line(item.options[index].text) for index in asked.order]
            self._console.say(*(f"{letter}) {text}" for letter, text in zip(ascii_lowercase, options, strict=False)))
            self._console.say(describe_grading.rule_line(item), LETTERS)

    def _reply(self, asked: Asked, typed: str) -> Handed | None:
        """Do what was typed; what was handed in, if it was an answer."""
        if is_command(typed):
            return self._do(typed.lower(), asked)
        if not typed.strip():
            if self._round.mode == "try":
                self._console.say("No answer; nothing was graded.")
                raise Ended
            self._console.say(NOTHING_YET)
        elif asked.order and letters_to_item(typed, asked.wanted.item, asked.order) is None:
            self._console.say(UNREADABLE)
        else:
            return self._hand_in(asked, typed)
        return None

    def _do(self, command: str, asked: Asked) -> Handed | None:
        if command == "/dk":
            return self._hand_in(asked, "", gave_up=True)
        if command == "/quit":
            raise Ended
        if command == "/pause":
            self._pause()
        elif command == "/hint":
            self._hint(asked)
        elif command == "/again":
            self._show(asked)
        elif command == "/skip":
            self._round.skip()
        elif command == "/undo":
            go_back(self._study, self._console, self._round)
        elif command == "/help":
            self._console.say(HELP)
        elif not act(self._study, self._console, self._round, asked, command):
            self._console.say(f"There is no command {command}; /help lists them.")
        return None

    def _hint(self, asked: Asked) -> None:
        now = self._round.now
        now.hints = now.hints or tuple(hint for hint in self._study.hints(asked) if hint.strip())
        if now.seen < len(now.hints):
            self._console.say(f"{describe_study.HINT_COSTS[now.seen]}: {prose(now.hints[now.seen])}")
            now.seen += 1
        else:
            self._console.say(NO_FURTHER_HINT)

    # Handing in

    def _hand_in(self, asked: Asked, answer: str, *, gave_up: bool = False) -> Handed | None:
        """Grade and keep an answer; None where it could not be read, so that the question stays."""
        self._round.start(self)  # from here on the time is none of the answer's
        sure: Confidence | None = None
        if not gave_up and self._round.mode != "try":
            try:
                said = self._confidence()
            except (Ended, KeyboardInterrupt):
                # The answer is there: it is kept, whatever was not said about it.
                self._round.take(asked, self._graded(asked, answer, None, gave_up=False))
                raise
            if said == BACK:
                self._round.start(self, self._round.now)
                self._console.say("Type your answer anew.")
                return None
            sure = LEVELS[said]
        handed = self._graded(asked, answer, sure, gave_up=gave_up)
        if handed.graded.grading.score is None and asked.order and not gave_up:
            self._console.say(describe_grading.verdict_line(handed.graded.grading))
            return None
        self._round.take(asked, handed)
        return handed

    def _graded(self, asked: Asked, answer: str, sure: Confidence | None, *, gave_up: bool) -> Handed:
        how = Circumstances(
            mode=self._round.mode,
            sitting=self._sitting.id,
            hints=self._round.now.seen,
            confidence=sure,
            gave_up=gave_up,
            openly=asked.openly,
            seconds=self._round.now.seconds,
        )
        return self._study.hand_in(asked, answer, how)

    def _confidence(self) -> str:
        """One of LEVELS, or BACK."""
        self._console.say(describe_study.HOW_SURE)
        while (said := self._console.reply().lower()) not in {*LEVELS, BACK}:
            self._console.say(describe_study.HOW_SURE)
        return said

    # The end

    def _sum_up(self) -> None:
        if self._round.mode == "try":
            return
        summary = self._sitting.summary()
        self._console.say("", describe_study.outcome(summary))
        if self._round.now.handed is not None:
            self._console.say(UNDECIDED)
        last = {one.asked.wanted.item.id: one for one in summary.settled if one.right is not None}
        wrong = [describe.title(one.asked.wanted.item) for one in last.values() if not one.right]
        if wrong:
            self._console.say("Not right yet, and asked again soon:", *(f"- {title}" for title in wrong))
        self.to_read = describe_study.to_read(summary)
        if self.to_read is not None:
            self._console.say(f"Read now: {describe.title(self.to_read)} ({describe.place(self.to_read.source)})")
        if self._in_talk and summary.answered:
            self._console.say(f"{MISSED} {FURTHER}" if wrong else FURTHER)
