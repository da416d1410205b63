"""Studying: what is due, quizzes and reviews, the plan, the cards, progress."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dltutor.errors import IndexProblem, UsageError
from dltutor.tui import describe, describe_study, trying
from dltutor.tui.plain.sameness import ask_same
from dltutor.tui.plain.start import NOTHING_DUE
from dltutor.tui.plain.writing import write_new

if TYPE_CHECKING:
    from dltutor.study.card import ActionKind, Card
    from dltutor.study.plans import Plan
    from dltutor.study.quizzing import QuizWish
    from dltutor.tui.plain.talk import Talk
    from dltutor.tutor import Item

NO_ITEM = "Ask for a question first, or type the word with a slash before it and an ID behind it."
NOT_LEFT = "Nothing waits. quiz or review begins one."
BEGIN = "quiz, review, exam, stats and plan go on from here."
SHOWN = 30
"""Cards that are listed at most."""
HOW_PLAN = "Type plan and a date (2027-02-15, or none), minutes a day, or both."
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|none", re.IGNORECASE)


def study(talk: Talk) -> None:
    """Say what is due, what waits, and how things stand."""
    due(talk)
    if talk.waiting is not None and (asked := talk.waiting.asked) is not None:
        name = describe_study.NAMES[talk.waiting.mode].lower()
        talk.say(f"A {name} waits ({asked.number} of {asked.total}): continue goes on with it.")
    report = talk.tutor.study.progress()
    talk.say(report.readiness.finding, report.topics.finding, BEGIN)


def due(talk: Talk) -> None:
    """Say what is due today, and what is odd about the clock."""
    talk.say(f"Today: {talk.tutor.study.due()}", *filter(None, [talk.tutor.study.clock_warning()]))


# Being asked


def quiz(talk: Talk, topic: str) -> None:
    """Ask questions, of a topic or of everything."""
    from dltutor.study.quizzing import QuizWish

    _quiz(talk, QuizWish(topic=topic))


def _quiz(talk: Talk, wish: QuizWish) -> None:
    if talk.is_ready() and talk.may_begin():
        ask_same(talk.tutor.study, talk.console)
        talk.sit(talk.tutor.study.quiz(wish))


def review(talk: Talk) -> None:
    """Ask what is due."""
    if talk.is_ready() and talk.may_begin():
        ask_same(talk.tutor.study, talk.console)
        sitting = talk.tutor.study.review()
        if sitting.asked is None:
            talk.say(NOTHING_DUE)
        else:
            talk.sit(sitting)


def go_on(talk: Talk) -> None:
    """Go on with the quiz or review that waits."""
    if talk.waiting is None:
        talk.say(NOT_LEFT)
    else:
        talk.sit(talk.waiting)


def missed(talk: Talk) -> None:
    """Ask again what was missed in the last quiz or review."""
    items = describe_study.missed(talk.finished.sitting.summary()) if talk.finished is not None else []
    if items:
        ask_items(talk, tuple(item.id for item in items))
    else:
        talk.say("Nothing was missed, or no quiz has ended yet.")


def ask_items(talk: Talk, ids: tuple[str, ...]) -> None:
    """Ask these very questions."""
    from dltutor.study.quizzing import QuizWish

    _quiz(talk, QuizWish(items=ids))


def try_question(talk: Talk, words: str) -> None:
    """Ask a single question: that of the last answer, or the one that the words are about."""
    if not talk.is_ready():
        return
    item = trying.find_item(talk.tutor, words) if words else talk.item
    if item is None:
        talk.say("Ask for a question first, or type /try and its ID or some words.")
    elif reason := talk.sessions.gone.get(item.id) or trying.why_not(item):
        talk.say(reason)
    else:
        talk.sit(talk.tutor.study.trial(item))


def undo(talk: Talk) -> None:
    """Take back the decision that was made last; where its quiz has just ended, decide anew."""
    finished = talk.finished
    if finished is not None and finished.sitting.settled:
        from dltutor.tui.plain.card_words import go_back

        go_back(talk.tutor.study, talk.console, finished)
        talk.sit(finished)
        return
    taken = talk.tutor.study.undo()
    question = describe.shortened(describe.one_line(taken.question), SHOWN * 2) if taken is not None else ""
    talk.say(f"Taken back: {question}" if question else "There is nothing to undo.")


# Plan and progress


def plan(talk: Talk, rest: str) -> None:
    """Say the plan, or set the date of the exam and the minutes a day."""
    kept = talk.tutor.study
    now = kept.plan()
    if rest:
        dates = [word for word in rest.split() if _DATE.fullmatch(word)]
        minutes = [word for word in rest.split() if word.isdecimal() and len(word) <= 4]
        if len(dates) > 1 or len(minutes) > 1 or len(dates) + len(minutes) < len(rest.split()):
            talk.say(HOW_PLAN)
            return
        day = _date(dates[0]) if dates else None if now.exam is None else date.fromordinal(now.exam)
        now = kept.set_plan(day, int(minutes[0]) if minutes else now.minutes)
    talk.say(f"{_told(now)} {HOW_PLAN}")
    try:
        due(talk)
    except IndexProblem:  # the plan stands without it
        talk.say("What is due is known once there is an index. Type rebuild to build it.")


def _told(now: Plan) -> str:
    exam = "no exam date" if now.exam is None else f"exam on {date.fromordinal(now.exam).isoformat()}"
    return f"{now.minutes} minutes a day, {exam}."


def _date(text: str) -> date | None:
    try:
        return None if text.lower() == "none" else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date.", hint="Write it as 2027-02-15, or none.") from None


def stats(talk: Talk, rest: str) -> None:
    """Say the progress, or write its numbers into a new file."""
    report = talk.tutor.study.progress()
    if rest.lower() == "csv":
        file = Path(f"dltutor-progress-{report.due.days[0].day.isoformat()}.csv")
        talk.say(f"Saved as {write_new(Path.cwd() / file, report.to_csv())}.")
    else:
        talk.say(str(report))


# Cards


def add_to_review(talk: Talk) -> None:
    """Put the question of the last answer into the reviews."""
    item = talk.item
    if item is None:
        talk.say("Ask for a question first: then it can be added.")
    else:
        talk.tutor.study.act(item.id, "add")
        talk.say(f"Added to your reviews: {describe.title(item)}")


def suspend(talk: Talk, rest: str) -> None:
    """Never ask a question again, or ask it again."""
    _turn(talk, rest, "suspend")


def flag(talk: Talk, rest: str) -> None:
    """Mark a question, or take the mark off."""
    _turn(talk, rest, "flag")


def bury(talk: Talk, rest: str) -> None:
    """Put a question off until tomorrow."""
    item = _meant(talk, rest)
    if item is not None:
        talk.tutor.study.act(item.id, "bury")
        talk.say(f"It waits until tomorrow: {describe.title(item)}")


def _turn(talk: Talk, rest: str, kind: ActionKind) -> None:
    from dltutor.tui.plain.card_words import turned

    item = _meant(talk, rest)
    if item is not None:
        _, told = turned(talk.tutor.study, item.id, kind)
        talk.say(f"{told} {describe.title(item)}")


def _meant(talk: Talk, name: str) -> Item | None:
    """The item of an ID, else that of the last answer; says so where there is none."""
    item = talk.tutor.study.item(name) if name else talk.item
    if item is None:
        talk.say(NO_ITEM)
    return item


def cards(talk: Talk, rest: str) -> None:
    """List the cards of the questions that were asked, or only some kind of them."""
    from dltutor.tui.describe_cards import card_line

    kinds = {"suspended": _is_suspended, "flagged": _is_flagged, "gone": _is_gone}
    wanted = kinds.get(rest.lower())
    if rest and wanted is None:
        talk.say(f"Type cards, or cards and one of: {', '.join(kinds)}.")
        return
    kept = talk.tutor.study
    found = [card for card in (*kept.cards().values(), *kept.orphans()) if wanted is None or wanted(card)]
    talk.say(*(card_line(card) for card in found[:SHOWN]))
    left = f", of which these are the first {SHOWN}; dltutor cards lists all" if len(found) > SHOWN else ""
    talk.say(f"{len(found)} card{'' if len(found) == 1 else 's'}{left}.")


def _is_suspended(card: Card) -> bool:
    return card.suspended


def _is_flagged(card: Card) -> bool:
    return card.flagged


def _is_gone(card: Card) -> bool:
    return card.gone
