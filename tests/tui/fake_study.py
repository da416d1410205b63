"""What stands behind ``Tutor.study`` in these tests: real sittings over a fake Tutor's items; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dltutor.errors import UsageError
from dltutor.grading.result import Graded, Grading
from dltutor.study.agreement import agreement
from dltutor.study.attempt import Circumstances, Handed, Rating
from dltutor.study.bias import Bias
from dltutor.study.card import ActionKind, Card
from dltutor.study.due import Due
from dltutor.study.plans import Plan
from dltutor.study.progress.report import ProgressReport, progress
from dltutor.study.progress.section import Known
from dltutor.study.quizzing import QuizWish
from dltutor.study.rating import rating_of
from dltutor.study.shuffling import letters_to_item
from dltutor.study.sitting import Asked, Sitting, Wanted, Why

if TYPE_CHECKING:
    from datetime import date

    from fake_tutor import World

    from dltutor.bank.item import Item
    from dltutor.study.recognised import Ask

TODAY = 740_000
NEXT_DAYS: dict[Rating, int] = {1: 1, 2: 6, 3: 9, 4: 20}


@dataclass
class History:
    """What a test has the app do, for the test to see.

    Attributes:
        handed: Everything handed in, in order.
        ratings: What ``settle`` returned, in order.
        taken_back: Attempts whose decision was taken back.
        actions: What was done to items.
        why: Why the questions of a quiz are asked.
        minutes: A quiz ends after them.
        next_days: What the schedule says of each answer.
        plan: In force.
        asks: Cards that may belong to another item now.
        said: What the student said of them: the item's id, or nothing for none.
    """

    handed: list[Handed] = field(default_factory=list)
    ratings: list[Rating | None] = field(default_factory=list)
    taken_back: list[int] = field(default_factory=list)
    actions: list[tuple[str, ActionKind]] = field(default_factory=list)
    wishes: list[QuizWish] = field(default_factory=list)
    why: Why = "new"
    minutes: float | None = None
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    next_days: Mapping[Rating, int] = field(default_factory=lambda: NEXT_DAYS)
    plan: Plan = field(default_factory=Plan)
    asks: tuple[Ask, ...] = ()
    said: dict[int, str] = field(default_factory=dict)


class FakeStudy:
    def __init__(self, world: World) -> None:
        self.world = world

    def asks(self) -> tuple[Ask, ...]:
        return tuple(ask for ask in self._history.asks if ask.card.id not in self._history.said)

    def say_same(self, card: int, item: str) -> None:
        self._history.said[card] = item

    def say_gone(self, card: int) -> None:
        self._history.said[card] = ""

    @property
    def _history(self) -> History:
        return self.world.history

    def _sitting(self, mode: str, items: list[Item], why: Why) -> Sitting:
        queue = [Wanted(item, None, why, tuple(self._history.parts.get(item.id, ()))) for item in items]
        return Sitting(f"{mode}-1", mode, queue, 1, self._history.minutes)  # type: ignore[arg-type]

    def quiz(self, wish: QuizWish | None = None) -> Sitting:
        self.world.may_fail("quiz")
        wish = wish or QuizWish()
        self._history.wishes.append(wish)
        asked = [one for one in self.world.items if one.kind != "fragment" and wish.topic in one.question]
        if wish.items:
            asked = [one for one in asked if one.id in wish.items]
        if not asked:
            raise UsageError(f"There is no question of the topic {wish.topic} to ask.", hint="Ask for other questions.")
        return self._sitting("quiz", asked[: wish.count], self._history.why)

    def items(self) -> tuple[Item, ...]:
        self.world.may_fail("items")
        return self.world.items

    def trial(self, item: Item) -> Sitting:
        return self._sitting("try", [item], "chosen")

    def review(self, minutes: float | None = None, most: int | None = None) -> Sitting:
        return self._sitting("review", [one for one in self.world.items if one.topic == "due"], "due")

    def plan(self) -> Plan:
        return self._history.plan

    def set_plan(self, exam: date | None, minutes: int) -> Plan:
        self._history.plan = Plan(None if exam is None else exam.toordinal(), minutes)
        return self._history.plan

    def due(self) -> Due:
        self.world.may_fail("due")
        return Due(due=3, new=2, minutes=4, exam_in=20)

    def hints(self, asked: Asked) -> tuple[str, str]:
        return "It belongs to training.", "The points begin: “Units are …”"

    def hand_in(self, asked: Asked, answer: str, circumstances: Circumstances) -> Handed:
        self.world.may_fail("grade")
        item = asked.wanted.item
        if asked.order and not circumstances.gave_up:
            answer = letters_to_item(answer, item, asked.order) or answer
        self.world.graded.append((item.id, answer))
        grading = self.world.grading if item.answered else Grading(None, "ungraded", note="There is no solution.")
        if circumstances.gave_up:
            grading = replace(grading, score=0.0, verdict="not_yet", points=())
        suggested = rating_of(grading.score, circumstances, choice=bool(item.options))
        graded = Graded(item, item.question, answer, item.answer, grading, self.world.hints)
        days = {} if suggested is None and grading.score is not None else dict(self._history.next_days)
        handed = Handed(len(self._history.handed) + 1, graded, circumstances, suggested, days)
        self._history.handed.append(handed)
        return handed

    def settle(
        self,
        handed: Handed,
        *,
        score: float | None = None,
        points: Mapping[int, float] | None = None,
        rating: Rating | None = None,
    ) -> Rating | None:
        self.world.may_fail("decide")
        self.world.decided.append((score, points))
        grading = handed.graded.grading
        own = score if score is not None else grading.score_with(points or {})
        options = bool(handed.graded.item and handed.graded.item.options)
        self._history.ratings.append(rating or rating_of(own, handed.circumstances, choice=options))
        return self._history.ratings[-1]

    def take_back(self, handed: Handed) -> None:
        self.world.may_fail("decide")
        self._history.taken_back.append(handed.attempt)

    def act(self, item_id: str, kind: ActionKind) -> Card:
        self.world.may_fail("act")
        self._history.actions.append((item_id, kind))
        return Card(1, item_id, "", "lecture.md", "1", suspended=kind == "suspend", flagged=kind == "flag")

    def cards(self) -> dict[str, Card]:
        made: dict[str, Card] = {}
        for item, kind in self._history.actions:
            before = made.get(item, Card(1, item, "", "lecture.md", "1"))
            suspended = kind == "suspend" or (before.suspended and kind != "resume")
            flagged = kind == "flag" or (before.flagged and kind != "unflag")
            made[item] = replace(before, suspended=suspended, flagged=flagged)
        return made

    def orphans(self) -> tuple[Card, ...]:
        return ()

    def undo(self) -> None:
        return None

    def clock_warning(self) -> str:
        return ""

    def item(self, name: str) -> Item:
        return next(one for one in self.world.items if one.id == name)

    def progress(self) -> ProgressReport:
        known = Known((), {}, {}, self.world.items, Plan(), TODAY, agreement(0, (), Bias("")))
        return progress(known)
