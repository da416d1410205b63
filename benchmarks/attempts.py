"""A history of many attempts, for measuring what is made of it; kept by the real classes, answered at random."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from dltutor.bank.item import Item
from dltutor.grading.result import Graded, Grading
from dltutor.study.attempt import Circumstances
from dltutor.study.cards import Cards
from dltutor.study.database import Database
from dltutor.study.history import History

DAYS = 60
KNOWN = 0.8


def write_attempts(file: Path, items: Sequence[Item], number: int) -> None:
    """Answer open questions in any order over the last weeks, each attempt decided.

    Args:
        file: Where the history is written.
        items: What is asked.
        number: Of attempts.
    """
    moment = start = datetime.now(UTC) - timedelta(days=DAYS)
    dice = Random(1)  # noqa: S311  nothing is to be kept secret
    database = Database(file)
    history, cards = History(database, lambda: moment), Cards(database, lambda: moment)
    asked = [item for item in items if item.answered and not item.options]
    card_of = {item.id: cards.card_of(item) for item in asked}
    for done in range(number):
        moment = start + timedelta(days=DAYS) * (done / number)
        item, right = dice.choice(asked), dice.random() < KNOWN
        score = float(right)
        grading = Grading(score, "pass" if right else "not_yet", low=score, high=score, version="1")
        graded = Graded(item, item.question, "What they know of it.", item.answer, grading)
        how = Circumstances("review", "s", 0, dice.choice((1, 2, 3)), seconds=30.0)
        attempt = history.record(graded, how, card_of[item.id])
        history.decide(attempt, graded, rating=3 if right else 1)
    database.close()
