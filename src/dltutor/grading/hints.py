"""Hints before the missing points: a nudge towards each, never its text."""

import re
from collections.abc import Iterator, Sequence

from dltutor.grading.evidence import Frequencies
from dltutor.grading.keypoints import LABEL
from dltutor.grading.result import PointResult
from dltutor.grading.task import Task
from dltutor.search.tokens import STOP_WORDS, stem, terms, words

MOST = 3
LEAST_LETTERS = 4
TERSE = 3
"""Words of a point of which none can be named without giving it away."""

_RUN = re.compile(
    r"\b(?:the|an?|its|their|each|every|no|all|some|any|several|many|of|for|between|on|in|to|from|by|with|near|across|along)\s+"
    r"((?:[a-z][a-z-]+\s*){1,3})",
    re.IGNORECASE,
)
_SAYS_LITTLE = frozenset(
    """across advantage along another become becomes best better case cases certain different disadvantage
    earlier even every exactly example fact fewer first gets getting given good great helps high higher idea
    instead keeps kind large larger largest last later less little long lower made make makes many mean means
    much near need needs never next number often part pick result second several since single small smaller
    smallest sooner step still takes term terms than thing things three through time towards usually value
    values various ways well whole without work works""".split()
)
"""Words that tell nobody what a point is about."""
_NO_NOUN = re.compile(r"(?:ly|ed|est|ous|ful)$")
_NUMBERS = {1: "one word", 2: "two words", 3: "three words"}


def hints(task: Task, points: Sequence[PointResult], frequencies: Frequencies) -> tuple[str, ...]:
    """The document's own hints, then what each missing point is about; the heaviest point first."""
    missing = sorted(
        (point for point in points if point.band != "covered" and point.weight > 0), key=lambda point: -point.weight
    )
    if not missing:
        return ()
    nudges = _nudges(task, missing, len(points), frequencies)
    return tuple(dict.fromkeys([*task.item.hints, *nudges]))[:MOST]


def _nudges(task: Task, missing: Sequence[PointResult], count: int, frequencies: Frequencies) -> Iterator[str]:
    if task.scheme.type == "choice":
        yield f"{len(missing)} of the {count} options {'is' if len(missing) == 1 else 'are'} not judged rightly."
        return
    if task.scheme.type not in {"text", "list"}:
        return  # a word of a value would be the value
    told = {stem(word) for word in words(task.question)}
    for point in missing:
        about = _about(point.text, told, frequencies)
        if about:
            one = "One point" if count > 1 else "The answer"
            worth = "" if point.credits is None or count == 1 else f", worth {_amount(point.credits)},"
            partly = "is only partly there: it " if point.band == "partly" else ""
            yield f"{one}{worth} {partly}{about}."


def _about(text: str, told: set[str], frequencies: Frequencies) -> str:
    """What a point is, as the end of a sentence; "" where nothing can be said without telling it.

    Its topic is added to ``told``, so that no two hints are about the same.
    """
    label = LABEL.match(text)
    if label:
        name = label["label"].lower().removesuffix("s")
        return f"is {'an' if name[0] in 'aeiou' else 'a'} {name}"
    spoken = re.findall(r"[^\W\d_][\w'’-]*", text)
    if 0 < len(spoken) <= TERSE and len(terms(text)) <= TERSE:
        return f"can be said in {_NUMBERS[len(spoken)]}, beginning with “{spoken[0][0].upper()}”"
    topic = _topic(text, told, frequencies)
    if not topic:
        return ""
    told.add(stem(topic.lower()))
    return f"is about “{topic}”"


def _topic(text: str, told: set[str], frequencies: Frequencies) -> str:
    """The commonest of the nouns that neither the question nor another hint holds; "" where there is none."""
    named = [word for run in _RUN.findall(text) for word in run.split()]
    for candidates in (named, text.split()):
        fitting = [word for word in (one.strip(".,:;()“”\"'") for one in candidates) if _fits(word, told)]
        if fitting:
            return min(fitting, key=lambda word: (frequencies.weight(stem(word.lower())), fitting.index(word)))
    return ""


def _fits(word: str, told: set[str]) -> bool:
    small = word.lower()
    return (
        len(small) >= LEAST_LETTERS
        and small.isalpha()
        and small not in STOP_WORDS
        and small not in _SAYS_LITTLE
        and not _NO_NOUN.search(small)
        and stem(small) not in told
    )


def _amount(credits: float) -> str:
    return f"{credits:g} credit{'' if credits == 1 else 's'}"
