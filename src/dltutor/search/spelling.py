"""Repair of words that neither the documents nor the encoder know, before either kind of search.

Dense search isn't proof against slips: two of them cost it 8 to 16 points of MAP on public FAQ sets, and repairing
the words gives nearly all of that back.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dltutor.search.tokens import STOP_WORDS, plain, stem, words

LEAST_LETTERS = 4
LEAST_SIMILARITY = 0.72
OTHER_START = 0.76
"""A slip at the first letter is rare: a word that starts differently must be a little nearer."""
LEAST_PREFIX = 5
LEAST_TOGETHER = 2
MOST_COMPOUNDS = 10_000

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Speller:
    """Knows words and mends those it doesn't know.

    Attributes:
        frequencies: The documents' own words, plain, with how often each occurs.
        compounds: Words that stand together in the documents, written as one, each with its proper writing:
            "batchsize" is "batch size".
        known: Further words to leave alone: those the encoder knows in one piece.
    """

    frequencies: Mapping[str, int]
    compounds: Mapping[str, str]
    known: Collection[str]

    def repair(self, text: str) -> str:
        """The text with its unknown words mended; the same text where there was nothing to mend."""
        return _TOKEN.sub(lambda match: self._mend(match.group()), text)

    def _mend(self, token: str) -> str:
        word = plain(token)
        if len(word) < LEAST_LETTERS or not word.isalpha() or token.isupper():
            return token
        if word in self.frequencies or word in self.known:
            return token
        if stem(word) in self._by_stem:
            return self._complete(word) or token
        found = word if word in self.compounds else self._nearest(word) or self._longer(word)
        return self.compounds.get(found, found) or token

    def _complete(self, word: str) -> str:
        """The word of the same stem that has all its letters and more; else "", for then it is but another form."""
        fuller = [other for other in self._by_stem[stem(word)] if _is_within(word, other)]
        return max(fuller, key=self._frequency, default="")

    def _nearest(self, word: str) -> str:
        """The most similar word by optimal string alignment (a swap of neighbours is one edit); else ""."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(
            word, self._targets, scorer=OSA.normalized_similarity, score_cutoff=LEAST_SIMILARITY, limit=20
        )
        likely = [(similarity, other) for other, similarity, _ in found if _is_likely(word, other, similarity)]
        best = max(likely, key=lambda pair: (pair[0], self._frequency(pair[1])), default=None)
        return best[1] if best else ""

    def _longer(self, word: str) -> str:
        """The most frequent word that this one is the beginning of: "backprop" is "backpropagation"."""
        start = word.removesuffix("s")
        if len(start) < LEAST_PREFIX:
            return ""
        return max((other for other in self._targets if other.startswith(start)), key=self._frequency, default="")

    def _frequency(self, word: str) -> int:
        return self.frequencies.get(word, 0)

    @cached_property
    def _targets(self) -> list[str]:
        single = (word for word in self.frequencies if len(word) >= LEAST_LETTERS and word.isalpha())
        return [*single, *self.compounds]

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for word in self.frequencies:
            groups[stem(word)].append(word)
        return groups


def learn(texts: Iterable[str], known: Collection[str]) -> Speller:
    """Take the vocabulary from the documents' texts."""
    frequencies: Counter[str] = Counter()
    together: Counter[str] = Counter()
    for text in texts:
        found = words(text)
        frequencies.update(part for word in found for part in word.split("-"))
        together.update(word for word in found if _joins(word.split("-")))
        together.update(f"{one} {two}" for one, two in pairwise(found) if _joins([one, two]))
    compounds: dict[str, str] = {}
    for phrase, count in together.most_common(MOST_COMPOUNDS):
        joined = re.sub(r"[- ]", "", phrase)
        if count >= LEAST_TOGETHER and joined not in frequencies:
            compounds.setdefault(joined, phrase)
    return Speller(dict(frequencies), compounds, known)


def _joins(parts: list[str]) -> bool:
    """Whether people would write these words as one: two or more whole words, none of them a stop word."""
    return len(parts) > 1 and all(len(part) > 1 and part.isalpha() and part not in STOP_WORDS for part in parts)


def _is_within(word: str, other: str) -> bool:
    """Whether leaving letters out of the other gives this word."""
    letters = iter(other)
    return all(letter in letters for letter in word)


def _is_likely(word: str, other: str, similarity: float) -> bool:
    """A short word is mended only where letters were swapped or one left out: "bins" is no slip for "bias"."""
    if len(word) == LEAST_LETTERS and sorted(word) != sorted(other) and len(other) <= len(word):
        return False
    return word[0] == other[0] or similarity >= OTHER_START
