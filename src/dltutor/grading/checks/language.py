"""Answers in another language: only English is graded."""

import re

from dltutor.grading.result import Flag
from dltutor.search.languages import translate

LEAST_WORDS = 3
NAMES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch"}

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FORMULA = re.compile(r"\$[^$]*\$")


def other_language(answer: str) -> Flag | None:
    """A flag where more words of an answer stand in sentences of another language than in others."""
    foreign: dict[str, int] = {}
    total = 0
    for sentence in _SENTENCE.split(_FORMULA.sub(" ", answer)):
        length = len(_WORD.findall(sentence))
        total += length
        language = translate(sentence, {}).language if length >= LEAST_WORDS else None
        if language is not None:
            foreign[language] = foreign.get(language, 0) + length
    if sum(foreign.values()) <= total / 2:
        return None
    name = NAMES[max(foreign, key=lambda language: foreign[language])]
    return Flag("language", answer.strip(), note=f"This looks like {name}; only answers in English can be graded.")
