"""A history for the pictures: a student, seeded, who studies for weeks by the real classes and sits an exam.

Only the grading is made up, since whether they know an answer is decided by how well their cards are remembered.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from math import exp
from pathlib import Path
from random import Random
from typing import Any

from dltutor.bank.item import Item
from dltutor.config import Config
from dltutor.grading.result import Graded, Grading, Verdict
from dltutor.study.attempt import Circumstances, Confidence
from dltutor.study.database import Database
from dltutor.study.exams.exam import Marks
from dltutor.study.rating import is_right
from dltutor.study.shuffling import LETTERS
from dltutor.study.sitting import Asked, Sitting
from dltutor.study.topics import topic_of
from dltutor.studying import Studying
from dltutor.studying.shelf import Shelf

TODAY = datetime(2027, 3, 2, 18, 30, tzinfo=UTC)
"""The day of the pictures, a Tuesday."""
EXAM = date(2027, 4, 1)
DAYS = 42
MINUTES = 25
SEED = 7
AT_FIRST = 0.5
"""How likely a question is known that was never asked."""
BETTER = 0.02
"""How much likelier a question is known than the model thinks."""
EASE = {"Optimisation": 0.08, "Regularisation": 0.05, "Generative models": -0.1, "Probability and statistics": -0.08}
"""What comes easier or harder than the rest."""


class MadeUp:
    """Grades by what is decided before."""

    version = "1"

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.right = True

    def grade(self, name: str, answer: str, bias: float = 0.0) -> Graded:
        """All right, or little of it."""
        item, score = self.items[name], 1.0 if self.right else 0.2
        worth = item.credits or 1.0
        low, high = (score, score) if item.options else (max(0.0, score - 0.2), min(1.0, score + 0.1))
        verdict: Verdict = "pass" if self.right else "not_yet"
        grading = Grading(score, verdict, score * worth, worth, low, high, version=self.version)
        return Graded(item, item.question, answer, item.answer, grading, bias=bias)

    def grade_request(self, request: Mapping[str, Any]) -> Graded:
        """A choice that is asked openly."""
        grading = Grading(float(self.right), "pass" if self.right else "not_yet", version=self.version)
        return Graded(None, str(request["question"]), str(request["answer"]), str(request["reference"]), grading)

    def hints(self, _: str) -> tuple[str, str]:
        """None."""
        return "", ""


class Student:
    """Studies most evenings, sits a paper on the way, and begins another one on the last day."""

    def __init__(self, config: Config, file: Path) -> None:
        self._random = Random(SEED)  # noqa: S311  for pictures
        self._marker = MadeUp()
        self._now = TODAY
        self._study = Studying(Shelf(config), lambda: self._marker, Database(file), lambda: self._now)
        self._marker.items = {item.id: item for item in self._study.items()}

    def live(self) -> None:
        """The weeks until today."""
        self._study.set_plan(EXAM, MINUTES)
        for ago in range(DAYS, 0, -1):
            self._now = TODAY - timedelta(days=ago)
            if ago < 4 or self._random.random() < 0.8:
                self._review()
            if ago == 6:
                self._sit()
        self._now = TODAY - timedelta(minutes=50)
        self._begin()
        self._study.close()

    def _review(self) -> None:
        sitting, memories = self._study.review(), self._study.memories()
        while (asked := sitting.asked) is not None:
            memory = memories.get(asked.wanted.card or 0)
            again = asked.wanted.why in {"missed", "openly"}
            chance = 0.9 if again else memory.recall + BETTER if memory else AT_FIRST
            self._answer(sitting, asked, chance + EASE.get(topic_of(asked.wanted.item), 0.0))

    def _answer(self, sitting: Sitting, asked: Asked, chance: float) -> None:
        self._marker.right = self._random.random() < chance
        sure: Confidence = self._random.choices((1, 2, 3), (1, 3, 6) if self._marker.right else (3, 4, 2))[0]
        how = Circumstances(sitting.mode, sitting.id, 0, sure, openly=asked.openly, seconds=self._seconds())
        handed = self._study.hand_in(asked, "a" if asked.order else "What they know of it.", how)
        score = None if self._random.random() > 0.08 else 0.7  # now and then they disagree
        rating = self._study.settle(handed, score=score)
        right = is_right(1.0 if self._marker.right else 0.2 if score is None else score, picked=bool(asked.order))
        sitting.settle(handed, right, rating)
        self._now += timedelta(seconds=how.seconds or 0.0)

    def _seconds(self) -> float:
        return 36 * exp(self._random.gauss(0, 0.4))

    def _sit(self) -> None:
        """Sit the first paper, and mark it."""
        exam = self._study.begin_exam(self._study.paper("practice-exam-1"), 90 * 60.0, 56.0)
        for state in exam.parts:
            state.answer = "What they know of it." if self._random.random() < 0.9 else ""
            state.seconds = 90.0
        exam.used = 85 * 60.0
        self._study.hand_in_exam(exam)
        for number, (part, state) in enumerate(zip(exam.paper.parts, exam.parts, strict=True)):
            if state.marks and state.marks.by == "unmarked":
                half = round(2 * part.credits * self._random.choice((0.5, 0.75, 1.0))) / 2
                self._study.mark_exam_part(exam, number, Marks("you", half, state.marks.graded))
        self._study.close_marking(exam)

    def _begin(self) -> None:
        """Begin the second paper: 47 minutes in, most of it answered, some parts flagged."""
        exam = self._study.begin_exam(self._study.paper("practice-exam-2"), 90 * 60.0, 50.0)
        for number, (part, state) in enumerate(zip(exam.paper.parts, exam.parts, strict=True)):
            label = part.item.source.label
            known = self._random.random() < 0.7
            state.answer = WRITTEN.get(label, _known(part.item) if known else "")
            state.seconds = (95.0 if state.answer else 15.0) * part.credits / 2
            state.flagged = label in FLAGGED
            exam.position = number if label == HERE else exam.position
        exam.used = 47 * 60.0
        self._study.save_exam(exam)


def _known(item: Item) -> str:
    """What somebody says who knows it: the right letters, or what the answer begins with."""
    if item.options:
        return ", ".join(letter for letter, option in zip(LETTERS, item.options, strict=False) if option.correct)
    return item.answer.split(". ")[0].split("\n")[0]


HERE = "5.2"
FLAGGED = {"1.6", "2.4", "4.4"}
WRITTEN = {
    "2.5": "Yes, convolutions don't care about the size and the average pooling gives 64 numbers for any image. With a "
    "linear layer on the flattened map it would not work, its weights are made for one size.",
    "4.2": "64*32*2*2 + 32 = 8224, and 16*2 + 2 = 34",
    "4.3": "Fine details such as the edges of the lesions, which the encoder has pooled away.",
    "4.6": "They have to be rotated by the same angles, with nearest neighbour so that they stay 0 and 1.",
    "5.1": "ln 10 = 2.30, so the network guesses among 10 classes. I would check the learning rate and whether it can "
    "overfit one batch.",
    "5.2": "Overfitting. Weight decay, more data by augmentation, early stopping.",
    "6.3": "The lower one, because a missed worn bearing is what costs most.",
    "6.5": "The threshold was chosen on the test set.",
    "7.1": "512 * 4 + 4 = 2052",
    "8.4": "Faulty screws are reconstructed badly, so a large error means a fault. It fails if the autoencoder is good "
    "enough to rebuild faults as well.",
}
