"""Papers and marks as the history keeps them: JSON, whole, so that an exam outlives edits of its documents."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dltutor.bank.item import Item
from dltutor.grading.result import Graded, Grading
from dltutor.study.exams.exam import Marks
from dltutor.study.exams.paper import Paper, Part


def paper_to_json(paper: Paper) -> dict[str, Any]:
    """A paper with its items."""
    return {
        "name": paper.name,
        "title": paper.title,
        "document": paper.document,
        "minutes": paper.minutes,
        "instructions": paper.instructions,
        "parts": [
            {"item": part.item.to_json(), "credits": part.credits, "problem": part.problem} for part in paper.parts
        ],
    }


def paper_from_json(data: Mapping[str, Any]) -> Paper:
    """The inverse of :func:`paper_to_json`."""
    parts = tuple(
        Part(Item.from_json(part["item"]), float(part["credits"]), str(part["problem"])) for part in data["parts"]
    )
    told = data.get("instructions", "")  # earlier versions kept none
    return Paper(data["name"], data["title"], data["document"], parts, data["minutes"], told)


def marks_to_json(marks: Marks) -> dict[str, Any]:
    """A part's marks; its item, which the paper holds, is left out."""
    return {
        "by": marks.by,
        "credits": marks.credits,
        "points": {str(index): value for index, value in marks.points.items()},
        "attempt": marks.attempt,
        "graded": None if marks.graded is None else _graded_to_json(marks.graded),
    }


def marks_from_json(data: Mapping[str, Any], part: Part) -> Marks:
    """The inverse of :func:`marks_to_json`."""
    graded = data["graded"]
    return Marks(
        by=data["by"],
        credits=data["credits"],
        graded=None if graded is None else _graded_from_json(graded, part.item),
        points={int(index): float(value) for index, value in data["points"].items()},
        attempt=data["attempt"],
    )


def _graded_to_json(graded: Graded) -> dict[str, Any]:
    return {
        "question": graded.question,
        "answer": graded.answer,
        "reference": graded.reference,
        "grading": asdict(graded.grading),
        "hints": list(graded.hints),
        "bias": graded.bias,
    }


def _graded_from_json(data: Mapping[str, Any], item: Item) -> Graded:
    whole = Grading.restored(data["grading"])
    return Graded(item, data["question"], data["answer"], data["reference"], whole, tuple(data["hints"]), data["bias"])
