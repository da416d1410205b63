"""Options are shown in an order of their own for each sitting: what is said of them names them as they were shown."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from dltutor.study.shuffling import letters_to_display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.tutor import Graded


def as_shown(graded: Graded, order: Sequence[int]) -> Graded:
    """The grading of a choice in the order and with the letters that the student saw; of all else, as it is.

    Args:
        graded: What to tell of.
        order: Where each option that was shown stands in the item; empty where none were.
    """
    points = graded.grading.points
    if graded.item is None or not order or len(order) != len(points):
        return graded
    shown = tuple(replace(points[index], text=lettered(points[index].text, place)) for place, index in enumerate(order))
    answer = letters_to_display(graded.answer, graded.item, tuple(order)) or graded.answer
    return replace(graded, answer=answer, grading=replace(graded.grading, points=shown))


def lettered(text: str, place: int) -> str:
    """What is said of an option, which begins with the document's letter for it, with the letter of a place."""
    return f"{ascii_lowercase[place]}{text[1:]}" if text[1:2] == ")" else text
