"""The two hints that a student can ask for before they answer: what it is about, then how each point begins."""

import re

from dltutor.grading.task import Task
from dltutor.search.texts import readable

BEGINNING = 2
"""Words of a point that the second hint tells."""
MOST = 6
"""Points whose beginnings are told; more would be the answer."""
KINDS = {
    "numeric": "The answer is a number.",
    "shape": "The answer is a shape: the sizes, in order.",
    "tuple": "The answer is several values, in order.",
    "formula": "The answer is a formula.",
    "list": "The answer is a list.",
    "text": "",
    "choice": "",
}
_FRAME = re.compile(r"^\W*(?:problem|question|exercise|part)\s+\d+\W*|\(\s*[\d.,]+\s*\w+\s*\)\s*$", re.IGNORECASE)
"""What numbers a heading and says what it is worth."""


def hints_ahead(task: Task) -> tuple[str, str]:
    """Two hints, the weaker first; the second is empty where nothing more can be told without the answer.

    The first is the document's own where it has one. Each lowers the best rating that an answer can get.
    """
    own = task.item.hints
    general = " ".join(filter(None, (_topic(task), _extent(task))))
    if len(own) > 1:
        return readable(own[0]), readable(own[1])
    if own:
        return f"{readable(own[0])} {_extent(task)}".strip(), _beginnings(task)
    return general or "The reference answer is one short statement.", _beginnings(task)


def _topic(task: Task) -> str:
    if task.item.options:
        return ""
    section = task.item.source.section[-1] if task.item.source.section else ""
    about = _FRAME.sub("", readable(section)).strip() or task.item.topic.replace("-", " ")
    return f"It belongs to: {about}." if about else ""


def _extent(task: Task) -> str:
    """How much is expected."""
    if task.item.options:
        right = sum(bool(option.correct) for option in task.item.options)
        count = len(task.item.options)
        return f"{right} of the {count} options {'is' if right == 1 else 'are'} right." if right else "Read each alone."
    if KINDS[task.scheme.type] and task.scheme.type != "list":
        return KINDS[task.scheme.type]
    count = len(task.scheme.points)
    if task.scheme.needed and task.scheme.needed < count:
        return f"{task.scheme.needed} of {count} possible points are enough."
    return f"The answer has {count} key points." if count > 1 else "The answer has one key point."


def _beginnings(task: Task) -> str:
    """How each point begins; for a choice, an option that is certainly wrong."""
    if task.item.options:
        wrong = next((option.text for option in task.item.options if option.correct is False), "")
        return f"Not right: “{readable(wrong)}”" if wrong else "No option is wrong."
    if task.scheme.type not in {"text", "list"}:
        return ""
    begun = [_beginning(point.text) for point in task.scheme.points[:MOST]]
    told = " · ".join(f"“{words} …”" for words in begun if words)
    return f"The points begin: {told}" if told else ""


def _beginning(text: str) -> str:
    """The first words of a point; fewer where they would be all of it."""
    words = text.split()
    begun = " ".join(words[: min(BEGINNING, max(1, len(words) // 2))])
    return "a value" if any(sign.isdigit() for sign in begun) else begun
