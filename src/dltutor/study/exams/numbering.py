"""How a paper's parts hang together, and what number each bears."""

import re
from collections.abc import Iterable
from itertools import groupby

from dltutor.study.exams.paper import Paper, Part

_COUNTED = re.compile(
    r"^(?:problem|question|exercise|task|part|section|aufgabe|exam)\b\s*(?:\d{1,2}|[A-Z])?\s*[:.–-]*\s*", re.IGNORECASE
)
"""What a heading only counts with: "Problem 3:"."""


def problems_of(paper: Paper) -> tuple[tuple[Part, ...], ...]:
    """The paper's problems: neighbours under one heading; where there are no headings, neighbours with one stem."""
    return tuple(tuple(group) for _, group in groupby(paper.parts, key=_belongs))


def labels(paper: Paper) -> tuple[str, ...]:
    """The number of each part: as the document prints it, or counted anew where the paper is mixed."""
    if paper.document:
        return tuple(part.item.source.label for part in paper.parts)
    return tuple(
        f"{number}.{place}"
        for number, parts in enumerate(problems_of(paper), start=1)
        for place in range(1, len(parts) + 1)
    )


def bare(heading: str) -> str:
    """A heading without its number: "Few labels" of "Problem 7: Few labels"; empty where nothing is left."""
    return _COUNTED.sub("", heading).strip()


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that aren't empty, each once, in their order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _belongs(part: Part) -> str:
    return part.problem or part.item.stem or part.item.id
