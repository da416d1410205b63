"""Acronyms mined from the documents, and their expansion in questions, both ways.

The matching of short and long form is that of Schwartz and Hearst (2003): from the right, each letter of the short
form must be found in the long one, and its first letter must begin a word. What people abbreviate and the documents
never do ("BN") is guessed from the initials of the documents' common phrases.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dltutor.search.tokens import STOP_WORDS, words

_SHORT = r"[A-Z][A-Za-z0-9-]{1,7}"
_WORDS = r"(?:[A-Za-z][\w'-]*[ \t]+){1,9}"
_LONG_THEN_SHORT = re.compile(rf"({_WORDS})\(({_SHORT})\)")
_SHORT_THEN_LONG = re.compile(rf"\b({_SHORT})[ \t]*\(([A-Za-z][^()\n]{{5,80}})\)")
_PLURAL = re.compile(r"(?<=[A-Za-z]{2})s$")
_TOKEN = re.compile(r"[A-Za-z][\w-]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")

LEAST_COMMON = 5
"""Different sentences that hold a phrase, before its initials are taken for it."""


@dataclass(frozen=True)
class Acronyms:
    """What the documents abbreviate.

    Attributes:
        long: Short forms as printed, without plural "s", each with its long form in lower case.
        everyday: Short forms, in lower case, that the documents also use as plain words: "map" is MAP only in capitals.
        initials: Initials, in lower case, that the documents never use, with the one common phrase that has them.
            People mean them only when they write capitals.
    """

    long: Mapping[str, str]
    everyday: Collection[str] = frozenset()
    initials: Mapping[str, str] = field(default_factory=dict)

    def expand(self, text: str) -> str:
        """The text with the other form in brackets behind each form that it holds; the same where it holds none."""
        return self._pattern.sub(self._with_other_form, text)

    def _with_other_form(self, match: re.Match[str]) -> str:
        found = match.group()
        there = match.string.lower()
        other = self._by_long.get(_flat(found)) or self._lengthen(found)
        if not other or _flat(other) in _flat(there):
            return found
        return f"{found} ({other})"

    def _lengthen(self, token: str) -> str:
        short = token if token.lower() in self._by_short else _PLURAL.sub("", token)
        if short.islower() and short in self.everyday:
            return ""
        guessed = self.initials.get(short.lower(), "") if short.isupper() else ""
        return self._by_short.get(short.lower(), guessed)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_long, key=len, reverse=True)
        phrases = (re.escape(long).replace(r"\ ", r"[\s-]+") for long in longest_first)
        return re.compile(rf"\b(?:{'|'.join([*phrases, _TOKEN.pattern])})\b", re.IGNORECASE)

    @cached_property
    def _by_short(self) -> dict[str, str]:
        return {short.lower(): long for short, long in self.long.items()}

    @cached_property
    def _by_long(self) -> dict[str, str]:
        return {_flat(long): short for short, long in self.long.items()}


def mine(texts: Iterable[str]) -> Acronyms:
    """Find "variational autoencoder (VAE)" and "VAE (variational autoencoder)"; the commonest long form wins."""
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    tokens: set[str] = set()
    phrases: Counter[str] = Counter()
    # Each sentence once: a stem that stands before ten questions is no reason to think a phrase common.
    for sentence in dict.fromkeys(part for text in texts for part in _SENTENCE.split(text)):
        for before, short in _LONG_THEN_SHORT.findall(sentence):
            _note(found, short, before.split())
        for short, inside in _SHORT_THEN_LONG.findall(sentence):
            _note(found, short, inside.split())
        tokens.update(_TOKEN.findall(sentence))
        phrases.update(_phrases(words(sentence.replace("-", " "))))
    pairs = dict(counted.most_common(1)[0][0] for _, counted in sorted(found.items()))
    used = {token.lower() for token in tokens}
    return Acronyms(pairs, frozenset(found.keys() & tokens), _initials(phrases, used))


def _phrases(found: list[str]) -> Iterator[str]:
    """Two or three content words that stand together."""
    for size in (2, 3):
        for start in range(len(found) - size + 1):
            phrase = found[start : start + size]
            if all(len(word) > 2 and word.isalpha() and word not in STOP_WORDS for word in phrase):
                yield " ".join(phrase)


def _initials(phrases: Counter[str], used: Collection[str]) -> dict[str, str]:
    """Initials whose commonest phrase is common, and twice as common as the next one."""
    owners: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for phrase, count in phrases.most_common():
        if count >= LEAST_COMMON:
            owners["".join(word[0] for word in phrase.split())].append((phrase, count))
    return {
        letters: ranked[0][0]
        for letters, ranked in owners.items()
        if letters not in used and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1])
    }


def _note(found: dict[str, Counter[tuple[str, str]]], printed: str, candidates: list[str]) -> None:
    short = _PLURAL.sub("", printed)
    if sum(map(str.isupper, short)) < 2 or short.lower() in STOP_WORDS:
        return
    long = _long_form(short.lower(), candidates[-min(len(short) + 5, 2 * len(short)) :])
    if long:
        found[short.lower()][short, long if short == printed else _singular(long)] += 1


def _long_form(short: str, candidates: list[str]) -> str:
    """The shortest end of the candidates that spells the short form; "" where none does."""
    text = " ".join(candidates).lower().rstrip(".,;:")
    place = len(text)
    letters = [letter for letter in short if letter.isalnum()]
    for number, letter in enumerate(reversed(letters), start=1):
        place -= 1
        first = number == len(letters)
        while place >= 0 and (text[place] != letter or (first and place > 0 and text[place - 1].isalnum())):
            place -= 1
        if place < 0:
            return ""
    long = text[text.rfind(" ", 0, place) + 1 :]
    return long if len(long.split()) > 1 or "-" in long else ""


def _singular(long: str) -> str:
    """Without a plural "s": the text said "networks (CNNs)"."""
    return re.sub(r"(?<=[a-z]{3}[^suiy])s$", "", long)


def _flat(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text.lower())
