"""Glossaries: from words of other languages to English, one text file a language.

Words are compared without case and accents. Inflected forms of what a glossary holds are found by their stems
(Snowball), German and Dutch compounds by their parts, and words of Latin or Greek origin by their endings, if the
documents hold what the English ending gives.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal, get_args

from dltutor.search.tokens import plain, stem

Language = Literal["de", "es", "fr", "it", "nl"]
Role = Literal["grammar", "adjectives", "words"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_STEMMERS = {"de": "german", "es": "spanish", "fr": "french", "it": "italian", "nl": "dutch"}
_COMPOUNDING = frozenset({"de", "nl"})
_LINKS = ("", "s", "es", "n", "en", "e")
"""What may stand between the parts of a compound."""
LEAST_PART = 4
LONGEST_COMPOUND = 40
"""Letters; a longer word is no word, and its ways of being split are too many."""
LEAST_COGNATE = 5
LEAST_TELLING = 7
"""Letters of a form that tells the language; shorter ones are too often a form of an English word, too."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What some words mean: in English, and whether they are grammar, an adjective or another word."""

    english: str
    role: Role


@dataclass(frozen=True)
class Glossary:
    """The words of one language.

    Attributes:
        language: Its code.
        phrases: Entries by their words, plain.
        cognates: Word endings with the English ones to try in their place, longest first.
    """

    language: Language
    phrases: dict[Phrase, Entry]
    cognates: tuple[tuple[str, tuple[str, ...]], ...]

    @cached_property
    def longest(self) -> int:
        """The most words that a phrase has."""
        return max(map(len, self.phrases))

    def holds(self, word: str) -> bool:
        """Whether a plain word stands in the glossary by itself."""
        return (word,) in self.phrases

    def holds_form(self, word: str) -> bool:
        """Whether a long plain word is a form of one in the glossary that isn't an English word's form, too."""
        if self.language not in _COMPOUNDING or len(word) < LEAST_TELLING:
            return False
        entry = self._by_stem.get(self._stems((word,)))
        return entry is not None and stem(word) not in map(stem, entry.english.split())

    def is_grammar(self, word: str) -> bool:
        """Whether a plain word only holds sentences together."""
        entry = self.phrases.get((word,))
        return entry is not None and entry.role == "grammar"

    def longest_at_start(self, words: Sequence[str]) -> tuple[int, Entry] | None:
        """The longest phrase that plain words begin with, in these or other forms: its length and its entry."""
        for size in range(min(self.longest, len(words)), 0, -1):
            phrase = tuple(words[:size])
            found = self.phrases.get(phrase) or self._by_stem.get(self._stems(phrase))
            if found is not None:
                return size, found
        return None

    def compound(self, word: str, vocabulary: Collection[str]) -> str:
        """The English of a compound's parts, in their order; "" where they aren't all known."""
        if self.language not in _COMPOUNDING or not 2 * LEAST_PART <= len(word) <= LONGEST_COMPOUND:
            return ""
        return self._split(word, vocabulary)

    def cognate(self, word: str, vocabulary: Collection[str]) -> str:
        """The word of the documents that differs only by its ending as the languages do; else ""."""
        for ending, endings in self.cognates:
            if word.endswith(ending) and len(word) >= LEAST_COGNATE:
                start = word.removesuffix(ending)
                known = next((start + other for other in endings if start + other in vocabulary), "")
                if known:
                    return known
        return ""

    def _split(self, word: str, vocabulary: Collection[str]) -> str:
        for end in range(len(word) - LEAST_PART, LEAST_PART - 1, -1):
            first, rest = self._part(word[:end], vocabulary), word[end:]
            if first:
                last = self._part(rest, vocabulary, linked=False) or self._split(rest, vocabulary)
                if last:
                    return f"{first} {last}"
        return ""

    def _part(self, part: str, vocabulary: Collection[str], *, linked: bool = True) -> str:
        for link in _LINKS if linked else ("",):
            bare = part.removesuffix(link)
            if not part.endswith(link) or len(bare) < LEAST_PART:
                continue
            entry = self.phrases.get((bare,)) or self._by_stem.get(self._stems((bare,)))
            if entry is not None and entry.role != "grammar":
                return entry.english
            if bare in vocabulary:
                return bare
        return ""

    @cached_property
    def _by_stem(self) -> dict[Phrase, Entry]:
        return {
            self._stems(phrase): entry for phrase, entry in reversed(self.phrases.items()) if entry.role != "grammar"
        }

    def _stems(self, phrase: Phrase) -> Phrase:
        return tuple(self._stemmer.stemWords(phrase))

    @cached_property
    def _stemmer(self) -> Any:
        import Stemmer

        return Stemmer.Stemmer(_STEMMERS[self.language])


@cache
def glossary(language: Language) -> Glossary:
    """The glossary of a language, read once."""
    text = resources.files(__name__).joinpath(f"{language}.txt").read_text(encoding="utf-8")
    phrases: dict[Phrase, Entry] = {}
    cognates: list[tuple[str, tuple[str, ...]]] = []
    for section, wordings, english in lines(text):
        if section == "cognates":
            cognates += [(plain(ending), tuple(part.strip() for part in english.split("|"))) for ending in wordings]
            continue
        role: Role = "grammar" if section == "grammar" else "adjectives" if section == "adjectives" else "words"
        for wording in wordings:
            phrases.setdefault(tuple(plain(wording).split()), Entry(english, role))
    cognates.sort(key=lambda pair: -len(pair[0]))
    return Glossary(language, phrases, tuple(cognates))


def lines(text: str) -> Iterator[tuple[str, list[str], str]]:
    """Section, wordings and English of each line."""
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line and not line.startswith("#"):
            wordings, english = line.split("=")
            yield section, [wording.strip() for wording in wordings.split("|")], english.strip()
