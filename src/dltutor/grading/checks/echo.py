"""The question given back as an answer, perhaps as a statement, perhaps with words that say nothing."""

import re
from collections.abc import Collection

from dltutor.grading.checks.polarity import poles_of
from dltutor.grading.result import Flag
from dltutor.search.tokens import STOP_WORDS, plain, stem, words

LEAST_REPEATED = 3
"""Content words that must come from the question: fewer are a short answer."""
LEAST_MISSING = 3
"""New words that the reference must have; with fewer, a right answer may consist of the question's words."""
LEAST_OF_QUESTION = 1 / 3
"""Less of a long question's words is a choice among what it tells."""
LEAST_COMMON = 5
"""Letters that two derived words must begin with together: "dependency" and "dependent"."""

_EMPTY = frozenset(
    map(
        stem,
        """work works use uses used useful usefulness usage utility case cases well thing things way ways do make occur
        happen train training trained important importance good nice call name mean means meaning know known kind type
        concept idea mechanism method technique approach process purpose reason topic term various
        certain basic general generally always often usually main help helpful need needed exist existence play role
        many part big very answer question explain definition define describe refer relate regard involve include apply
        based something anything everything somehow go want network networks neural model models machine learning deep
        system algorithm problem issue""".split(),
    )
)
"""Words that add nothing to what is asked."""
_NOTHING = re.compile(
    r"\b(?:something|things?|it)\s+(?:(?:can|could|may|might|will|would|must)\s+)?"
    r"(?:go(?:es)?\s+wrong|(?:bad\s+|wrong\s+)?happens?)\b",
    re.IGNORECASE,
)
"""A whole statement that says nothing of what was asked."""
_ROOT = re.compile(r"\bsq(?:uare|\.)?[\s-]*roots?\b(?:\s+of\b)?", re.IGNORECASE)
_SUBSCRIPT = re.compile(r"(?<=[^\W\d_])_\s*\{?\s*(\w+)\s*\}?")
_NEGATIONS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|zero|half|no|not|never|none|yes|cannot"
    r"|neither|nor|\w+n['’]t)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"([\w-]+)\s*(?:,?\s+or\s+|\s*/\s*|\s+vs\.?\s+|\s+versus\s+)(?:an?\s+|the\s+)?([\w-]+)", re.IGNORECASE
)


def echo(answer: str, question: str, reference: str) -> Flag | None:
    """A flag where an answer says nothing that the question doesn't.

    A word that is new, a number, a sign of a formula, a "no" that the question doesn't hold, one side of a choice that
    it offers: any of these makes it an answer.
    """
    said, asked, meant = _content(answer), _content(question), _content(reference)
    repeated = [word for word in said if _is_in(word, asked)]
    new = [word for word in said if not _is_in(word, asked) and word not in _EMPTY]
    missing = [word for word in set(meant) if not _is_in(word, asked) and word not in _EMPTY]
    if len(repeated) < LEAST_REPEATED or new or len(missing) < LEAST_MISSING:
        return None
    told = set(asked) - _EMPTY
    if sum(_is_in(word, said) for word in told) < LEAST_OF_QUESTION * len(told):
        return None
    if _has_more(answer, question) or _chooses(answer, question):
        return None
    return Flag("echo", answer.strip(), question.strip(), "This repeats the question.")


def _content(text: str) -> list[str]:
    """The stems that say something; "√(dₖ)", "sqrt(d_k)" and "the square root of d_k" have the same."""
    typed = _ROOT.sub(" sqrt ", _SUBSCRIPT.sub(r"\1", _NOTHING.sub(" ", text)))
    return [stem(part) for word in words(typed) for part in word.split("-") if part not in STOP_WORDS or poles_of(part)]


def _is_in(word: str, others: Collection[str]) -> bool:
    """Whether a stem, or one that begins like it, is among others."""
    if word in others:
        return True
    return len(word) >= LEAST_COMMON and any(
        other[:LEAST_COMMON] == word[:LEAST_COMMON] and abs(len(other) - len(word)) <= LEAST_COMMON for other in others
    )


def _has_more(answer: str, question: str) -> bool:
    """Whether the answer denies, affirms or counts, or holds signs of a formula, where the question doesn't."""
    denied, asked = _NEGATIONS.findall(answer.lower()), _NEGATIONS.findall(question.lower())
    if set(denied) - set(asked):
        return True
    return bool(set(re.findall(r"[=<>+∑^→\d]", plain(answer))) - set(plain(question)))


def _chooses(answer: str, question: str) -> bool:
    """Whether the question offers two things, and the answer names one of them only."""
    said = set(words(answer))
    return any((one.lower() in said) != (other.lower() in said) for one, other in _CHOICE.findall(question))
