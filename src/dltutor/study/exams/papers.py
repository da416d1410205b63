"""Exam papers among the documents, and finding one by what a person calls it."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from dltutor.bank.document import Document, from_text, is_paper
from dltutor.bank.item import Item
from dltutor.bank.layouts.notes.marks import split_credits
from dltutor.errors import UsageError
from dltutor.study.exams.duration import minutes_of
from dltutor.study.exams.instructions import instructions_of
from dltutor.study.exams.paper import Paper, Part

MIX = "mix"
"""The name of a paper that is mixed out of others."""
LEAST_CREDITS = 8.0
LEAST_PARTS = 3
"""Below these, questions with credits are an example, and no paper."""
HEAD_LINES = 90
"""Lines in which a paper says what it is and how long it takes."""

_LABEL = re.compile(r"\d{1,2}\.\d{1,2}|\d{1,2}\s?[a-z]")
"""A number within a problem: "2.10", "1a". Notes number their questions through."""
_CALLED = re.compile(
    r"\b(?:exams?|examination|mid-?term|end-?term|resit|retake|mock|klausur|pr[üu]fung|test paper)(?![a-z])",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:finals?|past paper|quiz)(?![a-z])", re.IGNORECASE)
"""Words that tell it only of a document's own name."""
_NUMBER = re.compile(r"(?<![^\W_])\d{1,9}(?![^\W_])")
_NEAR = 75.0
"""Likeness (0..100) of names from which a slip of the finger is assumed."""


def papers(items: Sequence[Item], head: Callable[[str], str] | None = None) -> tuple[Paper, ...]:
    """The exam papers, in the order of their documents.

    A paper is a document most of whose questions carry credits, and which shows that it is one: it states its time, it
    calls itself an exam, or its questions are numbered within problems. Notes whose answers have marks are none.

    Args:
        items: All items of a corpus, in its order.
        head: The first lines of a document, by its path relative to the corpus; they tell title and time.
    """
    documents: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.kind != "fragment":
            documents[item.source.document].append(item)
    found = [(name, _first_page(name, head), asked) for name, asked in documents.items() if _credited(asked)]
    chosen = [(name, page, asked) for name, page, asked in found if _shows(page, asked)]
    names = _names([name for name, _, _ in chosen])
    return tuple(_paper(names[name], page, asked) for name, page, asked in chosen)


def find_paper(papers: Sequence[Paper], name: str) -> Paper:
    """The paper that a person means: by its name, the beginning or a part of it, its number, its title, or nearly so.

    Raises:
        UsageError: None is meant, or more than one; it lists them.
    """
    if not papers:
        raise UsageError("There is no exam paper among your documents.", hint="Add one with: dltutor add FILE")
    wanted = _plain(name)
    if not wanted:
        raise UsageError("Which paper?", hint=f"There are: {_listed(papers)}")
    for meant in (_exactly, _by_beginning, _by_number, _by_part, _nearly):
        found = meant(papers, wanted)
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{name!r} may be any of several papers.", hint=f"They are: {_listed(found)}")
    raise UsageError(f"There is no paper {name!r}.", hint=f"There are: {_listed(papers)}")


def _first_page(name: str, head: Callable[[str], str] | None) -> Document:
    return from_text(name, "\n".join((head(name) if head else "").splitlines()[:HEAD_LINES]))


def _credited(asked: Sequence[Item]) -> bool:
    """Whether most questions carry credits, and enough of them."""
    credits = [item.credits for item in asked if item.credits]
    return len(credits) >= LEAST_PARTS and sum(credits) >= LEAST_CREDITS and 2 * len(credits) > len(asked)


def _shows(page: Document, asked: Sequence[Item]) -> bool:
    """Whether a document with credits shows that it is a paper."""
    if is_paper(page):
        return True
    within = sum(_LABEL.fullmatch(item.source.label) is not None for item in asked)
    if 2 * within > len(asked):
        return True
    # Notes say "exam" too; what they don't do is put credits beside their choices.
    choices = [item for item in asked if item.options]
    name = f"{_spaced(page.path)} {page.title}"
    called = _NAMED.search(name) or any(_CALLED.search(line) for line in (name, *page.lines) if len(line) < 120)
    return bool(called) and all(item.credits is not None for item in choices)


def _names(documents: Sequence[str]) -> dict[str, str]:
    """What each document's paper is called: its name without its ending, with its folder where two have the same."""
    stems = [PurePosixPath(document).stem for document in documents]
    return {
        document: stem if stems.count(stem) == 1 else str(PurePosixPath(document).with_suffix(""))
        for document, stem in zip(documents, stems, strict=True)
    }


def _paper(name: str, page: Document, asked: Sequence[Item]) -> Paper:
    parts = tuple(Part(item, 1.0 if item.credits is None else item.credits, _problem(item)) for item in asked)
    told = instructions_of(page.lines, asked[0].question)
    return Paper(name, page.title, page.path, parts, minutes_of(page.meta, list(page.lines)), told)


def _problem(item: Item) -> str:
    """The heading above a question, without what it is worth: a mixed paper may hold a part of it only."""
    return split_credits(item.source.section[-1])[1].strip() if item.source.section else ""


def _exactly(papers: Sequence[Paper], wanted: str) -> list[Paper]:
    return [paper for paper in papers if wanted in {_plain(paper.name), _plain(paper.title), _plain(paper.document)}]


def _by_beginning(papers: Sequence[Paper], wanted: str) -> list[Paper]:
    return [
        paper for paper in papers if _plain(paper.name).startswith(wanted) or _plain(paper.title).startswith(wanted)
    ]


def _by_number(papers: Sequence[Paper], wanted: str) -> list[Paper]:
    """Those with a number in their name: "2" for practice-exam-2, "2019" for exam-2019."""
    if not wanted.isdecimal():
        return []
    return [paper for paper in papers if int(wanted) in map(int, _NUMBER.findall(paper.name))]


def _by_part(papers: Sequence[Paper], wanted: str) -> list[Paper]:
    return [paper for paper in papers if wanted in _plain(paper.name) or wanted in _plain(paper.title)]


def _nearly(papers: Sequence[Paper], wanted: str) -> list[Paper]:
    """The likeliest, if it is one: names that differ in a digit only are not mistaken for each other."""
    from rapidfuzz import fuzz

    likely = [(max(fuzz.ratio(wanted, _plain(name)) for name in (paper.name, paper.title)), paper) for paper in papers]
    best = max(likeness for likeness, _ in likely)
    return [paper for likeness, paper in likely if likeness == best] if best >= _NEAR else []


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", _spaced(text).casefold()))


def _spaced(text: str) -> str:
    return re.sub(r"[-_./]+", " ", text)


def _listed(papers: Sequence[Paper]) -> str:
    return ", ".join(paper.name for paper in papers)
