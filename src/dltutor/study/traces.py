"""The two sides that identity compares: what the history knows of a card, and an item as the documents have it now."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dltutor.bank.item import Item
from dltutor.study import wording


@dataclass(frozen=True, slots=True)
class Trace:
    """A card, as its links tell.

    Attributes:
        card: Its number.
        item: The id of its item, or the last that it had.
        item_hash: See :attr:`Seen.hash`.
        explicit: Whether the document named that id itself.
        document: Path relative to the corpus.
        label: The item's.
        question: As the document had it.
        wording: See :func:`dltutor.study.wording.wording`.
        answer: The one that counts: slips that were mended later are not in it.
        gone: Whether no document holds the item any more.
        answer_changed: The study day on which the answer became another one; None where it never did.
        refused: Wordings of items that it isn't, says the student.
    """

    card: int
    item: str
    item_hash: str
    explicit: bool
    document: str
    label: str
    question: str
    wording: str
    answer: str
    gone: bool = False
    answer_changed: int | None = None
    refused: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The identity that the document gave it; empty where it gave none."""
        return own_part(self.item, self.document) if self.explicit else ""


@dataclass(frozen=True)
class Seen:
    """An item, as far as it can be recognised by; computed when first asked for."""

    item: Item

    @cached_property
    def hash(self) -> str:
        """SHA-256 of all that identity looks at; place and id included, hints and the like not."""
        item = self.item
        parts = [item.id, item.source.document, item.source.label, item.question, item.stem, item.answer]
        parts += [f"{option.correct} {option.text}" for option in item.options]
        parts += [point.text for point in item.key_points]
        return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()

    @cached_property
    def name(self) -> str:
        """The identity that the document itself gives (``{#id}``, a table's id column); empty where it gives none.

        Running numbers and labels are no identity: they shift when a question is put in above.
        """
        source = self.item.source
        own = own_part(self.item.id, source.document)
        return "" if re.fullmatch(rf"{re.escape(source.label)}(?:-\d+)?", own) else own

    @cached_property
    def wording(self) -> str:
        """See :func:`dltutor.study.wording.wording`."""
        return wording.wording(self.item)

    @cached_property
    def answer(self) -> str:
        """See :func:`dltutor.study.wording.answer`."""
        return wording.answer(self.item)


def own_part(item: str, document: str) -> str:
    """An id without its document's part, and without the suffix that documents of one name are told apart by."""
    own = "/".join(item.split("/")[document.count("/") + 1 :])
    return own.removesuffix("." + document.rsplit(".", 1)[-1])


def question_of(text: str) -> str:
    """A wording without its stem: the question and its options."""
    asked, _, options = text.split("\n", 2) if text.count("\n") > 1 else (*text.split("\n", 1), "")
    return f"{asked}\n{options}"


def stem_of(text: str) -> str:
    """The stem's line of a wording."""
    return text.split("\n", 2)[1]


def shares_options(one: str, other: str) -> bool:
    """Whether two wordings have at least half of their options in common, and these say something."""
    some, others = one.split("\n")[2:], other.split("\n")[2:]
    common = set(some) & set(others)
    return 2 * len(common) >= max(len(some), len(others)) and _letters(common) >= 20


def _letters(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
