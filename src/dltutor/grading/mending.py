"""Slips of the finger: words of an answer that nobody knows, mended to the words of what it is graded against.

The encoder cuts an unknown word into pieces that mean nothing, and an answer with a slip in every other word loses half
of its score. Only words are mended that neither the encoder nor the documents know: to words of the task itself that
begin alike, or to the known word that an exchange of two neighbouring letters gives. So no right word becomes another.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from dltutor.search.spelling import Speller
from dltutor.search.tokens import plain, words

LEAST_LETTERS = 5

_WORD = re.compile(r"[^\W\d_]+")


_ENDLESS = re.compile(r"(\S{200})\S+")
MOST_LETTERS = 20_000
"""Of an answer; what is pasted beyond that is no answer to one question."""


def bearable(text: str) -> str:
    """An answer of bearable length, without endless words: a key held down, or pasted data, means nothing."""
    return _ENDLESS.sub(r"\1", without_halves(text[:MOST_LETTERS]))


def without_halves(text: str) -> str:
    """A text that can be encoded and stored: halves of surrogate pairs, which broken input holds, become "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Mender:
    """Mends words towards a vocabulary.

    Args:
        texts: What holds the words that people may have meant.
        known: Words to leave alone, plain.
    """

    def __init__(self, texts: Iterable[str], known: Collection[str]) -> None:
        meant = Counter(part for text in texts for word in words(text) for part in word.split("-"))
        self._known = known
        self._speller = Speller(meant, {}, known)

    def mended(self, text: str) -> str:
        """The text with its slips mended; the same text where it has none."""
        return _WORD.sub(self._mend, text)

    def _mend(self, match: re.Match[str]) -> str:
        word = match.group()
        repaired = self._speller.repair(word)
        if repaired != word and repaired[0] == plain(word)[:1]:
            return repaired
        return self._exchanged(word)

    def _exchanged(self, word: str) -> str:
        """The one known word that differs in the order of two neighbouring letters; else the word."""
        small = plain(word)
        if len(small) < LEAST_LETTERS or word.isupper() or small in self._known or small in self._speller.frequencies:
            return word
        swapped = {small[:at] + small[at + 1] + small[at] + small[at + 2 :] for at in range(1, len(small) - 1)}
        known = [other for other in swapped if other in self._known]
        return known[0] if len(known) == 1 else word
