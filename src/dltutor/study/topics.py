"""The topic of an item: the document's own, or what its headings say."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

from dltutor.bank.item import Item
from dltutor.bank.topics import bare_topic

_KINDS = (
    r"problem|question|exercise|task|assignment|section|part|chapter|lecture|week|unit|module|topic|sheet|"
    r"exam|examination|midterm|quiz|test|appendix"
)
_NUMBER = r"(?:\d+(?:\.\d+)*|[ivx]+|[a-z])"
_NUMBERED = rf"(?:{_KINDS})\s+{_NUMBER}(?=\s|[:.)\]–—-]|$)"
_COUNTED = r"\d+(?:\.\d+)*(?=[.):]|\s+[^\W\d_]{2}|\s*$)|[ivx]+(?=[.)])"
_PREFIX = re.compile(rf"^(?:{_NUMBERED}|(?:{_KINDS})(?=\s*[:–—])|{_COUNTED})\s*[:.)\]–—-]*\s*", re.IGNORECASE)
"""What only counts: "Problem 3:", "Exam:", "3.2", "IV."."""
_CREDITS = re.compile(
    r"\s*(?:[–—:-]\s*)?[(\[]?\s*(?:max\.?\s*)?\d+(?:[.,]\d+)?\s*(?:credits?|points?|pts?\.?|marks?|p\.?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
"""What only tells the worth: "(12 credits)", "[3 p]"."""
_EMPTY = frozenset(
    "a additional advanced all an and answer answers answered asked based basic choice chapter closed exam examination "
    "exams exercise exercises extra final first for from further general group in lecture long mcq mcqs midterm misc "
    "miscellaneous mixed mock more multiple old on open optional oral original other others paper part practice "
    "preliminary problem problems question questions quiz quizzes sample second section set short single solution "
    "solutions some solved task tasks test tests the theory third to topic topics true false unsolved unsorted various "
    "with written mc".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def topic_of(item: Item) -> str:
    """What an item is about, as one short name: never empty.

    Its own topic in words. Where it has none, or one that only says that it comes from an exam, the heading that it
    stands under, without number and credits. The second of its headings that say anything is taken, since the first
    is often the document's title and deeper ones split hairs; without any, the document's name.
    """
    if topic := bare_topic(item):
        return _in_words(topic)
    return _from_headings(item.source.section, item.source.document)


@lru_cache(maxsize=4096)
def _from_headings(section: tuple[str, ...], document: str) -> str:
    telling = [name for name in map(_cleaned, section) if _tells(name)]
    return _begun(telling[:2][-1]) if telling else _in_words(PurePosixPath(document).stem or document)


def _cleaned(heading: str) -> str:
    """A heading without what counts it and what it is worth; its formulas on one line."""
    text = " ".join(heading.split())
    shorter = _CREDITS.sub("", text)
    while (rest := _PREFIX.sub("", shorter, count=1)) != shorter:
        shorter = rest
    text = shorter.strip(" *_#:–—-.")
    if "$" in text or "\\" in text:
        from dltutor.texmath import prose  # 40 ms, for the few headings with formulas

        text = " ".join(prose(text).split())
    return text


def _tells(name: str) -> bool:
    """Whether a heading says what its questions are about: "Multiple choice" and "Exam 2024" don't."""
    return any(word not in _EMPTY for word in _WORD.findall(name.casefold()))


def _in_words(name: str) -> str:
    """A file's or a topic's name as a person would write it: "loss-functions" is "Loss functions"."""
    words = name.strip()
    if not re.search(r"\s", words) and not re.search(r"\d{6}", words):  # a number of many digits is no words
        words = " ".join(re.sub(r"[-_]+", " ", words).split())
    return _begun(words) or name


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
