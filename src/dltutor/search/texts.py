"""What of an item is embedded, and what is searched by words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from dltutor.bank.item import Item

PIECE_WORDS = 40
CONTEXT_WORDS = 120
"""Short pieces of an answer find what is asked of a detail; long ones, with their question, what it is all about."""

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=\s*(?:[-*•]|\(?\d+[.)])\s)")
_SPACE = re.compile(r"\s+")


class Role(IntEnum):
    """What of its item a vector stands for."""

    QUESTION = 0
    ALIAS = 1
    PIECE = 2
    CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One text to embed: the row of its item, what it is of it, and the text."""

    row: int
    role: Role
    text: str


@lru_cache(maxsize=4096)  # a question goes into several texts of its item
def readable(text: str) -> str:
    """Formulas as one line of Unicode, and all on one line."""
    from dltutor.texmath import prose

    return _SPACE.sub(" ", prose(text)).strip()


def passages(items: Sequence[Item]) -> list[Passage]:
    """Everything to embed of the items, item by item; each gives at least one passage."""
    return [Passage(row, role, text) for row, item in enumerate(items) for role, text in _of_item(item)]


def fields_of(item: Item) -> tuple[str, str]:
    """The item's two texts for search by words: what is asked, and what is answered."""
    asked = "\n".join((item.stem, item.question, *item.aliases))
    return readable(asked), readable(_answer(item))


def questions_of(item: Item) -> list[str]:
    """Every wording under which an item is asked for: its question, with its stem too, and its aliases."""
    question, stem = readable(item.question), readable(item.stem)
    wordings = [question, f"{stem} {question}".strip() if stem else "", *map(readable, item.aliases)]
    return [wording for wording in wordings if wording]


def pieces(text: str, most_words: int) -> list[str]:
    """Overlapping runs of whole sentences, each of at most ``most_words`` words.

    Neighbouring pieces share a sentence, so that what follows from it is found with it. A longer sentence is cut.
    """
    found: list[str] = []
    run: list[str] = []
    for sentence in _sentences(text, most_words):
        if run and sum(map(_length, run)) + _length(sentence) > most_words:
            found.append(" ".join(run))
            run = run[-1:] if _length(run[-1]) + _length(sentence) <= most_words else []
        run.append(sentence)
    return [*found, " ".join(run)] if run else found


def _of_item(item: Item) -> Iterator[tuple[Role, str]]:
    asked = questions_of(item)
    aliases = len(item.aliases)
    for number, wording in enumerate(asked):
        yield (Role.ALIAS if number >= len(asked) - aliases else Role.QUESTION), wording
    answer = _answer(item)
    for piece in pieces(answer, PIECE_WORDS):
        yield Role.PIECE, piece
    question = readable(item.question)
    for piece in pieces(answer, CONTEXT_WORDS):
        yield Role.CONTEXT, f"{question} {piece}".strip()
    if not asked and not answer.strip():
        yield Role.CONTEXT, item.id


def _answer(item: Item) -> str:
    """The answer with the options: in multiple choice, what is learnt stands in them."""
    return "\n\n".join((item.answer, *(option.text for option in item.options)))


def _sentences(text: str, most_words: int) -> Iterator[str]:
    for part in _SENTENCE_END.split(text):
        words = readable(part).split()
        for start in range(0, len(words), most_words):
            yield " ".join(words[start : start + most_words])


def _length(sentence: str) -> int:
    return sentence.count(" ") + 1
