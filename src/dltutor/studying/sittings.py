"""Quizzes and reviews: what is asked, what comes of an answer, and taking it back."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import NamedTuple

from dltutor.bank.item import Item, key_in_words
from dltutor.grading.result import Graded, Grading
from dltutor.study.attempt import Attempt, Circumstances, Handed, Rating
from dltutor.study.choosing import Chosen, choose_review, typical_seconds
from dltutor.study.due import Due, due_of
from dltutor.study.quizzing import QuizWish, choose_quiz
from dltutor.study.rating import rating_of
from dltutor.study.shuffling import letters_to_item
from dltutor.study.sitting import Asked, Sitting, Wanted
from dltutor.studying.desk import Desk

UNREADABLE = "Which options do you choose? Type their letters, or none."
NO_ANSWER = "There is no solution in your documents: say yourself whether you were right."


class ReviewWish(NamedTuple):
    """What a student wants of a review: minutes instead of the plan's, questions at most."""

    minutes: float | None = None
    most: int | None = None


class Sittings(Desk):
    """Asking, answering, deciding."""

    def quiz(self, wish: QuizWish | None = None) -> Sitting:
        """A quiz.

        Raises:
            UsageError: There is nothing of the kind to ask.
            IndexProblem: There is no index.
        """
        wish, seed = wish or QuizWish(), self._seed()
        wanted = choose_quiz(self.items(), self.cards(), self.memories(), wish, self.today, seed)
        return Sitting(f"quiz-{seed:x}", "quiz", wanted, seed, minutes=wish.minutes)

    def trial(self, item: Item) -> Sitting:
        """A single question that the student wants to try."""
        card, seed = self.cards().get(item.id), self._seed()
        return Sitting(f"try-{seed:x}", "try", [Wanted(item, card.id if card else None, "chosen")], seed)

    def review(self, minutes: float | None = None, most: int | None = None) -> Sitting:
        """What is due today, within the minutes of the plan (or others) and so many questions at most."""
        seed = self._seed()
        return Sitting(f"review-{seed:x}", "review", self._due(minutes, most).wanted, seed, minutes=minutes)

    def due(self) -> Due:
        """What a review would ask."""
        return due_of(self._due(None, None), self.schedule().plan, self.today)

    def hints(self, asked: Asked) -> tuple[str, str]:
        """The two hints for a question, the weaker first; either may be empty."""
        return self.marker().hints(asked.wanted.item.id)

    def hand_in(self, asked: Asked, answer: str, circumstances: Circumstances) -> Handed:
        """Grade an answer, and keep it at once, whatever is decided about it later.

        A choice may be answered in the letters that were shown. One that can't be read is not kept: its grading has no
        score and says what to type.

        Raises:
            DltutorError: It can't be graded or kept.
        """
        item = asked.wanted.item
        typed = answer
        if asked.order and not circumstances.gave_up:
            letters = letters_to_item(answer, item, asked.order)
            if letters is None:
                unread = Graded(item, item.question, answer, item.answer, Grading(None, "ungraded", note=UNREADABLE))
                return Handed(0, unread, circumstances, None, {})
            typed = letters
        graded = self._grade(item, typed, circumstances)
        card = self._card_of(item)
        attempt = self.history.record(graded, circumstances, card)
        return Handed(attempt, graded, circumstances, *self._outlook(item, card, graded.grading.score, circumstances))

    def settle(
        self,
        handed: Handed,
        *,
        score: float | None = None,
        points: Mapping[int, float] | None = None,
        rating: Rating | None = None,
    ) -> Rating | None:
        """Keep what the student decides: nothing given confirms the tutor's grading.

        Args:
            handed: What it is about.
            score: Their score of the whole, 0..1.
            points: Their values of single key points, by index.
            rating: Their own rating instead of the one that follows from the score.

        Returns:
            The rating that the scheduler gets; None where it gets none (a choice that was right by a guess).
        """
        graded = handed.graded
        own = score
        if own is None and graded.grading.score is not None:
            own = graded.grading.score_with(points or {})
        if rating is None:
            rating = rating_of(own, handed.circumstances, choice=bool(graded.item and graded.item.options))
        self.history.decide(handed.attempt, graded, score=score, points=points, rating=rating)
        return rating

    def take_back(self, handed: Handed) -> None:
        """Take back whatever was decided about an answer; the answer stays in the history."""
        self.history.take_back(handed.attempt)

    def undo(self) -> Attempt | None:
        """Take back the newest decision of the whole history; None where there is none."""
        return self.history.undo()

    def _due(self, minutes: float | None, most: int | None) -> Chosen:
        attempts = self.history.attempts()
        pace = typical_seconds(one.circumstances.seconds for one in attempts)
        if minutes is None:  # of the plan's, what today has left
            spent = sum(one.circumstances.seconds or 0.0 for one in attempts if one.day == self.today)
            minutes = max(0.0, self.schedule().plan.minutes - spent / 60)
        cards, memories = self.cards(), self.memories(attempts)
        return choose_review(
            self.items(),
            cards,
            memories,
            self.schedule().plan,
            self.today,
            minutes=minutes,
            seconds_per_card=pace,
            most=most,
        )

    def _grade(self, item: Item, answer: str, circumstances: Circumstances) -> Graded:
        if circumstances.openly:
            return self._grade_elsewhere(replace(item, options=(), answer=key_in_words(item.options)), answer)
        if not item.answered:
            return Graded(item, item.question, answer, "", Grading(None, "ungraded", note=NO_ANSWER))
        marker = self.marker()
        bias = self.history.decisions.bias(marker.version).value
        return marker.grade(item.id, "I don't know" if circumstances.gave_up else answer, bias)

    def _grade_elsewhere(self, item: Item, answer: str) -> Graded:
        """Grade against an item that isn't in the index as it is."""
        request = {
            "question": item.question,
            "reference": item.answer,
            "options": [asdict(option) for option in item.options],
            "key_points": [asdict(point) for point in item.key_points],
            "rule": item.choice_rule,
            "credits": item.credits,
            "answer": answer,
        }
        return replace(self.marker().grade_request(request), item=item)

    def _outlook(
        self, item: Item, card: int, score: float | None, circumstances: Circumstances
    ) -> tuple[Rating | None, dict[Rating, int]]:
        """The rating that the score comes to, and when the question comes again by rating."""
        suggested = rating_of(score, circumstances, choice=bool(item.options))
        if circumstances.mode == "exam" or (suggested is None and score is not None):
            return suggested, {}
        reviews, wrong = self.reviews_of(card)
        sure = circumstances.confidence == 3
        return suggested, self.schedule().next_days(card, reviews, self.today, sure_wrong=wrong, sure=sure)

    def _card_of(self, item: Item) -> int:
        return self._cards.card_of(item)

    def _seed(self) -> int:
        """Another one for every sitting, and the same for whoever begins at the same moment."""
        return int(self.clock().timestamp() * 1000)
