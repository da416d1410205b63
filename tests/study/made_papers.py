"""Questions, papers and gradings made for the tests of exams."""

from collections.abc import Sequence

from dltutor.bank.item import Item, KeyPoint, Option, Source
from dltutor.grading.result import Band, Flag, Graded, Grading, PointResult
from dltutor.study.exams.paper import Paper, Part

SUBJECTS = ("kites", "sails", "mills", "bells", "locks", "looms", "clocks", "wells", "pumps", "ovens")


def question(
    label: str,
    text: str = "",
    *,
    document: str = "exams/spring.md",
    problem: str = "Problem 1",
    credits: float | None = 2.0,
    options: str = "",
    stem: str = "",
    points: Sequence[float] = (),
    answer: str = "It turns with the wind.",
) -> Item:
    """A question; ``options`` such as "+-+" is a choice of which the first and the third are right, "??" has no key."""
    made = tuple(
        Option(f"option {place} of {label} in {document}", {"+": True, "-": False}.get(sign))
        for place, sign in enumerate(options)
    )
    return Item(
        id=f"{document.removesuffix('.md')}/{label}",
        kind="choice" if options else "open",
        question=text or f"What is question {label} of {document} about?",
        answer="" if options else answer,
        answer_status="official" if answer and "?" not in options else "none",
        source=Source(document, label, (document, problem), 10),
        stem=stem,
        options=made,
        key_points=tuple(KeyPoint(f"point {place}", worth) for place, worth in enumerate(points)),
        credits=credits,
        topic="exams",
    )


def paper(number: int, sizes: Sequence[int] = (3, 4, 5), choices: int = 4, minutes: float | None = 60) -> Paper:
    """A paper whose first problem are choices; its others have as many parts as ``sizes`` say, each worth 2 credits."""
    name = f"exam-{number}"
    parts = [
        Part(question(f"1.{place}", document=f"{name}.md", options="+--"), 2.0, "Problem 1: Multiple choice")
        for place in range(1, choices + 1)
    ]
    for place, size in enumerate(sizes, start=2):
        subject = f"{SUBJECTS[(place + 3 * number) % len(SUBJECTS)]} of paper {number}"
        parts += [
            Part(
                question(
                    f"{place}.{part}",
                    f"How many {subject} does sheet {part} of {number * 7919 + place * 104729 + part * 1299709} show?",
                    document=f"{name}.md",
                    problem=f"Problem {place}: {subject}",
                    stem=f"A drawing shows {subject}.",
                ),
                2.0,
                f"Problem {place}: {subject}",
            )
            for part in range(1, size + 1)
        ]
    return Paper(name, f"Exam {number}", f"{name}.md", tuple(parts), minutes)


def graded(
    item: Item, answer: str, score: float | None, *, exact: bool = False, flags: tuple[Flag, ...] = ()
) -> Graded:
    """A grading with a point for each of the item's, all covered alike; an exact one has no range."""
    if score is None:
        return Graded(item, item.question, answer, item.answer, Grading(None, "ungraded", note="No key."))
    band: Band = "covered" if score >= 0.67 else "partly" if score >= 0.45 else "not_found"
    points = tuple(
        PointResult(point.text, point.credits, score, band, answer, 1 / len(item.key_points))
        for point in item.key_points
    )
    margin = 0.0 if exact else 0.2
    grading = Grading(
        score=score,
        verdict="check",
        credits=None if item.credits is None else score * item.credits,
        out_of=item.credits,
        low=max(0.0, score - margin),
        high=min(1.0, score + margin),
        points=points,
        flags=flags,
    )
    return Graded(item, item.question, answer, item.answer, grading)
