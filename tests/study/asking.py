"""Items, cards and answers to build sittings and choices from."""

from dltutor.bank.item import AnswerStatus, Item, Kind, Option, Source
from dltutor.grading.result import Graded, Grading
from dltutor.study.attempt import Circumstances, Confidence, Handed, Mode, Rating
from dltutor.study.card import Card, Memory
from dltutor.study.sitting import Wanted, Why

TODAY = 740_000
OPTIONS = tuple(Option(text, correct) for text, correct in [("red", True), ("green", False), ("blue", True)])


def item(  # noqa: PLR0917  most tests name one or two
    name: str,
    topic: str = "pooling",
    kind: Kind = "open",
    stem: str = "",
    status: AnswerStatus = "official",
    document: str = "",
    label: str = "1",
    worth: float | None = None,
) -> Item:
    return Item(
        id=name,
        kind=kind,
        question=f"What is {name}?",
        answer="" if kind == "choice" else "A thing.",
        answer_status=status,
        source=Source(document or f"{topic}.md", label),
        stem=stem,
        options=OPTIONS if kind == "choice" else (),
        topic=topic,
        credits=worth,
    )


def card(number: int, one: Item, **changes: object) -> Card:
    return Card(number, one.id, one.question, one.source.document, one.source.label, **changes)  # type: ignore[arg-type]


def memory(recall: float = 0.8, last: int = TODAY - 10, due: int = TODAY, reviews: int = 2) -> Memory:
    return Memory(stability=10.0, difficulty=5.0, last=last, due=due, reviews=reviews, lapses=0, recall=recall)


def wanted(one: Item, why: Why = "new") -> Wanted:
    return Wanted(one, None, why)


def handed(
    one: Item,
    score: float | None,
    *,
    attempt: int = 1,
    mode: Mode = "quiz",
    confidence: Confidence | None = None,
    openly: bool = False,
    seconds: float = 30.0,
    suggested: Rating | None = None,
) -> Handed:
    verdict = "ungraded" if score is None else "pass" if score >= 0.6 else "not_yet"
    graded = Graded(one, one.question, "An answer.", one.answer, Grading(score, verdict))  # type: ignore[arg-type]
    circumstances = Circumstances(mode, "s", confidence=confidence, openly=openly, seconds=seconds)
    return Handed(attempt, graded, circumstances, suggested, {})
