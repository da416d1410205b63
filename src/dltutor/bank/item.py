"""Items: one question with its answer, options and marks, and where it stands. Frozen plain data."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

Kind = Literal["open", "choice", "fragment"]
ChoiceRule = Literal["all_or_nothing", "per_option", "right_minus_wrong", "negative"]
AnswerStatus = Literal["official", "rubric", "linked", "own", "transcript", "none", "conflict"]

SECTION_SEPARATOR = " › "


@dataclass(frozen=True, slots=True)
class Source:
    """The place of an item: its document (path relative to the corpus), printed label, heading trail, line from 1."""

    document: str
    label: str
    section: tuple[str, ...] = ()
    line: int = 1

    @property
    def trail(self) -> str:
        """The section as one text, outermost heading first."""
        return SECTION_SEPARATOR.join(self.section)

    def __str__(self) -> str:
        return " · ".join(part for part in (self.document, self.trail, self.label) if part)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a multiple-choice item; ``correct`` is None where the document holds no key."""

    text: str
    correct: bool | None = None
    reason: str = ""


def key_in_words(options: tuple[Option, ...]) -> str:
    """The right options as a text that answers the question; empty where the document holds no key."""
    if not options or any(option.correct is None for option in options):
        return ""
    right = [option for option in options if option.correct]
    if not right:
        return "None of the options is right."
    return "\n".join(f"- {option.text}" + (f" — {option.reason}" if option.reason else "") for option in right)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One creditable idea of an answer; ``credits`` is None where the document gives none."""

    text: str
    credits: float | None = None


@dataclass(frozen=True)
class Item:
    """One question with its answer, as a document gives it.

    A fragment is a citable piece of text whose question isn't known; its ``question`` is empty. ``choice_rule`` says
    how a choice is scored; it is empty where nobody says.
    """

    id: str
    kind: Kind
    question: str
    answer: str
    answer_status: AnswerStatus
    source: Source
    stem: str = ""
    options: tuple[Option, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    credits: float | None = None
    aliases: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    computations: tuple[str, ...] = ()
    topic: str = ""
    choice_rule: ChoiceRule | Literal[""] = ""

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of what the item says; moving it within its document doesn't change it."""
        content = asdict(self)
        del content["source"]
        if not self.choice_rule:  # one that no document states changes nothing that is known by its hash
            del content["choice_rule"]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def answered(self) -> bool:
        """Whether the document holds an answer: a text, or a key of options."""
        return self.answer_status not in {"none", "transcript"}

    def to_json(self) -> dict[str, Any]:
        """The item in the shape of ``dltutor items --json``, which other programs rely on."""
        return {
            "id": self.id,
            "kind": self.kind,
            "document": self.source.document,
            "label": self.source.label,
            "section": self.source.trail,
            "stem": self.stem,
            "question": self.question,
            "answer": self.answer,
            "answer_status": self.answer_status,
            "options": [asdict(option) for option in self.options],
            "credits": self.credits,
            "key_points": [asdict(point) for point in self.key_points],
            "aliases": list(self.aliases),
            "misconceptions": list(self.misconceptions),
            "hints": list(self.hints),
            "see_also": list(self.see_also),
            "references": list(self.references),
            "computations": list(self.computations),
            "topic": self.topic,
            "choice_rule": self.choice_rule,
            "line": self.source.line,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Item":
        """The inverse of :meth:`to_json`."""
        section = tuple(data["section"].split(SECTION_SEPARATOR)) if data["section"] else ()
        return cls(
            id=data["id"],
            kind=data["kind"],
            question=data["question"],
            answer=data["answer"],
            answer_status=data["answer_status"],
            source=Source(data["document"], data["label"], section, data["line"]),
            stem=data["stem"],
            options=tuple(Option(**option) for option in data["options"]),
            key_points=tuple(KeyPoint(**point) for point in data["key_points"]),
            credits=data["credits"],
            aliases=tuple(data["aliases"]),
            misconceptions=tuple(data["misconceptions"]),
            hints=tuple(data["hints"]),
            see_also=tuple(data["see_also"]),
            references=tuple(data["references"]),
            computations=tuple(data["computations"]),
            topic=data["topic"],
            choice_rule=data.get("choice_rule", ""),
        )
