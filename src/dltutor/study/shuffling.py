"""Options in an order of their own for each sitting, and letters from that order to the document's and back."""

import re
from collections.abc import Iterable
from random import Random

from dltutor.bank.item import Item

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NONE = "none"

_LAST = re.compile(
    r"\W*none\W*|\W*(?:all|none|any|both|neither|each|two|more than one)\s+(?:of\s+)?(?:the\s+|these|those|them)?\s*"
    r"(?:above|options|answers|others|statements)?\W*(?:\b(?:is|are|apply|applies)\b.*)?",
    re.IGNORECASE,
)
"""An option that speaks of the others belongs at their end."""
_BY_LETTER = re.compile(
    r"\W*(?:(?:both|only|just|neither|options?|answers?)\s+)?\(?[a-h]\)?(?:\s*(?:and|or|nor|&|,)\s*\(?[a-h]\)?)+\W*"
    r"|\W*(?:only|just|options?|answers?)\s+\(?[a-h]\)?\W*",
    re.IGNORECASE,
)
"""An option that names others by their letters."""


def display_order(item: Item, seed: int) -> tuple[int, ...]:
    """Where each displayed option stands in the item: the same for one seed and item, whenever it is asked.

    Options that speak of the others stay at the end; where one names others by letter, all stay where they are.
    """
    texts = [option.text for option in item.options]
    if any(map(_BY_LETTER.fullmatch, texts)):
        return tuple(range(len(texts)))
    places = Random(f"{seed}/{item.id}").sample(range(len(texts)), len(texts))  # noqa: S311  not for secrets
    return (
        *(place for place in places if not _LAST.fullmatch(texts[place])),
        *(place for place, text in enumerate(texts) if _LAST.fullmatch(text)),
    )


def letters_to_item(answer: str, item: Item, order: tuple[int, ...]) -> str | None:
    """An answer to options as they were displayed, in the item's own letters: ``a, c``, or ``none``.

    Args:
        answer: In any notation that :func:`dltutor.grading.exact.choice.read_choice` reads; nothing stays nothing.
        item: Whose options they are.
        order: See :func:`display_order`.

    Returns:
        None where it is ambiguous: the student is to be asked again.
    """
    return _moved(answer, item, order, dict(enumerate(order)))


def letters_to_display(answer: str, item: Item, order: tuple[int, ...]) -> str | None:
    """The inverse of :func:`letters_to_item`: the item's own letters as the student saw them."""
    return _moved(answer, item, tuple(range(len(order))), {place: shown for shown, place in enumerate(order)})


def _moved(answer: str, item: Item, order: tuple[int, ...], places: dict[int, int]) -> str | None:
    from dltutor.grading.exact.choice import read_choice  # many patterns, which the first question need not wait for
    from dltutor.search.texts import readable

    if not answer.strip():
        return ""
    chosen = read_choice(answer, [readable(item.options[place].text) for place in order])
    return None if chosen is None else _written(places[place] for place in chosen)


def _written(places: Iterable[int]) -> str:
    return ", ".join(LETTERS[place] for place in sorted(places)) or NONE
