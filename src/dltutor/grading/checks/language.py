"""Answers in another language, or in another script: only English is graded."""

import re
import unicodedata

from dltutor.grading.result import Flag
from dltutor.search.languages import translate

LEAST_WORDS = 3
LEAST_LETTERS = 2
"""Letters of another script; one may be a slip of the keyboard, or a mathematical sign."""
NAMES = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch"}

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SCRIPTS = ("LATIN", "GREEK", "MODIFIER")
"""What the names of the letters begin with that English and mathematics are written in."""
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_LETTERS = re.compile(r"[^\W\d_]+")
_FORMULA = re.compile(r"\$[^$]*\$")


def other_language(answer: str) -> Flag | None:
    """A flag where more words of an answer stand in sentences of another language, or are in another script."""
    if _is_other_script(_FORMULA.sub(" ", answer)):
        return Flag("language", answer.strip(), note="This isn't English; only answers in English can be graded.")
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


def _is_other_script(text: str) -> bool:
    """Whether more words are in another script than in the Latin one; English terms among them change nothing."""
    known = letters = 0
    other = 0.0
    for run in _LETTERS.findall(unicodedata.normalize("NFKC", text)):
        names = [unicodedata.name(letter, "") for letter in run]
        strange = [name for name in names if not name.startswith(_SCRIPTS)]
        letters += len(strange)
        known += len(strange) < len(run)
        spaceless = sum(name.startswith(_SPACELESS) for name in strange)
        # Two signs are about a word where no spaces part the words.
        other += spaceless / 2 + (len(strange) > spaceless and len(strange) > len(run) / 2)
    return letters >= LEAST_LETTERS and other > known
